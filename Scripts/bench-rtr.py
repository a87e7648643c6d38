#!/usr/bin/env python3
"""Times `atalaya rtr serve` beside StayRTR: Scripts/bench-rtr.py PROGRAM [--rounds N] [--no-peers]

Both serve the 723,521 VRPs of ../shared/data/rpki/vrps-global-2025, uncompressed; the routers are `rtr fetch --clients`, on the
same machine. Ready is the time from start to the first full answer. Memory is the largest resident set of the server's process
(VmHWM), after it is ready and after all. Figures are medians of the rounds; the contestants take turns."""

import argparse
import bz2
import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from benchlib import cell, free_port, heading, resident

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUTERS = (1, 10, 100)
FOLLOWERS = 500
PATIENCE = 300  # seconds for one measurement

Contestant = collections.namedtuple("Contestant", "name command shown")


def uncompressed(folder):
    """The two sets half an hour apart, whose payloads differ in 15 rows."""
    shared = pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data"))
    source = shared / "rpki/vrps-global-2025"
    files = []
    for stamp in ("20250720T093135Z", "20250720T100145Z"):
        packed = source / f"rpkiclient_summary_{stamp}.json.bz2"
        if not packed.exists():
            sys.exit(f"bench: {packed} is not here; it is shared beside the project, not part of it")
        file = folder / f"{stamp}.json"
        # Every row has expired since, and StayRTR serves none that has, whatever it is told.
        with bz2.open(packed) as data:
            file.write_bytes(re.sub(rb'("expires": *)\d+', rb"\g<1>4000000000", data.read()))
        files.append(file)
    return files


class Server:
    def __init__(self, contestant, file, folder):
        self.file = folder / "served.json"
        shutil.copy(file, self.file)
        self.port = free_port()
        values = {"FILE": str(self.file), "PORT": str(self.port), "OTHER": str(free_port())}
        command = [part.format(**values) for part in contestant.command]
        self.log = open(folder / "server.log", "w")
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def fetch(program, server, routers):
    """The figures of `rtr fetch`; nothing when it fails."""
    command = [program, "rtr", "fetch", f"127.0.0.1:{server.port}", "--version", "1", "--clients", str(routers),
               "--figures", "--format", "json", "--timeout", str(PATIENCE)]
    said = subprocess.run(command, capture_output=True, text=True)
    return json.loads(said.stdout) if said.returncode == 0 else None


def wait_until_ready(program, server):
    """The seconds from start to the first octet of the first full answer."""
    while time.monotonic() - server.started < PATIENCE:
        if server.process.poll() is not None:
            sys.exit(f"bench: the server ended: see {server.log.name}")
        begun = time.monotonic()
        figures = fetch(program, server, 1)
        if figures and figures["pdus"] > 700_000:
            return begun - server.started + figures["firstOctet"]["min"]
        time.sleep(0.02)
    sys.exit("bench: the server does not become ready")


def difference(program, server, changed):
    """The seconds from the first octet of the difference at one router to the last End of Data of all."""
    command = [program, "rtr", "fetch", f"127.0.0.1:{server.port}", "--version", "1", "--clients", str(FOLLOWERS),
               "--follow", "--figures", "--format", "json", "--timeout", str(PATIENCE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as routers:
        patience = threading.Timer(PATIENCE, routers.kill)
        patience.start()
        try:
            json.loads(routers.stdout.readline() or "null")
            shutil.copy(changed, server.file.with_suffix(".new"))
            server.file.with_suffix(".new").rename(server.file)
            server.process.send_signal(signal.SIGHUP)
            line = routers.stdout.readline()
            return json.loads(line)["seconds"] if line else None
        finally:
            patience.cancel()
            routers.send_signal(signal.SIGTERM)


def contestants(program, has_peers):
    found = [Contestant(
        "atalaya", [program, "rtr", "serve", "--payloads", "{FILE}", "--listen", "127.0.0.1:{PORT}", "--ignore-expiry"],
        "atalaya rtr serve --payloads FILE --listen ADDRESS --ignore-expiry")]
    if has_peers and shutil.which("stayrtr"):
        found.append(Contestant(
            "StayRTR", ["stayrtr", "-cache", "{FILE}", "-bind", "127.0.0.1:{PORT}", "-metrics.addr", "127.0.0.1:{OTHER}",
                        "-checktime=false", "-refresh", "5", "-loglevel", "error"],
            "stayrtr -cache FILE -bind ADDRESS -checktime=false -refresh 5"))
    return found


def measure(program, contestant, files, folder, arguments):
    figures = {}
    server = Server(contestant, files[0], folder)
    try:
        figures["ready"] = wait_until_ready(program, server)
        figures["memory"] = resident(server.process.pid)
        for routers in arguments.routers:
            if contestant.name != "atalaya" and routers > arguments.peer_routers:
                continue
            done = fetch(program, server, routers)
            figures[routers] = done["endOfData"]["max"] if done else None
        if arguments.followers and (contestant.name == "atalaya" or arguments.peer_routers >= FOLLOWERS):
            figures["difference"] = difference(program, server, files[1])
        figures["memory after"] = resident(server.process.pid)
    finally:
        server.end()
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "3")))
    parser.add_argument("--routers", type=int, nargs="+", default=list(ROUTERS))
    parser.add_argument("--peer-routers", type=int, default=10,
                        help="the most routers that peers are tried with, for many take them minutes (default 10)")
    parser.add_argument("--no-followers", dest="followers", action="store_false")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())

    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as name:
        folder = pathlib.Path(name)
        files = uncompressed(folder)
        racers = contestants(program, not arguments.no_peers)
        rows = {racer.name: collections.defaultdict(list) for racer in racers}
        for number in range(arguments.rounds):
            for racer in racers:
                print(f"bench: round {number + 1} of {arguments.rounds}: {racer.name}", file=sys.stderr)
                for key, value in measure(program, racer, files, folder, arguments).items():
                    rows[racer.name][key].append(value)

    said = [("ready to serve, s", "ready", 2), ("resident when ready, MB", "memory", 0)]
    said += [(f"full answer to {count} router{'s' if count > 1 else ''} at once, s", count, 2)
             for count in arguments.routers]
    if arguments.followers:
        said.append((f"difference of 15 rows to {FOLLOWERS} routers, s", "difference", 2))
    said.append(("resident after all that, MB", "memory after", 0))
    print(heading("723,521 VRPs", "Scripts/bench-rtr.py", arguments.rounds))
    print("| | " + " | ".join(racer.name for racer in racers) + " |")
    print("|---|" + "---:|" * len(racers))
    for text, key, digits in said:
        print(f"| {text} | " + " | ".join(cell(rows[racer.name][key], digits) for racer in racers) + " |")
    print()
    for racer in racers:
        print(f"- {racer.name}: `{racer.shown}`")


if __name__ == "__main__":
    main()
