#!/usr/bin/env python3
"""Looks for work that grows faster than its input: Scripts/bench-growth.py PROGRAM [WORD …] [--size OCTETS]

Each case is a file of one format whose size is doubled twice, and that the program reads. The processor time of the largest may
be at most 2.8 times that of the one before it; exit status 1 otherwise. With words, only cases run whose name contains one."""

import argparse
import gzip
import json
import os
import pathlib
import resource
import struct
import subprocess
import sys
import tempfile

LARGEST = 2.8  # processor time for twice the input
SHORTEST = 0.25  # seconds below which a ratio says nothing


def mrt(kind, subtype, body, time=1_700_000_000):
    return struct.pack(">IHHI", time, kind, subtype, len(body)) + body


def update(number):
    prefix = bytes([24, 10 + number % 90, number >> 8 & 255, number & 255])
    attributes = b"\x40\x01\x01\x00" + b"\x40\x02\x06\x02\x01" + struct.pack(">I", 64500 + number % 100)
    attributes += b"\x40\x03\x04\xc0\x00\x02\x01"
    body = b"\0\0" + struct.pack(">H", len(attributes)) + attributes + prefix
    message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
    return struct.pack(">IIHH", 64500, 64501, 0, 1) + b"\xc0\0\2\1\xc0\0\2\2" + message


def tlv(tag, content):
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(octets)]) + octets + content


def nested(count):
    content = b""
    for _ in range(count):
        content = tlv(0x30, content)
    return content


def bmp(count, body=b"\0\1\0\4test\0\2\0\4test"):
    return (b"\3" + struct.pack(">I", 6 + len(body)) + b"\4" + body) * count


def capture(packets):
    parts = [struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 101)]
    for payload, sequence in packets:
        tcp = struct.pack(">HHIIBBHHH", 40000, 11019, sequence & 0xFFFFFFFF, 1, 0x50, 0x18, 65535, 0, 0) + payload
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, b"\xc0\0\2\1", b"\xc0\0\2\2")
        parts.append(struct.pack("<IIII", 1_700_000_000, 0, len(ip + tcp), len(ip + tcp)) + ip + tcp)
    return b"".join(parts)


def roas(count):
    return [{"asn": f"AS{64500 + n % 1000}", "prefix": f"10.{n >> 8 & 255}.{n & 255}.0/24", "maxLength": 24, "ta": "x"}
            for n in range(count)]


def lines(size, *choices):
    """Lines in turns, `size` octets."""
    unit = "".join(line + "\n" for line in choices)
    return unit * max(1, size // len(unit))


def slurm(count, first=0):
    return json.dumps({
        "slurmVersion": 1,
        "validationOutputFilters": {"prefixFilters": [
            {"prefix": f"10.{n >> 8 & 255}.{n & 255}.{n >> 16 & 255}/32"} for n in range(first, first + count)],
            "bgpsecFilters": []},
        "locallyAddedAssertions": {"prefixAssertions": [
            {"asn": n, "prefix": f"11.{n >> 8 & 255}.{n & 255}.{n >> 16 & 255}/32"} for n in range(first, first + count)],
            "bgpsecAssertions": []}})


RIS = json.dumps({"type": "ris_message", "data": {
    "timestamp": 1700000000.1, "peer": "192.0.2.1", "peer_asn": "64500", "id": "x", "host": "rrc00", "type": "UPDATE",
    "path": [64500, 64501], "origin": "igp",
    "announcements": [{"next_hop": "192.0.2.1", "prefixes": ["10.0.0.0/24", "10.0.1.0/24"]}]}})
TAL_KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"
VRPS = "ASN,IP Prefix,Max Length,Trust Anchor\nAS64500,10.0.0.0/8,24,x\n"
WHOIS = "% dump\n64500\t10.0.0.0/8\t100\n"
AUTNUM = "aut-num: AS64500\nsource: X\n"

# name: file's name, what it holds for so many octets, the program's arguments with FILE, OTHER (payloads), ROUTES
DIFF = ["rpki", "diff", "FILE", "OTHER"]
ROUTES = ["bgp", "routes", "--format", "none", "FILE"]
READINESS = ["bgp", "readiness", "--routes", "ROUTES", "--payloads", "OTHER", "--irr", "FILE"]
CASES = {
    "CSV: rows": ("f.csv", lambda size: VRPS + lines(size, "AS1,10.0.0.0/8,8,x", "AS2,2001:db8::/32,48,y"), DIFF),
    "CSV: quotes": ("f.csv", lambda size: VRPS + lines(size, '"AS1","10.0.0.0/8","8","x""y"'), DIFF),
    "CSV: quotes without an end": ("f.csv", lambda size: VRPS + lines(size, '"'), DIFF),
    "CSV: quotes in a row": ("f.csv", lambda size: VRPS + lines(size, '"' * 65_000), DIFF),
    "CSV: commas": ("f.csv", lambda size: VRPS + lines(size, "," * 65_000), DIFF),
    "JSON: rows": ("f.json", lambda size: json.dumps({"roas": roas(size // 75)}), DIFF),
    "JSON: unknown members": (
        "f.json", lambda size: json.dumps({"metadata": {f"m{n}": n for n in range(size // 14)}, "roas": roas(1)}), DIFF),
    "JSON: the same member": (
        "f.json", lambda size: '{"roas":[{' + ",".join(['"asn":"AS1"'] * (size // 12)) + "}]}", DIFF),
    "JSON: arrays of nothing": ("f.json", lambda size: '{"a":[' + ",".join(["[]"] * (size // 3)) + '],"roas":[]}', DIFF),
    "JSON: white space": ("f.json", lambda size: '{"roas":' + " \n" * (size // 2) + "[]}", DIFF),
    "JSON: escapes": (
        "f.json", lambda size: '{"a":[' + ",".join(['"' + "\\u0041" * 1000 + '"'] * (size // 6003)) + '],"roas":[]}', DIFF),
    "SLURM: rows": ("f.json", lambda size: slurm(size // 90), DIFF),
    "SLURM: two files": (
        "f.json", lambda size: slurm(size // 180), ["config", "check", "--set", "rpki.slurm=FILE,FILE2", "CONFIG"]),
    "YAML: comments": ("f.yaml", lambda size: lines(size // 17, "# x"), ["config", "check", "FILE"]),
    "YAML: flow": (
        "f.yaml", lambda size: "rtr: " + "[" * (size // 17), ["config", "check", "FILE"]),
    "YAML: mappings": (
        "f.yaml", lambda size: "".join(f"k{n}: v\n" for n in range(size // 17 // 9)), ["config", "check", "FILE"]),
    "YAML: block indentation": (
        "f.yaml", lambda size: "".join(" " * n + "a:\n" for n in range(int((2 * size // 17) ** 0.5))),
        ["config", "check", "FILE"]),
    "YAML: aliases": (
        "f.yaml", lambda size: "a: &a [x]\nb: [" + ",".join(["*a"] * (size // 17 // 3)) + "]\n",
        ["config", "check", "FILE"]),
    "YAML: quoted text": (
        "f.yaml", lambda size: 'a: "' + "\\x41" * (size // 17 // 4) + '"\n', ["config", "check", "FILE"]),
    "TAL: URIs": (
        "f.tal", lambda size: lines(size // 256, "rsync://a.test/m/a.cer") + "\n" + TAL_KEY, ["rpki", "inspect", "FILE"]),
    "DER: nested": ("f.cer", lambda size: nested(size // 400), ["rpki", "inspect", "FILE"]),
    "DER: elements": ("f.cer", lambda size: tlv(0x30, b"\x05\0" * (size // 3 // 2)), ["rpki", "inspect", "FILE"]),
    "DER: text as PEM": ("f.cer", lambda size: "MIIB" * (size // 3 // 4), ["rpki", "inspect", "FILE"]),
    "gzip: members": (
        "f.gz", lambda size: gzip.compress(b"") * (size // 20) + gzip.compress(mrt(16, 4, update(1))), ROUTES),
    "gzip: members of an octet": ("f.gz", lambda size: gzip.compress(b"\0") * (size // 21), ROUTES),
    "MRT: records": ("f.mrt", lambda size: b"".join(mrt(16, 4, update(n)) for n in range(size // 80)), ROUTES),
    "MRT: zeros": ("f.mrt", lambda size: mrt(16, 4, update(1)) + bytes(size), ROUTES),
    "MRT: headers without records": (
        "f.mrt", lambda size: mrt(16, 4, update(1)) + struct.pack(">IHHI", 1_700_000_000, 16, 4, 1 << 23) * (size // 12), ROUTES),
    "MRT: lengths that lead into each other": (
        "f.mrt", lambda size: mrt(16, 4, update(1)) + (b"\xff" * 12 + mrt(16, 4, b"\0")) * (size // 25), ROUTES),
    "BMP: messages": ("f.bmp", lambda size: bmp(size // 22), ROUTES),
    "BMP: garbage": ("f.bmp", lambda size: bmp(3) + b"\3\0\0" * (size // 3), ROUTES),
    "capture: segments backwards": (
        "f.pcap", lambda size: capture([(bmp(2), 1)] + [(bmp(1), 45 + 22 * n) for n in range(size // 80, 0, -1)]), ROUTES),
    "capture: overlapping segments": (
        "f.pcap", lambda size: capture([(bmp(2), 1)] + [(bmp(10), 60 + n) for n in range(size // 280)]), ROUTES),
    "RIS Live: messages": ("f.jsonl", lambda size: lines(size, RIS), ROUTES),
    "RIS Live: arrays": (
        "f.jsonl", lambda size: lines(size, RIS, '{"type":"ris_message","data":{"path":[' + "1," * 50_000 + "1]}}"), ROUTES),
    "RIS Live: no JSON": ("f.jsonl", lambda size: RIS + "\n" + lines(size, "{"), ROUTES),
    "RPSL: objects": (
        "f.rpsl", lambda size: "".join(
            f"route: 10.{n >> 8 & 255}.{n & 255}.0/24\norigin: AS{n}\nsource: X\n\n" for n in range(size // 48)), READINESS),
    "RPSL: lines of an object": ("f.rpsl", lambda size: AUTNUM + lines(size, "import: from AS1 accept ANY"), READINESS),
    "RPSL: continued lines": ("f.rpsl", lambda size: AUTNUM + "remarks: x\n" + lines(size, "+ x", "  y"), READINESS),
    "RPSL: comments": ("f.rpsl", lambda size: AUTNUM + "\n" + lines(size, "% x", "# y"), READINESS),
    "RPSL: objects of one policy": (
        "f.rpsl", lambda size: "".join(f"aut-num: AS{n}\nimport: from AS1 accept ANY\nsource: X\n\n"
                                       for n in range(size // 55)), READINESS),
    "RIS whois: rows": (
        "f.txt", lambda size: "% dump\n" + "".join(f"{n}\t10.{n >> 8 & 255}.{n & 255}.0/24\t100\n" for n in range(size // 25)),
        ["bgp", "readiness", "--routes", "FILE", "--payloads", "OTHER"]),
    "delegated statistics: rows": (
        "f.txt", lambda size: "2|x|20260101|1|19700101|20260101|+0000\n" + "".join(
            f"x|ZZ|ipv4|10.{n >> 8 & 255}.{n & 255}.0|256|20200101|allocated\n" for n in range(size // 50)),
        ["bgp", "readiness", "--routes", "ROUTES", "--payloads", "OTHER", "--delegated", "FILE"]),
}


def processor_time(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(folder / "output", "wb") as output:
        try:
            status = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, timeout=600, cwd=folder).returncode
        except subprocess.TimeoutExpired:
            return 600.0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status < 0:
        sys.exit(f"growth: {' '.join(map(str, command))}: signal {-status}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(program, case, size, folder):
    name, make, arguments = case
    content = make(size)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    if "FILE2" in " ".join(arguments):
        (folder / ("2" + name)).write_text(slurm(size // 180, first=size))
    places = {"FILE2": "2" + name, "FILE": name, "OTHER": "other.csv", "ROUTES": "whois.txt", "CONFIG": "config.yaml"}
    command = [str(program)]
    for argument in arguments:
        for word, place in places.items():
            argument = argument.replace(word, str(folder / place))
        command.append(argument)
    return len(content), min(processor_time(command, folder) for _ in range(2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--size", type=int, default=4_000_000, help="octets of the smallest file (default 4,000,000)")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    grown = []
    print("| input | octets | s | octets | s | octets | s | ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="atalaya-growth-") as folder:
        folder = pathlib.Path(folder)
        (folder / "other.csv").write_text(VRPS)
        (folder / "whois.txt").write_text(WHOIS)
        (folder / "config.yaml").write_text("state: .\n")
        for name, case in CASES.items():
            if arguments.words and not any(word in name for word in arguments.words):
                continue
            _, least = measure(program, case, 0, folder)
            rows = [measure(program, case, arguments.size * factor, folder) for factor in (1, 2, 4)]
            times = [max(0.0, time - least) for _, time in rows]
            # A format with a limit of its own may have reached it: then there is nothing to compare.
            is_grown = rows[2][0] > 1.8 * rows[1][0]
            ratio = times[2] / times[1] if is_grown and times[2] > SHORTEST and times[1] > 0 else None
            cells = " | ".join(f"{octets:,} | {time:.2f}" for (octets, _), time in zip(rows, times))
            print(f"| {name} | {cells} | {f'{ratio:.1f}' if ratio else '–'} |", flush=True)
            if ratio and ratio > LARGEST:
                grown.append(name)
    print()
    for name in grown:
        print(f"growth: {name}: more than {LARGEST} times the work for twice the input", file=sys.stderr)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
