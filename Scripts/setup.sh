#!/bin/sh
# Installs what a purpose needs and is missing: Scripts/setup.sh PURPOSE…
# As root it installs; otherwise it prints the one line to run and stops with 1.
set -eu

usage() {
    echo "usage: Scripts/setup.sh build|lint|test|bench|conformance|fuzz|package …" >&2
    exit 2
}

[ $# -gt 0 ] || usage

# The toolchain's own needs (linker, C headers, the libraries it loads) and the libraries that the program links: SQLite, libxml2, zlib, libbz2,
# libzstd.
build="ca-certificates git g++ libbz2-dev libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-dev libxml2 libxml2-dev libzstd-dev pkg-config tzdata zlib1g-dev"

# What makes and checks the Debian package.
package="debhelper dpkg-dev lintian patchelf po-debconf"

packages=""
for purpose in "$@"; do
    case $purpose in
        build) packages="$packages $build" ;;
        # Other relying parties and OpenSSL read what the tests write.
        test)
            packages="$packages $build bgpdump bird2 bzip2 chromium chromium-driver curl fonts-dejavu-core fort-validator frr frr-rpki-rtrlib gobgpd iproute2 nginx-light"
            packages="$packages openbgpd openssl prometheus python3 python3-cryptography python3-venv rpki-client rsync rtr-tools"
            packages="$packages stayrtr systemd zstd $package"
            ;;
        package) packages="$packages $package" ;;
        bench)
            packages="$packages $build bgpdump fort-validator nginx-light openssl python3 python3-cryptography rpki-client"
            packages="$packages stayrtr time wrk"
            ;;
        conformance) packages="$packages $build iproute2 openssl python3 rsync" ;;
        fuzz | lint) packages="$packages $build python3" ;;
        *) usage ;;
    esac
done

if ! command -v swift >/dev/null 2>&1; then
    echo "setup: there is no 'swift' in PATH; install a Swift 6.3 toolchain first" >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "setup: not a Debian system; see to the equivalents of these packages:$packages" >&2
    exit 0
fi

missing=""
for package in $(printf '%s\n' $packages | sort -u); do
    case $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true) in
        ii*) ;;
        *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "setup: packages are missing; run this line, then try again:" >&2
    echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi

# The two validators bring services that would start to fetch the whole RPKI: they are installed, not started.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

echo "setup: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -q </dev/null >&2
apt-get install -q -y --no-install-recommends $missing </dev/null >&2

unit_off() {
    case "$missing " in
        *" $1 "*) systemctl disable --quiet "$2" >/dev/null 2>&1 || true ;;
    esac
}
unit_off fort-validator fort.service
unit_off rpki-client rpki-client.timer
