#!/usr/bin/env python3
"""PyTorch CPU float32: K workers' gradients at the same weights, their mean, one SGD step; samples per second.

Every worker runs forward and backward on its own batch, and its gradient is kept apart until all K exist, as a
simulation of K workers needs. Inputs are random. Prints `model mode setting samples_per_second`, or JSON lines.

    train_throughput.py --model lenet --mode channels_last --threads 2 --seconds 3 --json

--processes 2 runs two one-thread processes of K/2 workers each, every one with an update of its own. They exchange
no gradients, which is generous to this side.
--serve warms up, prints {"ready": true}, and then runs once for every number of seconds read from standard input,
so that a driver can interleave it with another program without compiling the model again.
"""
import argparse
import ctypes
import json
import os
import subprocess
import sys
import time

MODES = ("eager", "channels_last", "compile", "channels_last+compile")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--mode", choices=MODES, default="eager")
    parser.add_argument("--threads", type=int, default=2, help="threads of the one process")
    parser.add_argument("--processes", type=int, default=1, help="one-thread processes that share the workers")
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--keep-memory", action="store_true", help="malloc keeps freed blocks instead of returning them")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", action="store_true")
    arguments = parser.parse_args()
    if arguments.processes > 1:
        arguments.threads = 1
        if arguments.workers % arguments.processes:
            parser.error("--workers must be a multiple of --processes")
    return arguments


def keep_freed_memory():
    """glibc's mallopt: no block by mmap, no trimming, hence no fresh pages in every step."""
    trim_threshold, mmap_max = -1, -4
    libc = ctypes.CDLL(None)
    if not (libc.mallopt(mmap_max, 0) and libc.mallopt(trim_threshold, 2**31 - 1)):
        sys.exit("mallopt refused")


class Training:
    """One process that computes the gradients of all its workers."""

    def __init__(self, arguments):
        for library in ("OMP", "MKL"):
            os.environ[library + "_NUM_THREADS"] = str(arguments.threads)  # read when torch loads
        if arguments.keep_memory:
            keep_freed_memory()
        import torch
        from models import MODELS
        torch.set_num_threads(arguments.threads)
        torch.manual_seed(1)
        if arguments.model not in MODELS:
            sys.exit(f"unknown model {arguments.model}: one of {', '.join(MODELS)}")
        make, shape, parameter_count = MODELS[arguments.model]
        network = make()
        layout = torch.channels_last if "channels_last" in arguments.mode else torch.contiguous_format
        network = network.to(memory_format=layout)
        self.torch = torch
        self.parameters = list(network.parameters())
        assert sum(p.numel() for p in self.parameters) == parameter_count
        self.network = torch.compile(network) if "compile" in arguments.mode else network
        self.batches = [
            (torch.randn(arguments.batch, *shape).contiguous(memory_format=layout),
             torch.randint(0, 10, (arguments.batch,)))
            for _ in range(arguments.workers)]
        self.samples_per_round = arguments.workers * arguments.batch

    def round(self, rate=0.01):
        gradients = []
        for images, labels in self.batches:
            self.torch.nn.functional.cross_entropy(self.network(images), labels).backward()
            gradients.append([p.grad for p in self.parameters])
            for p in self.parameters:
                p.grad = None  # the next backward pass makes a new one
        with self.torch.no_grad():
            total = gradients[0]
            for gradient in gradients[1:]:
                self.torch._foreach_add_(total, gradient)
            self.torch._foreach_add_(self.parameters, total, alpha=-rate / len(gradients))

    def warm_up(self):
        self.round()
        self.round()

    def run(self, seconds):
        """Whole rounds for about `seconds`; samples per second."""
        rounds, start = 0, time.perf_counter()
        while True:
            self.round()
            rounds += 1
            elapsed = time.perf_counter() - start
            if elapsed * (rounds + 0.5) / rounds > seconds:
                return rounds * self.samples_per_round / elapsed


class Processes:
    """Several one-thread processes that run side by side, told what to do through their standard input."""

    def __init__(self, arguments):
        command = [
            sys.executable, __file__, "--serve", "--json", "--model", arguments.model, "--mode", arguments.mode,
            "--threads", "1", "--workers", str(arguments.workers // arguments.processes),
            "--batch", str(arguments.batch)] + ["--keep-memory"] * arguments.keep_memory
        self.children = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(arguments.processes)]

    def answers(self):
        lines = [child.stdout.readline() for child in self.children]
        if not all(lines):
            sys.exit("a process ended early")
        return [json.loads(line) for line in lines]

    def warm_up(self):
        self.answers()

    def run(self, seconds):
        for child in self.children:
            child.stdin.write(f"{seconds}\n")
            child.stdin.flush()
        return sum(answer["samples_per_second"] for answer in self.answers())


def main():
    arguments = parse_arguments()
    setting = f"processes={arguments.processes}" if arguments.processes > 1 else f"threads={arguments.threads}"
    setting += ",keep-memory" * arguments.keep_memory

    def report(samples_per_second):
        if arguments.json:
            case = f"{arguments.model} {arguments.mode} {setting}"
            print(json.dumps({"case": case, "samples_per_second": samples_per_second}), flush=True)
        else:
            print(f"{arguments.model} {arguments.mode} {setting} {samples_per_second:.5g}", flush=True)

    training = Processes(arguments) if arguments.processes > 1 else Training(arguments)
    training.warm_up()
    if arguments.serve:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            report(training.run(float(line)))
    else:
        report(training.run(arguments.seconds))


if __name__ == "__main__":
    main()
