#!/usr/bin/env python3
"""Maximum-likelihood fits of a generalized normal law and Wasserstein distances beside SciPy and NumPy: runs in turn, A B C.

    swift build -c release
    .venv/bin/pip install numpy scipy
    .venv/bin/python peers/laws.py                             # about a minute

All sides see the same 10⁶ values on one thread, by processor time. Ours and SciPy's search the location too; the NumPy fit
by hand, a root of the score of the shape with the location at zero, does not: it stands beside both of ours. NumPy and SciPy have the values in double
precision already. Ratios above 1 say that Telegrad is faster.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

for pool in "OMP", "OPENBLAS", "MKL":
    os.environ[pool + "_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
from scipy import optimize, special, stats  # noqa: E402

HERE = Path(__file__).resolve().parent.parent


def fit_by_hand(x):
    """(shape, location, scale): the zero of d/dβ of the profile likelihood in the neighbourhood of the moments' shape."""
    magnitude = np.abs(x)
    log = np.log(np.maximum(magnitude, 1e-300))
    ratio = np.log(magnitude.mean() ** 2 / np.mean(x * x))
    start = optimize.brentq(
        lambda b: 2 * special.gammaln(2 / b) - special.gammaln(1 / b) - special.gammaln(3 / b) - ratio, 0.1, 30)

    def score(b):
        power = np.exp(b * log)
        total = power.sum()
        return 1 + (special.digamma(1 / b) + np.log(b * total / len(x))) / b - power @ log / total

    shape = optimize.brentq(score, start / 1.5, start * 1.5, xtol=1e-8)
    return shape, 0.0, (shape * np.mean(magnitude**shape)) ** (1 / shape)


def distance(x, law):
    """The 2-Wasserstein distance through the quantiles in the middle of the intervals."""
    quantiles = stats.gennorm.ppf((np.arange(len(x)) + 0.5) / len(x), law[0], loc=law[1], scale=law[2])
    return np.sqrt(np.mean((np.sort(x) - quantiles) ** 2))


def timed(work):
    start = time.process_time()
    result = work()
    return 1e3 * (time.process_time() - start), result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--shapes", default="0.5,0.8,1.5,2")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    arguments = parser.parse_args()
    print("| shape | | Telegrad, ms | peer, ms | ratio: median (least to greatest) | log-likelihood less by | ")
    print("|--:|---|--:|--:|---|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for shape in arguments.shapes.split(","):
            path = Path(folder) / "values"
            subprocess.run(
                [arguments.swift, "laws", "--counts", str(arguments.count), "--shapes", shape, "--write", path], check=True)
            x = np.fromfile(path, dtype=np.float32).astype(float)
            runs = {
                "scipy.stats.gennorm.fit": [], "NumPy by hand": [], "NumPy by hand, both about zero": [],
                "W2 by scipy's quantiles": []}
            for _ in range(arguments.rounds):
                command = [arguments.swift, "laws", "--json", "--runs", "3", "--file", path]
                ours = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
                for name, fit in ("scipy.stats.gennorm.fit", stats.gennorm.fit), ("NumPy by hand", fit_by_hand):
                    elapsed, law = timed(lambda: fit(x))
                    less = stats.gennorm.logpdf(x, *law).mean() - ours["log_likelihood"]
                    runs[name].append((ours["fit_ms"], elapsed, less))
                less += ours["log_likelihood"] - ours["known_log_likelihood"]
                runs["NumPy by hand, both about zero"].append((ours["known_ms"], elapsed, less))
                law = ours["shape"], ours["location"], ours["scale"]
                elapsed, value = timed(lambda: distance(x, law))
                runs["W2 by scipy's quantiles"].append((ours["w2_ms"], elapsed, value - ours["w2"]))
            for name, rows in runs.items():
                ratios = [peer / mine for mine, peer, _ in rows]
                mine, peer, less = (statistics.median(row[i] for row in rows) for i in range(3))
                less = f"{less:.1e}" if "W2" not in name else ""
                print(
                    f"| {shape} | {name} | {mine:.1f} | {peer:,.0f} "
                    f"| {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) | {less} |", flush=True)


if __name__ == "__main__":
    main()
