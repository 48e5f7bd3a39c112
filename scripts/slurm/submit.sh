#!/usr/bin/env bash
# Makes the figures on a cluster by Slurm: every run that a figure keeps (one training, one repetition) is a task of an array,
# and the figure is a task that waits for its runs and writes the same files as on one machine. Submits only what is missing:
# call it again after failures, time limits and interruptions. Runs go on from where they were stopped.
#
# usage: scripts/slurm/submit.sh --results DIR [--profile smoke|default|paper] [--only GLOB] [--seed N] [--data DIR|embedded]
#                                [--at-once N] [--no-build] [--list] [--status] [-- SBATCH-OPTION...]
#
#   --results   the folder for everything, seen from all nodes under the same path; nothing else needs to be shared
#   --profile   how much to compute (paper)
#   --only      the figures whose id matches: 'dsc-*'
#   --seed      the seed of every random number (1)
#   --data      the folder of the data sets, copied to DIR/data; else $TELEGRAD_DATA, then data/, then what DIR/data holds;
#               the smoke profile uses embedded data without it
#   --at-once   tasks of one array that run at a time (no limit)
#   --no-build  use the executables that are built
#   --list      say what would be submitted, with time and memory, and submit nothing
#   --status    show the progress, as status.sh does
#   --          what follows is given to sbatch: --partition=long --account=mine --constraint=skylake
#
# Time, memory and processors of a task are those of scripts/slurm/resources.tsv. A node needs the Debian packages libdnnl2,
# libmatio11, libpng16-16 and gnuplot-nox, and a processor that runs what was built (else build with TELEGRAD_PROCESSOR=portable).
# Exit codes: 0 submitted or nothing to do, 64 usage, 66 data missing, 69 something is not installed, 73 the results folder
# cannot be written, 75 another call is at work, 78 resources.tsv lacks a row; sbatch's own where it refuses.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=scripts/setup.sh
source "$here/scripts/setup.sh"
# shellcheck source=scripts/slurm/queue.sh
source "$here/scripts/slurm/queue.sh"
# shellcheck source=scripts/slurm/stage.sh
source "$here/scripts/slurm/stage.sh"

usage() { fail 64 "$1
$(sed -n '/^# usage: /,/^#$/s/^# \{0,1\}//p' "$here/scripts/slurm/submit.sh")"; }

profile=paper only='*' seed=1 data='' results='' limit='' builds=true dry=false shows=false extra=()
while (($#)); do
  case $1 in
    --no-build) builds=false; shift; continue ;;
    --list) dry=true; shift; continue ;;
    --status) shows=true; shift; continue ;;
    --) shift; extra=("$@"); break ;;
    -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$here/scripts/slurm/submit.sh"; exit 0 ;;
    --results | --profile | --only | --seed | --data | --at-once) (($# >= 2)) || usage "$1 needs a value" ;;
    *) usage "unknown argument $1" ;;
  esac
  case $1 in
    --results) results=$(realpath -m -- "$2") ;;
    --profile) profile=$2 ;;
    --only) only=$2 ;;
    --seed) seed=$2 ;;
    --data) if [[ $2 == embedded ]]; then data=$2; else data=$(realpath -m -- "$2"); fi ;;
    --at-once) limit=$2 ;;
  esac
  shift 2
done
[[ -n $results ]] || usage "--results DIR is needed"
[[ $profile == smoke || $profile == default || $profile == paper ]] || usage "--profile $profile: smoke, default or paper"
[[ $seed =~ ^[0-9]+$ ]] || usage "--seed $seed: a number"
[[ -z $limit || $limit =~ ^[1-9][0-9]*$ ]] || usage "--at-once $limit: a number from 1"
if $shows; then exec "$here/scripts/slurm/status.sh" "$results"; fi

cd "$here"
figures=()
while read -r id; do
  # shellcheck disable=SC2053  # the right side is a pattern
  if [[ $id == $only ]]; then figures+=("$id"); fi
done < <(tail -n +2 scripts/figures.tsv | sort -t $'\t' -k 2,2n -k 1,1 | cut -f 1)
((${#figures[@]})) || usage "--only $only: no such figure; ./run_all.sh --list names them"
check_slurm
greatest=$(scontrol show config | sed -n 's/^MaxArraySize *= *//p') || fail 69 "Slurm's controller does not answer"

open_results "$results" "$profile" "$seed"
bring_data "$results" "$profile" "$data"
if $builds; then build_executables "${figures[@]}"; fi
stage_package "$results" "${figures[@]}"
write_settings "$results" "$profile" "$seed"

# What Slurm has.
declare -A queued=() # the name of a figure or of a run: JOB_TASK
while IFS=$'\t' read -r figure run task _; do
  if [[ -n $figure ]]; then queued[${run/#-/$figure}]=$task; fi
done < <(queued_tasks "$results")

# Whether a figure that Slurm has waits in vain: one of its runs is lost.
waits_in_vain() { # FIGURE
  local run
  while read -r run; do
    if [[ -z ${queued[$run]-} ]] && ! is_stored "$results" "$run"; then return 0; fi
  done < <(runs_of "$results" "$1")
  return 1
}

# Minutes, mebibytes and processors of a task, by the first row of resources.tsv whose pattern its name matches; none where
# there is no such row. Every task of the smoke profile takes seconds.
resources() { # KIND NAME
  local kind pattern default_minutes default_mib paper_minutes paper_mib processors
  while IFS=$'\t' read -r kind pattern default_minutes default_mib paper_minutes paper_mib processors _; do
    # shellcheck disable=SC2053  # the right side is a pattern
    [[ $kind == "$1" && $2 == $pattern ]] || continue
    case $profile in
      smoke) echo "10 2048 1" ;;
      default) echo "$default_minutes $default_mib $processors" ;;
      paper) echo "$paper_minutes $paper_mib $processors" ;;
    esac
    return
  done <scripts/slurm/resources.tsv
}

# The tasks of each array, by the resources that they share; and what figures wait for.
declare -A arrays=() planned=() waits=() known=()
made=0 stored=0 waiting=0 runs=0
plan_run() { # FIGURE RUN MODEL STATE
  local kind=${2%%-v[0-9]*}/$3
  waits[$1]+=" $2"
  if [[ $4 == stored ]]; then
    stored=$((stored + 1))
  elif [[ -n ${queued[$2]-} ]]; then
    waiting=$((waiting + 1))
  elif [[ -z ${planned[$2]-} ]]; then
    if [[ -z ${known[$kind]-} ]]; then known[$kind]=$(resources run "$kind"); fi
    [[ -n ${known[$kind]} ]] || fail 78 "scripts/slurm/resources.tsv has no row run $kind"
    planned[$2]=1 runs=$((runs + 1))
    arrays[${known[$kind]}]+="$1"$'\t'"$2"$'\n'
  fi
}

arguments=(--profile "$profile" --seed "$seed" --out "$results/figures" --quiet)
if [[ $(data_kind "$results") == files ]]; then arguments+=(--data "$results/data"); else arguments+=(--data embedded); fi
to_make=() assemblies=()
for figure in "${figures[@]}"; do
  if is_made "$results" "$figure"; then
    made=$((made + 1))
    continue
  fi
  if [[ -n ${queued[$figure]-} ]]; then
    if ! waits_in_vain "$figure"; then
      waiting=$((waiting + 1))
      continue
    fi
    $dry || scancel "${queued[$figure]}"
  fi
  to_make+=("$figure")
  needs=$(resources figure "$figure")
  if [[ -n $needs ]]; then # it keeps no runs
    arrays[$needs]+="$figure"$'\t-\n'
    continue
  fi
  assemblies+=("$figure")
  names=$("$results/package/bin/$figure" "${arguments[@]}" --list-runs) || fail $? "$figure could not name its runs"
  [[ -n $names ]] || fail 78 "scripts/slurm/resources.tsv has no row figure $figure, which keeps no runs"
  while IFS=$'\t' read -r run model state; do plan_run "$figure" "$run" "$model" "$state"; done <<<"$names"
  note_runs "$results" "$figure" "$names"
done

# Submits lines of figure and run as arrays, each at most as long as Slurm takes them; leaves `RUN JOB_TASK` in queued.
submit() { # "MINUTES MEBIBYTES PROCESSORS" LINES [DEPENDENCY]
  local minutes mebibytes processors lines=() first list job index figure run options
  read -r minutes mebibytes processors <<<"$1"
  mapfile -t lines < <(printf '%s' "$2")
  for ((first = 0; first < ${#lines[@]}; first += greatest)); do
    local part=("${lines[@]:first:greatest}")
    echo "${#part[@]} task(s): $minutes minutes, $mebibytes MiB, $processors processor(s) each${3:+, after others}"
    if $dry; then continue; fi
    list=$(new_list "$results" "${part[@]}")
    options=(--parsable --export=NONE --chdir="$results" --time="$minutes" --mem="${mebibytes}M"
      --cpus-per-task="$processors" --signal=B:TERM@60 --open-mode=append
      --job-name="$(job_prefix "$results")$list" --output="$results/slurm/logs/${list}_%a.log"
      --array="0-$((${#part[@]} - 1))${limit:+%$limit}")
    if [[ -n ${3-} ]]; then options+=(--dependency="$3" --kill-on-invalid-dep=yes); fi
    job=$(sbatch "${options[@]}" "${extra[@]}" "$here/scripts/slurm/task.sh" "$results" "$results/slurm/lists/$list.tsv") ||
      fail $? "sbatch refused; what was submitted before stays, and the same command submits the rest"
    for index in "${!part[@]}"; do
      IFS=$'\t' read -r figure run <<<"${part[index]}"
      queued[${run/#-/$figure}]=${job%%;*}_$index
    done
  done
}

# Longest first.
while read -r needs; do
  [[ -z $needs ]] || submit "$needs" "${arrays[$needs]}"
done < <(printf '%s\n' "${!arrays[@]}" | sort -k 1,1nr)

for figure in "${assemblies[@]}"; do
  dependency=''
  for run in ${waits[$figure]}; do
    if [[ -n ${queued[$run]-} ]]; then dependency+=:${queued[$run]}; fi
  done
  needs=$(resources assembly "$figure")
  submit "$needs" "$figure"$'\t-\n' "${dependency:+afterok$dependency}"
done

echo "${#figures[@]} figures: $made made, ${#to_make[@]} to make; runs: $stored stored, $waiting task(s) with Slurm, $runs to compute"
if ! $dry; then echo "progress: scripts/slurm/status.sh $results"; fi
