#!/usr/bin/env python3
"""Clients that misuse a node until they are ended, for bench-siege.py: siege-attackers.py KIND PORT

KIND is `bmp` (routers that come from ever new addresses and say only who they are), `routers` (RTR clients that send half a
PDU), `polls` (long polls that are never ended by the client), or `posts` (large questions whose answers nobody reads). All
connections are to 127.0.0.1, from addresses of 127.0.0.0/8."""

import collections
import itertools
import json
import socket
import struct
import sys
import time


def connection(port, number):
    """A connection from one of 60,000 loopback addresses."""
    client = socket.socket()
    client.settimeout(2)
    client.bind((f"127.{1 + number // 250 % 240}.{number // 3 % 250}.{1 + number % 250}", 0))
    client.connect(("127.0.0.1", port))
    return client


def initiation(number):
    name = b"router-%d" % number
    text = struct.pack(">HH", 2, len(name)) + name + struct.pack(">HH", 1, 0)
    return b"\x03" + struct.pack(">IB", 6 + len(text), 4) + text


def post(number):
    routes = [{"asn": "AS9", "prefix": f"10.0.{index % 256}.{index // 256}/32"} for index in range(10_000)]
    body = json.dumps({"routes": routes}).encode()
    return (b"POST /validity HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body)) + body


# What a client sends, how many connections are open at once, and the seconds between two.
KINDS = {
    "bmp": (initiation, 50, 0.02),
    "routers": (lambda number: b"\x01\x02\0\0\0\0\0\x08"[:4], 50, 0.01),
    "polls": (lambda number: b"GET /json-delta/notify HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 1_500, 0.005),
    "posts": (post, 24, 0.2),
}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    message, most, pause = KINDS[sys.argv[1]]
    port = int(sys.argv[2])
    open_ones = collections.deque()
    for number in itertools.count():
        try:
            client = connection(port, number)
            open_ones.append(client)
            client.sendall(message(number))
        except OSError:
            # Refused, or closed by the node: what it is for.
            pass
        while len(open_ones) > most:
            open_ones.popleft().close()
        time.sleep(pause)


if __name__ == "__main__":
    main()
