#!/usr/bin/env python3
"""Training throughput against PyTorch on this machine: pairs of runs in turn, A B A B, and a table of their ratios.

    swift build -c release && ./compare.py                      # about 10 minutes on two idle cores
    ./compare.py --models lenet,resnet20 --pairs 9
    ./compare.py --models lenet --setting '--mode channels_last --processes 2 --keep-memory'
    ./compare.py --models densenet121,resnet50v2,nasnetmobile --work '--workers 2 --batch 64'

For each model a first pass runs the peer's settings once each and keeps the fastest (--setting names one and skips the
pass; --all-settings tries every one). Then the command of --swift and that peer run in turn, so that
both see the same drift of the host. The table goes to standard output, every run to standard error.

The command of --swift prints, last, a line of JSON with `samples_per_second`, `gigaflops` and `share_of_ceiling`.
"""
import argparse
import functools
import json
import shlex
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".venv/bin/python"
PEER = HERE / "peers/train_throughput.py"
SWIFT = f"{shlex.quote(str(HERE))}/.build/release/telegrad-bench train --model {{model}} --seconds {{seconds}} --json"
MODELS = "mlp,mlp-200,lenet,cifarnet,resnet20,resnet56"
HEADER = """\
| model | Telegrad, samples/s | PyTorch, samples/s | ratio: median (least to greatest) | Telegrad, GFLOP/s | of ceiling \
| PyTorch's setting |
|---|---|---|---|---|---|---|"""


def settings(model, everything):
    """The peer's settings to try: those likely to win, or all."""
    side_by_side = ["--threads 2", "--processes 2"]
    if everything:
        modes = ["eager", "compile", "channels_last", "channels_last+compile"]
        memories = ["", " --keep-memory"]
    else:
        memories = [" --keep-memory"]
        if model.startswith("mlp"):
            modes, side_by_side = ["eager"], ["--processes 2"]
        elif model in ("densenet121", "resnet50v2", "nasnetmobile"):
            modes = ["eager", "compile", "channels_last+compile", "channels_last"]
        elif model.startswith("resnet"):
            modes = ["compile", "channels_last+compile", "channels_last"]
        else:
            modes = ["channels_last"]
    return [f"--mode {mode} {side}{memory}" for mode in modes for side in side_by_side for memory in memories]


class Peer:
    """A warmed-up peer process that runs when told."""

    def __init__(self, model, work, setting):
        self.setting = setting
        self.process = subprocess.Popen(
            [PYTHON, PEER, "--serve", "--json", "--model", model, *shlex.split(work), *shlex.split(setting)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the peer ended with status {self.process.wait()}")
        return json.loads(line)

    def run(self, seconds):
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        return self.answer()["samples_per_second"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def note(line):
    print(line, file=sys.stderr, flush=True)


def fastest_peer(start, model, candidates, seconds):
    """The peer with the fastest setting of one run each, still running: its network may have taken long to compile."""
    if len(candidates) == 1:
        return start(candidates[0])
    best, best_rate = None, 0
    for setting in candidates:
        peer = start(setting)
        rate = peer.run(seconds)
        note(f"{model} first pass {rate:.5g} {setting}")
        slower = peer
        if rate > best_rate:
            slower, best, best_rate = best, peer, rate
        if slower:
            slower.end()
    return best


def run_swift(command, model, seconds):
    words = shlex.split(command.format(model=model, seconds=seconds))
    output = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(output.splitlines()[-1])


def row(model, pairs, setting):
    """A line of the table."""
    rates = [ours["samples_per_second"] for ours, _ in pairs]
    ratios = [rate / theirs for rate, (_, theirs) in zip(rates, pairs)]
    median = statistics.median
    return (
        f"| {model} | {median(rates):,.0f} | {median(theirs for _, theirs in pairs):,.0f} "
        f"| {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) "
        f"| {median(ours['gigaflops'] for ours, _ in pairs):.0f} "
        f"| {median(ours['share_of_ceiling'] for ours, _ in pairs):.2f} | `{setting}` |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--swift", default=SWIFT, help="command with {model} and {seconds} in it")
    parser.add_argument("--models", default=MODELS)
    parser.add_argument("--work", default="", help="options for both sides, such as '--workers 2 --batch 64'")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="length of a run of a pair")
    parser.add_argument("--first-seconds", type=float, default=2, help="length of a run of the first pass")
    parser.add_argument("--setting", help="the peer's setting, such as '--mode compile --threads 2'")
    parser.add_argument("--all-settings", action="store_true")
    arguments = parser.parse_args()
    if not PYTHON.exists():
        sys.exit("no Python environment for the peers: run peers/setup.sh")
    rows = []
    for model in arguments.models.split(","):
        candidates = [arguments.setting] if arguments.setting else settings(model, arguments.all_settings)
        start = functools.partial(Peer, model, arguments.work)
        peer = fastest_peer(start, model, candidates, arguments.first_seconds)
        pairs = []
        for _ in range(arguments.pairs):
            ours = run_swift(f"{arguments.swift} {arguments.work}", model, arguments.seconds)
            theirs = peer.run(arguments.seconds)
            pairs.append((ours, theirs))
            note(f"{model} telegrad {ours['samples_per_second']:.5g} pytorch {theirs:.5g} {peer.setting}")
        peer.end()
        rows.append(row(model, pairs, peer.setting))
    print(HEADER, *rows, sep="\n")


if __name__ == "__main__":
    main()
