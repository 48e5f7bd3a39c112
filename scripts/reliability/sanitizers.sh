#!/usr/bin/env bash
# usage: scripts/reliability/sanitizers.sh [address|thread|both] [FILTER]
#
# Builds everything in release with a sanitizer, in .build-asan or .build-tsan, and runs the tests, all or those that match the
# regular expression FILTER (of `swift test --filter`).
#
# With either, tensors' memory is not recycled within the process, so that what is used after it was freed is seen. With the
# address sanitizer debug assertions are on too, of this code and of the standard library (bounds of unsafe buffers,
# shifts, conversions), and what nothing refers to at the end is a leak: in the tests of the libraries, for programs end by
# exit() with all that they hold, and the libraries of MPI with more. The thread sanitizer sees no programs, for Open MPI
# does not run with it. XCTest, which has no test here, is left out, for it leaks by itself.
#
# On two cores each takes half an hour or less, half of it the build. Reports stay in .build-*/report.*, what was printed in
# .build-*/tests.log; after any report, or a test that fails, the exit status is 1 and the ledger is as it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh
# shellcheck source=scripts/reliability/record.sh
source scripts/reliability/record.sh

suppressions=$PWD/scripts/reliability
programs='(DocumentationTests|FigureTests)\.'

run() { # SANITIZER FOLDER OPTIONS FILTER
  local sanitizer=$1 folder=$2 options=$3 filter=$4 status=0 count reports
  local flags=(-c release --scratch-path "$folder" --sanitize "$sanitizer" -Xswiftc -DSANITIZED -j 2)
  if [[ $sanitizer == address ]]; then flags+=(-Xswiftc -assert-config -Xswiftc Debug); fi
  swift build "${flags[@]}" --build-tests >&2 || return 1
  rm -f "$folder"/report.* "$folder/tests.log"
  options+=:log_path=$PWD/$folder/report
  run_tests "$options:detect_leaks=1" --skip "^$programs" || status=$?
  if [[ $sanitizer == address ]]; then run_tests "$options:detect_leaks=0" --skip "^(?!$programs)" || status=$?; fi
  count=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$folder/tests.log" |
    awk '{ count += $1 } END { print count + 0 }')
  reports=$(cat "$folder"/report.* 2>/dev/null | grep -c '^SUMMARY' || true)
  echo "$sanitizer sanitizer: $count tests, $reports reports in $folder/report.*, exit status $status" >&2
  ((count > 0 && status == 0 && reports == 0)) || return 1
  [[ -n $filter ]] || record "$sanitizer sanitizer" "scripts/reliability/sanitizers.sh $sanitizer" "$count tests" "no report"
}

run_tests() { # OPTIONS ARGUMENTS...; the rest is run's
  ASAN_OPTIONS=$1 TSAN_OPTIONS=$1 LSAN_OPTIONS=suppressions=$suppressions/leak-sanitizer.supp:print_suppressions=0 \
    swift test "${flags[@]}" --skip-build --disable-xctest "${@:2}" ${filter:+--filter "$filter"} 2>&1 |
    tee -a "$folder/tests.log" >&2
}

which=${1:-both} filter=${2-} status=0
case $which in address | thread | both) ;; *) fail 64 "address, thread or both, not $which" ;; esac
if [[ $which != thread ]]; then run address .build-asan detect_stack_use_after_return=1 "$filter" || status=1; fi
if [[ $which != address ]]; then
  run thread .build-tsan suppressions=$suppressions/thread-sanitizer.supp "$filter" || status=1
fi
exit "$status"
