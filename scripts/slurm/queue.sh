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
  local prefix answer lists=("$1"/slurm/lists/*.tsv)
  [[ -e ${lists[0]} ]] || return 0
  prefix=$(job_prefix "$1")
  answer=$(squeue --noheader --array --user "$(id -un)" --format '%j|%F|%K|%T') || fail 69 "squeue gave no answer"
  awk -v prefix="$prefix" -v OFS='\t' '
    FILENAME != "-" {
      count = split(FILENAME, path, "/")
      line[path[count], FNR - 1] = $0
      next
    }
    index($0, prefix) == 1 {
      split(substr($0, length(prefix) + 1), job, "|")
      print line[job[1] ".tsv", job[3]], job[2] "_" job[3], job[4]
    }' "${lists[@]}" - <<<"$answer"
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
