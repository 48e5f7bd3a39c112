#!/usr/bin/env bash
# Converts the documentation catalog of every library module with the toolchain's docc, and fails at any warning: links
# that lead nowhere, symbols without a home, malformed tables. Pages go to out/docs.
# usage: scripts/check-docs.sh [MODULE...]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh

check_swift
docc=$(command -v docc) || docc=$(dirname "$(readlink -f "$(command -v swift)")")/docc
[[ -x $docc ]] || fail 69 "this Swift toolchain has no docc; the one of swift.org does"

modules=("$@")
if ((!$#)); then
  for catalog in Sources/Library/*/*.docc; do modules+=("$(basename "$catalog" .docc)"); done
  swift build "${build_flags[@]}" >&2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Where the module maps of C modules are.
include=()
while read -r map; do include+=(-I "$(dirname "$map")"); done \
  < <(find Sources/System "${build_folder%/*}/checkouts" -name module.modulemap)
target=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p' | head -1)

warnings=0
for module in "${modules[@]}"; do
  mkdir -p "$work/$module" out/docs
  swift symbolgraph-extract -module-name "$module" -minimum-access-level public \
    -emit-extension-block-symbols -target "$target" \
    -I "$build_folder/Modules" "${include[@]}" -output-dir "$work/$module" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; fail 70 "no symbol graph of $module; is it built?"; }
  "$docc" convert "Sources/Library/$module/$module.docc" --additional-symbol-graph-dir "$work/$module" \
    --fallback-display-name "$module" --fallback-bundle-identifier "telegrad.$module" \
    --output-path "out/docs/$module.doccarchive" --diagnostic-level warning --ide-console-output \
    >"$work/diagnostics" 2>&1 || { cat "$work/diagnostics" >&2; fail 70 "docc could not convert $module"; }
  # Parameters that say all by their names and types are not described.
  grep -E ': (warning|error): ' "$work/diagnostics" | grep -v 'is missing documentation' >"$work/found" || true
  count=$(wc -l <"$work/found")
  cat "$work/found"
  echo "$module: $count warnings"
  ((warnings += count)) || true
done
((warnings == 0)) || fail 1 "$warnings warnings"
