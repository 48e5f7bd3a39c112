#!/usr/bin/env python3
"""Exact assignment of items to groups of limited size beside SciPy's assignment of copies: runs in turn, A B A B.

    swift build -c release
    .venv/bin/pip install numpy scipy
    .venv/bin/python peers/assignment.py                       # some minutes
    .venv/bin/python peers/assignment.py --reference           # rewrites ../data/reference/assignment.tsv

SciPy's `linear_sum_assignment` gets the N x N matrix in which every row stands as often as its group has places, as Algorithm 3
of the THESIS does it, and its transpose; the faster counts. Making the matrix is not timed. Both sides see the same costs
in double precision, run on one thread and are timed by the processor. Ratios above 1 say that Telegrad is faster.
"""
import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

HERE = Path(__file__).resolve().parent.parent
TABLE = HERE.parent / "data/reference/assignment.tsv"


def draws(seed, count):
    """SplitMix64's output function at seed * 2^32 + (i + 1) * 0x9E3779B97F4A7C15, without its lowest 11 bits."""
    z = np.uint64(seed << 32) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return (z ^ z >> np.uint64(31)) >> np.uint64(11)


def costs(seed, rows, columns, span, forbidden):
    """Whole numbers of -span/2..<span/2 by the draws 0, 2, 4 ...; one in `forbidden` pairs is infinite by 1, 3, 5 ..."""
    numbers = draws(seed, 2 * rows * columns).reshape(rows, columns, 2)
    matrix = (numbers[..., 0] % np.uint64(span)).astype(float) - span // 2
    if forbidden:
        matrix[numbers[..., 1] % np.uint64(forbidden) == 0] = np.inf
    return matrix


def least(matrix):
    return int(matrix[linear_sum_assignment(matrix)].sum())


def write_reference():
    lines = ["seed\trows\tcolumns\tspan\tforbidden\tcapacities\ttotal"]
    seed = 0
    for groups, items in (1, 7), (2, 50), (3, 40), (4, 64), (8, 64), (8, 200), (16, 160), (32, 256), (32, 400), (5, 300):
        even = [items // groups + (k < items % groups) for k in range(groups)]
        uneven = [2 * items * (k + 1) // (groups * (groups + 1)) for k in range(groups)]
        uneven[0] += items - sum(uneven)
        for capacities in even, uneven, [n + 1 + n // 4 for n in even]:
            for span, forbidden in (3, 0), (1000, 0), (1 << 40, 0), (1000, 6):
                seed += 1
                matrix = costs(seed, groups, items, span, forbidden)
                try:
                    total = least(np.repeat(matrix, capacities, axis=0))
                except ValueError:
                    total = "none"
                words = ",".join(map(str, capacities))
                lines.append(f"{seed}\t{groups}\t{items}\t{span}\t{forbidden}\t{words}\t{total}")
    for rows, columns in (1, 1), (1, 9), (9, 1), (20, 20), (30, 50), (50, 30), (100, 100), (150, 160), (160, 150):
        for span, forbidden in (3, 0), (1000, 0), (1 << 40, 0), (1000, 3):
            seed += 1
            matrix = costs(seed, rows, columns, span, forbidden)
            try:
                total = least(matrix)
            except ValueError:
                total = "none"
            lines.append(f"{seed}\t{rows}\t{columns}\t{span}\t{forbidden}\t-\t{total}")
    TABLE.write_text("\n".join(lines) + "\n")


def timed(work):
    start = time.process_time()
    result = work()
    return 1e3 * (time.process_time() - start), result


def compare(arguments, kind, items, groups, folder):
    path = Path(folder) / "costs"
    command = [arguments.swift, "assignment", "--costs", kind, "--items", str(items), "--groups", str(groups), "--json"]
    subprocess.run(command + ["--runs", "1", "--write", path], stdout=subprocess.DEVNULL, check=True)
    expanded = np.repeat(np.fromfile(path).reshape(groups, items), items // groups, axis=0)
    sides = [expanded, np.ascontiguousarray(expanded.T)]
    pairs = []
    for _ in range(arguments.pairs):
        mine = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
        runs = [timed(lambda: float(side[linear_sum_assignment(side)].sum())) for side in sides]
        sides = sides if len(sides) == 1 else [sides[runs[0][0] > runs[1][0]]]
        elapsed, total = min(runs)
        assert abs(total - mine["total"]) <= 1e-12 * items * np.abs(expanded).max(), (total, mine)
        pairs.append((mine["ms"], elapsed, mine["peak_mib"], total - mine["total"]))
    ratios = [peer / mine for mine, peer, *_ in pairs]
    mine, peer, memory, less = (statistics.median(pair[i] for pair in pairs) for i in range(4))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {kind} | {items:,} | {groups} | {mine:.3g} | {peer:,.0f} | {statistics.median(ratios):.0f} "
          f"({min(ratios):.0f} to {max(ratios):.0f}) | {memory:.0f} | {peak:,.0f} | {less:.1g} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", action="store_true")
    parser.add_argument("--sizes", default="2048x8", help="items x groups, with commas between")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    arguments = parser.parse_args()
    if arguments.reference:
        return write_reference()
    print("| costs | items | groups | Telegrad, ms | SciPy, ms | ratio: median (least to greatest) | Telegrad, MiB "
          "| SciPy, MiB | SciPy's total less ours |")
    print("|---|--:|--:|--:|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes.split(","):
            for kind in "uniform", "crowded", "connections":
                compare(arguments, kind, *map(int, size.split("x")), folder)


if __name__ == "__main__":
    main()
