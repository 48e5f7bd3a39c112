#!/usr/bin/env python3
"""Entropy coding against peers on this machine: pairs of runs in turn, A B A B, and a table of their ratios.

    swift build -c release
    .venv/bin/pip install numpy constriction zstandard
    ./compare_entropy.py --symbols ../out/symbols.bin          # makes the file where there is none; about two minutes

Both sides code the same symbols on one thread, by processor time. Ratios above 1 say that Telegrad is faster; the table
gives their median over the pairs with the least and the greatest.
"""
import argparse
import json
import statistics
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAIRS = [("range", "range"), ("range", "ans"), ("adaptive", "range"), ("huffman", "huffman")]  # ours, theirs
PEERS = {"range": "constriction, range coder", "ans": "constriction, ANS", "huffman": "zstd as Huffman coder"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--symbols", required=True)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--swift", default=HERE / ".build/release/telegrad-bench")
    parser.add_argument("--python", default=HERE / ".venv/bin/python")
    arguments = parser.parse_args()

    def ours(coder):
        command = [arguments.swift, "entropy", "--json", "--runs", "3", "--symbols", arguments.symbols, "--coder", coder]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)

    ours("range")  # makes the symbols
    peers = subprocess.Popen(
        [arguments.python, HERE / "peers/entropy.py", "--serve", "--symbols", arguments.symbols, "--seconds", "0.3"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def theirs(coder):
        peers.stdin.write(coder + "\n")
        peers.stdin.flush()
        return json.loads(peers.stdout.readline())

    print("| Telegrad | peer | | Telegrad, MB/s | peer, MB/s | ratio: median (least to greatest) | bits/symbol |")
    print("|---|---|---|--:|--:|---|---|")
    for mine, peer in PAIRS:
        runs = [(ours(mine), theirs(peer)) for _ in range(arguments.pairs)]
        for key in "encode", "decode":
            ratios = [a[key] / b[key] for a, b in runs]
            a, b = (statistics.median(run[side][key] for run in runs) for side in (0, 1))
            print(
                f"| {mine} | {PEERS[peer]} | {key} | {a:,.0f} | {b:,.0f} "
                f"| {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) "
                f"| {runs[0][0]['bits_per_symbol']:.4f}, {runs[0][1]['bits_per_symbol']:.4f} |", flush=True)
    peers.stdin.close()
    peers.wait()


if __name__ == "__main__":
    main()
