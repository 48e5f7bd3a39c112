#!/usr/bin/env bash
# Writes paper/report.html and the README's table of figures from the files in figures/, and paper/report.pdf where Chromium
# is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
"$build_folder/telegrad-report"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "no paper/report.pdf: Chromium is not installed (apt-get install chromium)" >&2
  exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(--headless --disable-gpu --user-data-dir="$work/profile" --no-pdf-header-footer)
if ((EUID == 0)); then flags+=(--no-sandbox); fi
timeout 300 "$browser" "${flags[@]}" --print-to-pdf="$work/report.pdf" "file://$PWD/paper/report.html" 2>"$work/log" ||
  { tail -n 5 "$work/log" >&2; fail 1 "Chromium could not print the report"; }
# The folder for temporary files may be on another disk, from where nothing is moved in one step.
cp "$work/report.pdf" paper/.report.pdf.partial
mv paper/.report.pdf.partial paper/report.pdf
echo paper/report.pdf
