#!/bin/sh
# Replays LACNIC's black-box cases against the program: Scripts/conformance.sh PROGRAM [run.sh options]
set -eu
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || {
    echo "usage: Scripts/conformance.sh PROGRAM [--suite S] [--case SUBSTRING] [-v] …" >&2
    exit 2
}
program=$(realpath "$1")
shift

runner=${ATALAYA_SHARED:-../shared/data}/../tools/rapport/run.sh
if [ ! -x "$runner" ]; then
    echo "conformance: $runner is not here; the cases are shared beside the project, not part of it" >&2
    exit 1
fi

if [ "$(id -u)" = 0 ]; then
    # HTTPS and rsync are served in a network namespace of its own, which root alone may make.
    exec "$runner" "$program rpki validate --tal {TAL} --cache {CACHE} --at {NOWISO} --https-ca {CA} {TRANSPORT} \
--output csv={OUT} --output rpki-client-json={ASPA}" --net --args-rsync-only=--no-rrdp --args-rrdp-only=--no-rsync \
        --core --table "$@"
fi
echo "conformance: not root, so nothing is fetched: cases that need RRDP are skipped" >&2
exec "$runner" "$program rpki validate --tal {TAL} --repository {RSYNC_ROOT} --cache {CACHE} --at {NOWISO} \
--output csv={OUT} --output rpki-client-json={ASPA}" --transport rsync --core --table "$@"
