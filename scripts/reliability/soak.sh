#!/usr/bin/env bash
# usage: scripts/reliability/soak.sh
#
# Trains for ten thousand rounds with each codec of the figure reliability-soak, unless figures/ has it up to date, and fails
# where memory grows by more than 32 bytes a round, the least that malloc gives for an object, and three standard errors of
# the growth; or where the leak that the figure makes on purpose is not seen.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

# What the rows of a table say of growth; fails where one grows, or the control does not.
growth() { # TABLE
  awk -F '\t' -v OFS='\t' '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    {
      codec = $column["codec"]; kept = $column["kept_bytes_a_round"]; rounds = $column["round"]
      slope = $column["growth_a_round_bytes_measured"]; error = $column["growth_standard_error_bytes_measured"]
      grows = slope > 32 + 3 * error
    }
    codec in seen { next }
    { seen[codec] = 1 }
    kept == 0 {
      codecs++
      if (grows) failed = codec " grows by " slope " bytes a round"
      if (codecs == 1 || slope > greatest) { greatest = slope; uncertainty = error; name = codec }
    }
    kept > 0 { control = slope; leak = kept; if (!grows || slope < kept) failed = "a leak of " kept " bytes a round is seen as " slope }
    END {
      if (failed || !codecs || !control) { print failed ? failed : "no codec or no control" >"/dev/stderr"; exit 1 }
      printf "%d codecs, %d rounds each\tat most %.1f ± %.1f bytes a round (%s); ", codecs, rounds, greatest, uncertainty, name
      printf "a leak of %d shows as %.0f\n", leak, control
    }' "$1"
}

swift build "${build_flags[@]}" --product reliability-soak >&2
"$build_folder/reliability-soak" >&2
IFS=$'\t' read -r amount result < <(growth figures/reliability-soak.tsv) || fail 1 "memory is not flat"
echo "$amount: $result"
record "memory over ten thousand rounds" "scripts/reliability/soak.sh" "$amount" "$result"
