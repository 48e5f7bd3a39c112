#!/usr/bin/env python3
"""Quantizers of 10^7 gradients by peers, in turns with ours: GB/s of 32-bit floats by processor time.

    swift build -c release
    .venv/bin/pip install numpy torch
    .venv/bin/python peers/quantizers.py                  # some minutes; --threads 2 where nothing else runs

Levels are bytes; signs are packed, eight in a byte. NumPy works on pieces that stay in the cache, with its fastest generator
(SFC64) and no array made in the loop, on one thread: it has no other way. PyTorch works on whole tensors, eager, and for one-bit
with error feedback compiled too; freed memory is kept, as jemalloc would. Telegrad and PyTorch run --threads threads; with two, compare wall times, on an idle
machine. Ratios above 1 say that Telegrad is faster.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).resolve().parent.parent
PIECE = 1 << 14
KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "17179869184", "MALLOC_TOP_PAD_": "268435456"}


class Peers:
    """The same work in NumPy (`n_...`), PyTorch (`t_...`) and compiled PyTorch (`c_...`)."""

    def __init__(self, count):
        self.rng = np.random.Generator(np.random.SFC64(1))
        self.x = self.rng.laplace(size=count).astype(np.float32) * np.float32(0.01)
        self.levels = np.zeros(count, np.int8)
        self.a, self.b = np.empty(PIECE, np.float32), np.empty(PIECE, np.float32)
        self.error = np.zeros(count, np.float32)
        self.t, self.t_error = torch.from_numpy(self.x), torch.zeros(count)
        self.uniform, self.t_levels = torch.empty(count), torch.zeros(count, dtype=torch.int8)
        self.compiled = torch.compile(one_bit)

    def pieces(self):
        for start in range(0, len(self.x), PIECE):
            part = self.x[start:start + PIECE]
            yield start, part, self.a[:len(part)], self.b[:len(part)]

    # Steps.

    def n_greatest(self):
        return max(max(part.max(), -part.min()) for _, part, _, _ in self.pieces())

    def n_deviation(self):
        total = squares = 0.0
        for _, part, _, _ in self.pieces():
            total += part.sum(dtype=np.float64)
            squares += np.dot(part, part)
        return np.sqrt(squares / len(self.x) - (total / len(self.x)) ** 2)

    def n_round(self, step, clip=None):
        """floor(x / step + w), w uniform on [0, 1): subtractive and half-dithered encoders do the same."""
        for start, part, a, b in self.pieces():
            self.rng.random(out=b, dtype=np.float32)
            if clip:
                part = np.clip(part, -clip, clip, out=a)
            np.multiply(part, np.float32(1 / step), out=a)
            np.add(a, b, out=a)
            np.floor(a, out=a)
            np.copyto(self.levels[start:start + PIECE], a, casting="unsafe")

    def t_round(self, step, clip=None):
        x = self.t.clamp(-clip, clip) if clip else self.t
        self.t_levels.copy_(torch.rand(len(self.t), out=self.uniform).add_(x, alpha=1 / step).floor_())

    def t_greatest(self):
        low, high = torch.aminmax(self.t)
        return max(high.item(), -low.item())

    # Work.

    def n_dithered(self):
        self.n_round(self.n_greatest() / 7)

    def t_dithered(self):
        self.t_round(self.t_greatest() / 7)

    n_half_dithered, t_half_dithered = n_dithered, t_dithered

    def n_qsgd_s1(self, s=1):
        self.n_round(np.sqrt(sum(float(np.dot(part, part)) for _, part, _, _ in self.pieces())) / s)

    def n_qsgd_s4(self):
        self.n_qsgd_s1(4)

    def t_qsgd_s1(self, s=1):
        self.t_round(self.t.norm().item() / s)

    def t_qsgd_s4(self):
        self.t_qsgd_s1(4)

    def n_terngrad(self):
        clip = 2.5 * self.n_deviation()
        self.n_round(min(clip, self.n_greatest()), clip)

    def t_terngrad(self):
        clip = 2.5 * self.t.std().item()
        self.t_round(min(clip, self.t_greatest()), clip)

    def n_dithered_decode(self):
        for start, part, a, b in self.pieces():
            self.rng.random(out=b, dtype=np.float32)
            np.subtract(self.levels[start:start + PIECE], b, out=a)
            np.multiply(a, np.float32(0.01), out=self.error[start:start + PIECE])

    def t_dithered_decode(self):
        torch.mul(self.t_levels - torch.rand(len(self.t), out=self.uniform), 0.01, out=self.t_error)

    def n_one_bit_dithered(self):
        inverse, bits = np.float32(0.5 / self.n_greatest()), []
        for _, part, a, b in self.pieces():
            self.rng.random(out=b, dtype=np.float32)
            np.multiply(part, inverse, out=a)
            np.add(a, b, out=a)
            bits.append(np.packbits(a < 0.5))
        return bits

    def t_one_bit_dithered(self):
        x = torch.rand(len(self.t), out=self.uniform).add_(self.t, alpha=0.5 / self.t_greatest())
        return np.packbits((x < 0.5).numpy())

    def n_nested(self):
        for start, part, a, b in self.pieces():
            self.rng.random(out=b, dtype=np.float32)
            np.multiply(part, np.float32(200), out=a)
            np.add(a, b, out=a)
            np.floor(a, out=a)
            np.multiply(a, np.float32(1 / 3), out=b)
            np.floor(b, out=b)
            np.multiply(b, np.float32(3), out=b)
            np.subtract(a, b, out=a)
            np.copyto(self.levels[start:start + PIECE], a, casting="unsafe")

    def t_nested(self):
        x = torch.rand(len(self.t), out=self.uniform).add_(self.t, alpha=200).floor_()
        self.t_levels.copy_(x.remainder_(3))

    def n_nested_decode(self):
        for start, part, a, b in self.pieces():
            self.rng.random(out=b, dtype=np.float32)
            np.subtract(self.levels[start:start + PIECE], b, out=b)
            np.multiply(part, np.float32(-200), out=a)
            np.add(a, b, out=a)
            np.multiply(a, np.float32(1 / 3), out=a)
            np.rint(a, out=a)
            np.multiply(a, np.float32(3), out=a)
            np.subtract(b, a, out=a)
            np.multiply(a, np.float32(0.005), out=self.error[start:start + PIECE])

    def t_nested_decode(self):
        fine = self.t_levels - torch.rand(len(self.t), out=self.uniform)
        coarse = torch.add(fine, self.t, alpha=-200).mul_(1 / 3).round_()
        torch.mul(fine.sub_(coarse, alpha=3), 0.005, out=self.t_error)

    def n_sign(self):
        return [np.packbits(part < 0) for _, part, _, _ in self.pieces()]

    def t_sign(self):
        return np.packbits((self.t < 0).numpy())

    def n_lloyd_max_3(self):
        for start, part, a, b in self.pieces():
            q = self.levels[start:start + PIECE]
            np.add(np.greater_equal(part, np.float32(-0.01)), np.greater_equal(part, np.float32(0.01)), out=q, dtype=np.int8)

    def t_lloyd_max_3(self):
        torch.add((self.t >= -0.01).to(torch.int8), (self.t >= 0.01), out=self.t_levels)

    def n_onebit_ef(self):
        total = size = 0.0
        count, bits = 0, []
        for start, part, a, b in self.pieces():
            e = self.error[start:start + PIECE]
            np.add(e, part, out=e)
            below = e < 0
            bits.append(np.packbits(below))
            count += np.count_nonzero(below)
            total += float(e.sum())
            size += float(np.abs(e, out=a).sum())
        high, low = (size + total) / 2 / (len(self.x) - count), (total - size) / 2 / count
        middle, half = np.float32((high + low) / 2), np.float32((high - low) / 2)
        for start, part, a, b in self.pieces():
            e = self.error[start:start + PIECE]
            np.copysign(half, e, out=a)
            np.add(a, middle, out=a)
            np.subtract(e, a, out=e)
        return bits, high, low

    def t_onebit_ef(self, step=None):
        below, high, low, self.t_error = (step or one_bit)(self.t, self.t_error)
        return np.packbits(below.numpy()) if step is None else below, high, low

    def c_onebit_ef(self):
        return self.t_onebit_ef(self.compiled)

    def n_topk_1pct(self):
        count = len(self.x) // 100
        kept = np.argpartition(np.abs(self.x, out=self.error), len(self.x) - count)[-count:]
        return kept, self.x[kept]

    def t_topk_1pct(self):
        kept = torch.topk(self.t.abs(), len(self.t) // 100, sorted=False).indices
        return kept, self.t[kept]


def one_bit(x, error):
    """Signs, two means, new error; packed into bytes where it is compiled."""
    e = error + x
    below = e < 0
    count, total, size = below.sum(), e.sum(), e.abs().sum()
    high, low = (size + total) / 2 / (len(x) - count), (total - size) / 2 / count
    if torch.compiler.is_compiling():
        places = torch.tensor([128, 64, 32, 16, 8, 4, 2, 1])
        return (below.view(-1, 8) * places).sum(1).to(torch.uint8), high, low, e - torch.where(below, low, high)
    return below, high, low, e - torch.where(below, low, high)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3, help="runs of each peer in a pair, of which the fastest counts")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--work", help="quantizers by name, with commas between")
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    arguments = parser.parse_args()
    if KEPT_MEMORY.keys() - os.environ.keys():
        # The C library reads them when a program starts.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | KEPT_MEMORY)
    torch.set_num_threads(arguments.threads)
    clock, key = (time.process_time, "rate") if arguments.threads == 1 else (time.perf_counter, "wall")
    peers = Peers(arguments.count)

    def theirs(work):
        def seconds():
            start = clock()
            work()
            return clock() - start

        return 4e-9 * arguments.count / min(seconds() for _ in range(arguments.runs))

    def ours(name):
        command = [arguments.swift, "quantizers", "--json", "--runs", "3", "--work", name,
                   "--count", str(arguments.count), "--threads", str(arguments.threads)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)[key]

    names = arguments.work.split(",") if arguments.work else [
        "dithered", "dithered_decode", "half_dithered", "qsgd_s1", "qsgd_s4", "terngrad", "one_bit_dithered", "onebit_ef",
        "nested", "nested_decode", "sign", "lloyd_max_3", "topk_1pct"]
    libraries = [("NumPy", "n_"), ("PyTorch", "t_"), ("PyTorch, compiled", "c_")]
    print("| quantizer | peer | Telegrad, GB/s | peer, GB/s | ratio: median (least to greatest) |")
    print("|---|---|--:|--:|---|")
    for name in names:
        for library, prefix in libraries:
            work = getattr(peers, prefix + name, None)
            if work is None:
                continue
            work()
            pairs = [(ours(name), theirs(work)) for _ in range(arguments.pairs)]
            ratios = [a / b for a, b in pairs]
            a, b = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
            print(f"| {name} | {library} | {a:.2f} | {b:.2f} "
                  f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
