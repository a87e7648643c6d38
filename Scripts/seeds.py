#!/usr/bin/env python3
"""Seeds the fuzzers' corpora: Scripts/seeds.py DATA OUT

Sorts the objects below DATA into OUT/NAME, one folder a fuzzer, each file named by its hash; of signed objects also the
content and the certificate inside. At most SEEDS of each kind (default 400), of at most 16 KiB. To these come inputs at the
boundaries of all counters (Scripts/boundaries.py)."""

import gzip
import hashlib
import os
import pathlib
import re
import sys

import boundaries

LIMIT = int(os.environ.get("SEEDS", "400"))
LARGEST = 16 * 1024

SIGNED = {".mft": "Manifest", ".roa": "ROA", ".asa": "ASPA", ".gbr": None, ".tak": None, ".sig": None}
PLAIN = {".cer": "Certificate", ".crl": "CRL", ".tal": "TAL", ".slurm": "SLURM", ".slurm2": "SLURM"}


def elements(data):
    """The tag and content of each DER element in `data`, as far as it can be read."""
    position = 0
    while position + 2 <= len(data):
        tag, length, start = data[position], data[position + 1], position + 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[start : start + size], "big")
            start += size
        yield tag, data[start : start + length], data[position : start + length]
        position = start + length


def inner(data, *path):
    """Follows indexes into nested elements; the content of the last, or nothing."""
    for index in path:
        children = list(elements(data))
        if index >= len(children):
            return b""
        data = children[index][1]
    return data


def ber(data, in_parts):
    """The elements of `data` with indefinite lengths, and OCTET STRINGs in two parts."""
    result = b""
    for tag, content, whole in elements(data):
        if tag & 0x20:
            result += bytes((tag, 0x80)) + ber(content, in_parts) + b"\0\0"
        elif in_parts and tag == 0x04 and len(content) > 1:
            middle = min(len(content) // 2, 100)
            rest = content[middle:]
            result += b"\x24\x80\x04" + bytes((middle,)) + content[:middle]
            result += b"\x04\x84" + len(rest).to_bytes(4, "big") + rest + b"\0\0"
        else:
            result += whole
    return result


def parts_of_signed_object(data):
    signed_data = (0, 1, 0)
    yield inner(data, *signed_data, 2, 1, 0), None
    yield inner(data, *signed_data, 3), "Certificate"


def mrt_files(root):
    """Small MRT files, and pieces of a few records of large ones."""
    for path in sorted(root.glob("mrtparse/samples/*_*")):
        yield path.read_bytes()
    for path in sorted(root.glob("ris/mrt/*.gz")) + sorted(root.glob("damaged/tests/fixtures/ripe/*/*/*.gz")):
        yield path.read_bytes()
        with gzip.open(path) as file:
            head = file.read(1 << 20)
        ends = [0]
        while ends[-1] + 12 <= len(head):
            ends.append(ends[-1] + 12 + int.from_bytes(head[ends[-1] + 8 : ends[-1] + 12], "big"))
        # A table cannot be read without its peers, which come first.
        table = head[: ends[1]] if len(ends) > 1 and head[4:8] == bytes((0, 13, 0, 1)) else b""
        for start, end in list(zip(ends, ends[5:]))[:: max(1, len(ends) // 20)]:
            yield table + head[start:end]


def update_messages(data):
    """The BGP messages of a file, found by their markers."""
    for match in re.finditer(rb"\xff{16}(..)\x02", data, re.DOTALL):
        yield data[match.start() : match.start() + int.from_bytes(match[1], "big")]


def bmp_streams(root):
    """The TCP data of each packet in the captures of BMP: Ethernet, IPv4 and TCP without options."""
    for path in sorted(root.glob("bmp/*.pcap")):
        data, position, stream = path.read_bytes(), 24, b""
        while position + 16 <= len(data):
            length = int.from_bytes(data[position + 8 : position + 12], "little")
            stream += data[position + 16 + 54 : position + 16 + length]
            position += 16 + length
        yield "Capture", data
        yield "BMP", data
        yield "BMP", stream


def ris_messages(root):
    for path in sorted(root.glob("bgpstream/*.json")):
        yield path.read_bytes()
        yield from path.read_bytes().splitlines()


def registry_pieces(path, opened):
    """The head of a file of lines, with some of its lines each."""
    if path.exists():
        with opened(path, "rb") as file:
            lines = file.readlines()
        for start in range(0, len(lines), max(1, len(lines) // 40)):
            yield b"".join(lines[:5] + lines[start : start + 10])


def collect(root):
    kinds = {name: {} for name in (
        "DER", "BER", "Certificate", "CRL", "Manifest", "ROA", "ASPA", "TAL", "SLURM", "Payloads", "RRDP", "MRT", "Update", "BMP",
        "Capture", "RISLive", "Delegated", "Whois", "CCR", "Configuration",
    )}

    def add(kind, data):
        if data and len(data) <= LARGEST:
            kinds[kind][hashlib.sha256(data).hexdigest()[:32]] = data

    # The sample, and each of its sections.
    sample = (pathlib.Path(__file__).parent.parent / "Packaging/atalaya.yaml").read_text()
    for text in (sample, *re.split(r"(?m)^(?=\w)", sample)):
        add("Configuration", text.encode())
    routes = root.parent / "bgp"
    for data in mrt_files(routes):
        add("MRT", data)
        for message in update_messages(data):
            add("Update", message)
    for kind, data in bmp_streams(routes):
        add(kind, data)
    for data in (root.parent / "hostile").glob("*.pcap"):
        add("Capture", data.read_bytes())
    for data in ris_messages(routes):
        add("RISLive", data)

    for data in registry_pieces(routes / "registry/delegated-afrinic-extended-latest", open):
        add("Delegated", data)
    for data in registry_pieces(routes / "registry/riswhoisdump-20190304.IPv6.gz", gzip.open):
        add("Whois", data)

    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        extension = path.suffix.lower()
        data = path.read_bytes()
        if extension in PLAIN:
            if PLAIN[extension] == "SLURM":
                add("Payloads", data)
            add(PLAIN[extension], data)
            if extension in (".cer", ".crl"):
                add("DER", data)
                add("BER", ber(data, False))
        elif extension in SIGNED:
            add("DER", data)
            add("BER", data)
            add("BER", ber(data, False))
            add("BER", ber(data, True))
            if SIGNED[extension]:
                add(SIGNED[extension], data)
            for part, kind in parts_of_signed_object(data):
                add(kind or "DER", part)
                if kind is None and SIGNED[extension]:
                    add(SIGNED[extension], part)
        elif extension == ".ccr":
            add("CCR", data)
        elif extension == ".xml":
            # The session and serial that the fuzzer asks for.
            data = re.sub(rb'session_id="[^"]*"', b'session_id="9df4b597-af9e-4dca-bdda-719cce2c4e28"', data)
            add("RRDP", re.sub(rb'(session_id="[^"]*"\s+)serial="\d+"', rb'\1serial="3"', data))
        elif extension == ".json" and "slurm" in path.parts:
            add("SLURM", data)
        elif "formats" in path.parts:
            add("Payloads", data)
    return kinds


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: Scripts/seeds.py DATA OUT")
    for kind, found in collect(pathlib.Path(sys.argv[1])).items():
        folder = pathlib.Path(sys.argv[2]) / kind
        folder.mkdir(parents=True, exist_ok=True)
        # Hashes are as good as a shuffle, and the same every time.
        chosen = sorted(found)[:LIMIT]
        for name in chosen:
            (folder / name).write_bytes(found[name])
        print(f"seeds: {kind}: {len(chosen)} of {len(found)}", file=sys.stderr)
    for kind, found in boundaries.seeds().items():
        folder = pathlib.Path(sys.argv[2]) / kind
        folder.mkdir(parents=True, exist_ok=True)
        for data in found:
            (folder / hashlib.sha256(data).hexdigest()[:32]).write_bytes(data)


if __name__ == "__main__":
    main()
