#!/bin/sh
# Compiles driver.cpp, a driver without a GPU, once for its source and its compiler, into training/target, and prints where
# it is. Ends with 3 where there is no g++.
set -eu
cd "$(dirname "$0")"
command -v g++ >/dev/null || exit 3
# GCC 12's -O2 misaligns a stack here; its -O1 does not.
flags="-ffp-contract=off -O1 -march=native -std=c++17 -fPIC -shared -Wall -Wno-unknown-pragmas"
key="$({ cat stub.sh driver.cpp ../../main/cuda/*.cu ../../main/cuda/*.cuh; g++ --version; g++ -march=native -Q --help=target; } | sha256sum | cut -c 1-16)"
mkdir -p ../../../target/cuda
library="$(cd ../../../target/cuda && pwd)/libcuda-stub-$key.so"
if [ ! -e "$library" ]; then
  # shellcheck disable=SC2086 # several flags
  g++ $flags driver.cpp -o "$library.$$"
  mv "$library.$$" "$library"
fi
echo "$library"
