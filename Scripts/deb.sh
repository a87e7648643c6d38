#!/bin/sh
# Makes a Debian package of a program: PROGRAM=… Scripts/deb.sh [FOLDER]
# The package is put into FOLDER (.build/deb). DEB_COMPRESSION (xz) and DEB_SHLIBDEPS are for packages that only tests see.
set -eu
cd "$(dirname "$0")/.."
project=$(pwd)

PROGRAM=$(readlink -f "${PROGRAM:?the program to package}")
folder=${1:-.build/deb}
export PROGRAM DEB_COMPRESSION="${DEB_COMPRESSION:-xz}" DEB_SHLIBDEPS="${DEB_SHLIBDEPS:-}" ATALAYA_PROJECT="$project"

version=$("$PROGRAM" --version)
entry=$(dpkg-parsechangelog -l Packaging/debian/changelog -S Version)
if [ "$version" != "$entry" ]; then
    echo "deb: the program is version $version, and Packaging/debian/changelog is at $entry; add an entry" >&2
    exit 1
fi

mkdir -p "$folder"
work="$folder/atalaya"
rm -rf "$work"
mkdir -p "$work"
cp -R Packaging/debian "$work/debian"
(cd "$work" && DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS:-} noautodbgsym" dpkg-buildpackage --build=binary --no-sign --no-check-builddeps >build.log 2>&1) || {
    tail -40 "$work/build.log" >&2
    exit 1
}
ls "$folder"/atalaya_"$version"_*.deb
