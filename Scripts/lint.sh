#!/bin/sh
# Style by swift-format, then the rules of the house that a script can check.
set -eu
cd "$(dirname "$0")/.."

status=0
Scripts/format.sh --check || status=1
python3 Scripts/rules.py || status=1
python3 Scripts/rooms.py || status=1
python3 Scripts/words.py || status=1
[ "$status" = 0 ] && echo "lint: clean"
exit "$status"
