"""A connection that knows how long a round trip takes, and how the latest reply on it began."""

from __future__ import annotations

import asyncio
import socket
import sys

from aiohttp.client_proto import ResponseHandler

# As much as one train of packets mostly brings: the head, and all of a short page.
_BEGINNING_BYTES = 16_384
# Where `struct tcp_info` of Linux (linux/tcp.h) has `tcpi_rtt`, in microseconds.
_ROUND_TRIP_FIELD = slice(68, 72)
_USUAL_ROUND_TRIP_SECONDS = 0.2


class Wire(ResponseHandler):
    """aiohttp's side of one connection.

    `beginning` holds the first bytes of the latest reply, for what aiohttp's parser refuses and browsers
    read; `round_trip_seconds` is what the system measured when the connection was made, else what is usual.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Remember nothing yet."""
        super().__init__(loop=loop)
        self.beginning = bytearray()
        self.round_trip_seconds = _USUAL_ROUND_TRIP_SECONDS

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the round trip."""
        super().connection_made(transport)
        self.round_trip_seconds = _read_round_trip(transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        """Keep what is still of the beginning, and hand everything on."""
        if len(self.beginning) < _BEGINNING_BYTES:
            self.beginning += data
        super().data_received(data)


def _read_round_trip(connection: socket.socket | None) -> float:
    if connection is None or sys.platform != "linux":
        return _USUAL_ROUND_TRIP_SECONDS
    try:
        facts = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _ROUND_TRIP_FIELD.stop)
    except OSError:  # a system that lets nobody ask
        return _USUAL_ROUND_TRIP_SECONDS
    return int.from_bytes(facts[_ROUND_TRIP_FIELD], sys.byteorder) / 1e6
