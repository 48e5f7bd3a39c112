#!/usr/bin/env bash
# Shows how far results depend on the processor. Three builds make all figures at the smoke profile, each kept from the
# instructions that its processor lacks, also in oneDNN and the C library, which choose theirs as they run:
#
#   native     what this machine has
#   x86-64-v3  AVX2 and FMA
#   portable   SSE4.1, no FMA (the build itself is SSE2; oneDNN needs SSE4.1)
#
# Every column of every table must be the same, but for what data/reference/processor-tolerances.tsv allows, and every codec
# must send the very bytes of data/reference/codec-bytes.tsv. No build may hold wider registers than its processor has.
#
# usage: scripts/reliability/processors.sh [--emulate] [NAME...]
#
#   --emulate  also run codecs and a training of the second build on an emulated Haswell, which has nothing but AVX2 and FMA
#              (Debian: qemu-user), where results must be those that it has here
#   NAME       what to compare with native; else both others
#
# Files go to out/processors. Takes a clean build for each name and a smoke run for each, and Debian's package `binutils`.
# Exit codes: 0 within tolerances, 1 not, 69 something is not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh
export LC_ALL=C

emulate=false names=()
for argument in "$@"; do
  case $argument in
    --emulate) emulate=true ;;
    x86-64-v3 | portable) names+=("$argument") ;;
    *) fail 64 "unknown argument $argument" ;;
  esac
done
((${#names[@]})) || names=(x86-64-v3 portable)
command -v objdump >/dev/null || fail 69 "objdump is not installed (Debian: binutils)"
if $emulate; then command -v qemu-x86_64 >/dev/null || fail 69 "qemu-x86_64 is not installed (Debian: qemu-user)"; fi

# What keeps oneDNN and the C library to a processor, and the registers that it lacks.
declare -A onednn=([x86-64-v3]=AVX2 [portable]=SSE41)
declare -A libc=([x86-64-v3]='-AVX512F,-AVX512VL,-AVX512BW' [portable]='-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-FMA,-AVX')
declare -A lacking=([x86-64-v3]='%zmm|%[xy]mm(1[6-9]|2[0-9]|3[01])\b|%k[0-7]\b' [portable]='%[yz]mm|%k[0-7]\b')
on() { # NAME COMMAND...
  local name=$1
  shift
  if [[ $name == native ]]; then
    "$@"
  else
    TELEGRAD_PROCESSOR=$name DNNL_MAX_CPU_ISA=${onednn[$name]} \
      GLIBC_TUNABLES=glibc.cpu.hwcaps=${libc[$name]} "$@"
  fi
}
folder_of() { if [[ $1 == native ]]; then echo .build/release; else echo ".build-$1/release"; fi; }

# Codecs on the same gradients: what crossed, and the estimates.
codecs=$(tail -n +2 data/reference/codec-bytes.tsv | cut -f 1 | paste -sd ,)
code() { # NAME FOLDER [RUNNER...]
  local name=$1 folder=$2
  shift 2
  on "$name" "$@" "$(folder_of "$name")/telegrad-gradients" code data/reference/codec-gradients.npy --codecs "$codecs" \
    --shape 40,50 --rounds 6 --out "$folder/estimates.npy" >"$folder/codec-bytes.tsv"
}

problems=0
problem() {
  printf '%s\n' "$*" >&2
  problems=$((problems + 1))
}
for name in native "${names[@]}"; do
  out=out/processors/$name
  rm -rf "$out"
  on "$name" ./run_all.sh --profile smoke --out "$out"
  # The oneDNN kernels of one training.
  on "$name" env DNNL_VERBOSE=1 "$(folder_of "$name")/dsc-fig01-pearson" --profile smoke --fresh --quiet --out "$out/again" \
    >"$out/onednn.log"
  mkdir -p "$out/codecs"
  code "$name" "$out/codecs"
  cmp "$out/codecs/codec-bytes.tsv" data/reference/codec-bytes.tsv || problem "$name: codecs send other bytes"
done

for name in "${names[@]}"; do
  out=out/processors/$name
  find ".build-$name/release/" -name '*.o' -exec objdump -d --no-show-raw-insn {} + | grep -E -m 1 "${lacking[$name]}" &&
    problem "$name: code for another processor"
  if grep -m 1 -i avx512 "$out/onednn.log"; then problem "$name: oneDNN uses AVX-512"; fi
  if [[ $name == portable ]] && grep -m 1 -i avx "$out/onednn.log"; then problem "$name: oneDNN uses AVX"; fi
  for table in out/processors/native/*.tsv; do
    awk -v figure="$(basename "$table" .tsv)" -v tolerances=data/reference/processor-tolerances.tsv \
      -f scripts/reliability/compare-tables.awk "$table" "$out/$(basename "$table")"
  done >"$out.tsv"
  cmp -s out/processors/native/codecs/estimates.npy "$out/codecs/estimates.npy" || echo "$name: estimates differ"
  tables=$(find out/processors/native -maxdepth 1 -name '*.tsv' | wc -l)
  summary=$(awk -F '\t' -v tables="$tables" '
    $6 == "within" { within[$1]; if ($5 > greatest) greatest = $5 }
    $6 == "beyond" { beyond[$1] }
    END {
      for (id in within) if (!(id in beyond)) allowed++
      for (id in beyond) more++
      printf "%d tables exact, %d within tolerances (at most %.2g of the greatest number of a column), %d beyond them", \
        tables - allowed - more, allowed, greatest, more
    }' "$out.tsv")
  record "Figures at smoke on another processor: $name" "scripts/reliability/processors.sh $name" \
    "$tables tables, $(($(wc -l <data/reference/codec-bytes.tsv) - 1)) codecs" "$summary"
  if grep -P '\tbeyond$' "$out.tsv"; then problem "$name: tables differ beyond the tolerances"; fi
done
