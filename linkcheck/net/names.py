"""Look host names up, and tell a name that does not exist from a look-up that failed.

On c-ares: the system's `getaddrinfo` blocks a thread for each look-up (47 a second on six threads with 40 ms
answers, against 803 here) and merges "does not exist" with "the name server did not answer".
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Any

import aiodns
import pycares
from aiohttp.abc import AbstractResolver, ResolveResult

from linkcheck.model import FailureKind

# Error codes of c-ares (ares.h) that are an answer; every other is a look-up that failed.
_NO_DATA, _NOT_FOUND, _NO_SERVER = 1, 4, 11
_TRY_SECONDS, _TRIES = 1.0, 2  # doubled by c-ares from try to try: 3 s at worst for one name server


class NameLookupError(OSError):
    """A look-up without an address: the kind of failure, and whether it is this machine's own."""

    def __init__(self, kind: FailureKind, *, detail: str = "", is_local: bool = False) -> None:
        """Keep what tells the failures apart."""
        super().__init__(f"{kind} {detail}")
        self.kind = kind
        self.detail = detail
        self.is_local = is_local


class Names(AbstractResolver):
    """Asynchronous look-ups through the system's name servers and hosts file, or through those given."""

    def __init__(self, *, nameservers: Sequence[str] | None = None, port: int | None = None) -> None:
        """Use the system's name servers, unless others are given."""
        ports: dict[str, Any] = {} if port is None else {"udp_port": port, "tcp_port": port}
        self._resolver = aiodns.DNSResolver(nameservers, timeout=_TRY_SECONDS, tries=_TRIES, **ports)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host, IPv6 and IPv4, the preferred first.

        Raises:
            NameLookupError: there are none; its `kind` says why.
        """
        if host.removesuffix(".").endswith(".invalid"):  # never exists, and is not asked for: RFC 6761 §6.4
            raise NameLookupError(FailureKind.DNS_NOT_FOUND)
        try:
            found = await self._resolver.getaddrinfo(host, family=family, port=port, type=socket.SOCK_STREAM)
        except aiodns.error.DNSError as error:
            raise _failure(error.args[0], str(error.args[-1])) from error
        addresses = [(node.family, node.addr[0].decode("ascii")) for node in found.nodes]
        if not addresses:
            raise NameLookupError(FailureKind.DNS_NO_ADDRESS)
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST
            )
            for kind, address in addresses
        ]

    async def mail_servers(self, domain: str) -> tuple[str, ...]:
        """Return a domain's mail servers, the preferred first; none if it names none, `""` for no mail.

        Raises:
            NameLookupError: the domain does not exist, or the look-up failed.
        """
        try:
            found = await self._resolver.query_dns(domain, "MX")
        except aiodns.error.DNSError as error:
            if error.args[0] == _NO_DATA:
                return ()
            raise _failure(error.args[0], str(error.args[-1])) from error
        mail = (each.data for each in found.answer if isinstance(each.data, pycares.MXRecordData))
        records = sorted((each.priority, each.exchange) for each in mail)
        return tuple(exchange.rstrip(".") for _, exchange in records)

    async def is_answered(self) -> bool:
        """Say whether any name server answers at all, whatever it is: the root is known to every one."""
        try:
            await self._resolver.query_dns(".", "NS")
        except aiodns.error.DNSError as error:
            return error.args[0] in (_NO_DATA, _NOT_FOUND)
        return True

    async def close(self) -> None:
        """Drop the look-ups under way."""
        await self._resolver.close()


def _failure(code: int, text: str) -> NameLookupError:
    if code == _NOT_FOUND:
        return NameLookupError(FailureKind.DNS_NOT_FOUND)
    if code == _NO_DATA:
        return NameLookupError(FailureKind.DNS_NO_ADDRESS)
    if code == _NO_SERVER:
        return NameLookupError(FailureKind.DNS_FAILED, detail="no name server answers", is_local=True)
    return NameLookupError(FailureKind.DNS_FAILED, detail=text)
