#!/usr/bin/env bash
# Opens paper/report.html in headless Chromium at the width of a phone and of a desk, in light and dark: no horizontal
# scroll, every picture drawn, nothing on the console. Screenshots go to out/report.
#
# usage: scripts/check-report.sh [FILE]
#
#   FILE  another page, by its whole path, of which no screenshots are taken
set -euo pipefail
cd "$(dirname "$0")/.."
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "check-report.sh: no Chromium; as root: apt-get install chromium" >&2
  exit 69
}
report=${1:-$PWD/paper/report.html}
[[ -r $report ]] || { echo "check-report.sh: no $report; telegrad-report writes paper/report.html" >&2; exit 66; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(--headless --disable-gpu --user-data-dir="$work/profile" --allow-file-access-from-files --enable-logging=stderr)
if ((EUID == 0)); then flags+=(--no-sandbox); fi

# A frame of each width, since a window has a least one.
cat >"$work/probe.html" <<HTML
<iframe id="frame" height="900"></iframe><pre id="result"></pre><script>
const frame = document.getElementById('frame'), widths = [380, 1400], lines = [];
function next() { frame.width = widths[0] + 4; frame.src = 'file://$report?' + widths[0]; }
frame.onload = async () => {
  const page = frame.contentDocument.documentElement;
  const images = [...frame.contentDocument.images];
  for (const image of images) image.loading = 'eager';
  await Promise.all(images.map(image => image.complete && image.naturalWidth > 0 ? 0
    : new Promise(done => { image.onload = image.onerror = done; })));
  const drawn = images.filter(image => image.naturalWidth > 0).length;
  lines.push(widths.shift() + ' ' + (page.scrollWidth - page.clientWidth) + ' ' + drawn + ' ' + images.length);
  if (widths.length) next(); else document.getElementById('result').textContent = 'RESULT\\n' + lines.join('\\n') + '\\nEND';
};
next();
</script>
HTML
timeout 120 "$browser" "${flags[@]}" --virtual-time-budget=60000 --dump-dom "file://$work/probe.html" \
  >"$work/page" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
result=$(sed -n '/RESULT/,/END/p' "$work/page" | grep -E '^[0-9]+ ') || { echo "check-report.sh: no answer" >&2; exit 1; }
failed=0
while read -r width excess drawn images; do
  echo "$width pixels: $excess beyond the window, $drawn of $images pictures drawn"
  ((excess == 0 && drawn == images && images > 0)) || failed=1
done <<<"$result"
[[ $(wc -l <<<"$result") == 2 ]] || failed=1
if grep -F 'CONSOLE' "$work/log"; then failed=1; fi

if (($#)); then exit "$failed"; fi
mkdir -p out/report
for theme in light dark; do
  for width in 500 1400; do
    dark=()
    if [[ $theme == dark ]]; then dark=(--force-dark-mode --blink-settings=preferredColorScheme=0); fi
    timeout 120 "$browser" "${flags[@]}" "${dark[@]}" --hide-scrollbars --window-size="$width,3000" \
      --screenshot="out/report/$theme-$width.png" "file://$report" 2>/dev/null
  done
done
exit "$failed"
