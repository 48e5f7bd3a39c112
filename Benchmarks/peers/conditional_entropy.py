#!/usr/bin/env python3
"""NumPy, one thread: semi-analytical Monte Carlo of the rates of K workers under sign quantization (DSC, (44)-(46)).

L samples of X ~ N(0, ratio), noise of unit variance; then for every worker k the 2^(k-1) conditions of the signs before
it, each probability a mean over the samples of a product of Phi(x) and Phi(-x). Three ways:

    conditions   arrays of conditions x samples, grown by one sign a worker
    chunked      the same in pieces of samples that stay in the cache
    counts       one condition for each number of positive signs, k of them instead of 2^(k-1)

Prints for each way the median seconds of some runs, by processor and by the clock, drawing included, and the rates in
bits.

    conditional_entropy.py --samples 1000000 --workers 5 --runs 7

--serve prints {"ready": true} and then runs once for every line read, the name of a way, so that a driver can
interleave it with another program.
"""
import argparse
import json
import math
import os
import statistics
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
import torch  # only for erfc over an array, which NumPy lacks

torch.set_num_threads(1)


def signal(rng, samples, ratio):
    return math.sqrt(ratio) * rng.standard_normal(samples)


def positive(x):
    """Phi(x), the probability of a positive sign given X = x."""
    return 0.5 * torch.special.erfc(torch.from_numpy(x * -math.sqrt(0.5))).numpy()


def entropy(joint, of):
    """Sum of joint * log2(of / joint), where 0 log 0 is 0."""
    kept = joint > 0
    return float(np.sum(joint[kept] * np.log2(of[kept] / joint[kept])))


def rates_of_sequences(sums):
    """The rates from the probabilities of all sequences of 0, 1, ... K signs; the last sign is the high half."""
    rates = []
    for before, after in zip(sums, sums[1:]):
        rates.append(entropy(after, np.concatenate([before, before])))
    return rates


def sequences(x, workers):
    """The sums over samples of the probability of each sequence of 0, 1, ... K signs."""
    p = positive(x)
    q = positive(-x)
    products = np.ones((1, len(x)))
    sums = [products.sum(axis=1)]
    for _ in range(workers):
        products = np.concatenate([products * q, products * p])
        sums.append(products.sum(axis=1))
    return sums


def conditions(rng, samples, workers, ratio):
    sums = sequences(signal(rng, samples, ratio), workers)
    return rates_of_sequences([s / samples for s in sums])


def chunked(rng, samples, workers, ratio, chunk=4096):
    x = signal(rng, samples, ratio)
    parts = [sequences(x[start:start + chunk], workers) for start in range(0, samples, chunk)]
    return rates_of_sequences([sum(level) / samples for level in zip(*parts)])


def counts(rng, samples, workers, ratio):
    x = signal(rng, samples, ratio)
    p = positive(x)
    q = positive(-x)
    # The probabilities of the sequences of K signs with s positive ones; shorter ones are sums of two longer ones.
    powers = [np.ones(samples)]
    for _ in range(workers):
        powers.append(powers[-1] * p)
    weights = []
    rest = np.ones(samples)
    for s in range(workers, -1, -1):
        weights.append(float(powers[s] @ rest) / samples)
        rest = rest * q
    weights = np.array(weights[::-1])
    rates = []
    for k in range(workers, 0, -1):
        shorter = weights[:-1] + weights[1:]
        number = np.array([math.comb(k - 1, s) for s in range(k)], dtype=float)
        rates.append(entropy(number * weights[:-1], number * shorter) + entropy(number * weights[1:], number * shorter))
        weights = shorter
    return rates[::-1]


WAYS = {"conditions": conditions, "chunked": chunked, "counts": counts}


def run(way, rng, options):
    """Seconds by processor and by the clock, and the rates."""
    processor, start = time.process_time(), time.perf_counter()
    rates = WAYS[way](rng, options.samples, options.workers, options.ratio)
    return time.process_time() - processor, time.perf_counter() - start, rates


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=5)
    parser.add_argument("--ratio", type=float, default=10)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    for way in WAYS:
        run(way, rng, options)
    if options.serve:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            processor, seconds, rates = run(line.strip(), rng, options)
            print(json.dumps({"processor_seconds": processor, "seconds": seconds, "rates": rates}), flush=True)
        return
    for way in WAYS:
        results = [run(way, rng, options) for _ in range(options.runs)]
        print(json.dumps({
            "way": way, "processor_seconds": statistics.median(result[0] for result in results),
            "seconds": statistics.median(result[1] for result in results), "rates": results[-1][2]}))


if __name__ == "__main__":
    main()
