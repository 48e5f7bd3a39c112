#!/usr/bin/env python3
"""Decoding of syndromes beside `ldpc` of the Python package index (BpDecoder): the same matrix and error patterns.

    swift build -c release && .venv/bin/pip install ldpc==2.4.1
    .venv/bin/python peers/ldpc_syndrome.py                # (3, 6) regular, n = 2400, crossover 0.067

Runs of both programs take turns, so that both see the same drift of the host; rates are source bits by processor time of
one thread. A ratio is ours over the peer's of a pair of neighbouring runs: the median, with the least and the greatest.
"""
import argparse
import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from ldpc import BpDecoder
from scipy.sparse import csr_matrix

BENCH = Path(__file__).resolve().parents[1] / ".build/release/telegrad-bench"
# Our rule, and the peer's method, schedule and scale.
KINDS = [
    ("sum-product", "product_sum", "parallel", 1.0),
    ("sum-product", "product_sum", "serial", 1.0),
    ("min-sum", "minimum_sum", "parallel", 0.75),
]


def read_matrix(path):
    """A matrix in the alist format, columns first."""
    lines = [[int(word) for word in line.split()] for line in path.read_text().splitlines()]
    (n, rows), lists = lines[0], lines[4:]
    ones = [(row - 1, column) for column, line in enumerate(lists[:n]) for row in line if row]
    return csr_matrix((np.ones(len(ones), np.uint8), np.array(ones).T), (rows, n))


def ours(arguments, folder, rule):
    command = [BENCH, "ldpc", "--folder", folder, "--rule", rule, "--crossover", arguments.crossover, "--blocks",
               arguments.blocks, "--runs", 3, "--json"]
    return json.loads(subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=True).stdout)


class Peer:
    def __init__(self, matrix, errors, arguments, method, schedule, scale):
        self.errors = errors
        self.syndromes = (matrix @ errors.T % 2).T.astype(np.uint8).copy()
        self.decoder = BpDecoder(matrix, error_rate=arguments.crossover, max_iter=100, bp_method=method,
                                 schedule=schedule, ms_scaling_factor=scale)

    def run(self, count):
        start = time.thread_time()
        for syndrome in self.syndromes[:count]:
            self.decoder.decode(syndrome)
        return count * self.errors.shape[1] / (time.thread_time() - start) / 1e6

    def quality(self):
        right = iterations = 0
        for error, syndrome in zip(self.errors, self.syndromes):
            right += np.array_equal(self.decoder.decode(syndrome), error)
            iterations += self.decoder.iter
        return right / len(self.errors), iterations / len(self.errors)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", help="matrix.alist and patterns.bin; made where they are missing")
    parser.add_argument("--crossover", type=float, default=0.067)
    parser.add_argument("--blocks", type=int, default=2000)
    parser.add_argument("--peer-blocks", type=int, default=400, help="blocks of a run of the peer")
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments.folder or temporary)
        ours(arguments, folder, "sum-product")
        matrix = read_matrix(folder / "matrix.alist")
        n = matrix.shape[1]
        packed = np.fromfile(folder / "patterns.bin", np.uint8).reshape(-1, (n + 7) // 8)
        errors = np.unpackbits(packed, axis=1, bitorder="little")[:, :n]
        print(f"{matrix.shape[0]} x {n}, {matrix.nnz} edges, crossover {arguments.crossover}, {len(errors)} blocks")
        print("| ours | Mbit/s | right | iterations | peer | Mbit/s | right | iterations | ratio |\n|---|--|--|--|---|--|--|--|--|")
        for rule, *setting in KINDS:
            peer = Peer(matrix, errors, arguments, *setting)
            pairs = []
            for _ in range(arguments.pairs):
                pairs.append((ours(arguments, folder, rule), peer.run(arguments.peer_blocks)))
            rates = [mine["megabits_per_processor_second"] for mine, _ in pairs]
            ratios = [rate / theirs for rate, (_, theirs) in zip(rates, pairs)]
            mine, (right, iterations) = pairs[0][0], peer.quality()
            print(f"| {rule} | {statistics.median(rates):.1f} | {mine['right_share']:.4f} "
                  f"| {mine['iterations_per_block']:.2f} | {setting[0]} {setting[1]} "
                  f"| {statistics.median(theirs for _, theirs in pairs):.2f} | {right:.4f} | {iterations:.2f} "
                  f"| {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |", flush=True)


if __name__ == "__main__":
    main()
