#!/usr/bin/env bash
# Shows how far the figures of a results folder are: runs that are stored, with Slurm, and lost; and how each figure stands.
#
# usage: scripts/slurm/status.sh DIR
#
# A task is lost when it is neither done nor with Slurm: it failed, took too long or was cancelled; submit.sh submits it again.
# Exit codes: 0 all figures are made, 1 not yet, 3 not yet and some tasks are lost, 64 usage, 66 no results, 69 no Slurm.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=scripts/setup.sh
source "$here/scripts/setup.sh"
# shellcheck source=scripts/slurm/queue.sh
source "$here/scripts/slurm/queue.sh"

(($# == 1)) || fail 64 "usage: scripts/slurm/status.sh DIR"
results=$(realpath -m -- "$1")
[[ -n $(find "$results/slurm/lists" -name '*.tsv' -print -quit 2>/dev/null) ]] || fail 66 "$results: nothing was submitted there"
check_slurm

declare -A state=()
lost=() # figure and run, at most so many are shown
shown=20
while IFS=$'\t' read -r figure run _ now; do
  if [[ -n $figure ]]; then state[${run/#-/$figure}]=$now; fi
done < <(queued_tasks "$results")

# The log of a task's last attempt.
log_of() { # FIGURE RUN
  local list line
  while read -r list; do
    line=$(grep -nxF "$1"$'\t'"$2" "$list" | cut -d : -f 1) || continue
    list=${list##*/}
    echo "$results/slurm/logs/${list%.tsv}_$((line - 1)).log"
    return
  done < <(find "$results/slurm/lists" -name '*.tsv' | sort -rV)
}

printf '%-36s %8s %8s %8s %8s  %s\n' figure stored running waiting lost state
made=0 count=0
while read -r figure; do
  count=$((count + 1))
  all=0 stored=0 running=0 waiting=0 gone=0
  while read -r run; do
    all=$((all + 1))
    case ${state[$run]-} in
      PENDING | REQUEUED | SUSPENDED) waiting=$((waiting + 1)) ;;
      '')
        if is_stored "$results" "$run"; then
          stored=$((stored + 1))
        else
          gone=$((gone + 1))
          lost+=("$figure"$'\t'"$run")
        fi
        ;;
      *) running=$((running + 1)) ;;
    esac
  done < <(runs_of "$results" "$figure")
  if is_made "$results" "$figure"; then
    now=made made=$((made + 1))
  elif [[ -n ${state[$figure]-} ]]; then
    now=${state[$figure],,}
  else
    now=lost
    if ((gone == 0)); then lost+=("$figure"$'\t-'); fi
  fi
  printf '%-36s %8s %8s %8s %8s  %s\n' "$figure" "$stored/$all" "$running" "$waiting" "$gone" "$now"
done < <(awk -F '\t' '$2 == "-" && !seen[$1]++ { print $1 }' "$results"/slurm/lists/*.tsv | sort)
echo "$made of $count figures made"
for task in "${lost[@]:0:shown}"; do
  log=$(log_of "${task%$'\t'*}" "${task#*$'\t'}")
  echo "lost: ${task/$'\t'/ }: $(tail -n 1 "$log" 2>/dev/null || echo "it did not start") ($log)"
done
if ((${#lost[@]} > shown)); then echo "lost: $((${#lost[@]} - shown)) more"; fi
if ((made == count)); then exit 0; elif ((${#lost[@]})); then exit 3; else exit 1; fi
