#!/usr/bin/env bash
# usage: scripts/reliability/sanitizers.sh [address|thread|both] [FILTER]
#
# Builds the libraries and their tests in release with a sanitizer, in .build-asan or .build-tsan, and runs the tests, all or
# those that match the regular expression FILTER (of `swift test --filter`). The programs, and the tests that run these,
# are left out: TELEGRAD_LIBRARIES_ONLY in Package.swift.
#
# With either, tensors' memory is not recycled within the process, so that what is used after it was freed is seen. With the
# address sanitizer debug assertions are on too, of this code and of the standard library (bounds of unsafe buffers,
# shifts, conversions), and what nothing refers to at the end is a leak. XCTest, which has no test here, is left out, for it
# leaks by itself.
#
# On two idle cores a build takes five minutes or more, the tests ten. Reports stay in .build-*/report.*, what was printed in .build-*/tests.log;
# after any report, or a test that fails, the exit status is 1 and the ledger is as it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

run() { # SANITIZER FOLDER OPTIONS FILTER
  local sanitizer=$1 folder=$2 options=$3 filter=$4 status=0 count reports
  local flags=(-c release --scratch-path "$folder" --sanitize "$sanitizer" -Xswiftc -DSANITIZED -j 2)
  if [[ $sanitizer == address ]]; then flags+=(-Xswiftc -assert-config -Xswiftc Debug); fi
  export TELEGRAD_LIBRARIES_ONLY=1
  swift build "${flags[@]}" --build-tests >&2 || return 1
  rm -f "$folder"/report.*
  options+=:log_path=$PWD/$folder/report
  ASAN_OPTIONS=$options TSAN_OPTIONS=$options swift test "${flags[@]}" --skip-build --disable-xctest \
    ${filter:+--filter "$filter"} 2>&1 | tee "$folder/tests.log" >&2 || status=$?
  count=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$folder/tests.log" | tail -n 1)
  reports=$(cat "$folder"/report.* 2>/dev/null | grep -c '^SUMMARY' || true)
  echo "$sanitizer sanitizer: ${count:-0} tests, $reports reports in $folder/report.*, exit status $status" >&2
  ((${count:-0} > 0 && status == 0 && reports == 0)) || return 1
  record "$sanitizer sanitizer" "scripts/reliability/sanitizers.sh $sanitizer${filter:+ \"$filter\"}" "$count tests" \
    "no report"
}

which=${1:-both} filter=${2-} status=0
case $which in address | thread | both) ;; *) fail 64 "address, thread or both, not $which" ;; esac
if [[ $which != thread ]]; then run address .build-asan detect_leaks=1:detect_stack_use_after_return=1 "$filter" || status=1; fi
if [[ $which != address ]]; then
  run thread .build-tsan "suppressions=$PWD/scripts/reliability/thread-sanitizer.supp" "$filter" || status=1
fi
exit "$status"
