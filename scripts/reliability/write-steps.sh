#!/usr/bin/env bash
# Stops programs at every single step in which they change files: once by SIGKILL, once by a disk that is full from that step
# on. On a full disk the program says so with exit code 73 or 74; then every file is as it was, or, where only the last
# bringing to disk failed, each is new. After a stop of either kind the next run gives the same bytes as one that nothing
# disturbed, and nothing unfinished (*.partial) is left.
#
# usage: scripts/reliability/write-steps.sh
#
# The programs are a figure, a figure with stored runs, telegrad-claims --write and telegrad-report, all as built last.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clang -shared -fPIC -O1 -Wall -Werror -o "$work/fault.so" scripts/reliability/fault-point.c -ldl

# A package of its own, whose paper/ and README.md the tools may write.
package=$work/package
mkdir -p "$package/bin" "$package/paper"
cp paper/*.tsv paper/errata.md "$package/paper/"
cp README.md "$package/"
ln -s "$PWD/figures" "$PWD/scripts" "$PWD/Sources" "$PWD/data" "$package/"
cp "$build_folder"/telegrad-{claims,report} "$package/bin/"

# Every file below a folder with its digest; of JSON files the lines that are the same in every run, and no links.
digests() { # FOLDER
  local file
  (cd "$1" && find . -type f ! -path './bin/*' | sort) | while read -r file; do
    if [[ $file == ./*.json && $file != */.cache/* ]]; then
      echo "$file $(grep -vE '"(date|wallSeconds|processorSeconds|peakMemoryBytes|revision)" : ' "$1/$file" | sha256sum)"
    else
      echo "$file $(sha256sum <"$1/$file")"
    fi
  done
}

restore() { # FOLDER
  rm -rf "$1"
  cp -a "$work/before" "$1"
}

# Whether two lists of digests are the same but for stored runs, which are kept when the figure fails.
same_figures() { cmp -s <(grep -vF ./.cache/ "$work/$1") <(grep -vF ./.cache/ "$work/$2"); }

# Stops a command at step 1, 2, ... until it has no more.
stop_everywhere() { # NAME FOLDER COMMAND...
  local name=$1 folder=$2 fault step code
  local -A count=()
  shift 2
  rm -rf "$work/before"
  cp -a "$folder" "$work/before"
  "$@" >/dev/null || fail 1 "$name fails by itself"
  digests "$folder" >"$work/expected"
  digests "$work/before" >"$work/old"
  for fault in kill full; do
    for ((step = 1; ; step++)); do
      restore "$folder"
      code=0
      { # in which bash says that something was killed
        FAULT=$fault FAULT_AT=$step FAULT_FOLDER=$folder LD_PRELOAD=$work/fault.so "$@" >"$work/log" 2>&1 || code=$?
      } 2>/dev/null
      case $fault$code in
        kill0 | full0) break ;;
        kill137) ;;
        full73 | full74)
          digests "$folder" >"$work/now"
          same_figures now old || same_figures now expected ||
            { diff "$work/old" "$work/now" >&2 || true; fail 1 "$name, full from step $step: some files changed"; }
          ;;
        *) tail "$work/log" >&2; fail 1 "$name, $fault at step $step: exit code $code" ;;
      esac
      "$@" >/dev/null 2>"$work/log" || { tail "$work/log" >&2; fail 1 "$name, $fault at step $step: the next run fails"; }
      digests "$folder" | cmp - "$work/expected" || fail 1 "$name, $fault at step $step: other bytes after the next run"
    done
    echo "$name: $fault at each of $((step - 1)) steps"
    count[$fault]=$((step - 1))
    ((step > 3)) || fail 1 "$name: too few steps; the counter sees nothing"
  done
  record "$name stopped at every step of writing" scripts/reliability/write-steps.sh \
    "kill -9 at each of ${count[kill]} steps, a full disk from each of ${count[full]}" \
    "the same bytes after the next run; on a full disk exit code 73 or 74, and no file lost"
}

verdicts=$package/paper/verdicts.tsv
echo old >"$verdicts"
stop_everywhere telegrad-claims "$package" "$package/bin/telegrad-claims" "$package/figures" --quiet --write "$verdicts"
echo old >"$package/paper/report.html"
stop_everywhere telegrad-report "$package" "$package/bin/telegrad-report"

# The second figure keeps stored runs; both stand over an older set, of another seed.
for figure in thesis-fig2-2-nested dsc-fig06-gradient-statistics; do
  command=("$build_folder/$figure" --profile smoke --out "$work/$figure")
  mkdir "$work/$figure"
  "${command[@]}" --seed 2 >/dev/null
  rm -rf "$work/$figure/.cache"
  stop_everywhere "$figure" "$work/$figure" "${command[@]}"
done
