#!/usr/bin/env bash
# Shows how far results depend on the processor. All figures are made at the smoke profile as on this machine (native) and
#
#   libraries  by the same build, with oneDNN and the C library, which choose their code as they run, held to AVX2 and FMA
#   x86-64-v3  by a build for AVX2 and FMA too
#   portable   by a build for SSE2, the libraries held to SSE4.1 without FMA, which is oneDNN's least
#
# Every column of every table must be the same, but for what data/reference/processor-tolerances.tsv allows, and every codec
# must send the very bytes of data/reference/codec-bytes.tsv. No build may hold wider registers than its processor has.
#
# usage: scripts/reliability/processors.sh [--compare] [NAME...]
#
#   --compare  make nothing, but compare what an earlier call left in out/processors
#   NAME       what to compare with native; else all three
#
# Files go to out/processors. Takes a smoke run for each name, clean builds for two, and Debian's package `binutils`.
# Exit codes: 0 within tolerances, 1 not, 69 something is not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh
export LC_ALL=C

compare=false names=()
for argument in "$@"; do
  case $argument in
    --compare) compare=true ;;
    libraries | x86-64-v3 | portable) names+=("$argument") ;;
    *) fail 64 "unknown argument $argument" ;;
  esac
done
((${#names[@]})) || names=(libraries x86-64-v3 portable)
command -v objdump >/dev/null || fail 69 "objdump is not installed (Debian: binutils)"

# What keeps oneDNN and the C library to a processor, and the registers that it lacks.
declare -A onednn=([libraries]=AVX2 [x86-64-v3]=AVX2 [portable]=SSE41)
declare -A libc=([libraries]='-AVX512F,-AVX512VL,-AVX512BW' [x86-64-v3]='-AVX512F,-AVX512VL,-AVX512BW'
  [portable]='-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-FMA,-AVX')
declare -A lacking=([x86-64-v3]='%zmm|%[xy]mm(1[6-9]|2[0-9]|3[01])\b|%k[0-7]\b' [portable]='%[yz]mm|%k[0-7]\b')
processor() { if [[ $1 == libraries ]]; then echo native; else echo "$1"; fi; }
on() { # NAME COMMAND...
  local name=$1
  shift
  if [[ $name == native ]]; then
    "$@"
  else
    TELEGRAD_PROCESSOR=$(processor "$name") DNNL_MAX_CPU_ISA=${onednn[$name]} \
      GLIBC_TUNABLES=glibc.cpu.hwcaps=${libc[$name]} "$@"
  fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
problems=0
problem() {
  printf '%s\n' "$*" >&2
  problems=$((problems + 1))
}

codecs=$(tail -n +2 data/reference/codec-bytes.tsv | cut -f 1 | paste -sd ,)
# All figures; the kernels that oneDNN takes for one training; all codecs on the same gradients.
make_one() { # NAME
  local name=$1 out=out/processors/$1 built=.build/release
  [[ $(processor "$name") == native ]] || built=.build-$name/release
  rm -rf "$out"
  on "$name" ./run_all.sh --profile smoke --out "$out"
  mkdir -p "$out/codecs"
  on "$name" env DNNL_VERBOSE=1 "$built/dsc-fig01-pearson" --profile smoke --fresh --quiet --out "$out/again" \
    >"$out/onednn.log"
  on "$name" "$built/telegrad-gradients" code data/reference/codec-gradients.npy --codecs "$codecs" --shape 40,50 \
    --rounds 6 --out "$out/codecs/estimates.npy" >"$out/codecs/codec-bytes.tsv"
}
if ! $compare; then
  for name in native "${names[@]}"; do make_one "$name"; done
fi

for name in "${names[@]}"; do
  out=out/processors/$name
  if [[ $name != libraries ]]; then
    find ".build-$name/release/" -name '*.o' -exec objdump -d --no-show-raw-insn {} + >"$work/code"
    (($(grep -c %xmm "$work/code") > 10000)) || problem "$name: its code was not read"
    if grep -E -m 1 "${lacking[$name]}" "$work/code"; then problem "$name: code for another processor"; fi
  fi
  grep -q 'exec,cpu,convolution' "$out/onednn.log" || problem "$name: oneDNN did not say what it ran"
  if grep -m 1 -i avx512 "$out/onednn.log"; then problem "$name: oneDNN uses AVX-512"; fi
  if [[ $name == portable ]] && grep -m 1 -i avx "$out/onednn.log"; then problem "$name: oneDNN uses AVX"; fi
  for file in codec-bytes.tsv estimates.npy; do
    cmp "$out/codecs/$file" "out/processors/native/codecs/$file" || problem "$name: codecs differ"
  done
  cmp "$out/codecs/codec-bytes.tsv" data/reference/codec-bytes.tsv || problem "$name: codecs send other bytes than stored"
  for table in out/processors/native/*.tsv; do
    awk -v figure="$(basename "$table" .tsv)" -v tolerances=data/reference/processor-tolerances.tsv \
      -f scripts/reliability/compare-tables.awk "$table" "$out/$(basename "$table")"
  done >"$out.tsv"
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
  record "figures at smoke on another processor: $name" "scripts/reliability/processors.sh $name" \
    "$tables tables, $(($(wc -l <data/reference/codec-bytes.tsv) - 1)) codecs" "$summary"
  if grep -P '\tbeyond$' "$out.tsv"; then problem "$name: tables differ beyond the tolerances"; fi
done
((problems == 0)) || fail 1 "$problems problems"
