#!/usr/bin/env python3
"""Times the program and its peers on the same generated repository: Scripts/bench.py PROGRAM [--rounds N] …

Every figure is of the whole process with its children, by GNU time, and the median of the rounds; the contestants take
turns within a round. They must agree on every VRP, or the comparison is void and the exit status 1."""

import argparse
import collections
import csv
import datetime
import os
import pathlib
import pwd
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from benchlib import heading

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build-bench"
ROAS_PER_CA = 7
GENERATED_FOR = datetime.timedelta(days=250)  # the objects are valid for 300
LARGE_RPKI = 500_000  # objects

Usage = collections.namedtuple("Usage", "cpu wall memory")
Contestant = collections.namedtuple("Contestant", "name command output before shown")


def python_with_cryptography():
    for candidate in ("/usr/bin/python3", sys.executable, "python3"):
        probe = subprocess.run([candidate, "-c", "import cryptography"], capture_output=True)
        if probe.returncode == 0:
            return candidate
    sys.exit("bench: no Python with the 'cryptography' package; `make setup` installs it")


def generated_repository(authorities):
    """The repository of `authorities` CAs, made by mkrepo.py once and kept until its objects near their end."""
    folder = WORK / f"repository-{authorities}"
    locator = folder / "tals/test.tal"
    if locator.exists():
        age = time.time() - locator.stat().st_mtime
        if age < GENERATED_FOR.total_seconds():
            return folder
    shared = pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data"))
    generator = shared.parent / "tools/mkrepo.py"
    if not generator.exists():
        sys.exit(f"bench: {generator} is not here; it is shared beside the project, not part of it")
    print(f"bench: generating {authorities} CAs, a minute or two for every 2000 …", file=sys.stderr)
    partial = WORK / f"repository-{authorities}.partial"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(partial, ignore_errors=True)
    subprocess.run(
        [python_with_cryptography(), generator, partial, str(authorities), str(ROAS_PER_CA)],
        check=True, stdout=sys.stderr,
    )
    partial.rename(folder)
    return folder


class Arena:
    """A copy of a generated repository that every contestant can read: rpki-client leaves root's rights behind."""

    def __init__(self, folder, generated):
        self.folder = folder
        self.repository = folder / "repository"
        self.locator = folder / "test.tal"
        self.output = folder / "out"
        self.cache = folder / "cache"
        folder.mkdir()
        shutil.copytree(generated / "repo", self.repository)
        shutil.copy(generated / "tals/test.tal", self.locator)
        # Where rpki-client looks for the certificate of a trust anchor, beside HOST/MODULE.
        anchor = self.repository / "ta/test"
        anchor.mkdir(parents=True)
        shutil.copy(self.repository / "rpki.test/repo/ta.cer", anchor)
        self.output.mkdir()
        if os.geteuid() == 0:
            try:
                account = pwd.getpwnam("_rpki-client")
                os.chown(self.output, account.pw_uid, account.pw_gid)
            except KeyError:
                pass
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        self.objects = sum(len(files) for _, _, files in os.walk(self.repository)) - 1

    def forget(self):
        shutil.rmtree(self.cache, ignore_errors=True)


def measure(command, figures, log):
    # A child starts with the memory of who started it: GNU time is small, this script is not.
    timed = ["/usr/bin/time", "--format=%U %S %e %M", f"--output={figures}", *map(str, command)]
    status = subprocess.run(timed, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT).returncode
    if status != 0:
        sys.exit(f"bench: {' '.join(map(str, command))}: exit {status}; see {log.name}")
    user, system, wall, memory = map(float, figures.read_text().split())
    return Usage(user + system, wall, memory / 1024)


def payloads(path):
    """The VRPs of a CSV file: AS number, prefix, maximum length."""
    with open(path, newline="") as file:
        return {(row[0].removeprefix("AS"), row[1], row[2]) for row in csv.reader(file) if row[2].isdigit()}


def ours(program, arena):
    base = [program, "rpki", "validate", "--tal", arena.locator, "--repository", arena.repository]
    output = arena.output / "atalaya.csv"
    said = "atalaya rpki validate --tal TAL --repository DIR --output csv=FILE"
    nothing = lambda: None
    return [
        Contestant("atalaya, no cache", base + ["--no-cache", "--output", f"csv={output}"],
                   output, nothing, f"{said} --no-cache"),
        Contestant("atalaya, first run with a cache", base + ["--cache", arena.cache, "--output", f"csv={output}"],
                   output, arena.forget, f"{said} --cache CACHE"),
        Contestant("atalaya, second run, nothing changed",
                   base + ["--cache", arena.cache, "--output", f"csv={output}"],
                   output, nothing, "the same again"),
    ]


def peers(arena):
    nothing = lambda: None
    found = []
    if shutil.which("rpki-client"):
        found.append(Contestant(
            version(["rpki-client", "-V"], "rpki-client"),
            ["rpki-client", "-n", "-c", "-d", arena.repository, "-t", arena.locator, arena.output],
            arena.output / "csv", nothing, "rpki-client -n -c -d DIR -t TAL OUT"))
    if shutil.which("fort"):
        output = arena.output / "fort.csv"
        found.append(Contestant(
            version(["fort", "--version"], "FORT"),
            ["fort", "--mode=standalone", "--work-offline", f"--tal={arena.locator}",
             f"--local-repository={arena.repository}", f"--output.roa={output}"],
            output, nothing,
            "fort --mode=standalone --work-offline --tal=TAL --local-repository=DIR --output.roa=FILE"))
    return found


def signatures(repository):
    """How many signatures there are to verify, and with how many keys: a certificate and a CRL has one signature, a signed
    object that of its certificate and its own."""
    verifications = keys = -1  # the trust anchor's certificate is there twice, see Arena
    for _, _, files in os.walk(repository):
        for name in files:
            kind = name.rpartition(".")[2]
            verifications += 1 if kind in ("cer", "crl") else 2
            keys += 0 if kind == "crl" else 1
    return verifications, keys


def floor(program, repository, rounds):
    """The seconds that verifying all signatures takes alone, in each round."""
    verifications, keys = signatures(repository)
    seconds = []
    for _ in range(rounds):
        said = subprocess.run([program, str(verifications), str(keys)], capture_output=True, text=True, check=True)
        seconds.append(float(said.stdout))
    return verifications, seconds


def version(command, name):
    said = subprocess.run(command, capture_output=True, text=True)
    return f"{name} {(said.stdout + said.stderr).split()[-1]}"


def progress(text):
    if sys.stderr.isatty():
        print(f"\r{text:78}\r", end="", file=sys.stderr, flush=True)


def race(contestants, rounds, arena, log):
    """Each contestant's usage in each round, after one round that only warms the page cache. Checks the results."""
    usages = {contestant.name: [] for contestant in contestants}
    for number in range(rounds + 1):
        reference = None
        for contestant in contestants:
            progress(f"bench: round {number} of {rounds}: {contestant.name}")
            contestant.before()
            usage = measure(contestant.command, arena.folder / "figures", log)
            if number > 0:
                usages[contestant.name].append(usage)
            found = payloads(contestant.output)
            reference = found if reference is None else reference
            if found != reference:
                sys.exit(f"bench: {contestant.name} gives {len(found)} VRPs, {contestants[0].name} "
                         f"{len(reference)}, {len(found & reference)} the same: not the same work")
    progress("")
    medians = {name: Usage(*map(statistics.median, zip(*rows))) for name, rows in usages.items()}
    return medians, len(reference)


def print_table(contestants, medians, arena, count, rounds):
    print(heading(f"{arena.objects:,} objects, {count:,} VRPs (the same from all)", "make bench", rounds))
    print("| | user+sys, s | wall, s | largest process, MB |")
    print("|---|---:|---:|---:|")
    for contestant in contestants:
        usage = medians[contestant.name]
        print(f"| {contestant.name} | {usage.cpu:.2f} | {usage.wall:.2f} | {usage.memory:.0f} |")
    print()
    for contestant in contestants:
        print(f"- {contestant.name}: `{contestant.shown}`")
    print()


def print_ratios(medians, arena, verifications, seconds):
    """What the program takes beyond the signatures, and what keeping things takes."""
    base = statistics.median(seconds)
    cold = medians["atalaya, no cache"].cpu
    first = medians["atalaya, first run with a cache"].cpu
    second = medians["atalaya, second run, nothing changed"].cpu
    size = sum(file.stat().st_size for file in arena.repository.rglob("*") if file.is_file()) / 1e6
    print("| | s | goal |")
    print("|---|---:|---:|")
    print(f"| the {verifications:,} signatures alone: the floor | {base:.2f} | |")
    print(f"| no cache, over the floor | {cold / base:.2f} times | 1.3 times |")
    print(f"| first run with a cache, over no cache | {first / cold:.2f} times | 1.3 times |")
    print(f"| second run, nothing changed | {second:.2f} | 0.3 |")
    print(f"| keeping {size:.0f} MB of objects with their verdicts | {size / max(first - cold, 0.001):.0f} MB/s | 50 MB/s |")
    print()


def print_growth(small, large):
    """Memory at LARGE_RPKI objects, on the line through two sizes."""
    print("| | " + " | ".join(f"{size:,} objects" for size, _ in (small, large)) + f" | {LARGE_RPKI:,}, extrapolated |")
    print("|---|---:|---:|---:|")
    for name in large[1]:
        first, second = small[1][name].memory, large[1][name].memory
        slope = (second - first) / (large[0] - small[0])
        print(f"| {name}, MB | {first:.0f} | {second:.0f} | {first + slope * (LARGE_RPKI - small[0]):.0f} |")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "5")))
    parser.add_argument("--size", type=int, default=2000, help="CAs of the repository (default 2000)")
    parser.add_argument("--second-size", type=int, default=6000, help="CAs for the extrapolation, 0 for none")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--floor", help="the program signature-floor of Benchmarks")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()

    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as folder, open(WORK / "log", "w") as log:
        os.chmod(folder, 0o755)
        folder = pathlib.Path(folder)

        arena = Arena(folder / "first", generated_repository(arguments.size))
        contestants = ours(program, arena) + ([] if arguments.no_peers else peers(arena))
        medians, count = race(contestants, arguments.rounds, arena, log)
        print_table(contestants, medians, arena, count, arguments.rounds)
        if arguments.floor:
            floor_program = pathlib.Path(arguments.floor).resolve()
            print_ratios(medians, arena, *floor(floor_program, arena.repository, arguments.rounds))

        if arguments.second_size:
            larger = Arena(folder / "second", generated_repository(arguments.second_size))
            grown, _ = race(ours(program, larger), min(arguments.rounds, 3), larger, log)
            print_growth((arena.objects, medians), (larger.objects, grown))


if __name__ == "__main__":
    main()
