#!/usr/bin/env python3
"""Runs the command lines of README.md and Docs/: Scripts/doc-commands.py PROGRAM [FILE …]

Every line of a block marked `sh` or `console` that begins with atalaya or curl is run as it is written, by bash, in a folder that
has the files it names, in a network of its own where the addresses it names exist. Programs that would go on are ended once they
have said something. A line fails where the program calls its usage wrong (2) or fails (1); 0 and 3 are answers. A line that
fetches from the Internet may fail with 1. Targets of make and scripts that a line names have to be there. Exits 1 when any line
fails, and prints it with its file, its place and what was said."""

import contextlib
import gzip
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data"))
APART = "DOCUMENTS_APART"
ADDRESSES = ["192.0.2.1/32", "2001:db8::1/128"]
PATIENCE = 60
GOES_ON = re.compile(r"^\S*atalaya (run|rtr serve|bgp watch(?!.*\.gz)|demo(?!.*--once))\b")
FETCHES = re.compile(r"^\S*atalaya rpki (sync\b|validate (?!.*--tal))")
SERVED = [
    # What has to be there for a line, and where it then answers.
    (re.compile(r"\brtr fetch\b"), "rtr serve --payloads vrps.csv --listen 127.0.0.1:8323 --listen 192.0.2.1:323", 8323),
    (re.compile(r"^curl\b"), "run --config atalaya.yaml", 8443),
]

CONFIGURATION = """
state: {state}
log: {{level: warning}}
rpki: {{rsync: false}}
rtr: {{listen: ['127.0.0.1:8323']}}
http:
  listen: ['127.0.0.1:8324']
  hosts: [rpki.example.net]
  tls: {{listen: ['127.0.0.1:8443'], certificate: {folder}/ca.pem, key: {folder}/web.key}}
watch:
  asns: [AS64496]
  prefixes: {{192.0.2.0/24: [AS64496], {seen}: [AS64496]}}
  upstreams: [AS64510]
  events: {{path: {state}/events.jsonl}}
  bmp: {{enabled: true}}
"""

RPSL = "route: 192.0.2.0/24\norigin: AS64496\nsource: TEST\n\n"


def blocks(path):
    """The lines of the file's blocks of commands, each with its number; a line that goes on is one."""
    language, line, start = None, "", 0
    for number, text in enumerate(path.read_text().splitlines(), 1):
        fence = re.match(r"\s*```(\w*)", text)
        if fence:
            language = fence[1] if language is None else None
            continue
        if language not in ("sh", "console"):
            continue
        start = start if line else number
        line += text
        if line.endswith("\\"):
            line = line[:-1]
            continue
        # Of a console, what was typed; the rest is what was printed.
        if language == "sh" or line.startswith("$ "):
            yield start, line.removeprefix("$ ").strip()
        line = ""


def without_comment(line):
    """The line as it is run: what a reader leaves running is ended here."""
    return re.sub(r"(?:^|\s+)# .*", "", line).removesuffix("&").rstrip()


class Laboratory:
    """A folder with the files that the documents name."""

    def __init__(self, folder, program):
        self.folder = folder
        tools = folder / "bin"
        tools.mkdir()
        (tools / "atalaya").symlink_to(program)
        for name in ("mail", "systemctl"):
            (tools / name).write_text("#!/bin/sh\nexit 0\n")
            (tools / name).chmod(0o755)
        self.environment = {
            **os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "atalaya": "atalaya", "D": str(SHARED / "rpki"),
            "HOME": str(folder), "ATALAYA_STATE": str(folder / "state"), "ATALAYA_LOG_LEVEL": "notice",
        }
        (folder / "etc").mkdir()
        self.run("atalaya rpki example example")
        for name in ("ripe.tal", "apnic.tal", "TAL"):
            shutil.copy(folder / "example/faro.tal", folder / name)
        shutil.copytree(folder / "example/repository", folder / "DIR")
        here = "--tal TAL --repository DIR --no-cache"
        self.run(f"atalaya rpki validate {here} --output csv=vrps.csv --output json=vrps.json --output csv=yesterday.csv")
        roa = next((folder / "DIR").rglob("*.roa"))
        named = folder / "DIR/rpki.example.net/repo/ca"
        named.mkdir(parents=True)
        shutil.copy(roa, named / "a.roa")
        shutil.copy(roa, folder / "FILE")
        shutil.copy(next(roa.parent.glob("*.crl")), folder / "CRL")
        certificates = sorted((folder / "DIR").rglob("*.cer"))
        shutil.copy(certificates[0], folder / "CERT")
        routes = next(each for each in sorted((SHARED / "bgp").rglob("*")) if re.match(r"updates.*\.gz$", each.name))
        for name in ("updates.20160811.1600.gz", "updates.gz", "rib.gz", "rib.20100701.gz", "rib.1.gz"):
            shutil.copy(routes, folder / name)
        registry = SHARED / "bgp/registry/delegated-afrinic-extended-latest"
        shutil.copy(registry, folder / registry.name)
        for name in ("ripe.db.route.gz", "radb.db.gz"):
            (folder / name).write_bytes(gzip.compress(RPSL.encode()))
        self.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout web.key -out ca.pem -subj /CN=rpki.example.net "
            "-addext subjectAltName=DNS:rpki.example.net,DNS:localhost && cp ca.pem web.pem")
        (folder / ".curlrc").write_text("resolve = rpki.example.net:8443:127.0.0.1\n")
        _, token = self.run("atalaya config token --name docs --scope alerts --expires 2126-01-31")
        self.environment["TOKEN"] = token.split()[0]
        # A prefix that others announce is ours here: that is an alert.
        _, seen = self.run("atalaya bgp routes rib.gz")
        announced = re.search(r"\|A\|[^|]*\|[^|]*\|([^|]*)\|", seen)[1]
        self.configuration = CONFIGURATION.format(folder=folder, state=folder / "state", seen=announced)
        self.kept = {name: (folder / name).read_bytes() for name in ("vrps.csv", "vrps.json", "yesterday.csv")}
        self.kept["atalaya.yaml"] = self.configuration.encode()
        self.restore()

    def restore(self):
        """What a line before may have written is as it was."""
        for name, octets in self.kept.items():
            (self.folder / name).write_bytes(octets)

    def run(self, line):
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, timeout=PATIENCE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        return done.returncode, done.stdout

    def run_on(self, line):
        """Starts what goes on, waits until it says something, ends it as an operator would."""
        with open(self.folder / "said", "w+") as said:
            process = subprocess.Popen(
                ["bash", "-c", f"exec env {line}"], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=said, stderr=subprocess.STDOUT)
            end = time.monotonic() + 10
            while process.poll() is None and os.fstat(said.fileno()).st_size == 0 and time.monotonic() < end:
                time.sleep(0.05)
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            status = process.wait(PATIENCE)
            said.seek(0)
            # It may have been asked to end before it had begun.
            return 0 if status == -signal.SIGTERM else status, said.read()

    @contextlib.contextmanager
    def serving(self, line):
        """What a line asks, for as long as it runs."""
        needed = next(((words, port) for pattern, words, port in SERVED if pattern.search(line)), None)
        if needed is None:
            yield
            return
        words, port = needed
        server = subprocess.Popen(
            [self.folder / "bin/atalaya", *words.split()], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 10
            while time.monotonic() < end:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)

    def fitted(self, line):
        """The line, with the folder of an installed node, the number of an alert and times to come as they are here."""
        line = line.replace("/var/lib/atalaya", str(self.folder / "state"))
        line = line.replace("/etc/atalaya/", f"{self.folder}/etc/")
        tomorrow = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86_400))
        line = re.sub(r"(--(?:until|to) )\S+", rf"\g<1>{tomorrow}", line)
        if re.search(r"\b3f2a\b", line):
            _, listed = self.run("atalaya bgp alerts list --config atalaya.yaml --all --format json")
            found = re.search(r'"id":\s*"([^"]+)"', listed)
            if not found:
                return line
            line = line.replace("3f2a", found[1]) + " --config atalaya.yaml"
        return line


def problem(laboratory, line):
    """What is wrong with a line; None where nothing is."""
    make = re.match(r"(?:\w+=\S+ |\w+=\"[^\"]*\" )*make ((?:\w+ )*\w+)(?: \w+=\S+)*$", line)
    if make:
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M)
        missing = [each for each in make[1].split() if each not in targets]
        return f"no target {missing[0]} in the Makefile" if missing else None
    script = re.match(r"(Scripts/\S+)", line)
    if script:
        return None if (ROOT / script[1]).exists() else f"there is no {script[1]}"
    for name in re.findall(r"Packaging/[\w./-]+", line):
        if not (ROOT / name).exists():
            return f"there is no {name}"
    if not re.match(r"(\w+=\S+ )*\$?(atalaya|curl)\b", line) or line.startswith("atalaya="):
        return None
    if "…" in line or ">/etc/" in line:
        line = line.replace("curl -s …", "cat updates.gz").replace(">/etc/bash_completion.d/atalaya", ">completion")
    line = laboratory.fitted(line)
    if re.search(r"\balerts (ack|mute|maintain|silences|lift|test|show)\b", line) and "--config" not in line:
        line = re.sub(r"(atalaya bgp alerts \w+)", r"\1 --config atalaya.yaml", line)
    laboratory.restore()
    command = re.sub(r"^(\w+=\S+ )*\$?", "", line)
    try:
        if GOES_ON.match(command):
            status, said = laboratory.run_on(line)
        else:
            with laboratory.serving(command):
                status, said = laboratory.run(line)
    except subprocess.TimeoutExpired:
        return f"not done after {PATIENCE} s"
    fine = {0, 3, 1} if FETCHES.match(command) else {0, 3}
    if status in fine:
        return None
    return f"exit {status}: {said.strip()[-600:]}"


def apart(arguments):
    """Starts this script once more, with a network of its own: no address of the machine is used, and none outside is reached."""
    command = [
        "unshare", "-n", *([] if os.geteuid() == 0 else ["-r"]), "sh", "-c",
        "ip link set lo up && " + " && ".join(f"ip address add {each} dev lo" for each in ADDRESSES) + ' && exec "$@"',
        "sh", sys.executable, __file__, *arguments,
    ]
    return subprocess.run(command, env={**os.environ, APART: "1"}).returncode


def main():
    arguments = sys.argv[1:]
    if not arguments:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    if APART not in os.environ:
        return apart(arguments)
    program = pathlib.Path(arguments[0]).resolve()
    files = [pathlib.Path(each) for each in arguments[1:]] or [ROOT / "README.md", *sorted((ROOT / "Docs").glob("*.md"))]
    failed = count = 0
    with tempfile.TemporaryDirectory(prefix="atalaya-docs-") as folder:
        laboratory = Laboratory(pathlib.Path(folder), program)
        laboratory.run("atalaya bgp watch --config atalaya.yaml rib.gz updates.gz --format none")
        laboratory.run("atalaya bgp alerts mute --config atalaya.yaml bogon 192.0.2.0/24")
        laboratory.run("atalaya bgp alerts mute --config atalaya.yaml leak 192.0.2.0/24")
        for file in files:
            for number, line in blocks(file):
                line = without_comment(line)
                if not line:
                    continue
                count += 1
                wrong = problem(laboratory, line)
                if wrong:
                    failed += 1
                    print(f"{file.relative_to(ROOT) if file.is_absolute() else file}:{number}: {line}\n    {wrong}")
    print(f"docs: {count} command lines, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
