# shellcheck shell=bash
# Sourced by submit.sh and status.sh: what a results folder holds, and what of it Slurm has.
#
# RESULTS/slurm/settings     profile, seed and kind of data, one `name=value` a line
# RESULTS/slurm/runs.tsv     the runs of each figure: figure, run
# RESULTS/slurm/lists/N.tsv  the tasks of the array of jobs telegrad-ID-N: figure, and run or `-` for the figure itself
# RESULTS/slurm/logs/N_I.log what task I of it said

check_slurm() {
  local program
  for program in sbatch squeue scontrol scancel; do
    command -v "$program" >/dev/null || fail 69 "$program is not installed (Debian: apt-get install slurm-client)"
  done
}

# The start of the names of all jobs of a results folder.
job_prefix() { # RESULTS
  local sum
  sum=$(printf '%s' "$1" | cksum)
  printf 'telegrad-%s-' "${sum%% *}"
}

# The tasks that Slurm has, in lines of figure, run or `-`, job and task, state.
queued_tasks() { # RESULTS
  local prefix answer name job task state list
  prefix=$(job_prefix "$1")
  answer=$(squeue --noheader --array --user "$(id -un)" --format '%j|%F|%K|%T') || fail 69 "squeue gave no answer"
  while IFS='|' read -r name job task state; do
    [[ $name == "$prefix"* ]] || continue
    list=$1/slurm/lists/${name#"$prefix"}.tsv
    printf '%s\t%s\t%s\n' "$(sed -n "$((task + 1))p" "$list")" "${job}_$task" "$state"
  done <<<"$answer"
}

setting() { sed -n "s/^$2=//p" "$1/slurm/settings"; } # RESULTS NAME

runs_of() { awk -F '\t' -v figure="$2" '$1 == figure { print $2 }' "$1/slurm/runs.tsv"; } # RESULTS FIGURE

is_stored() { [[ -s $1/figures/.cache/$2.json ]]; } # RESULTS RUN

# Whether a figure was made by the executable that is there now, and its files are as they were written.
is_made() { # RESULTS FIGURE
  local json=$1/figures/$2.json digest
  [[ -s $json ]] || return 1
  digest=$(sha256sum "$1/package/bin/$2") || return 1
  grep -qF "\"executableSha256\" : \"${digest%% *}\"" "$json" || return 1
  (cd "$1/figures" && sed -n '/^  "files" : {/,/^  }/s/^    "\(.*\)" : "\([0-9a-f]*\)",\{0,1\}$/\2  \1/p' "$2.json" |
    sha256sum --check --status --strict)
}
