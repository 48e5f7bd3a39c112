#!/usr/bin/env bash
# Kills run_all.sh, and then one long figure, with SIGKILL at random moments, resumes after each, and compares what comes
# out with a run that nothing disturbed: the same bytes of every table, script and picture, and of JSON files all but date,
# times, memory and revision. A figure whose table has measured columns (`_seconds_measured`, `_bytes_measured`) is compared
# without these, its script and its picture.
#
# usage: scripts/reliability/interruptions.sh [--seed N] [--kills N] [--only GLOB] [--long 'ID OPTIONS']
#
#   --seed   draws the moments and what is killed (1)
#   --kills  how many, of each of the two (20)
#   --only   run_all.sh on these figures, and no long figure
#   --long   this figure with its options, and no run_all.sh
#
# A kill takes the script and all that it started, the script alone, so that its figure works on, or the figure alone, so
# that the script goes on. The moment counts from where the run begins with new work, up to twice the share that each kill
# has of an undisturbed run; when all is made before the last kill, the run is compared and starts again in an empty
# folder. After every kill each figure whose JSON file is there must be whole; at the end nothing unfinished (*.partial) may be left.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

seed=1 kills=20 parts=(run_all long) only='*' command="scripts/reliability/interruptions.sh${*:+ ${*@Q}}"
long='dsc-fig01-pearson --profile smoke --set mlp_repetitions=20 --set mlp_rounds=100'
while (($#)); do
  (($# >= 2)) || fail 64 "$1 needs a value"
  case $1 in
    --seed) seed=$2 ;;
    --kills) kills=$2 ;;
    --only) only=$2 parts=(run_all) ;;
    --long) long=$2 parts=(long) ;;
    *) fail 64 "unknown argument $1" ;;
  esac
  shift 2
done
RANDOM=$seed

work=$(mktemp -d)
sessions=()
finish() {
  local each
  for each in "${sessions[@]}"; do pkill -KILL -s "$each" || true; done
  rm -rf "$work"
}
trap finish EXIT

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Every figure whose JSON file is there has the files that it names.
check_whole() { # FOLDER
  local json
  for json in "$1"/*.json; do
    [[ -e $json ]] || return 0
    sed -nE 's/^    "([^"]+\.(tsv|gp|png))" : "([0-9a-f]{64})",?$/\3  \1/p' "$json" >"$work/sums"
    [[ -s $work/sums ]] || fail 1 "$json names no files"
    (cd "$1" && sha256sum --check --quiet --strict "$work/sums") || fail 1 "$json: its files are not those that it names"
  done
}

# What must be the same in two runs: a line for each file.
summary() { # FOLDER
  local id json
  for json in "$1"/*.json; do
    id=$(basename "$json" .json)
    if head -n 1 "$1/$id.tsv" | grep -qE '_(seconds|bytes)_measured'; then
      awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) measured[i] = $i ~ /_(seconds|bytes)_measured$/ }
        { for (i = 1; i <= NF; i++) if (!measured[i]) printf "%s\t", $i; print "" }' "$1/$id.tsv" | sha256sum
      grep -vE '"([^"]*\.(tsv|gp|png)|measured|reason|verdict)" : ' "$json"
    else
      (cd "$1" && sha256sum "$id".tsv "$id".gp "$id"*.png)
      cat "$json"
    fi | grep -vE '"(date|wallSeconds|processorSeconds|peakMemoryBytes|revision)" : '
  done
}

# Starts a command in a session of its own, whose processes can then be found wherever they went, and waits until it has passed
# what was made before.
launch() { # LOG FOLDER COMMAND...
  local log=$1 folder=$2 made
  shift 2
  mkdir -p "$folder"
  made=$(find "$folder" -maxdepth 1 -name '*.json' | wc -l)
  setsid "$@" --out "$folder" >"$log" 2>&1 &
  session=$! sessions+=($!)
  while (($(grep -c ': up to date$' "$log" || true) < made)) && kill -0 "$session" 2>/dev/null; do sleep 0.02; done
}

# Waits for the moment of the next kill, and chooses what it takes: sets `pause`, `kind` and `victims`.
draw() { # LONGEST-WAIT-MS
  pause=$(((RANDOM * 32768 + RANDOM) % ($1 + 1)))
  sleep "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
  kind=all victims=$(pgrep -s "$session" | tr '\n' ' ' || true)
  case $((RANDOM % 4)) in
    0) kind=script victims=$session ;;
    1) # where a script started one
      local figure
      figure=$(pgrep -s "$session" -f -- "--out $work" | grep -vx "$session" | head -n 1 || true)
      if [[ -n $figure ]]; then kind=figure victims=$figure; fi
      ;;
  esac
}

# Interrupts a command until it was killed as often as asked, lets it end, and compares.
interrupt() { # NAME COMMAND...
  local name=$1 plain=$work/$1-plain folder=$work/$1 log=$work/$1.log start duration figures count=0 damaged=false
  local -A kinds=([all]=0 [script]=0 [figure]=0)
  shift
  start=$(milliseconds)
  "$@" --out "$plain" >"$log" 2>&1 || { tail "$log" >&2; fail 1 "$name fails without any interruption"; }
  duration=$(($(milliseconds) - start))
  check_whole "$plain"
  summary "$plain" >"$work/expected"
  figures=$(find "$plain" -maxdepth 1 -name '*.json' | wc -l)
  echo "$name: $figures figures in $((duration / 1000)) s undisturbed; seed $seed"

  launch "$log" "$folder" "$@"
  while ((count < kills)); do
    draw $((2 * duration / kills))
    if kill -0 "$session" 2>/dev/null; then
      # shellcheck disable=SC2086  # a list
      kill -KILL $victims 2>/dev/null || true
      count=$((count + 1)) kinds[$kind]=$((kinds[$kind] + 1))
      echo "$name: kill $count of $kills: $kind, after $pause ms"
      check_whole "$folder"
      # The script goes on without the figure, and its next kill is drawn.
      if [[ $kind == figure ]]; then damaged=true; continue; fi
      wait "$session" 2>/dev/null || true
    elif wait "$session"; then
      compare "$name" "$folder"
      rm -rf "$folder"
    elif ! $damaged; then
      tail "$log" >&2
      fail 1 "$name fails after kill $count"
    fi
    damaged=false
    launch "$log" "$folder" "$@"
  done
  wait "$session" 2>/dev/null || true
  "$@" --out "$folder" >"$log" 2>&1 || { tail "$log" >&2; fail 1 "$name does not end after $count kills"; }
  compare "$name" "$folder"
  result="$kills kills, seed $seed: ${kinds[all]} of all processes, ${kinds[script]} of the script alone"
  result+=", ${kinds[figure]} of the figure alone; $figures figures"
}

compare() { # NAME FOLDER
  local left
  summary "$2" | diff "$work/expected" - >&2 || fail 1 "$1: not the bytes of the undisturbed run"
  left=$(find "$2" -name '*.partial')
  [[ -z $left ]] || fail 1 "$1: left unfinished for ever: $left"
}

for part in "${parts[@]}"; do
  if [[ $part == run_all ]]; then
    interrupt run_all ./run_all.sh --no-build --profile smoke --only "$only"
    record "kill -9 of run_all.sh" "$command" "$result" "the same bytes as undisturbed, nothing unfinished left"
  else
    read -ra words <<<"$long"
    interrupt long "$build_folder/${words[0]}" "${words[@]:1}"
    record "kill -9 of a long figure" "$command" "$kills kills, seed $seed" \
      "the same bytes as undisturbed, nothing unfinished left"
  fi
done
