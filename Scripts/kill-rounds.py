#!/usr/bin/env python3
"""Kills a node again and again while it writes: Scripts/kill-rounds.py PROGRAM [--rounds N] [--seed N]

In each round the node fetches a repository that changes, reads a file of routes with a hijack of its own, and writes its alert to
the events file, an operator mutes something, and kill -9 comes at a moment drawn at random. After each start and at the end:

- a session and serial of RTR never have two contents, and no serial of a session goes back;
- the VRPs are those of one version that was published, and at the end those of the last;
- each hijack is in the list of alerts once, and was written to the events file at least once;
- each mute that was acknowledged is there;
- both databases are sound (PRAGMA integrity_check).

Exits 1 where one of these does not hold. The seed makes moments and choices repeat, as far as the machine does."""

import argparse
import importlib
import ipaddress
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from benchlib import free_port

bench_node = importlib.import_module("bench-node")
PATIENCE = 60  # seconds for one step


def prefix(number):
    return f"10.{number % 256}.0.0/24"


def offender(number):
    return 300_000 + number


def write_hijack(folder, number):
    """A file of routes: our prefix by ourselves, and then by somebody else (RFC 6396 section 4.4)."""
    network = ipaddress.ip_network(prefix(number))
    records = []
    for origin in (64_496, offender(number)):
        path = struct.pack(">BBII", 2, 2, 64_602, origin)
        attributes = bytes([0x40, 1, 1, 0, 0x40, 2, len(path)]) + path + bytes([0x40, 3, 4, 192, 0, 2, 1])
        body = struct.pack(">HH", 0, len(attributes)) + attributes + bytes([24]) + network.network_address.packed[:3]
        message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
        record = struct.pack(">IIHH", 64_602, 64_500, 0, 1) + bytes([192, 0, 2, 1, 192, 0, 2, 250]) + message
        records.append(struct.pack(">IHHI", int(time.time()), 16, 4, len(record)) + record)
    name = folder / f"updates.{number:06}"
    temporary = folder.parent / f"writing.{number:06}"
    temporary.write_bytes(b"".join(records))
    temporary.rename(name)


class Node:
    def __init__(self, program, folder, locator):
        self.program, self.folder = program, folder
        self.router, self.web = free_port(), free_port()
        own = ", ".join(f"{prefix(number)}: [64496]" for number in range(256))
        self.configuration = folder / "atalaya.yaml"
        self.configuration.write_text(f"""
state: state
rpki:
  tals: [{locator}]
  https-ca: [ca.pem]
  resolve: {{{bench_node.NAME}: 127.0.0.1}}
  rsync: false
  refresh: 1s
  jitter: 0%
rtr: {{listen: ["127.0.0.1:{self.router}"]}}
http: {{listen: ["127.0.0.1:{self.web}"]}}
watch:
  prefixes: {{{own}}}
  folders: [routes]
  settle: 100ms
  events: {{path: events.jsonl}}
""")
        self.process = None

    def start(self):
        with open(self.folder / "node.log", "a") as log:
            self.process = subprocess.Popen(
                [self.program, "run", "--config", str(self.configuration)], stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def version(self, patience):
        """Session, serial and VRPs that are served; nothing where there is no answer in time."""
        begun = time.monotonic()
        while time.monotonic() - begun < patience:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.web}/json-delta", timeout=5) as answer:
                    body = json.load(answer)
                    return body["session"], body["serial"], frozenset(map(json.dumps, body["announced"]))
            except (OSError, urllib.error.URLError, ValueError, KeyError):
                if self.process.poll() is not None:
                    return None
                time.sleep(0.01)
        return None

    def alerts(self, *arguments):
        done = subprocess.run(
            [self.program, "bgp", "alerts", arguments[0], "--config", str(self.configuration), *arguments[1:]],
            capture_output=True, text=True, timeout=PATIENCE)
        return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=20, help="CAs of the repository (default 20)")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    chance = random.Random(arguments.seed)
    if not shutil.which("nginx"):
        print("kill-rounds: skipped, nginx is not installed")
        return 0

    wrong = []
    with tempfile.TemporaryDirectory(prefix="atalaya-kill-") as name:
        folder = pathlib.Path(name)
        (folder / "routes").mkdir()
        bench_node.certificates(folder)
        port = free_port()
        running = [bench_node.nginx(folder, folder / "root", port)]
        try:
            publisher = bench_node.Publisher(
                program, folder / "root", f"https://{bench_node.NAME}:{port}/", arguments.size)
            running.append(publisher.process)
            node = Node(program, folder, folder / "root/large.tal")
            contents, last, base, published, muted = {}, None, None, 0, []

            def look(where, patience):
                nonlocal last, base
                version = node.version(patience)
                if version is None:
                    return False
                session, serial, vrps = version
                if contents.setdefault((session, serial), vrps) != vrps:
                    wrong.append(f"{where}: session {session}, serial {serial} has two contents")
                if last and last[0] == session and serial < last[1]:
                    wrong.append(f"{where}: serial {serial} of session {session} after {last[1]}")
                if base is None:
                    base = len(vrps)
                if not base <= len(vrps) <= base + 2 * published:
                    wrong.append(f"{where}: {len(vrps)} payloads, {base} at first and {published} ROAs added")
                last = (session, serial)
                return True

            for number in range(arguments.rounds):
                node.start()
                if not look(f"round {number}, start", PATIENCE if base is None else 10):
                    if node.process.poll() is not None:
                        wrong.append(f"round {number}: the node ended with {node.process.returncode}")
                    elif base is None:
                        sys.exit(f"kill-rounds: nothing is served:\n{(folder / 'node.log').read_text()[-2000:]}")
                if base is not None:
                    publisher.change(chance.choice(("roa", "roa", "reissue")))
                    published += 1
                write_hijack(folder / "routes", number)
                if chance.random() < 0.2:
                    text = f"mute {number}"
                    code, _, _ = node.alerts("mute", f"192.0.2.{number % 256}/32", "--reason", text)
                    if code == 0:
                        muted.append(text)
                time.sleep(chance.random() * chance.choice((0.02, 0.2, 1, 2.5)))
                look(f"round {number}, before the kill", 0.2)
                node.kill()
                if number % 50 == 49:
                    print(f"kill-rounds: {number + 1} of {arguments.rounds}, {len(wrong)} wrong", file=sys.stderr)

            node.start()
            begun, listed, events = time.monotonic(), {}, {}
            while time.monotonic() - begun < PATIENCE:
                time.sleep(1)
                code, output, _ = node.alerts("list", "--all", "--limit", "100000", "--format", "json")
                listed = {}
                for line in output.splitlines():
                    number = (json.loads(line)["asn"] or 0) - offender(0)
                    if 0 <= number < arguments.rounds:
                        listed[number] = listed.get(number, 0) + 1
                events = {}
                for line in (folder / "events.jsonl").read_text().splitlines():
                    try:
                        json.loads(line)
                    except ValueError:
                        wrong.append(f"the events file has a line that is no JSON: {line[:80]}")
                    for number in range(arguments.rounds):
                        if str(offender(number)) in line:
                            events[number] = events.get(number, 0) + 1
                if len(listed) == arguments.rounds and len(events) == arguments.rounds:
                    break
            time.sleep(3)
            look("the end", 10)
            for number in range(arguments.rounds):
                if listed.get(number, 0) != 1:
                    wrong.append(f"the hijack of round {number} is {listed.get(number, 0)} times in the list")
                if not events.get(number):
                    wrong.append(f"the hijack of round {number} is not in the events file")
            _, output, _ = node.alerts("silences")
            wrong += [f"'{text}' is gone" for text in muted if text not in output]
            node.process.send_signal(signal.SIGTERM)
            if node.process.wait(20) != 0:
                wrong.append(f"the node ends with {node.process.returncode} after SIGTERM")
            for database in sorted((folder / "state").glob("*.sqlite")):
                with sqlite3.connect(database) as connection:
                    (said,) = connection.execute("PRAGMA integrity_check").fetchone()
                if said != "ok":
                    wrong.append(f"{database.name}: {said}")
            doubled = sum(1 for count in events.values() if count > 1)
            print(f"{arguments.rounds} kills, {published} publications, {len(listed)} hijacks listed, {doubled} of them "
                  f"written more than once, {len(muted)} mutes: {len(wrong)} wrong")
        finally:
            for process in reversed(running):
                bench_node.end(process)
    for line in wrong[:50]:
        print(f"- {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
