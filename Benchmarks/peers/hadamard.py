#!/usr/bin/env python3
"""Walsh-Hadamard transforms of 32-bit floats by peers, in turns with ours: microseconds of processor time, one thread.

    swift build -c release
    .venv/bin/pip install numpy scipy torch
    .venv/bin/python peers/hadamard.py

`butterflies` are log2 n passes of additions over a reshaped array, with no array made in the loop; `products` are
H x H of the square array with SciPy's matrix H. Ours copies its input first, since it works in place. Ratios above 1 say that
Telegrad is faster; against the published times of FFHT (another machine) compare 2^10 with 0.31 us and 2^20 with 670 us.
"""
import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from scipy.linalg import hadamard

HERE = Path(__file__).resolve().parent.parent


class Peers:
    """The transform of x in ways that give the same numbers."""

    def __init__(self, log):
        self.log, n = log, 1 << log
        self.x = np.random.default_rng(1).standard_normal(n, dtype=np.float32)
        self.buffers = [np.empty_like(self.x), np.empty_like(self.x)]
        rows, columns = 1 << log // 2, 1 << log - log // 2
        self.shape, self.h, self.g = (rows, columns), hadamard(rows).astype(np.float32), hadamard(columns).astype(np.float32)
        self.tx, self.tbuffers = torch.from_numpy(self.x), [torch.from_numpy(b) for b in self.buffers]
        self.th, self.tg = torch.from_numpy(self.h), torch.from_numpy(self.g)

    def numpy_butterflies(self):
        x = self.x
        for level in range(self.log):
            a, y = x.reshape(-1, 2, 1 << level), self.buffers[level % 2].reshape(-1, 2, 1 << level)
            np.add(a[:, 0], a[:, 1], out=y[:, 0])
            np.subtract(a[:, 0], a[:, 1], out=y[:, 1])
            x = self.buffers[level % 2]
        return x

    def numpy_products(self):
        return (self.h @ self.x.reshape(self.shape) @ self.g).ravel()

    def torch_butterflies(self):
        x = self.tx
        for level in range(self.log):
            a, y = x.view(-1, 2, 1 << level), self.tbuffers[level % 2].view(-1, 2, 1 << level)
            torch.add(a[:, 0], a[:, 1], out=y[:, 0])
            torch.sub(a[:, 0], a[:, 1], out=y[:, 1])
            x = self.tbuffers[level % 2]
        return x

    def torch_products(self):
        return (self.th @ self.tx.view(self.shape) @ self.tg).ravel()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", default="10,20", help="binary logarithms of orders")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    print("| order | peer | Telegrad, us | peer, us | ratio: median (least to greatest) |")
    print("|--:|---|--:|--:|---|")
    for log in (int(word) for word in arguments.logs.split(",")):
        peers, repetitions = Peers(log), max(1, 1 << 22 - log)
        wanted = np.array(peers.numpy_products())
        for name in ["numpy_butterflies", "numpy_products", "torch_butterflies", "torch_products"]:
            work = getattr(peers, name)
            assert np.allclose(np.asarray(work()), wanted, atol=1e-3 * (1 << log // 2)), name

            def theirs():
                start = time.process_time()
                for _ in range(repetitions):
                    work()
                return (time.process_time() - start) / repetitions * 1e6

            def ours():
                command = [arguments.swift, "transforms", "--json", "--runs", "3", "--orders", str(1 << log)]
                rate = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)["rate"]
                return 4e-3 * (1 << log) / rate

            pairs = [(ours(), min(theirs() for _ in range(3))) for _ in range(arguments.pairs)]
            ratios = [b / a for a, b in pairs]
            a, b = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
            print(f"| 2^{log} | {name} | {a:.3g} | {b:.3g} "
                  f"| {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |", flush=True)


if __name__ == "__main__":
    main()
