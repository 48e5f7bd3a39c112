#!/usr/bin/env bash
# Gives every decoder and parser inputs that a coverage-guided fuzzer makes (libFuzzer, beside the address sanitizer).
#
#   scripts/reliability/fuzz.sh [--runs N] [--seconds S] [--jobs J] [TARGET...]
#
#   --runs N      inputs for each target, 1,000,000 unless told
#   --seconds S   the most seconds for each target, 25 unless told, which makes ten minutes for all on two cores
#   --jobs J      targets at a time, 2 unless told
#   TARGET...     entries by name; all of them unless told, and only then the ledger gets a row
#
# Seeds are made by the package's own encoders. What reaches new code is kept in Tests/Corpora/TARGET, of each target the fewest
# inputs that reach as much, 40 kB at most; ./test.sh gives them to the same entries. An input on which an entry traps, takes more than
# 30 seconds, asks for 1 GiB at once or holds 2 GiB (the sanitizer's share among them), or that comes out as it must not, is put there
# too, and the script fails: mend the entry and keep the input. It can be run again at any time, and goes on from the corpora.
#
# The program is built in .build-fuzz. The option --sanitize fuzzer has the package manager leave main to libFuzzer; of several
# options -sanitize= the compiler takes the last; and gold fails on the tables of coverage, so that lld links.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

command_line="scripts/reliability/fuzz.sh${*:+ $*}"
runs=1000000 seconds=25 jobs=2 names=()
while (($#)); do
  case $1 in
    --runs) runs=$2 && shift 2 ;;
    --seconds) seconds=$2 && shift 2 ;;
    --jobs) jobs=$2 && shift 2 ;;
    -*) sed -n '2,/^set/ s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
    *) names+=("$1") && shift ;;
  esac
done

# Swift's own report of a crash would come before libFuzzer's; what its runtime's caches hold is no leak.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
export runs seconds work=.build-fuzz/corpora program=.build-fuzz/release/telegrad-fuzz kept=Tests/Corpora

TELEGRAD_FUZZING=1 swift build -c release --product telegrad-fuzz --scratch-path .build-fuzz -j 2 \
  --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld >&2
rm -rf "$work" && mkdir -p "$work"
TELEGRAD_FUZZ_SEEDS=$work/seeds "$program" >"$work/targets.tsv"

# Fuzzes one target from seeds and kept inputs, and keeps what a merge of all leaves.
fuzz() { # TARGET LONGEST
  local target=$1 place=$work/$1 bytes=0 seeds size input
  local options=(-max_len="$2" -timeout=30 -rss_limit_mb=2048 -malloc_limit_mb=1024)
  export TELEGRAD_FUZZ_TARGET=$target
  mkdir -p "$place"/{grown,found,merged} "$kept/$target"
  if ! nice -n 10 "$program" "${options[@]}" -runs="$runs" -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$place/found/" "$place/grown" "$kept/$target" "$work/seeds/$target" >"$place/log" 2>&1; then
    cp "$place"/found/{crash,timeout,oom}-* "$kept/$target" 2>/dev/null || true
    echo "$target: $(grep -aE '^finding: |Fatal error|SUMMARY' "$place/log" | head -2 | tr '\n' ' ') see $place/log" >&2
    return 1
  fi
  nice -n 10 "$program" "${options[@]}" -set_cover_merge=1 "$place/merged" "$work/seeds/$target" "$kept/$target" \
    "$place/grown" >"$place/merge.log" 2>&1
  # The shortest first, seeds before others as short, and what broke something once in any case.
  find "$kept/$target" -type f ! -name 'crash-*' ! -name 'timeout-*' ! -name 'oom-*' -delete
  seeds=$(sha1sum "$work/seeds/$target"/* | cut -c 1-40 | tr "\n" " ")
  while read -r size _ input; do
    if ((bytes + size > 40000)); then break; fi
    cp "$place/merged/$input" "$kept/$target/$input" && bytes=$((bytes + size))
  done < <(find "$place/merged" -type f -printf '%s %f\n' | awk -v seeds="$seeds" '{ print $1, !index(seeds, $2), $2 }' |
    sort -n -k 1,1 -k 2,2)
  awk -v OFS='\t' -v target="$target" -v inputs="$(find "$kept/$target" -type f | wc -l)" '
    match($0, /cov: [0-9]+/) { edges = substr($0, RSTART + 5, RLENGTH - 5) }
    /^Done / { runs = $2; seconds = $5 }
    END { print target, runs, seconds, edges, inputs }' "$place/log" >"$place/row.tsv"
}
export -f fuzz

wanted() { ((${#names[@]} == 0)) || [[ " ${names[*]} " == *" $1 "* ]]; }
while IFS=$'\t' read -r target longest; do
  if wanted "$target"; then printf '%s\0%s\0' "$target" "$longest"; fi
done <"$work/targets.tsv" >"$work/queue"
if [[ ! -s $work/queue ]]; then echo "no target is named ${names[*]}" >&2 && exit 64; fi
xargs -0 -n 2 -P "$jobs" bash -c 'set -euo pipefail; fuzz "$@"' fuzz <"$work/queue"

rows=("$work"/*/row.tsv)
printf 'target\truns\tseconds\tedges\tinputs\n' >"$work/rows.tsv"
cat "${rows[@]}" >>"$work/rows.tsv"
column -t -s $'\t' "$work/rows.tsv"
if ((${#names[@]} == 0)); then
  cp "$work/rows.tsv" "$kept.tsv"
  amount=$(awk -F '\t' 'NR > 1 { runs += $2 } END { printf "%d entries, %.1f million inputs", NR - 1, runs / 1e6 }' "$work/rows.tsv")
  result=$(awk -F '\t' 'NR > 1 { inputs += $5; if (least == "" || $2 < least) least = $2 }
    END { printf "none broke; at least %d inputs an entry; %d kept", least, inputs }' "$work/rows.tsv")
  record "decoders and parsers under a fuzzer" "$command_line" "$amount" "$result"
fi
