#!/bin/sh
# The whole program against its peers, the running node, routers, then the micro-benchmarks: Scripts/bench.sh PROGRAM
# BENCH_ROUNDS=N sets the number of runs (default 5); BENCH_PARTS has the parts to run: files node routers import bgp watch growth micro.
set -eu
cd "$(dirname "$0")/.."

for part in ${BENCH_PARTS-files node routers import bgp watch growth micro}; do
    case $part in
        files)
            swift build -c release --package-path Benchmarks --scratch-path .build-bench/build --product signature-floor >&2
            Scripts/bench.py "$@" --floor .build-bench/build/release/signature-floor
            ;;
        node) Scripts/bench-node.py "$@" ;;
        routers) Scripts/bench-rtr.py "$@" ;;
        import)
            swift build -c release --product desk-import >&2
            Scripts/bench-import.py "$@"
            ;;
        bgp) Scripts/bench-bgp.py "$@" ;;
        watch) Scripts/bench-watch.py "$@" ;;
        growth) Scripts/bench-growth.py "$@" ;;
        micro)
            swift build -c release --package-path Benchmarks --scratch-path .build-bench/build >&2
            swift run -c release --package-path Benchmarks --scratch-path .build-bench/build --skip-build
            ;;
        *)
            echo "bench: BENCH_PARTS: no part '$part'" >&2
            exit 2
            ;;
    esac
    echo
done
