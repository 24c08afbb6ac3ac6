"""A name server on the loopback interface that gives the answers it is told to."""

from __future__ import annotations

import asyncio
import ipaddress
import struct
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

from linkcheck.net.names import Names

_A, _MX, _AAAA = 1, 15, 28
# What a name may be told instead of addresses.
NXDOMAIN, SERVFAIL, SILENCE, NO_DATA = "nxdomain", "servfail", "silence", "no-data"
_CODES = {NO_DATA: 0, SERVFAIL: 2, NXDOMAIN: 3}  # RFC 1035 §4.1.1


@dataclass
class NameServer(asyncio.DatagramProtocol):
    """Answers by table; a name that is not in it does not exist."""

    table: Mapping[str, Sequence[str] | str]
    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    def resolver(self) -> Names:
        """Return a resolver that asks this server."""
        return Names(nameservers=["127.0.0.1"], port=self.port)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, packet: bytes, address: tuple[str, int]) -> None:
        identity, labels, position = packet[:2], [], 12
        while length := packet[position]:
            labels.append(packet[position + 1 : position + 1 + length].decode("ascii"))
            position += 1 + length
        (kind,) = struct.unpack("!H", packet[position + 1 : position + 3])
        question = packet[12 : position + 5]
        name = ".".join(labels).lower()
        self.asked[name] += 1
        answer = self.table.get(name, NXDOMAIN)
        if answer == SILENCE:
            return
        code, addresses = (_CODES[answer], []) if isinstance(answer, str) else (_CODES[NO_DATA], answer)
        records = [_record(each) for each in addresses if _kind(each) == kind]
        head = identity + struct.pack("!HHHHH", 0x8580 | code, 1, len(records), 0, 0)
        self._transport.sendto(head + question + b"".join(records), address)


def _kind(address: str) -> int:
    if address.startswith("mx:"):
        return _MX
    return _AAAA if ":" in address else _A


def _record(address: str) -> bytes:
    """Write an address, or a mail server given as `mx:NAME` (`mx:` alone for no mail, RFC 7505)."""
    if address.startswith("mx:"):
        labels = [label.encode("ascii") for label in address[3:].split(".") if label]
        exchange = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
        return struct.pack("!HHHIHH", 0xC00C, _MX, 1, 60, 2 + len(exchange), 10) + exchange
    packed = ipaddress.ip_address(address).packed
    return struct.pack("!HHHIH", 0xC00C, _kind(address), 1, 60, len(packed)) + packed


@asynccontextmanager
async def serving_names(table: Mapping[str, Sequence[str] | str]) -> AsyncIterator[NameServer]:
    """Run a name server until the context ends."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(table), local_addr=("127.0.0.1", 0)
    )
    server.port = transport.get_extra_info("sockname")[1]
    try:
        yield server
    finally:
        transport.close()
