#!/usr/bin/env bash
# One task of an array that submit.sh submits: computes a run, or makes a figure from its runs.
#
# usage: task.sh RESULTS LIST   with $SLURM_ARRAY_TASK_ID, the line of the list, counted from 0
#
# Nothing of the environment is used but what Slurm sets, and nothing outside RESULTS but what Debian's packages installed.
set -euo pipefail
export PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8

fail() { # CODE MESSAGE
  echo "task.sh on $(uname -n): $2" >&2
  exit "$1"
}

results=$1 list=$2
[[ -r $results/slurm/settings ]] || fail 66 "$results is not seen from this node"
IFS=$'\t' read -r figure run < <(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$list") || fail 66 "$list: no such line"
program=$results/package/bin/$figure
missing=$(ldd "$program" | sed -n 's/^\t\(.*\) => not found$/\1/p' | tr '\n' ' ')
[[ -z $missing ]] || fail 69 "missing libraries: $missing(Debian 12: apt-get install libdnnl2 libmatio11 libpng16-16)"
profile='' seed='' data='' # as submit.sh wrote them
# shellcheck source=/dev/null
source "$results/slurm/settings"

arguments=(--profile "$profile" --seed "$seed" --out "$results/figures" --jobs "${SLURM_CPUS_PER_TASK:-1}")
if [[ $data == files ]]; then arguments+=(--data "$results/data"); else arguments+=(--data embedded); fi
if [[ $run != - ]]; then arguments+=(--run "$run"); fi
echo "$(uname -n): $figure ${arguments[*]}"
cd "$results"
# In the place of this shell, so that Slurm's signals reach the figure.
exec "$program" "${arguments[@]}"
