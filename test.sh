#!/usr/bin/env bash
# Checks the machine, builds everything in release, runs every test and lints the format.
# Tests on real data run where $TELEGRAD_DATA (or data/) holds it, and are skipped with a reason elsewhere.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=scripts/setup.sh
source scripts/setup.sh

try_mpi
check_machine
echo "building in release" >&2
swift build "${build_flags[@]}" --build-tests
swift test "${build_flags[@]}" --skip-build
scripts/format.sh --check
