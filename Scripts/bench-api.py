#!/usr/bin/env python3
"""Measures the HTTP API of a running node with wrk: Scripts/bench-api.py [--url URL] [--seconds N] [--connections N].

The routes asked for are drawn from the node's own VRPs, so that two of three are valid or invalid and one is not found. Prints
one line a measurement: name, requests a second, median and 99th percentile of the latency, answers that were not 2xx or 3xx.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

ROUTES = """
local targets = {}
for line in io.lines("%s") do targets[#targets + 1] = line end
local place = math.random(#targets)
request = function()
  place = place %% #targets + 1
  return wrk.format("GET", targets[place])
end
"""

REPORT = """
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%f %%f %%f %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.errors.status + summary.errors.timeout))
end
""".replace("%%", "%")


def rows(url, count):
    """Some VRPs of the node, spread over all of them: (AS, prefix)."""
    with urllib.request.urlopen(url + "/csv", timeout=60) as answer:
        lines = answer.read().decode().splitlines()[1:]
    step = max(1, len(lines) // count)
    return [tuple(line.split(",")[:2]) for line in lines[::step]][:count]


def targets(url):
    by_query, by_path = [], []
    for number, (asn, prefix) in enumerate(rows(url, 5_000)):
        if number % 3 == 1:
            asn = "AS4200000000"
        if number % 3 == 2:
            prefix = "240.0.0.0/8"
        by_query.append(f"/validity?asn={asn}&prefix={prefix}")
        by_path.append(f"/api/v1/validity/{asn}/{prefix}")
    return by_query, by_path


def measure(name, url, script, options, headers=()):
    arguments = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "-s", str(script)]
    for header in headers:
        arguments += ["-H", header]
    output = subprocess.run(arguments + [url], capture_output=True, text=True, check=True).stdout
    result = re.search(r"^RESULT (\S+) (\S+) (\S+) (\d+)$", output, re.M)
    if not result:
        sys.exit(f"wrk gave no result for {name}:\n{output}")
    rate, median, slow, failed = float(result[1]), float(result[2]), float(result[3]), int(result[4])
    print(f"{name:24} {rate:10,.0f}/s   median {median:8.3f} ms   99 % {slow:8.3f} ms   failed {failed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8323", help="of the node (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=10, help="for each measurement (default: %(default)s)")
    parser.add_argument("--connections", type=int, default=64, help="at once (default: %(default)s)")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("bench-api: skipped, wrk is not installed")
        return 0
    url = options.url.rstrip("/")
    try:
        urllib.request.urlopen(url + "/ready", timeout=10).close()
    except (urllib.error.URLError, OSError) as error:
        print(f"bench-api: skipped, no node is ready at {url}: {error}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, lines in zip(["/validity", "/api/v1/validity"], targets(url)):
            (folder / "targets").write_text("\n".join(lines))
            script = folder / "script.lua"
            script.write_text(ROUTES % (folder / "targets") + REPORT)
            measure(name, url, script, options)
        script = folder / "plain.lua"
        script.write_text(REPORT)
        with urllib.request.urlopen(urllib.request.Request(url + "/csv", method="HEAD"), timeout=60) as answer:
            tag = answer.headers["ETag"]
        measure("/csv, 304", url + "/csv", script, options, [f"If-None-Match: {tag}"])
        measure("/csv, gzip", url + "/csv", script, options, ["Accept-Encoding: gzip"])
        measure("/metrics", url + "/metrics", script, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
