#!/usr/bin/env python3
"""Measures `atalaya run` over RRDP: Scripts/bench-node.py PROGRAM [--size CAS] [--rounds N] [--seconds N]

nginx publishes a generated repository on loopback, the node fetches it. Usage is the processor time of the node's process around
one SIGUSR1, until its log says that the cycle ended. Routers are `rtr fetch --clients N --follow`, on the same machine; their
time begins when the change is asked for. HTTP is measured by bench-api.py on the same node."""

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from benchlib import cell, free_port, heading, processor_time, resident

PATIENCE = 300  # seconds for one measurement
ROUTERS = 100
NAME = "rpki.test"


def certificates(folder):
    """An authority for the laboratory and a certificate of its server, by openssl."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
            "-subj", "/CN=bench authority", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={NAME}")
    (folder / "extensions").write_text(f"subjectAltName=DNS:{NAME}\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
            "-extfile", "extensions", "-out", "server.pem")


def nginx(folder, root, port):
    (folder / "nginx.conf").write_text(f"""
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name {NAME};
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        root {root};
    }}
}}
""")
    return subprocess.Popen(["nginx", "-e", f"{folder}/nginx.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"])


class Publisher:
    """`atalaya rpki example --rrdp`, which changes the repository when it is told to."""

    def __init__(self, program, root, base, size):
        self.process = subprocess.Popen(
            [program, "rpki", "example", str(root), "--rrdp", base, "--size", str(size)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline():
            sys.exit("bench: the repository could not be made")

    def change(self, kind):
        self.process.stdin.write(kind + "\n")
        self.process.stdin.flush()
        if not self.process.stdout.readline():
            sys.exit("bench: the repository could not be changed")


class Node:
    def __init__(self, program, folder, locator):
        self.router, self.web = free_port(), free_port()
        file = folder / "atalaya.yaml"
        file.write_text(f"""
state: state
rpki:
  tals: [{locator}]
  https-ca: [ca.pem]
  resolve: {{{NAME}: 127.0.0.1}}
  rsync: false
  refresh: 1d
rtr: {{listen: ["127.0.0.1:{self.router}"]}}
http: {{listen: ["127.0.0.1:{self.web}"]}}
""")
        self.log = folder / "node.log"
        self.output = open(self.log, "w")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command(program, str(file)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.output)

    def command(self, program, file):
        return [program, "run", "--config", file]

    def cycles(self):
        return self.log.read_text().count(" refreshed")

    def wait_for_cycle(self, known):
        begun = time.monotonic()
        while self.cycles() == known:
            if self.process.poll() is not None or time.monotonic() - begun > PATIENCE:
                sys.exit(f"bench: the node does not refresh:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.005)
        # What follows the line, such as telling routers, belongs to the refresh.
        time.sleep(0.3)

    def refresh(self):
        """The processor time of one refresh."""
        known, before = self.cycles(), processor_time(self.process.pid)
        self.process.send_signal(signal.SIGUSR1)
        self.wait_for_cycle(known)
        return processor_time(self.process.pid) - before


def reach_routers(program, node, publisher):
    """The seconds from a change to the last End of Data of all routers."""
    command = [program, "rtr", "fetch", f"127.0.0.1:{node.router}", "--version", "1", "--clients", str(ROUTERS), "--follow",
               "--figures", "--format", "json", "--timeout", str(PATIENCE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as routers:
        patience = threading.Timer(PATIENCE, routers.kill)
        patience.start()
        try:
            if not routers.stdout.readline():
                return None
            begun = time.monotonic()
            publisher.change("roa")
            node.process.send_signal(signal.SIGUSR1)
            return time.monotonic() - begun if routers.stdout.readline() else None
        finally:
            patience.cancel()
            routers.send_signal(signal.SIGTERM)


def end(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=2_000, help="CAs, each with 7 ROAs and an ASPA (default 2000)")
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "5")))
    parser.add_argument("--seconds", type=int, default=5, help="for each measurement of the HTTP API (default 5)")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    for needed in ("nginx", "openssl"):
        if not shutil.which(needed):
            print(f"bench-node: skipped, {needed} is not installed")
            return

    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as name:
        folder = pathlib.Path(name)
        certificates(folder)
        port = free_port()
        root = folder / "root"
        running = [nginx(folder, root, port)]
        try:
            print(f"bench: signing {arguments.size} CAs …", file=sys.stderr)
            publisher = Publisher(program, root, f"https://{NAME}:{port}/", arguments.size)
            running.append(publisher.process)
            node = Node(program, folder, root / "large.tal")
            running.append(node.process)
            node.wait_for_cycle(0)
            figures = {"first": [processor_time(node.process.pid)]}
            node.refresh()
            figures["same"] = [node.refresh() for _ in range(arguments.rounds)]
            for kind in ("reissue", "roa"):
                figures[kind] = []
                for _ in range(arguments.rounds):
                    publisher.change(kind)
                    figures[kind].append(node.refresh())
            figures["routers"] = [reach_routers(program, node, publisher)]
            figures["memory"] = [resident(node.process.pid)]
            objects = arguments.size * 11 + 3
            print(heading(f"{objects:,} objects over RRDP", "Scripts/bench-node.py", arguments.rounds))
            print("| the running node | |\n|---|---:|")
            for key, text, digits in [
                ("first", "from start to the first payloads, all fetched and verified, user+sys, s", 2),
                ("same", "refresh, nothing changed, user+sys, s", 2),
                ("reissue", "refresh, one manifest and CRL reissued, user+sys, s", 2),
                ("roa", "refresh, one ROA added in one point, user+sys, s", 2),
                ("routers", f"from publication to the last of {ROUTERS} routers, wall, s", 2),
                ("memory", "largest resident set, MB", 0),
            ]:
                print(f"| {text} | {cell(figures[key], digits)} |")
            print()
            sys.stdout.flush()
            subprocess.run([pathlib.Path(__file__).with_name("bench-api.py"), "--url", f"http://127.0.0.1:{node.web}",
                            "--seconds", str(arguments.seconds)], check=True)
        finally:
            for process in reversed(running):
                end(process)


if __name__ == "__main__":
    main()
