#!/usr/bin/env bash
# Makes the figures: cheap ones first, one line for each as it ends. What is up to date is skipped; after a failure the
# others go on; Ctrl-C stops cleanly, and the same command resumes, as it does after kill -9. A second run in the same folder
# waits for the first and for the figures that a killed one left at work.
#
# usage: ./run_all.sh [--profile smoke|default|paper] [--only GLOB] [--jobs N] [--data DIR] [--out DIR] [--no-build] [--list]
#
#   --profile   how much to compute: seconds, minutes (default), or the paper's own sizes
#   --only      the figures whose id matches: 'dsc-*'
#   --jobs      figures at a time, which share the processors (1)
#   --data      the folder of the data sets; else $TELEGRAD_DATA, then data/, then embedded synthetic data
#   --out       the folder to write to; else figures/ (default profile, real data) or out/PROFILE
#   --no-build  take the executables as they were built last
#   --list      name the figures, their seconds in the default profile on two cores, and what they show
#
# At the end stands the table of claims. In the default profile without --out, the verdicts of figures/ are written to
# paper/verdicts.tsv, the report to paper/report.html (and .pdf where Chromium is installed), and the README's table anew.
# Exit codes: 0 all made, 1 some failed, 64 usage, 69 something is not installed, 73 the folder cannot be written,
# 130 stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=scripts/setup.sh
source "$here/scripts/setup.sh"

usage() { fail 64 "$1
$(sed -n 's/^# usage: /usage: /p' "$here/run_all.sh")"; }

profile=default only='*' jobs=1 data='' out='' build=true list=false
while (($#)); do
  case $1 in
    --list) list=true; shift; continue ;;
    --no-build) build=false; shift; continue ;;
    -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$here/run_all.sh"; exit 0 ;;
    --profile | --only | --jobs | --data | --out) (($# >= 2)) || usage "$1 needs a value" ;;
    *) usage "unknown argument $1" ;;
  esac
  case $1 in
    --profile) profile=$2 ;;
    --only) only=$2 ;;
    --jobs) jobs=$2 ;;
    --data) data=$(realpath -m -- "$2") ;;
    --out) out=$(realpath -m -- "$2") ;;
  esac
  shift 2
done
[[ $profile == smoke || $profile == default || $profile == paper ]] || usage "--profile $profile: smoke, default or paper"
[[ $jobs =~ ^[1-9][0-9]*$ ]] || usage "--jobs $jobs: a number from 1"
cd "$here"

# The figures in the order of their cost.
ids=()
while IFS=$'\t' read -r id seconds place what _; do
  # shellcheck disable=SC2053  # the right side is a pattern
  [[ $id == $only ]] || continue
  if $list; then printf '%-32s %5s s  %s: %s\n' "$id" "$seconds" "$place" "$what"; fi
  ids+=("$id")
done < <(tail -n +2 scripts/figures.tsv | sort -t $'\t' -k 2,2n -k 1,1)
((${#ids[@]})) || usage "--only $only: no such figure; --list names them"
if $list; then exit 0; fi

check_machine
if $build; then
  echo "building in release" >&2
  if ((${#ids[@]} == 1)); then
    for product in "${ids[0]}" telegrad-claims telegrad-report; do
      swift build "${build_flags[@]}" --quiet --product "$product" >&2
    done
  else
    swift build "${build_flags[@]}" --quiet >&2
  fi
fi

threads=$(($(nproc) / jobs))
arguments=(--profile "$profile" --jobs "$((threads > 0 ? threads : 1))")
if [[ -n $data ]]; then arguments+=(--data "$data"); fi
if [[ -n $out ]]; then arguments+=(--out "$out"); fi

# One run at a time writes to a folder. Its figures hold the lock too, so that it outlives this script with them.
folder=${out:-out/$profile} logs=${out:-out/$profile}/.cache/logs
mkdir -p "$logs" || fail 73 "$folder: cannot be written"
touch "$folder/.cache/lock" || fail 73 "$folder: cannot be written"
exec {lock}<"$folder/.cache/lock"
if ! flock -n "$lock"; then
  echo "waiting for another run that writes to $folder" >&2
  flock "$lock"
fi
rm -rf "$logs"
mkdir -p "$logs" || fail 73 "$folder: cannot be written"

# Each figure is a process group of its own, so that a signal to this script reaches it once, from here.
set -m
declare -A running=()
failed=() stopped=''
stop() { # SIGNAL
  local each # not a name of the function that the signal interrupts
  stopped=$1
  for each in "${!running[@]}"; do kill -s "$1" -- "$each" 2>/dev/null || true; done
  echo "stopping; the same command resumes" >&2 || true
}
trap 'stop INT' INT
trap 'stop TERM' TERM HUP
trap 'stop TERM 2>/dev/null; rm -rf "$logs"' EXIT

start() { # ID
  if ((jobs == 1)); then
    "$build_folder/$1" "${arguments[@]}" >"$logs/$1.out" &
  else
    "$build_folder/$1" "${arguments[@]}" >"$logs/$1.out" 2>"$logs/$1.log" &
  fi
  running[$!]=$1
}

# Waits for one figure to end and says how it ended.
finish() {
  local pid='' code=0 id
  wait -n -p pid "${!running[@]}" || code=$?
  [[ -n ${pid-} ]] || return 0 # a signal came first
  id=${running[$pid]}
  unset "running[$pid]"
  if ((code == 0)); then
    tail -n 1 "$logs/$id.out"
  elif [[ -z $stopped ]]; then
    if [[ -s $logs/$id.log ]]; then tail -n 5 "$logs/$id.log" >&2; fi
    echo "$id: failed with exit code $code"
    failed+=("$id")
  fi
}

for id in "${ids[@]}"; do
  while ((${#running[@]} >= jobs)) && [[ -z $stopped ]]; do finish; done
  if [[ -n $stopped ]]; then break; fi
  start "$id"
done
while ((${#running[@]})); do finish; done
if [[ -n $stopped ]]; then exit 130; fi
echo "${#ids[@]} figures in $((SECONDS / 60)) min $((SECONDS % 60)) s"

# What follows replaces files whole and is soon done: a signal ends the script after it.
trap 'exit 130' INT TERM HUP
set +m
folders=("$folder")
if [[ -z $out && $profile == default ]]; then
  folders=(figures out/default)
  "$build_folder/telegrad-claims" figures --quiet --write paper/verdicts.tsv
  scripts/write-report.sh
fi
echo
"$build_folder/telegrad-claims" "${folders[@]}"
if ((${#failed[@]})); then fail 1 "failed: ${failed[*]}"; fi
