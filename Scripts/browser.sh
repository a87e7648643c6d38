#!/bin/sh
# Opens every page of the demo's console in a browser: Scripts/browser.sh PROGRAM [OPTIONS OF browser.py]
# The Python packages that it needs are in an environment of their own, next to the build. Where there is no browser, says so and
# ends with 0, or with 1 when TEST_OPTIONS has --none-skipped.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || { echo "usage: Scripts/browser.sh PROGRAM [OPTIONS]" >&2; exit 2; }

skip() {
    echo "browser.sh: skipped: $1" >&2
    case "${TEST_OPTIONS:-}" in *--none-skipped*) exit 1 ;; esac
    exit 0
}

[ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ] || skip "chromium and chromium-driver are missing (Scripts/setup.sh test)"
[ -z "${ATALAYA_NO_PIP:-}" ] || skip "ATALAYA_NO_PIP is set"
packages="selenium==4.51.0 axe-core-python==0.1.0 html5lib==1.1 babel==2.19.0"
folder=.build/browser-1
if [ ! -e "$folder/ready" ]; then
    python3 -m venv "$folder" || skip "python3 has no venv"
    # shellcheck disable=SC2086
    "$folder/bin/pip" install --quiet --disable-pip-version-check $packages || skip "pip cannot install $packages"
    touch "$folder/ready"
fi
"$folder/bin/python" Scripts/browser.py "$@" && exit 0
echo "browser.sh: once more: what passes now depends on how busy the machine is, and is to be mended" >&2
"$folder/bin/python" Scripts/browser.py "$@" || exit 1
echo "browser.sh: UNSTEADY (failed, then passed)" >&2
