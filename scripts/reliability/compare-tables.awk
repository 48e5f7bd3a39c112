# Compares two tables (TSV, one header line) column by column, and prints a line for each column that differs:
#
#   FIGURE COLUMN ROWS ABSOLUTE RELATIVE VERDICT     (tab-separated)
#
# ROWS differ, by at most ABSOLUTE, which is RELATIVE of the column's greatest magnitude. VERDICT is `measured` for columns
# whose names end in `_seconds_measured` or `_bytes_measured`, which are the machine's; `within` where the table of tolerances
# has a line for the column (figure, column, relative, absolute, reason; `*` is every column) and ABSOLUTE is at most
# `relative` times that magnitude plus `absolute`; else `beyond`. Words never lie within. Tables of another shape differ in
# the column `-`.
#
# usage: awk -v figure=ID -v tolerances=FILE -f compare-tables.awk FIRST.tsv SECOND.tsv

BEGIN {
  FS = OFS = "\t"
  while (tolerances != "" && (getline line < tolerances) > 0) {
    split(line, cell, FS)
    if (cell[1] == figure) { relative[cell[2]] = cell[3]; absolute[cell[2]] = cell[4] }
  }
}

function magnitude(x) { return x < 0 ? -x : x }
function isNumber(text) { return text ~ /^-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?$/ }

FNR == 1 { file++ }
file == 1 {
  for (i = 1; i <= NF; i++) first[FNR, i] = $i
  columns = NF; rows = FNR
  next
}
FNR == 1 {
  for (i = 1; i <= NF; i++) { name[i] = $i; other = other || $i != first[1, i] }
  other = other || NF != columns
  next
}
{
  for (i = 1; i <= columns; i++) {
    for (side = 1; side <= 2; side++) {
      text = side == 1 ? first[FNR, i] : $i
      if (isNumber(text) && magnitude(text) > greatest[i]) greatest[i] = magnitude(text)
    }
    if (first[FNR, i] == $i) continue
    differing[i]++
    if (!isNumber($i) || !isNumber(first[FNR, i])) words[i] = 1
    else if (magnitude($i - first[FNR, i]) > apart[i]) apart[i] = magnitude($i - first[FNR, i])
  }
}

END {
  if (file != 2 || other || FNR != rows) { print figure, "-", "-", "-", "-", "beyond"; exit }
  for (i = 1; i <= columns; i++) {
    if (!differing[i]) continue
    key = name[i] in relative ? name[i] : "*"
    if (name[i] ~ /_(seconds|bytes)_measured$/) verdict = "measured"
    else if (!words[i] && key in relative && apart[i] <= relative[key] * greatest[i] + absolute[key]) verdict = "within"
    else verdict = "beyond"
    print figure, name[i], differing[i], words[i] ? "words" : apart[i] + 0, greatest[i] ? apart[i] / greatest[i] : 0, verdict
  }
}
