#!/usr/bin/env python3
"""Times the reading of routes: Scripts/bench-bgp.py PROGRAM [--rounds N] [--shared DIR]

Every figure is of the whole process, by GNU time, and the median of the rounds; the contestants take turns within a round and
write to a file in memory or to nowhere. Lines that `bgpdump -m` writes must be met, or the exit status is 1."""

import argparse
import bz2
import collections
import hashlib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from benchlib import heading

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = {
    "updates.et-header.2015.gz": "ris/mrt/updates.et-header.2015.gz",
    "rib.20100701.gz": "ris/rib.20100701.gz",
}

Usage = collections.namedtuple("Usage", "user system wall memory")
# `shown` is the command as a reader would type it; `lines` says whether the output is that of bgpdump.
Contestant = collections.namedtuple("Contestant", "name command shown lines")


def contestants(program, path, name, vrps):
    """Who reads the file at `path`, called `name`. Further commands get their rows here."""
    yield Contestant("bgpdump 1.6.2", ["bgpdump", "-m", path], f"bgpdump -m {name}", True)
    yield Contestant("atalaya, lines", [program, "bgp", "routes", path], f"atalaya bgp routes {name}", True)
    for form in ("json", "csv"):
        yield Contestant(
            f"atalaya, {form}", [program, "bgp", "routes", "--format", form, path],
            f"atalaya bgp routes --format {form} {name}", False)
    yield Contestant(
        "atalaya, decoded only", [program, "bgp", "routes", "--format", "none", path],
        f"atalaya bgp routes --format none {name}", False)
    if vrps:
        check = [program, "bgp", "check", path, "--payloads", vrps, "--ignore-expiry"]
        shown = f"atalaya bgp check {name} --payloads vrps.json --ignore-expiry"
        yield Contestant("atalaya, check", check, shown, False)
        yield Contestant("atalaya, check, summary", [*check, "--summary", "total"], f"{shown} --summary total", False)


def measure(contestant, output, figures):
    timed = ["/usr/bin/time", "--format=%U %S %e %M", f"--output={figures}", *map(str, contestant.command)]
    with open(output, "wb") as file:
        process = subprocess.run(timed, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.PIPE)
    # 3 says that there are invalid routes, which is what `check` is for.
    if process.returncode not in (0, 3):
        sys.exit(f"bench: {contestant.shown}: exit {process.returncode}\n{process.stderr.decode(errors='replace')}")
    user, system, wall, memory = map(float, figures.read_text().splitlines()[-1].split())
    return Usage(user, system, wall, memory / 1024)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def uncompressed(path, work):
    """The content of a compressed file as a file, for the rows that say what decompression costs."""
    plain = work / path.stem
    with open(plain, "wb") as file:
        subprocess.run(["gzip", "--decompress", "--stdout", path], stdout=file, check=True)
    return plain


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=pathlib.Path,
                        default=pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data")))
    options = parser.parse_args()
    program = options.program.resolve()
    for tool in ("bgpdump", "/usr/bin/time"):
        if not shutil.which(tool):
            sys.exit(f"bench: no {tool}; `Scripts/setup.sh bench` installs it")
    data = options.shared / "bgp"
    if not data.is_dir():
        sys.exit(f"bench: {data} is not here; it is shared beside the project, not part of it")

    agree = True
    print(heading("Routes", "Scripts/bench-bgp.py", options.rounds))
    print("| command | user s | system s | wall s | memory MB | of bgpdump's user time |")
    print("|---|---:|---:|---:|---:|---:|")
    # Output in memory, so that no disk is measured.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        work = pathlib.Path(folder)
        vrps = work / "vrps.json"
        packed = options.shared / "rpki/vrps-global-2025/rpkiclient_summary_20250720T093135Z.json.bz2"
        if packed.is_file():
            with bz2.open(packed) as source:
                vrps.write_bytes(source.read())
        else:
            print(f"bench: {packed} is not here; routes are not checked", file=sys.stderr)
            vrps = None
        for name, place in FILES.items():
            path = data / place
            plain = uncompressed(path, work)
            all_of_them = list(contestants(program, path, name, vrps))
            all_of_them.append(Contestant(
                "atalaya, decoded only, uncompressed", [program, "bgp", "routes", "--format", "none", plain],
                f"atalaya bgp routes --format none {plain.name}", False))
            usages = collections.defaultdict(list)
            digests = {}
            for _ in range(options.rounds):
                for contestant in all_of_them:
                    output = work / "output"
                    usages[contestant.name].append(measure(contestant, output, work / "figures"))
                    if contestant.lines:
                        digests[contestant.name] = digest(output)
                    output.unlink()
            if len(set(digests.values())) != 1:
                print(f"bench: the lines of {name} differ", file=sys.stderr)
                agree = False
            medians = {
                key: Usage(*(statistics.median(values) for values in zip(*found))) for key, found in usages.items()}
            reference = medians["bgpdump 1.6.2"].user
            for contestant in all_of_them:
                usage = medians[contestant.name]
                share = usage.user / reference
                print(f"| `{contestant.shown}` | {usage.user:.2f} | {usage.system:.2f} | {usage.wall:.2f} "
                      f"| {usage.memory:.1f} | {share:.0%} |")
            plain.unlink()
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
