#!/bin/sh
# Makes Benchmarks/.venv with the CPU build of PyTorch, NumPy and the coders that ours are measured beside (0.9 GB).
# torch.compile also needs g++ and Python's headers (Debian: g++ python3-dev).
# The package registry carries only the CUDA build for Linux, which does not load without CUDA's libraries;
# the CPU build comes from pip's configured places where they have it, else from its publisher.
set -eu
cd "$(dirname "$0")/.."
torch='torch==2.13.0+cpu'
python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check "$torch" numpy ||
  .venv/bin/pip install --quiet --disable-pip-version-check "$torch" numpy \
    --extra-index-url https://download.pytorch.org/whl/cpu
.venv/bin/pip install --quiet --disable-pip-version-check constriction zstandard ldpc==2.4.1 scipy==1.17.1
.venv/bin/python -c 'import torch; print("torch", torch.__version__, torch.backends.cpu.get_cpu_capability())'
