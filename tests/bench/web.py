"""A web of many hosts on 127.0.0.0/8, in a process of its own; a URL's path says how it answers.

`/KIND/MILLISECONDS/NUMBER`, where the kind is ok, titled (what follows is then the page's title), missing,
error, reset, odd, silent or limited. Every host is an address of its own, and one server answers for all. A
name server beside it answers 40 ms late.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import random
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

PAGE = b"<!DOCTYPE html><title>A page</title><body>" + b"<p>text</p>" * 150
_NAME_SECONDS = 0.04
_LIMIT_A_SECOND = 20.0


@dataclass(frozen=True, slots=True)
class Served:
    """The ports of a running web: its pages', one that takes no connection, and its name server's."""

    port: int
    dead_port: int
    name_port: int

    def count(self) -> int:
        """Return how many requests for pages were sent so far."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(b"GET /count HTTP/1.1\r\n\r\n")
            return int(connection.recv(4096).rpartition(b"\r\n\r\n")[2])


def address(number: int) -> str:
    """Return the loopback address of a host by its number."""
    return str(ipaddress.IPv4Address((127 << 24) + 256 + number))


def latencies(count: int, *, median_seconds: float, seed: int) -> list[float]:
    """Draw log-normal latencies with a long tail (sigma 0.8, capped at 4 s)."""
    chance = random.Random(seed)
    return [min(4.0, median_seconds * chance.lognormvariate(0.0, 0.8)) for _ in range(count)]


@contextmanager
def served() -> Iterator[Served]:
    """Run the web until the context ends."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.web"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        port, dead_port, name_port = map(int, process.stdout.readline().split())
        yield Served(port, dead_port, name_port)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


class _Pages(asyncio.Protocol):
    """Answers one connection."""

    requests = 0
    free_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        _, kind, *rest = data.split(b" ", 2)[1].split(b"/")
        if kind == b"count":
            self._reply(b"200 OK", str(_Pages.requests).encode())
            return
        _Pages.requests += 1
        loop = asyncio.get_running_loop()
        if kind != b"silent":
            loop.call_later(
                int(rest[0]) / 1000 if rest else 0.0, self._answer, kind, rest[-1] if rest else b""
            )

    def _answer(self, kind: bytes, number: bytes) -> None:
        if self.transport.is_closing():
            return
        if kind == b"reset":
            connection = self.transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        elif kind == b"odd":
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Odd : 1\r\nContent-Length: %d\r\n\r\n"
            self.transport.write(head % len(PAGE) + PAGE)
        elif kind == b"limited" and not self._is_free():
            self._reply(b"429 Too Many Requests\r\nRetry-After: 1", b"")
        else:
            status = {b"missing": b"404 Not Found", b"error": b"500 Internal Server Error"}
            title = number.replace(b"-", b" ") if kind == b"titled" else b"A page"
            self._reply(status.get(kind, b"200 OK"), PAGE.replace(b"A page", title))

    def _is_free(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now < _Pages.free_at - 0.5:  # ten at once, and twenty a second
            return False
        _Pages.free_at = max(now, _Pages.free_at) + 1 / _LIMIT_A_SECOND
        return True

    def _reply(self, status: bytes, body: bytes) -> None:
        head = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
        self.transport.write(head % (status, len(body)) + body)


class _Names(asyncio.DatagramProtocol):
    """Answers `hN.test` with the address of host N, late."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, packet: bytes, peer: tuple[str, int]) -> None:
        end = packet.index(b"\0", 12)
        number = int(packet[14 : 13 + packet[12]])
        is_v4 = packet[end + 1 : end + 3] == b"\0\1"
        answer = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4" + socket.inet_aton(address(number)) if is_v4 else b""
        reply = packet[:2] + b"\x85\x80\0\1" + (b"\0\1" if is_v4 else b"\0\0") + b"\0\0\0\0"
        reply += packet[12 : end + 5] + answer
        asyncio.get_running_loop().call_later(_NAME_SECONDS, self.transport.sendto, reply, peer)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Pages, "0.0.0.0", 0, backlog=4096)
    transport, _ = await loop.create_datagram_endpoint(_Names, local_addr=("127.0.0.1", 0))
    dead = socket.socket()
    dead.bind(("0.0.0.0", 0))
    dead.listen(0)
    fillers = [socket.socket() for _ in range(4)]  # a full queue drops what comes next, as a dead host does
    for filler in fillers:
        filler.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            filler.connect(("127.0.0.1", dead.getsockname()[1]))
    ports = server.sockets[0].getsockname()[1], dead.getsockname()[1], transport.get_extra_info("sockname")[1]
    print(*ports, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    import uvloop

    uvloop.run(_serve())
