#!/bin/sh
# The whole program against its peers, then the micro-benchmarks: Scripts/bench.sh PROGRAM [bench.py options]
# BENCH_ROUNDS=N sets the number of runs (default 5); BENCH_BGP=0 leaves routes out, BENCH_MICRO=0 the micro-benchmarks.
set -eu
cd "$(dirname "$0")/.."

Scripts/bench.py "$@"

[ "${BENCH_BGP-1}" = 0 ] || Scripts/bench-bgp.py "$1"

if [ "${BENCH_MICRO-1}" != 0 ] && [ -e Benchmarks/Package.swift ]; then
    swift build -c release --package-path Benchmarks --scratch-path .build-bench/build >&2
    swift run -c release --package-path Benchmarks --scratch-path .build-bench/build --skip-build
fi
