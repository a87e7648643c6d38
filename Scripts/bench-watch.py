#!/usr/bin/env python3
"""Times the watching of routes: Scripts/bench-watch.py PROGRAM [--rounds N] [--shared DIR]

Two files of MRT are made: updates of 24 peers, of which one in fifty is about 1,000 own prefixes, and a table of as many
prefixes as the Internet has from 24 peers. Both are watched with 723,521 VRPs where the shared data are there, and the updates
without, so that what reading the VRPs costs shows. A third file is a hijack: one AS takes 35 prefixes, exactly and in parts, at 220
peers of a network that peers openly, in 23,288 updates. A fourth holds 10,000 incidents, each of an AS of its own, while updates go on.
Exit status 1 where an update rate, the memory or the number of incidents is not what is promised."""

import argparse
import bz2
import os
import pathlib
import random
import statistics
import struct
import subprocess
import sys
import tempfile

from benchlib import heading

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = 24
OWN = 1_000
PROMISED_RATE = 300_000
PROMISED_MEMORY = 1_000
CAMPAIGN_PEERS = 220
CAMPAIGN_PREFIXES = 35
CAMPAIGN_UPDATES = 23_288
PROMISED_CAMPAIGN = 1.0
INCIDENTS = 10_000
PROMISED_HELD_RATE = 200_000
TIME = 1_753_004_100


def prefix(number):
    """Prefix `number` of a made-up table: /24s, /23s and /22s of which none covers another."""
    length = (24, 24, 24, 23, 22)[number % 5]
    return length, 0x0B000000 + number * 1024


def nlri(number):
    length, address = prefix(number)
    return bytes([length]) + struct.pack(">I", address)[:3]


def text(number):
    length, address = prefix(number)
    return f"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.0/{length}"


def origin(number):
    return 64_496 if number < OWN else 100_000 + number % 70_000


def attributes(peer, number, generator):
    path = [65_001 + peer, generator.choice((3356, 1299, 174, 2914)), 200_000 + generator.randrange(5_000), origin(number)]
    if number < OWN:
        path[2] = 64_510
    segment = bytes([2, len(path)]) + struct.pack(f">{len(path)}I", *path)
    return (bytes([0x40, 1, 1, 0, 0x40, 2, len(segment)]) + segment
            + bytes([0x40, 3, 4, 192, 0, 2, peer + 1]))


def write_updates(path, count):
    """`count` announcements and withdrawals, one a message, 100 a second of the routes' clock for each peer."""
    generator = random.Random(1)
    with open(path, "wb") as file:
        out = []
        for index in range(count):
            peer = index % PEERS
            number = generator.randrange(OWN) if index % 50 == 0 else OWN + generator.randrange(600_000)
            if index % 10 == 9 and number >= OWN:
                body = b"\0\4" + nlri(number) + b"\0\0"
            else:
                said = attributes(peer, number, generator)
                body = b"\0\0" + struct.pack(">H", len(said)) + said + nlri(number)
            message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
            record = (struct.pack(">IIHH", 65_001 + peer, 64_500, 0, 1) + bytes([192, 0, 2, peer + 1, 192, 0, 2, 250])
                      + message)
            out.append(struct.pack(">IHHI", TIME + index // (100 * PEERS), 16, 4, len(record)) + record)
            if len(out) == 10_000:
                file.write(b"".join(out))
                out = []
        file.write(b"".join(out))


def write_table(path, prefixes):
    """A TABLE_DUMP_V2 table in which each peer has each prefix."""
    generator = random.Random(2)
    with open(path, "wb") as file:
        peers = b"".join(
            struct.pack(">B", 2) + bytes([192, 0, 2, peer + 1, 192, 0, 2, peer + 1]) + struct.pack(">I", 65_001 + peer)
            for peer in range(PEERS))
        index = bytes([192, 0, 2, 250]) + struct.pack(">HH", 0, PEERS) + peers
        file.write(struct.pack(">IHHI", TIME, 13, 1, len(index)) + index)
        out = []
        for number in range(prefixes):
            entries = []
            for peer in range(PEERS):
                said = attributes(peer, number, generator)
                entries.append(struct.pack(">HIH", peer, TIME, len(said)) + said)
            record = struct.pack(">I", number) + nlri(number) + struct.pack(">H", PEERS) + b"".join(entries)
            out.append(struct.pack(">IHHI", TIME, 13, 2, len(record)) + record)
            if len(out) == 1_000:
                file.write(b"".join(out))
                out = []
        file.write(b"".join(out))


def write_campaign(path):
    """A hijack of 35 prefixes as 220 peers see it: 170 neighbours of ours carry them, one AS takes them and gives them up."""
    generator = random.Random(3)

    def announce(time, peer, path, length, address):
        return record(
            time, peer, announcement(peer, path, bytes([length]) + struct.pack(">I", address)[:(length + 7) // 8]))

    own = [(20, 0x0B000000 + number * 4096) for number in range(CAMPAIGN_PREFIXES)]
    with open(path, "wb") as file:
        for peer in range(CAMPAIGN_PEERS):
            for length, address in own:
                middle = [64_510] if peer < 50 else [20_000 + peer - 50]
                file.write(announce(TIME, peer, [65_001 + peer, *middle, 64_496], length, address))
        for number in range(CAMPAIGN_UPDATES - CAMPAIGN_PEERS * CAMPAIGN_PREFIXES):
            peer, (length, address) = generator.randrange(CAMPAIGN_PEERS), generator.choice(own)
            isLate = number > 12_000
            origin = 64_496 if isLate and generator.random() < 0.8 else 65_100
            part = 0 if origin == 64_496 else generator.choice((0, 0, 1, 2))
            path = [65_001 + peer, generator.choice((3356, 1299, 174)), *([64_510] if origin == 64_496 else []), origin]
            file.write(announce(TIME + 600 + number // 4, peer, path, length + part, address))


def record(time, peer, body):
    message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
    said = struct.pack(">IIHH", 65_001 + peer, 64_500, 0, 1) + bytes([192, 0, 2, peer + 1, 192, 0, 2, 250]) + message
    return struct.pack(">IHHI", time, 16, 4, len(said)) + said


def announcement(peer, path, nlri):
    segment = bytes([2, len(path)]) + struct.pack(f">{len(path)}I", *path)
    said = bytes([0x40, 1, 1, 0, 0x40, 2, len(segment)]) + segment + bytes([0x40, 3, 4, 192, 0, 2, peer + 1])
    return b"\0\0" + struct.pack(">H", len(said)) + said + nlri


def write_incidents(path, count):
    """10,000 hijacks, ten of each own prefix, each by an AS of its own at two peers; then `count` updates, of which one in fifty is
    such a hijack by another path and the rest are of others' prefixes."""
    generator = random.Random(4)

    def hijack(time, peer, incident):
        path = [65_001 + peer, generator.choice((3356, 1299, 174, 2914)), 300_000 + incident]
        return record(time, peer, announcement(peer, path, nlri(incident // 10)))

    with open(path, "wb") as file:
        for incident in range(INCIDENTS):
            for peer in (incident % 10, incident % 10 + 10):
                file.write(hijack(TIME + incident // 100, peer, incident))
        out = []
        for index in range(count):
            time = TIME + INCIDENTS // 100 + index // (100 * PEERS)
            if index % 50 == 0:
                incident = generator.randrange(INCIDENTS)
                out.append(hijack(time, incident % 10 + generator.choice((0, 10)), incident))
            else:
                peer, number = index % PEERS, OWN + generator.randrange(600_000)
                path = [65_001 + peer, generator.choice((3356, 1299, 174, 2914)), 200_000 + generator.randrange(5_000), origin(number)]
                out.append(record(time, peer, announcement(peer, path, nlri(number))))
            if len(out) == 10_000:
                file.write(b"".join(out))
                out = []
        file.write(b"".join(out))


def configuration(folder, name, payloads):
    lines = ["state: state-" + name, "watch:", "  asns: [AS64496]", "  upstreams: [AS64510]", "  log: {severity: off}"]
    if payloads:
        lines.append(f"  payloads: {payloads}")
    lines.append("  prefixes:")
    lines += [f"    {text(number)}: [AS64496]" for number in range(OWN)]
    path = folder / (name + ".yaml")
    path.write_text("\n".join(lines) + "\n")
    return path


def measure(program, config, routes, folder):
    figures = folder / "figures"
    command = ["/usr/bin/time", "--format=%U %S %e %M", f"--output={figures}", program, "bgp", "watch", "--config", config,
               "--format", "none", routes]
    process = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))}: exit {process.returncode}\n{process.stderr}")
    user, system, wall, memory = map(float, figures.read_text().split())
    return user, system, wall, memory * 1024 / 1e6, process.stderr.strip().splitlines()[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=6_000_000)
    parser.add_argument("--held-updates", type=int, default=2_000_000)
    parser.add_argument("--prefixes", type=int, default=600_000)
    parser.add_argument("--shared", type=pathlib.Path,
                        default=pathlib.Path(os.environ.get("ATALAYA_SHARED", ROOT.parent / "shared/data")))
    options = parser.parse_args()
    program = options.program.resolve()
    holds = True
    print(heading(f"Watching {OWN:,} own prefixes", "Scripts/bench-watch.py", options.rounds))
    print("| routes | VRPs | user s | system s | wall s | routes a second | memory MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        vrps = folder / "vrps.json"
        packed = options.shared / "rpki/vrps-global-2025/rpkiclient_summary_20250720T093135Z.json.bz2"
        if packed.is_file():
            with bz2.open(packed) as source:
                vrps.write_bytes(source.read())
        else:
            print(f"bench: {packed} is not here; no VRPs are used", file=sys.stderr)
            vrps = None
        updates, table = folder / "updates.mrt", folder / "table.mrt"
        write_updates(updates, options.updates)
        write_table(table, options.prefixes)
        without = configuration(folder, "without", None)
        settings = [(without, 0)] + ([(configuration(folder, "with", vrps), 723_521)] if vrps else [])
        rates = {}
        for routes, count, kind in [
            (updates, options.updates, "updates"), (table, options.prefixes * PEERS, f"a table of {PEERS} peers"),
        ]:
            for config, vrp_count in settings:
                runs = [measure(program, config, routes, folder) for _ in range(options.rounds)]
                user, system, wall, memory = (statistics.median(run[field] for run in runs) for field in range(4))
                rates[kind, vrp_count] = wall
                print(f"| {count:,}, {kind} | {vrp_count:,} | {user:.2f} | {system:.2f} | {wall:.2f} "
                      f"| {count / wall:,.0f} | {memory:.0f} |", flush=True)
                print(f"bench: {runs[-1][4]}", file=sys.stderr)
                if kind == "updates" and count / wall < PROMISED_RATE or memory > PROMISED_MEMORY:
                    holds = False
        hijack = folder / "hijack.mrt"
        write_campaign(hijack)
        config = folder / "hijack.yaml"
        config.write_text(
            "state: state-hijack\nwatch:\n  asns: [AS64496]\n  upstreams: [AS64510]\n  peering: open\n  log: {severity: off}\n"
            "  prefixes:\n" + "".join(
                f"    {0x0B000000 >> 24}.{number * 16 >> 8}.{number * 16 & 255}.0/20: [AS64496]\n"
                for number in range(CAMPAIGN_PREFIXES)))
        runs = [measure(program, config, hijack, folder) for _ in range(options.rounds)]
        user, system, wall, memory = (statistics.median(run[field] for run in runs) for field in range(4))
        print(f"| {CAMPAIGN_UPDATES:,}, a hijack | 0 | {user:.2f} | {system:.2f} | {wall:.2f} "
              f"| {CAMPAIGN_UPDATES / wall:,.0f} | {memory:.0f} |", flush=True)
        print(f"bench: {runs[-1][4]}", file=sys.stderr)
        if user + system > PROMISED_CAMPAIGN:
            print(f"bench: a hijack took more than {PROMISED_CAMPAIGN} s of CPU", file=sys.stderr)
            holds = False
        held = folder / "held.mrt"
        write_incidents(held, options.held_updates)
        runs = [measure(program, configuration(folder, "held", None), held, folder) for _ in range(options.rounds)]
        user, system, wall, memory = (statistics.median(run[field] for run in runs) for field in range(4))
        count = 2 * INCIDENTS + options.held_updates
        print(f"| {count:,}, {INCIDENTS:,} incidents held | 0 | {user:.2f} | {system:.2f} | {wall:.2f} "
              f"| {count / wall:,.0f} | {memory:.0f} |", flush=True)
        print(f"bench: {runs[-1][4]}", file=sys.stderr)
        if not runs[-1][4].endswith(f" {INCIDENTS} not ended"):
            print(f"bench: not all {INCIDENTS:,} incidents were held", file=sys.stderr)
            holds = False
        if count / wall < PROMISED_HELD_RATE:
            print(f"bench: less than {PROMISED_HELD_RATE:,} updates a second with {INCIDENTS:,} incidents", file=sys.stderr)
            holds = False
    if not holds:
        print(f"bench: less than {PROMISED_RATE:,} updates a second, or more than {PROMISED_MEMORY:,} MB", file=sys.stderr)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
