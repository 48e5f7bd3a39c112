#!/usr/bin/env bash
# Measures the stages of a round on this machine, which should be quiet, and makes dsc-fig05-timing anew from them: writes
# data/reference/dsc-fig05-times.tsv, data/reference/dsc-fig05-timing-smoke.tsv and figures/dsc-fig05-timing.*.
set -euo pipefail
cd "$(dirname "$0")/.."
id=dsc-fig05-timing
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

(cd Benchmarks && swift build -c release --product telegrad-bench)
swift build -c release --product $id
(cd Benchmarks && .build/release/telegrad-bench stages) >"$stage/times.tsv"
mv "$stage/times.tsv" data/reference/dsc-fig05-times.tsv
.build/release/$id --profile smoke --out "$stage" --quiet
cp "$stage/$id.tsv" data/reference/$id-smoke.tsv
.build/release/$id
