#!/usr/bin/env bash
# Measures NetGen, PyTorch and ONNX Runtime on the same networks, one thread on one core, in one run, and prints the ratios.
#
#     compare.sh [CORE=0] [ROUNDS=3]
#
# BENCH_MS is the time for each workload and round (400), BENCH_FILTER a part of the names of those to measure. On Debian what is
# missing is installed, as root: PyTorch with OpenBLAS (without it PyTorch is 30 times slower), a C compiler, npm for ONNX Runtime.
set -euo pipefail
cd "$(dirname "$0")"
core=${1:-0}
rounds=${2:-3}
work=${XDG_CACHE_HOME:-$HOME/.cache}/netgen-compare
mkdir -p "$work"
export BENCH_DATA=$PWD/data BENCH_MS=${BENCH_MS:-400} OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

install() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}
{
  /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null && ldconfig -p | grep -q libopenblas || install python3-torch python3-numpy libopenblas0-pthread
  command -v gcc >/dev/null || install gcc libc6-dev
  library=$work/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1
  [ -f "$library" ] || command -v npm >/dev/null || install npm
  [ -f "$library" ] || npm install --silent --ignore-scripts --prefix "$work" onnxruntime-node@1.30.0
  gcc -O2 -o "$work/onnxruntime" compare/onnxruntime.c -ldl -lm
  mkdir -p "$work/models"
  /usr/bin/python3 compare/pytorch.py "$work/models"
  dotnet build -c Release -v quiet --nologo NetGen.Benchmarks.csproj
} >&2

for ((round = 1; round <= rounds; round++)); do
  taskset -c "$core" dotnet run -c Release --no-build --project NetGen.Benchmarks.csproj -- --quick
  taskset -c "$core" /usr/bin/python3 compare/pytorch.py
  taskset -c "$core" "$work/onnxruntime" "$library" "$work/models"
done | tee "$work/times.txt" | sed -u 's/^/  /'
/usr/bin/python3 compare/ratios.py <"$work/times.txt"
