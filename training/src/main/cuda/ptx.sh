#!/usr/bin/env bash
# Compiles the kernels to PTX for compute capability 8.0 and up: ptx.sh FOLDER. Needs nvcc 12 or 13; no GPU.
# The first line of each has the SHA-256 of its source, of run.cuh and of this file.
set -euo pipefail
folder="$(realpath -m "$1")"
cd "$(dirname "$0")"
made="$(mktemp)"
trap 'rm -f "$made"' EXIT
for kernel in classifier ppo transformer; do
  # No contraction of a product and a sum, no flushing of subnormal numbers, correct division and roots.
  nvcc -x cu -ptx -O3 -std=c++17 -arch=compute_80 -fmad=false -ftz=false -prec-div=true -prec-sqrt=true \
    $kernel.cu -o "$made"
  {
    echo "// SHA-256 of $kernel.cu, run.cuh and ptx.sh: $(cat $kernel.cu run.cuh ptx.sh | sha256sum | cut -d' ' -f1)"
    # Without a hint about bytes of loads nothing in it is newer than ISA 7.0, that of CUDA 11.0; older drivers refuse
    # a newer number.
    # The compiler's build is no part of what it made.
    sed -e 's/^\.version .*/.version 7.0/' -e '/\.pragma "used_bytes_mask/d' -e '/^\/\/ Compiler Build ID/d' -e '/^\/\/ Cuda compilation tools/d' "$made"
  } >"$folder/$kernel.ptx"
done
