"""Inputs at the boundaries of every counter: numbers of 0, half, all and one beside them, in each place that a format has.

`seeds()` gives them by fuzzer. They are well-formed around the number, so that it reaches the arithmetic."""

import itertools
import struct

NUMBERS_32 = (0, 1, 2**31 - 1, 2**31, 2**31 + 1, 2**32 - 1)
NUMBERS_64 = (0, 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1)
LENGTHS_16 = (0, 1, 2, 18, 19, 20, 4095, 4096, 65534, 65535)
TEXTS = (
    "0", "1", "-1", "-0", "32", "33", "128", "129", "255", "256", "65535", "65536", "2147483647", "2147483648",
    "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615",
    "18446744073709551616", "340282366920938463463374607431768211456", "1e400", "-1e400", "0.9999999999999999999",
)


# BGP, BMP, MRT and captures


def attribute(flags, code, value):
    return struct.pack(">BBH", flags | 0x10, code, len(value)) + value


def update(prefix=b"\x18\xc0\x00\x02", path=(64496,), length=None, attributes=None, withdrawn=None):
    words = attribute(0x40, 1, b"\0") + attribute(0x40, 3, b"\xc0\0\2\1")
    words += attribute(0x40, 2, struct.pack(">BB", 2, len(path)) + b"".join(struct.pack(">I", asn) for asn in path))
    body = struct.pack(">HH", 0 if withdrawn is None else withdrawn, len(words) if attributes is None else attributes)
    body += words + prefix
    return b"\xff" * 16 + struct.pack(">HB", 19 + len(body) if length is None else length, 2) + body


def peer(seconds=1, fraction=0, asn=64496, distinguisher=0, kind=0, flags=0):
    return struct.pack(">BBQ16sIIII", kind, flags, distinguisher, b"\0" * 12 + b"\xc0\0\2\1", asn, 1, seconds, fraction)


def bmp(kind, body, length=None, version=3):
    return struct.pack(">BIB", version, 6 + len(body) if length is None else length, kind) + body


def bmp_streams():
    start = bmp(4, struct.pack(">HH", 2, 2) + b"r1")
    for number in NUMBERS_32:
        yield start + bmp(0, peer(seconds=number, fraction=number, asn=number, distinguisher=number) + update())
        yield start + bmp(0, peer() + update(), length=number)
        yield start + bmp(1, peer() + struct.pack(">I", number) + struct.pack(">HHI", 0, 4, number))
    for number in NUMBERS_64:
        yield start + bmp(1, peer() + struct.pack(">IHHQ", 1, 7, 8, number))
    for length in LENGTHS_16:
        yield bmp(4, struct.pack(">HH", 2, length) + b"r1")
        yield start + bmp(0, peer() + update(length=length))
        yield start + bmp(2, peer() + b"\1" + b"\xff" * 16 + struct.pack(">HBBB", length, 3, 6, 2))


def mrt_files():
    session = struct.pack(">IIHH4s4s", 64496, 64497, 0, 1, b"\xc0\0\2\1", b"\xc0\0\2\2")
    for number in NUMBERS_32:
        yield struct.pack(">IHHI", number, 16, 4, len(session + update())) + session + update()
        extended = struct.pack(">I", number) + session + update()
        yield struct.pack(">IHHI", number, 17, 4, len(extended)) + extended
        yield struct.pack(">IHHI", 1, 16, 4, number) + session + update()
    for length in LENGTHS_16:
        table = struct.pack(">I", 1) + struct.pack(">H", length) + struct.pack(">H", length)
        yield struct.pack(">IHHI", 1, 13, 1, len(table)) + table
        row = struct.pack(">IB", 1, min(length, 255)) + b"\xc0\0\2\0" + struct.pack(">HHIH", length, length, 1, length)
        yield struct.pack(">IHHI", 1, 13, 2, len(row)) + row


def updates():
    for length in LENGTHS_16:
        yield update(length=length)
        yield update(attributes=length)
        yield update(withdrawn=length)
    for bits in (0, 1, 24, 31, 32, 33, 127, 128, 129, 255):
        yield update(prefix=bytes([bits]) + b"\xff" * 16)
    for count in (0, 1, 254, 255):
        yield update(path=tuple(NUMBERS_32[place % len(NUMBERS_32)] for place in range(count)))


def segment(sequence, data, flags=0x10, port=1):
    tcp = struct.pack(">HHIIBBHHH", port, 2, sequence, 0, 0x50, flags, 0, 0, 0) + data
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, b"\xc0\0\2\1", b"\xc0\0\2\2") + tcp


def pcap(packets, seconds=1, fraction=0, length=None):
    file = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)
    for packet in packets:
        file += struct.pack("<IIII", seconds, fraction, len(packet) if length is None else length, len(packet)) + packet
    return file


def pcapng(packet, ticks=1, resolution=6, offset=0, length=None):
    def block(kind, body):
        body += b"\0" * (-len(body) % 4)
        size = struct.pack("<I", 12 + len(body))
        return struct.pack("<I", kind) + size + body + size

    options = struct.pack("<HHB3xHHQI", 9, 1, resolution, 14, 8, offset, 0)
    head = struct.pack("<IIIII", 0, ticks >> 32, ticks & 0xFFFFFFFF, len(packet) if length is None else length, len(packet))
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)) + block(1, struct.pack("<HHI", 101, 0, 0) + options) + block(6, head + packet)


def captures():
    start = bmp(4, struct.pack(">HH", 2, 2) + b"r1")
    message = bmp(0, peer() + update())
    for first, ahead in itertools.product(NUMBERS_32, NUMBERS_32):
        last = (first + len(start) + ahead) & 0xFFFFFFFF
        yield pcap([segment(first, start), segment(last, message), segment((first + len(start)) & 0xFFFFFFFF, message)])
        yield pcap([segment(first, b"", 0x02), segment(last, message), segment(first, start, 0x11)])
    for number in NUMBERS_32:
        yield pcap([segment(1, start + message)], seconds=number, fraction=number)
        yield pcap([segment(1, start + message)], length=number)
        yield pcapng(segment(1, start + message), length=number)
    for number, resolution in itertools.product(NUMBERS_64, (0, 6, 9, 18, 19, 127, 128, 190, 191, 255)):
        yield pcapng(segment(1, start + message), ticks=number, resolution=resolution, offset=number)
    # For the list of segments that the fuzzer itself puts into a file.
    for first, ahead in itertools.product(NUMBERS_32, NUMBERS_32):
        yield struct.pack(">IBBBBI", first, 0x10, 4, 3, 1, 1) + b"abc" + struct.pack(">IBBBBI", ahead, 0x10, 0, 3, 255, ahead) + b"def"


# Texts


def ris_messages():
    for number in TEXTS:
        yield (
            '{"type":"ris_message","data":{"timestamp":%s,"peer":"192.0.2.1","peer_asn":"%s","id":"1","host":"rrc00",'
            '"type":"UPDATE","path":[%s,[%s]],"community":[[%s,%s]],"med":%s,"announcements":[{"next_hop":"192.0.2.1",'
            '"prefixes":["192.0.2.0/%s"]}]}}\n' % ((number,) * 8)
        ).encode()


def ripe_stat_answers():
    for number in TEXTS:
        yield (
            '{"data":{"updates":[{"type":"A","timestamp":%s,"attrs":{"source_id":"00-192.0.2.1","target_prefix":"192.0.2.0/%s",'
            '"path":[%s,[%s]],"community":["%s:%s","%s:%s:%s"]}},{"type":"W","timestamp":"2025-07-01T12:00:00","attrs":'
            '{"source_id":"%s-192.0.2.1","target_prefix":"2001:db8::/%s"}}]}}' % ((number,) * 11)
        ).encode()


def requests():
    yield from (
        b"/validity?asn=64496&prefix=192.0.2.0%2F24", b"asn=AS64496&prefix=192.0.2.0/24&exclude=aspas&include=more-specifics",
        b"select-prefix=2001%3Adb8::/32&select-asn=64496&ta=a+b", b"http://[2001:db8::1%25eth0]:8080/csv?a=1", b"*",
        b"rpki.example.net:8323", b"[2001:db8::1]:65535", b"192.0.2.1:", b"64496=192.0.2.0/24", b"%C3%A4=%2525&&=",
        b'"a", W/"b", *', b"Sun, 06 Nov 1994 08:49:37 GMT", b"text/plain;q=0.5, application/openmetrics-text; version=1.0.0",
    )
    for number in TEXTS:
        yield f"asn={number}&prefix=192.0.2.0/{number}&prefix=::/{number}".encode()
        yield f"rpki.example.net:{number}".encode()
        yield (
            '{"routes":[{"asn":%s,"prefix":"192.0.2.0/%s"},{"asn":"AS%s","prefix":"2001:db8::/%s","a":%s}],"b":[%s]}'
            % ((number,) * 6)
        ).encode()


def payload_files():
    for number in TEXTS:
        yield f"ASN,IP Prefix,Max Length,Trust Anchor\nAS{number},192.0.2.0/24,{number},ripe\n".encode()
        yield (
            '{"metadata":{"generated":%s},"roas":[{"asn":%s,"prefix":"192.0.2.0/24","maxLength":%s,"expires":%s}],'
            '"aspas":[{"customer_asid":%s,"expires":%s,"providers":[%s]}]}' % ((number,) * 7)
        ).encode()
        yield (
            '{"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"asn":%s}],"bgpsecFilters":[]},'
            '"locallyAddedAssertions":{"prefixAssertions":[{"asn":%s,"prefix":"192.0.2.0/24","maxPrefixLength":%s}],'
            '"bgpsecAssertions":[]}}' % ((number,) * 3)
        ).encode()


def rrdp_files():
    space, session = "http://www.ripe.net/rpki/rrdp", "9df4b597-af9e-4dca-bdda-719cce2c4e28"
    for number in TEXTS:
        head = f'xmlns="{space}" version="1" session_id="{session}" serial="{number}"'
        yield (
            f'<notification {head}><snapshot uri="https://rrdp.example.net/s.xml" hash="{"0" * 64}"/>'
            f'<delta serial="{number}" uri="https://rrdp.example.net/d.xml" hash="{"0" * 64}"/></notification>'
        ).encode()
        yield f'<snapshot {head}><publish uri="rsync://example.net/a.roa">AAAA</publish></snapshot>'.encode()


def events():
    for number in TEXTS:
        yield (
            '{"version":1,"class":"malicious-code","type":"c2-server","identifier":"%s","subjects":[{"role":"source","kind":"asn",'
            '"value":"%s"},{"role":"target","kind":"prefix","value":"192.0.2.0/%s"}],"source":{"name":"n","confidence":%s},'
            '"tlp":"GREEN","observed":"2026-03-16T07:00:00Z","reported":"2026-03-16T07:00:00Z","severity":"high","later":[%s,null]}'
            % ((number,) * 5)
        ).encode()


def delegated_files():
    for number in TEXTS:
        yield (
            "2|afrinic|20260316|%s|19930101|20260316|+00:00\nafrinic|*|asn|*|%s|summary\n"
            "afrinic|MU|asn|%s|%s|20260316|allocated|a\nafrinic|MU|ipv4|192.0.2.0|%s|%s|assigned|a\n"
            "afrinic|MU|ipv6|2001:db8::|%s|20260316|allocated|b\n" % ((number,) * 7)
        ).encode()


def registry_dumps():
    for number in TEXTS:
        yield (
            "route: 192.0.2.0/%s\norigin: AS%s\nsource: TEST\n\nroute6: 2001:db8::/%s\norigin: AS%s # a\n+ b\n\n"
            "aut-num: AS%s\nimport: from AS%s accept ANY\nmp-export: to AS%s announce AS-A\nsource: TEST\n" % ((number,) * 7)
        ).encode()


def route_counts():
    for number in TEXTS:
        yield f"% made\nAS{number}\t192.0.2.0/{number}\t{number}\n{number}\t2001:db8::/32\t{number}\n".encode()


# RTR


def pdus():
    for version, kind, number in itertools.product((0, 1, 2), range(12), NUMBERS_32):
        yield struct.pack(">BBHI", version, kind, 1, number) + b"\0" * 24
        yield struct.pack(">BBHII", version, kind, 1, 12, number)
    for number in NUMBERS_32:
        yield struct.pack(">BBHI", 1, 3, 1, 8) + struct.pack(">BBHIIIII", 1, 7, 1, 24, number, number, number, number)
        yield struct.pack(">BBHII", 1, 10, 2, 16, number) + struct.pack(">I", number)
    for bits, most in itertools.product((0, 24, 32, 33, 255), repeat=2):
        yield struct.pack(">BBHIBBBB4sI", 1, 4, 0, 20, 1, bits, most, 0, b"\xc0\0\2\0", 2**32 - 1)


# DER


def der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + length + content


def integer(number):
    return der(2, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


INTEGERS = (0, 1, 127, 128, 255, 256, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64, 2**159, 2**160, -1, -(2**63))
TIMES = (
    (0x17, b"500101000000Z"), (0x17, b"491231235959Z"), (0x17, b"000000000000Z"), (0x17, b"990229240000Z"),
    (0x18, b"00000101000000Z"), (0x18, b"19691231235959Z"), (0x18, b"20491231235959Z"), (0x18, b"20500101000000Z"),
    (0x18, b"99991231235959Z"), (0x18, b"20240230000000Z"), (0x18, b"20241231235960Z"),
)


def elements():
    for number in INTEGERS:
        yield integer(number)
    for tag, text in TIMES:
        yield der(tag, text)
    for octets in (b"\x80", b"\x81\x00", b"\x81\x7f", b"\x82\xff\xff", b"\x84\x7f\xff\xff\xff", b"\x84\xff\xff\xff\xff", b"\x88" + b"\xff" * 8, b"\xff" + b"\xff" * 127):
        yield b"\x30" + octets + b"\0" * 8


def roa_contents():
    for number in INTEGERS:
        for bits in (0, 1, 7, 8, 255):
            address = der(0x30, der(3, bytes([bits]) + b"\xc0\0\2") + integer(number))
            yield der(0x30, integer(number) + der(0x30, der(0x30, der(4, b"\0\1") + der(0x30, address))))


def aspa_contents():
    for number in INTEGERS:
        yield der(0x30, der(0xA0, integer(1)) + integer(number) + der(0x30, integer(number) + integer(number + 1)))


def manifest_contents():
    hash_algorithm = der(6, bytes.fromhex("608648016503040201"))
    entry = der(0x30, der(0x16, b"a.roa") + der(3, b"\0" + b"\0" * 32))
    for number in INTEGERS:
        yield der(0x30, integer(number) + der(0x18, TIMES[6][1]) + der(0x18, TIMES[7][1]) + hash_algorithm + der(0x30, entry))
    for first, second in itertools.product(TIMES, repeat=2):
        yield der(0x30, integer(1) + der(*first) + der(*second) + hash_algorithm + der(0x30, entry))


def revocation_lists():
    name = der(0x30, der(0x31, der(0x30, der(6, b"\x55\x04\x03") + der(0x13, b"ca"))))
    algorithm = der(0x30, der(6, bytes.fromhex("2a864886f70d01010b")) + b"\5\0")
    for number in INTEGERS:
        extension = der(0x30, der(6, b"\x55\x1d\x14") + der(4, integer(number)))
        for time in TIMES:
            listed = der(0x30, integer(1) + algorithm + name + der(*time) + der(*time) + der(0x30, der(0x30, integer(number) + der(*time))) + der(0xA0, der(0x30, extension)))
            yield der(0x30, listed + algorithm + der(3, b"\0" + b"\0" * 8))


def locators():
    for number in (0, 1, 64, 65, 2047, 2048, 2049):
        yield b"https://rrdp.example.net/" + b"a" * number + b"\n\nAAAA\n"


def seeds():
    der_seeds = list(elements())
    return {
        "DER": der_seeds, "Certificate": der_seeds, "CRL": list(revocation_lists()),
        "Manifest": list(manifest_contents()), "ROA": list(roa_contents()), "ASPA": list(aspa_contents()),
        "TAL": list(locators()), "SLURM": list(payload_files()), "Payloads": list(payload_files()),
        "RRDP": list(rrdp_files()), "PDU": list(pdus()), "MRT": list(mrt_files()), "Update": list(updates()),
        "BMP": list(bmp_streams()), "Capture": list(captures()), "RISLive": [*ris_messages(), *ripe_stat_answers()],
        "Event": list(events()), "Delegated": list(delegated_files()), "RPSL": list(registry_dumps()),
        "Whois": list(route_counts()), "HTTP": list(requests()),
    }
