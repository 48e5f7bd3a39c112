#!/usr/bin/env bash
# Shows that what Telegrad writes follows from its source: two clones of the current commit at different paths, each built
# from nothing and run at the smoke profile in an environment of its own, write the same tables, scripts and pictures. All
# bytes must be equal but those of measured times and sizes (columns `_seconds_measured`, `_bytes_measured`), and what JSON
# files say of the run. The executables must have the same code; their paths are in what debuggers read.
#
#   first   empty home, C locale, UTC, as many figures at a time as processors, one thread each
#   second  empty home, German locale with decimal commas, Nepal's time, one figure at a time on all processors
#
# usage: scripts/reliability/reproduction.sh [--work DIR] [--data DIR] [--only GLOB]
#
#   --work  where to put the clones, which stay, and are taken again; else a temporary folder, which does not
#   --data  a folder of data sets for both; else the smoke profile's embedded data
#   --only  the figures whose id matches; nothing is recorded
#
# Takes two clean builds and two smoke runs, and Debian's packages `locales` and `binutils`; needs the network for the
# dependencies of the package. Exit codes: 0 the same, 1 not, 69 something is not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh
export LC_ALL=C

work='' only='*' run=()
while (($#)); do
  case $1 in
    --work) work=$(realpath -m -- "${2:?}") ;;
    --data) run+=(--data "$(realpath -- "${2:?}")") ;;
    --only) only=${2:?} ;;
    *) fail 64 "unknown argument $1" ;;
  esac
  shift 2
done
for program in localedef objcopy git; do command -v $program >/dev/null || fail 69 "$program is not installed"; done
[[ -z $(git status --porcelain) ]] || echo "what is not committed is left out" >&2
if [[ -z $work ]]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
first=$work/one/telegrad second=$work/a-longer/two/telegrad
mkdir -p "$work/locale" "$work/home-one" "$work/home-a-longer"
if [[ ! -d $work/locale/de_DE.UTF-8 ]]; then
  localedef -i de_DE -f UTF-8 "$work/locale/de_DE.UTF-8" || fail 69 "no German locale can be made (Debian: locales)"
fi

# Clones, builds and runs, in an environment of nothing else.
make_one() { # FOLDER JOBS VARIABLE=VALUE...
  local folder=$1 jobs=$2
  shift 2
  [[ -d $folder/.git ]] || git clone -q . "$folder"
  git -C "$folder" fetch -q "$PWD" HEAD
  git -C "$folder" checkout -q --detach FETCH_HEAD
  rm -rf "$folder/out"
  (cd / && env -i PATH="$PATH" "$@" "$folder/run_all.sh" --profile smoke --only "$only" --jobs "$jobs" "${run[@]}") ||
    fail 1 "the smoke run failed in $folder"
  [[ -z $(git -C "$folder" status --porcelain) ]] || fail 1 "the run left in $folder: $(git -C "$folder" status --porcelain)"
}
processors=$(nproc)
make_one "$first" "$processors" HOME="$work/home-one" LC_ALL=C TZ=UTC
make_one "$second" 1 HOME="$work/home-a-longer" LOCPATH="$work/locale" LC_ALL=de_DE.UTF-8 TZ=Asia/Kathmandu

differences=$work/differences.tsv
: >"$differences"
differs() { # FILE WHAT
  printf '%s\t%s\n' "$@" >>"$differences"
}

# What a JSON file says of the result, not of the run. Claims judged on measured times say what was measured.
result() { # FILE
  sed -E -e '/^  "(date|executableSha256|fingerprint|peakMemoryBytes|processorSeconds|threads|wallSeconds)" :/d' \
    -e '/^  "files" : \{/,/^  \}/d' "$1"
}

tables=0 measured=0 pictures=0 executables=0
while IFS= read -r table; do
  id=$(basename "$table" .tsv) there=$second/out/smoke
  tables=$((tables + 1))
  if [[ ! -s $there/$id.tsv ]]; then
    differs "$id.tsv" "is not in both"
    continue
  fi
  if head -n 1 "$table" | grep -qE "_(seconds|bytes)_measured"; then
    measured=$((measured + 1))
    awk -v figure="$id" -f scripts/reliability/compare-tables.awk "$table" "$there/$id.tsv" |
      awk -F '\t' '$6 != "measured" { print $1 ".tsv\tcolumn " $2 " in " $3 " rows" }' >>"$differences"
    continue
  fi
  for file in "${table%.tsv}".{tsv,gp} "${table%.tsv}"*.png; do
    [[ $file != *.png ]] || pictures=$((pictures + 1))
    cmp -s "$file" "$there/$(basename "$file")" || differs "$(basename "$file")" "bytes"
  done
  cmp -s <(result "$first/out/smoke/$id.json") <(result "$there/$id.json") || differs "$id.json" "its result"
done < <(find "$first/out/smoke" -maxdepth 1 -name '*.tsv' | sort)
expected=$(./run_all.sh --list --only "$only" | wc -l)
((tables == expected)) || differs "tables" "$tables of $expected"

# What debuggers read of the paths, and digests that those enter, are no code.
code_of() { objcopy --strip-debug --remove-section=.note.gnu.build-id --remove-section=.swift_modhash "$1" "$2"; }
while IFS= read -r executable; do
  executables=$((executables + 1))
  code_of "$executable" "$work/first.code"
  code_of "$second/.build/release/$(basename "$executable")" "$work/second.code"
  cmp -s "$work/first.code" "$work/second.code" || differs "$(basename "$executable")" "its code"
done < <(find "$first/.build/release/" -maxdepth 1 -type f -perm -u+x ! -name '*.xctest' | sort)
((executables >= tables)) || differs "executables" "only $executables"

cat "$differences"
count=$(wc -l <"$differences")
data=$([[ ${#run[@]} == 0 ]] && echo "embedded data" || echo "real data")
[[ $only != '*' ]] || record "two clean clones at smoke, $data" "scripts/reliability/reproduction.sh${run:+ --data DIR}" \
  "$tables tables (but $measured with measured columns), $pictures pictures, $executables executables; 1 and $processors threads, two locales and time zones" \
  "$([[ $count == 0 ]] && echo "all the same bytes" || echo "$count differences")"
((count == 0)) || fail 1 "$count differences"
echo "the same bytes: $tables tables, $pictures pictures, the code of $executables executables"
