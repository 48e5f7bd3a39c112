#!/usr/bin/env python3
"""Entropy coding by peers: MB/s at one byte a symbol, and bits per symbol, one thread.

    .venv/bin/pip install numpy constriction zstandard
    .venv/bin/python peers/entropy.py --symbols data.bin

`telegrad-bench entropy --symbols data.bin` makes that file, of 10⁷ independent symbols out of 16 with a Laplace-like
distribution, and measures Telegrad on the same symbols. With --serve every line that comes in asks for one run of the coder
it names, so that another program can measure in turn: see compare_entropy.py.

zstd has no switch for its Huffman coder alone. Level 1 with a table of 64 entries and matches of at least 7 bytes finds next
to no matches in independent symbols, so that its literals' Huffman coder does the work.
"""
import argparse
import json
import statistics
import sys
import time

import constriction
import numpy as np
import zstandard

ALPHABET = 16


def probabilities():
    weights = np.exp(-np.abs(np.arange(ALPHABET) - 7.5) / 1.6)
    return weights / weights.sum()


class Range:
    """The range coder of constriction, with a table that does not change."""

    def __init__(self, symbols):
        self.symbols = symbols.astype(np.int32)
        self.model = constriction.stream.model.Categorical(probabilities().astype(np.float32), perfect=False)

    def encode(self):
        encoder = constriction.stream.queue.RangeEncoder()
        encoder.encode(self.symbols, self.model)
        return encoder.get_compressed()

    def decode(self, words):
        return constriction.stream.queue.RangeDecoder(words).decode(self.model, len(self.symbols))

    def check(self, decoded):
        return np.array_equal(decoded, self.symbols)


class ANS(Range):
    """The stack of constriction (asymmetric numeral systems), same table."""

    def encode(self):
        encoder = constriction.stream.stack.AnsCoder()
        encoder.encode_reverse(self.symbols, self.model)
        return encoder.get_compressed()

    def decode(self, words):
        return constriction.stream.stack.AnsCoder(words).decode(self.model, len(self.symbols))


class Huffman:
    """zstd at work as a Huffman coder."""

    def __init__(self, symbols):
        self.raw = symbols.tobytes()
        parameters = zstandard.ZstdCompressionParameters.from_level(1, hash_log=6, min_match=7)
        self.compressor = zstandard.ZstdCompressor(compression_params=parameters)
        self.decompressor = zstandard.ZstdDecompressor()

    def encode(self):
        return self.compressor.compress(self.raw)

    def decode(self, packed):
        return self.decompressor.decompress(packed)

    def check(self, decoded):
        return decoded == self.raw


CODERS = {"range": Range, "ans": ANS, "huffman": Huffman}


def run(coder, count, seconds):
    """The rates of encoding and decoding for about so long, by processor time, and the size."""
    packed = coder.encode()
    if not coder.check(coder.decode(packed)):
        sys.exit("a peer's decoder does not give its symbols back")
    rates = []
    for work in (coder.encode, lambda: coder.decode(packed)):
        calls, start = 0, time.thread_time()
        while calls == 0 or time.thread_time() - start < seconds:
            work()
            calls += 1
        rates.append(count * calls / (time.thread_time() - start) / 1e6)
    size = len(packed) * (packed.itemsize if isinstance(packed, np.ndarray) else 1)
    return {"encode": rates[0], "decode": rates[1], "bits_per_symbol": 8 * size / count}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--symbols", required=True, help="a file of symbols, a byte each")
    parser.add_argument("--seconds", type=float, default=0.5, help="processor time of each measurement")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--serve", action="store_true", help="one run for each line of standard input, as JSON")
    arguments = parser.parse_args()
    symbols = np.fromfile(arguments.symbols, dtype=np.uint8)
    coders = {name: coder(symbols) for name, coder in CODERS.items()}
    if arguments.serve:
        for line in sys.stdin:
            print(json.dumps(run(coders[line.strip()], len(symbols), arguments.seconds)), flush=True)
        return
    for name, coder in coders.items():
        runs = [run(coder, len(symbols), arguments.seconds) for _ in range(arguments.runs)]
        for key, unit in ("encode", "MB/s"), ("decode", "MB/s"), ("bits_per_symbol", "bits/symbol"):
            values = [each[key] for each in runs]
            print(f"{name:8} {key:16} {statistics.median(values):10.5g} {unit} ({min(values):.5g} to {max(values):.5g})")


if __name__ == "__main__":
    main()
