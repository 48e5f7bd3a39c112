#!/usr/bin/env python3
"""fp4 conversion and lossless coding by peers, in turns with ours: GB/s of 32-bit floats by processor time, one thread.

    swift build -c release
    .venv/bin/pip install numpy torch constriction
    .venv/bin/python peers/convert.py --values ../out/values.f32        # makes the file where there is none; some minutes

Conversion to E2M1 is done in NumPy and PyTorch as one would there: the magnitudes, scaled, are looked up among the midpoints of
the levels, and the sign is put in its place (ties go down, not to even; the numbers have none). Coding is constriction's Huffman
code with the probabilities of the levels in the file, a call of Python for each symbol (on the first 100,000), and its range
coder with the same, on the array at once. Ratios above 1 say that Telegrad is faster.
"""
import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import constriction
import numpy as np
import torch

HERE = Path(__file__).resolve().parent.parent
MIDPOINTS = np.array([0.25, 0.75, 1.25, 1.75, 2.5], dtype=np.float32)
SCALE = 1.0  # only speed is compared: any scale does


class Peers:
    def __init__(self, path):
        torch.set_num_threads(1)
        self.values = np.fromfile(path, dtype=np.float32)
        self.tensor, self.midpoints = torch.from_numpy(self.values), torch.from_numpy(MIDPOINTS)
        self.codes = self.numpy()
        assert np.array_equal(self.codes, self.torch()), "NumPy and PyTorch give different codes"
        self.symbols = self.codes.astype(np.int32)
        shares = np.bincount(self.codes, minlength=16).astype(np.float32) / len(self.codes)
        self.model = constriction.stream.model.Categorical(shares, perfect=False)
        self.tree = constriction.symbol.huffman.EncoderHuffmanTree(shares)

    def numpy(self, values=None):
        values = self.values if values is None else values
        codes = np.searchsorted(MIDPOINTS, np.abs(values * np.float32(SCALE))).astype(np.uint8)
        return codes | ((values < 0) & (codes > 0)).astype(np.uint8) << 3

    def torch(self):
        codes = torch.bucketize((self.tensor * SCALE).abs(), self.midpoints, out_int32=True).to(torch.uint8)
        return (codes | (((self.tensor < 0) & (codes > 0)).to(torch.uint8) << 3)).numpy()

    def range(self, symbols=None):
        encoder = constriction.stream.queue.RangeEncoder()
        encoder.encode(self.symbols if symbols is None else symbols, self.model)
        return encoder.get_compressed()

    def huffman(self, symbols):
        encoder = constriction.symbol.QueueEncoder()
        for symbol in symbols:
            encoder.encode_symbol(int(symbol), self.tree)
        return encoder.get_compressed()

    def rate(self, work, count=None):
        start = time.process_time()
        work()
        return 4e-9 * (count or len(self.values)) / (time.process_time() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--values", required=True, help="a file of 32-bit floats")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    arguments = parser.parse_args()

    def ours(work):
        command = [arguments.swift, "convert", "--json", "--runs", "3", "--values", arguments.values, "--work", work]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)["rate"]

    ours("convert")  # makes the values
    peers = Peers(arguments.values)
    some = peers.symbols[:100_000]
    works = [
        ("convert", "NumPy", lambda: peers.rate(peers.numpy)),
        ("convert", "PyTorch", lambda: peers.rate(peers.torch)),
        ("huffman", "constriction, Huffman", lambda: peers.rate(lambda: peers.huffman(some), len(some))),
        ("range", "constriction, range coder", lambda: peers.rate(peers.range)),
        ("both", "NumPy + constriction, range coder",
         lambda: peers.rate(lambda: peers.range(peers.numpy().astype(np.int32)))),
        ("both", "NumPy + constriction, Huffman",
         lambda: peers.rate(lambda: peers.huffman(peers.numpy(peers.values[:100_000])), 100_000)),
    ]
    print("| Telegrad | peer | Telegrad, GB/s | peer, GB/s | ratio: median (least to greatest) |")
    print("|---|---|--:|--:|---|")
    for work, name, peer in works:
        runs = [(ours(work), peer()) for _ in range(arguments.pairs)]
        ratios = [a / b for a, b in runs]
        a, b = (statistics.median(run[side] for run in runs) for side in (0, 1))
        print(f"| {work} | {name} | {a:.3f} | {b:.4f} "
              f"| {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
