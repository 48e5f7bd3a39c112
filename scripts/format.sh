#!/usr/bin/env bash
# Formats every Swift file in place; with --check, changes nothing and fails where something is to change.
set -euo pipefail
cd "$(dirname "$0")/.."
files=(Package.swift Snippets Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources)
case ${1-} in
  '') swift format --in-place --recursive --parallel "${files[@]}" ;;
  --check) swift format lint --strict --recursive --parallel "${files[@]}" ;;
  *)
    echo "usage: scripts/format.sh [--check]" >&2
    exit 64
    ;;
esac
