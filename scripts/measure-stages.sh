#!/usr/bin/env bash
# Measures the stages of a round and the servers of codecs on this machine, which should be quiet, and makes dsc-fig05-timing
# and dsc-scale anew from them: writes data/reference/dsc-fig05-times.tsv, data/reference/dsc-scale-costs.tsv,
# data/reference/ID-smoke.tsv and figures/ID.* of both. docs/scale.md shows numbers of dsc-scale; a test says where it differs.
#
# usage: scripts/measure-stages.sh [stages|server]   only the one table, and the figures; both without an argument
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1-both}
case $what in
  both | stages | server) ;;
  *)
    echo "usage: scripts/measure-stages.sh [stages|server]" >&2
    exit 64
    ;;
esac
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

(cd Benchmarks && swift build -c release --product telegrad-bench)
bench=Benchmarks/.build/release/telegrad-bench
if [[ $what != server ]]; then
  $bench stages >"$stage/times.tsv"
  mv "$stage/times.tsv" data/reference/dsc-fig05-times.tsv
fi
if [[ $what != stages ]]; then
  $bench server >"$stage/costs.tsv"
  MALLOC_MMAP_THRESHOLD_=4096 $bench server --memory >>"$stage/costs.tsv"
  mv "$stage/costs.tsv" data/reference/dsc-scale-costs.tsv
fi
for id in dsc-fig05-timing dsc-scale; do
  swift build -c release --product $id
  .build/release/$id --profile smoke --out "$stage" --quiet
  cp "$stage/$id.tsv" data/reference/$id-smoke.tsv
  .build/release/$id
done
