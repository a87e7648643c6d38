#!/bin/sh
# What `make run` shows: Scripts/example.sh PROGRAM
# Generates the example repository, validates it and explains two of its routes. Needs no network.
set -eu
cd "$(dirname "$0")/.."

program=${1:?usage: Scripts/example.sh PROGRAM}
folder=.build-example

# Exit 3 says that a route is not valid; here that is part of the show.
show() {
    printf '\n$ atalaya %s\n' "$*"
    status=0
    "$program" "$@" || status=$?
    [ "$status" = 0 ] || [ "$status" = 3 ] || exit "$status"
}

rm -rf "$folder"
show rpki example "$folder"
locator=$(echo "$folder"/*.tal)
show rpki validate --tal "$locator" --repository "$folder/repository" --no-cache --format summary
show rpki explain AS64504 198.18.0.0/24 --tal "$locator" --repository "$folder/repository"
show rpki explain AS64511 198.18.0.0/24 --tal "$locator" --repository "$folder/repository"
