# shellcheck shell=bash
# Sourced by the checks in this folder: what they found is kept in paper/reliability.tsv, which the report shows.

# Puts a row in the place of the one of the same check, or at the end.
record() { # CHECK COMMAND AMOUNT RESULT
  local ledger=paper/reliability.tsv whole
  whole=$(mktemp paper/.reliability.tsv-XXXXXXXX.partial)
  {
    if [[ -s $ledger ]]; then cat "$ledger"; else printf 'check\tcommand\tamount\tresult\n'; fi
  } | awk -F '\t' -v OFS='\t' -v row="$(printf '%s\t%s\t%s\t%s' "$@")" -v check="$1" '
    $1 == check { if (!put) print row; put = 1; next }
    { print }
    END { if (!put) print row }' >"$whole"
  chmod 644 "$whole"
  mv "$whole" "$ledger"
}
