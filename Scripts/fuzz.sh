#!/bin/sh
# Fuzzes the decoders with libFuzzer and AddressSanitizer, each for FUZZ_SECONDS (default 60), as many at once as there
# are cores. FUZZ_TARGETS="DER ROA" picks some. Corpora grow in .build-fuzz/corpus; a finding stays in
# .build-fuzz/findings until the decoder survives it. Exits 1 when there is any.
set -eu
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
targets=${FUZZ_TARGETS:-DER BER Certificate CRL Manifest ROA ASPA TAL SLURM Payloads RRDP PDU MRT Update BMP Capture RISLive
    Event Delegated RPSL Whois CCR Configuration HTTP}
data=${ATALAYA_SHARED:-../shared/data}/rpki
work=.build-fuzz

export ASAN_OPTIONS="detect_leaks=0:quarantine_size_mb=32:${ASAN_OPTIONS-}"
# The runtime's own crash reporter would wait for a terminal; libFuzzer reports.
export SWIFT_BACKTRACE=enable=no

fuzz_one() {
    name=$1
    fuzzer=$work/build/release/Fuzz$name
    log=$work/log/$name
    : >"$log"

    for finding in "$work/findings/$name"/*; do
        [ -e "$finding" ] || continue
        if "$fuzzer" -timeout=10 -rss_limit_mb=2048 "$finding" >>"$log" 2>&1; then
            echo "fuzz: $name survives $finding now; removed"
            rm "$finding"
        fi
    done

    status=0
    "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -use_value_profile=1 \
        -artifact_prefix="$work/findings/$name/" "$work/corpus/$name" >>"$log" 2>&1 || status=$?
    runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log" | tail -n 1)
    covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
    corpus=$(find "$work/corpus/$name" -type f | wc -l)
    findings=$(find "$work/findings/$name" -type f | wc -l)
    printf '%-12s %10s runs  %6s edges  %6s in corpus  %s findings\n' \
        "$name" "${runs:--}" "${covered:--}" "$corpus" "$findings"
    if [ "$status" != 0 ] || [ "$findings" != 0 ]; then
        echo "fuzz: $name: see $log and $work/findings/$name" >&2
        : >"$work/failed/$name"
    fi
}

if [ "${1-}" = --one ]; then
    fuzz_one "$2"
    exit 0
fi

rm -rf "$work/failed"
mkdir -p "$work/log" "$work/failed"
for name in $targets; do
    mkdir -p "$work/corpus/$name" "$work/findings/$name"
    swift build -c release --package-path Fuzz --scratch-path "$work/build" --product "Fuzz$name" \
        -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
done

if [ -d "$data" ]; then
    python3 Scripts/seeds.py "$data" "$work/corpus"
else
    echo "fuzz: no $data; starting from what the corpora hold" >&2
fi

printf '%s\n' $targets | xargs -P "$(nproc)" -n 1 "$0" --one
[ -z "$(ls "$work/failed")" ]
