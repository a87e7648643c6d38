#!/bin/sh
# Rewrites the Swift sources in place, or with --check reports what is not in the house style.
set -eu
cd "$(dirname "$0")/.."

paths=""
for path in Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources; do
    [ -e "$path" ] && paths="$paths $path"
done

case ${1-} in
    "") exec swift format format --in-place --parallel --recursive --configuration .swift-format $paths ;;
    --check) exec swift format lint --strict --parallel --recursive --configuration .swift-format $paths ;;
    *)
        echo "usage: Scripts/format.sh [--check]" >&2
        exit 2
        ;;
esac
