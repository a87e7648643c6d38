#!/bin/sh
# What `make run` shows: Scripts/example.sh PROGRAM
# Generates the example repository, validates it and explains one of its routes. Needs no network.
set -eu
cd "$(dirname "$0")/.."

program=${1:?usage: Scripts/example.sh PROGRAM}
folder=.build-example

show() {
    printf '\n$ atalaya %s\n' "$*"
    "$program" "$@"
}

rm -rf "$folder"
show rpki example "$folder"
show rpki validate --tal "$folder/tal" --repository "$folder/repository" --no-cache --format summary \
    --rejections "$folder/rejections.jsonl"
