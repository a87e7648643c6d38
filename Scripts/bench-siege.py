#!/usr/bin/env python3
"""A node under attack from all sides at once: Scripts/bench-siege.py PROGRAM [--minutes N] [--small]

One trust anchor has a good CA, ten hostile ones (see HostileRepository in Tests/LocalServers) and five whose servers never
answer. Routers flood the BMP listener, RTR clients send half a PDU, long polls and unread questions fill the HTTP API; they run
at `nice 19`. Meanwhile the node serves the 723,521 VRPs of ../shared/data, as local exceptions, to 100 routers that follow it,
and /health and /validity are asked for all the time. Exits 1 where a promise does not hold."""

import argparse
import bz2
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from benchlib import free_port, heading, processor_time, resident

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUTERS = 100
DOMAIN = "siege.test"
GOOD = "AS64496,192.0.2.0/24"
PATIENCE = 180  # seconds until the node serves, and for the routers' first tables
PROMISED = {"health": 0.100, "validity": 0.010, "memory": 600, "log": 1.0}


def certificate(folder):
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
            "-subj", "/CN=siege authority", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={DOMAIN}")
    (folder / "extensions").write_text(f"subjectAltName=DNS:*.{DOMAIN}\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
            "-extfile", "extensions", "-out", "server.pem")


def nginx(folder, port):
    (folder / "nginx.conf").write_text(f"""
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    gzip on; gzip_types *; gzip_min_length 1000;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name *.{DOMAIN};
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        root {folder}/root;
        location ~ ^/chain {{ gzip off; limit_rate 11k; }}
    }}
}}
""")
    return subprocess.Popen(["nice", "-n", "19", "nginx", "-e", f"{folder}/nginx.log", "-p", str(folder), "-c",
                             f"{folder}/nginx.conf"])


def silent_server():
    """A port that accepts and never answers."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    kept = []

    def accept():
        while True:
            try:
                kept.append(listener.accept())
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    return listener


def exceptions(folder, count):
    """Local exceptions (RFC 8416) that add the VRPs of a day."""
    shared = pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data"))
    packed = shared / "rpki/vrps-global-2025/rpkiclient_summary_20250720T093135Z.json.bz2"
    if packed.exists():
        with bz2.open(packed) as data:
            rows = [(int(str(row["asn"]).removeprefix("AS")), row["prefix"], row["maxLength"])
                    for row in json.load(data)["roas"]][:count]
    else:
        rows = [(64_512 + number % 1_000, f"{16 + number // 65536}.{number // 256 % 256}.{number % 256}.0/24", 24)
                for number in range(count)]
    added = ",".join(f'{{"asn":{asn},"prefix":"{prefix}","maxPrefixLength":{length}}}' for asn, prefix, length in rows)
    (folder / "slurm.json").write_text(
        '{"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[],"bgpsecFilters":[]},"locallyAddedAssertions":'
        f'{{"prefixAssertions":[{added}],"bgpsecAssertions":[]}}}}')
    return len(rows)


class Node:
    def __init__(self, program, folder):
        self.router, self.web, self.station = free_port(), free_port(), free_port()
        hosts = ", ".join(f"{host}: 127.0.0.1" for host in (folder / "hosts").read_text().split())
        (folder / "atalaya.yaml").write_text(f"""
state: state
rpki:
  tals: [siege.tal]
  https-ca: [ca.pem]
  resolve: {{{hosts}}}
  rsync: false
  refresh: 20s
  slurm: [slurm.json]
rtr: {{listen: ["127.0.0.1:{self.router}"]}}
http: {{listen: ["127.0.0.1:{self.web}"]}}
watch:
  prefixes: {{198.51.100.0/24: [64501]}}
  asns: [64501]
  bmp: {{enabled: true, listen: ["127.0.0.1:{self.station}"]}}
""")
        self.log = folder / "node.log"
        self.process = subprocess.Popen(
            [program, "run", "--config", str(folder / "atalaya.yaml")], stdin=subprocess.DEVNULL,
            stdout=open(self.log, "w"), stderr=subprocess.STDOUT)

    def get(self, path, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.web, timeout=timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def wait_until_ready(self):
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            if self.process.poll() is not None:
                break
            try:
                status, body = self.get("/csv")
                if status == 200 and GOOD.encode() in body:
                    return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.2)
        sys.exit(f"bench-siege: the node serves nothing:\n{self.log.read_text()[-2000:]}")


class Probe(threading.Thread):
    """Asks for a path again and again; keeps the seconds of each answer, and what failed."""

    def __init__(self, node, paths, pause, is_new_connection):
        super().__init__(daemon=True)
        self.node, self.paths, self.pause, self.is_new = node, paths, pause, is_new_connection
        self.seconds, self.failures, self.ends = [], [], threading.Event()

    def run(self):
        connection = None
        for number in iter(int, 1):
            path = self.paths[len(self.seconds) % len(self.paths)]
            begun = time.perf_counter()
            try:
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.node.web, timeout=5)
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                self.seconds.append(time.perf_counter() - begun)
                if answer.status != 200:
                    self.failures.append(f"{path}: {answer.status}")
                if self.is_new or answer.will_close:
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as error:
                self.seconds.append(time.perf_counter() - begun)
                self.failures.append(f"{path}: {error!r}")
                connection = None
            if self.ends.wait(self.pause):
                return

    def share(self, part):
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("inf")


def besiege(program, folder, arguments, running):
    silent = silent_server()
    port = free_port()
    subprocess.run([arguments.siege, str(folder), str(port), str(silent.getsockname()[1]),
                    "small" if arguments.small else "large"], check=True)
    certificate(folder)
    count = exceptions(folder, 20_000 if arguments.small else 1_000_000)
    running.append(nginx(folder, port))
    node = Node(program, folder)
    running.append(node.process)
    ready = node.wait_until_ready()
    routers = subprocess.Popen(
        [program, "rtr", "fetch", f"127.0.0.1:{node.router}", "--version", "1", "--clients", str(ROUTERS), "--follow",
         "--figures", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    running.append(routers)
    patience = threading.Timer(PATIENCE, routers.kill)
    patience.start()
    first = json.loads(routers.stdout.readline() or "null")
    patience.cancel()
    health = Probe(node, ["/health"], 0.1, True)
    validity = Probe(node, [f"/validity?asn=AS{asn}&prefix={prefix}" for asn, prefix in (
        (64496, "192.0.2.0/24"), (64500, "192.0.2.0/25"), (64501, "198.51.100.0/24"), (13335, "1.1.1.0/24"))], 0.02, False)
    begun, used, logged = time.monotonic(), processor_time(node.process.pid), node.log.stat().st_size
    for probe in (health, validity):
        probe.start()
    # What is connected before the flood stays connected.
    time.sleep(1)
    attackers = []
    for kind, target in (("bmp", node.station), ("routers", node.router), ("polls", node.web), ("posts", node.web)):
        attackers.append(subprocess.Popen(
            ["nice", "-n", "19", sys.executable, str(ROOT / "Scripts/siege-attackers.py"), kind, str(target)]))
    running.extend(attackers)
    while time.monotonic() - begun < arguments.minutes * 60 and node.process.poll() is None:
        time.sleep(1)
    for probe in (health, validity):
        probe.ends.set()
        probe.join(10)
    lasted = time.monotonic() - begun
    if node.process.poll() is not None:
        sys.exit(f"bench-siege: the node ended after {lasted:.0f} s:\n{node.log.read_text()[-2000:]}")
    memory, used = resident(node.process.pid), processor_time(node.process.pid) - used
    logged = (node.log.stat().st_size - logged) / lasted * 3600 / 1e6
    for attacker in attackers:
        attacker.terminate()
        attacker.wait(10)
    time.sleep(2)
    _, body = node.get("/csv", 60)
    served = len(body.splitlines()) - 1
    ended = time.monotonic()
    node.process.send_signal(signal.SIGTERM)
    node.process.wait(60)
    figures = [
        ("until the good CA's VRPs are served, s", f"{ready:.1f}", True),
        (f"VRPs served at the end, of {count:,} and one", f"{served:,}", served >= count and GOOD.encode() in body),
        (f"routers with the full set, of {ROUTERS}", str(first["routers"] if first and "routers" in first else bool(first)),
         first is not None and routers.poll() is None),
        ("/health, slowest, ms", f"{health.share(1) * 1e3:.1f}", health.share(1) <= PROMISED["health"]),
        ("/health, answers that failed", f"{len(health.failures)} of {len(health.seconds)}", not health.failures),
        ("/validity, 99th percentile, ms", f"{validity.share(0.99) * 1e3:.1f}", validity.share(0.99) <= PROMISED["validity"]),
        ("/validity, answers that failed", f"{len(validity.failures)} of {len(validity.seconds)}", not validity.failures),
        ("largest resident set, MB", f"{memory:.0f}", memory <= PROMISED["memory"]),
        ("log, MB an hour", f"{logged:.2f}", logged <= PROMISED["log"]),
        ("processor time of the node, cores", f"{used / lasted:.2f}", True),
        ("until it ends after SIGTERM, s", f"{time.monotonic() - ended:.1f}", time.monotonic() - ended < 15),
    ]
    print(heading(f"{arguments.minutes:g} min under attack", "Scripts/bench-siege.py", 1))
    print("| the node under attack | | holds |\n|---|---:|---|")
    for text, value, holds in figures:
        print(f"| {text} | {value} | {'yes' if holds else '**no**'} |")
    for probe in (health, validity):
        for failure in sorted(set(probe.failures))[:5]:
            print(f"- {failure}")
    if arguments.keep:
        shutil.copytree(folder, arguments.keep, dirs_exist_ok=True)
    return all(holds for _, _, holds in figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("SIEGE_MINUTES", "15")))
    parser.add_argument("--small", action="store_true", help="small hostile CAs and 20,000 VRPs")
    parser.add_argument("--siege", help="the program that makes the repository (default: built here)")
    parser.add_argument("--keep", help="folder that the node's configuration, state and log are copied to")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    for needed in ("nginx", "openssl"):
        if not shutil.which(needed):
            print(f"bench-siege: skipped, {needed} is not installed")
            return 0
    if not arguments.siege:
        subprocess.run(["swift", "build", "-c", "release", "--product", "siege"], cwd=ROOT, check=True, stdout=sys.stderr)
        arguments.siege = str(ROOT / ".build/release/siege")
    with tempfile.TemporaryDirectory(prefix="atalaya-siege-") as name:
        running = []
        try:
            holds = besiege(program, pathlib.Path(name), arguments, running)
        finally:
            for process in reversed(running):
                if process.poll() is None:
                    process.terminate()
                    try:
                        process.wait(20)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
