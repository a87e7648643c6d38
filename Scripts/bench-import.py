#!/usr/bin/env python3
"""Measures how long a publication takes to routers while the node imports rows into desk.sqlite:
Scripts/bench-import.py PROGRAM [--importer DESK-IMPORT] [--rows N] [--routers N] [--publications N] [--rounds N]

nginx publishes a generated repository on loopback. `desk-import` is the node itself with an import in the same process, 1,000 rows a
transaction. A publication is one ROA more and SIGUSR1; its delay is from there to a router's End of Data, so that it contains fetch
and validation. Routers connect before each publication, since a connection gets a Serial Notify a minute at the most. Afterwards
`atalaya run`, which watches routes, is started on the same state: until READY=1 of sd_notify."""

import argparse
import importlib
import os
import pathlib
import select
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

from benchlib import cell, free_port, heading

laboratory = importlib.import_module("bench-node")
PATIENCE = 60  # seconds for one publication


class ImportingNode(laboratory.Node):
    def __init__(self, importer, rows, folder, locator):
        self.rows = rows
        super().__init__(importer, folder, locator)

    def command(self, program, file):
        return [program, file, str(self.rows)]


class Router:
    """A router of version 1 that has everything, and waits for a change."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.octets = b""
        self.socket.sendall(struct.pack(">BBHI", 1, 2, 0, 8))
        while not self.ended():
            self.receive()

    def receive(self):
        got = self.socket.recv(1 << 20)
        if not got:
            sys.exit("bench: the node closed the connection of a router")
        self.octets += got

    def ended(self):
        """Whether an End of Data came; a Serial Notify is answered with a Serial Query."""
        while len(self.octets) >= 8:
            _, kind, session, size = struct.unpack(">BBHI", self.octets[:8])
            if len(self.octets) < size:
                return False
            pdu, self.octets = self.octets[:size], self.octets[size:]
            if kind == 0:
                self.socket.sendall(struct.pack(">BBHII", 1, 1, self.session, 12, self.serial))
            elif kind == 7:
                self.session, self.serial = session, struct.unpack(">I", pdu[8:12])[0]
                return True
        return False


def publication(node, publisher, count):
    """The seconds from one publication to each of `count` routers."""
    routers = [Router(node.router) for _ in range(count)]
    known = node.cycles()
    publisher.change("roa")
    begun = time.monotonic()
    node.process.send_signal(signal.SIGUSR1)
    delays, waiting = [], {router.socket: router for router in routers}
    while waiting:
        readable, _, _ = select.select(list(waiting), [], [], PATIENCE)
        if not readable:
            sys.exit("bench: a publication does not reach all routers")
        for each in readable:
            waiting[each].receive()
            if waiting[each].ended():
                delays.append(time.monotonic() - begun)
                del waiting[each]
    for router in routers:
        router.socket.close()
    node.wait_for_cycle(known)
    return delays


def start_to_ready(program, folder, locator):
    """The seconds from the start of a node on the folder's state to READY=1."""
    file = folder / "ready.yaml"
    file.write_text(f"""
state: state
rpki: {{tals: [{locator}], rrdp: false, rsync: false}}
rtr: {{listen: ["127.0.0.1:{free_port()}"]}}
http: {{listen: ["127.0.0.1:{free_port()}"]}}
watch: {{asns: [AS64496], prefixes: {{192.0.2.0/24: }}, bmp: {{enabled: true, listen: ["127.0.0.1:{free_port()}"]}}}}
""")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices, open(folder / "ready.log", "w") as log:
        name = str(folder / "notify")
        notices.bind(name)
        notices.settimeout(PATIENCE)
        begun = time.monotonic()
        process = subprocess.Popen([program, "run", "--config", str(file)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env={**os.environ, "NOTIFY_SOCKET": name})
        try:
            while b"READY=1" not in notices.recv(4096):
                pass
            return time.monotonic() - begun
        except TimeoutError:
            sys.exit(f"bench: the node does not become ready:\n{(folder / 'ready.log').read_text()[-2000:]}")
        finally:
            laboratory.end(process)
            os.unlink(name)


def milliseconds(delays, share):
    return f"{statistics.quantiles(delays, n=100)[share - 1] * 1000:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--importer", help="the program desk-import (default: next to PROGRAM)")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--routers", type=int, default=20)
    parser.add_argument("--publications", type=int, default=40, help="without the import, and at the least during it (default 40)")
    parser.add_argument("--size", type=int, default=50, help="CAs, each with 7 ROAs and an ASPA (default 50)")
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "5")), help="of starts (default 5)")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    importer = pathlib.Path(arguments.importer).resolve() if arguments.importer else program.with_name("desk-import")
    if not importer.exists():
        sys.exit(f"bench: {importer} is not there: swift build -c release --product desk-import")
    for needed in ("nginx", "openssl"):
        if not shutil.which(needed):
            print(f"bench-import: skipped, {needed} is not installed")
            return

    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as name:
        folder = pathlib.Path(name)
        laboratory.certificates(folder)
        port = free_port()
        root = folder / "root"
        running = [laboratory.nginx(folder, root, port)]
        try:
            publisher = laboratory.Publisher(str(program), root, f"https://{laboratory.NAME}:{port}/", arguments.size)
            running.append(publisher.process)
            node = ImportingNode(str(importer), arguments.rows, folder, root / "large.tal")
            running.append(node.process)
            node.wait_for_cycle(0)
            publication(node, publisher, arguments.routers)
            idle = [publication(node, publisher, arguments.routers) for _ in range(arguments.publications)]

            seconds = []
            node.process.stdin.write(b"go\n")
            node.process.stdin.flush()
            importing = threading.Thread(target=lambda: seconds.append(float(node.process.stdout.readline() or "nan")))
            importing.start()
            busy = []
            while importing.is_alive():
                delays = publication(node, publisher, arguments.routers)
                # One that ended after the import had other conditions.
                if importing.is_alive():
                    busy.append(delays)
            if len(busy) < arguments.publications:
                print(f"bench: only {len(busy)} publications during the import: use more --rows", file=sys.stderr)
            laboratory.end(running.pop())
            size = sum(path.stat().st_size for path in (folder / "state").glob("desk.sqlite*"))
            ready = [start_to_ready(str(program), folder, root / "large.tal") for _ in range(arguments.rounds)]
            for path in (folder / "state").glob("desk.sqlite*"):
                path.unlink()
            empty = [start_to_ready(str(program), folder, root / "large.tal") for _ in range(arguments.rounds)]
        finally:
            for process in reversed(running):
                laboratory.end(process)

    print(heading(f"{arguments.rows:,} rows into desk.sqlite", "Scripts/bench-import.py", arguments.rounds))
    print("| from a publication to a router, wall, ms | without | during the import |\n|---|---:|---:|")
    (idle_delays, busy_delays) = [[delay for delays in rounds for delay in delays] for rounds in (idle, busy)]
    print(f"| median | {milliseconds(idle_delays, 50)} | {milliseconds(busy_delays, 50)} |")
    print(f"| 95 of 100 | {milliseconds(idle_delays, 95)} | {milliseconds(busy_delays, 95)} |")
    print(f"| publications, each to {arguments.routers} routers | {len(idle)} | {len(busy)} |")
    print(f"\nImport: {seconds[0]:,.1f} s, {arguments.rows / seconds[0]:,.0f} rows a second.")
    print(f"Start to READY=1, s: {cell(ready)} with a desk.sqlite of {size / 1e6:,.0f} MB, {cell(empty)} with an empty one.")


if __name__ == "__main__":
    main()
