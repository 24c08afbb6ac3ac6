"""How connections are made and kept: routed, guarded, and never more idle than will be used again.

aiohttp offers no public way to map literals, to demand a fresh connection or to bound idle ones (with 12,000
hosts its pool grew to 7,800 descriptors in four seconds), so some methods of its connector are overridden.
Each is small, and `tests/net/test_connector.py` fails if a new release of aiohttp stops calling it.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.client_reqrep import ConnectionKey
from yarl import URL

from linkcheck.net.guard import TrustedAddress, open_public_socket, open_socket
from linkcheck.net.routes import Routes
from linkcheck.net.wire import Wire

_NAMES_KEPT_SECONDS = 300
_NAMES_KEPT = 8192  # a kilobyte each; hosts are asked one after the other, not in turns
_LINE_BYTES = 262_144
_UNHURRIED = aiohttp.ClientTimeout(total=None)


# A server that has closed a connection says so within a round trip, one that breaks off over a request later.
_STALE_SECONDS = 0.05


class ConnectionUse:
    """What one exchange wants of its connection, and what it got; times are those of the event loop."""

    __slots__ = ("_began_at", "_wire", "is_fresh_wanted", "is_reused")

    def __init__(self) -> None:
        """Take any connection, until only a new one will do."""
        self.is_fresh_wanted = self.is_reused = False
        self._wire: Wire | None = None
        self._began_at = 0.0

    def begin(self, wire: Wire, now: float) -> None:
        """Note the connection that was got."""
        self._wire, self._began_at = wire, now
        wire.beginning.clear()

    @property
    def beginning(self) -> bytes:
        """The first bytes of what came."""
        return bytes(self._wire.beginning) if self._wire is not None else b""

    def is_stale(self, now: float) -> bool:
        """Say whether a connection that broke off now had most likely been closed before it was asked."""
        if self._wire is None or not self.is_reused:
            return False
        return now - self._began_at < _STALE_SECONDS + self._wire.round_trip_seconds


connection_use: ContextVar[ConnectionUse] = ContextVar("connection_use")


class Connector(aiohttp.TCPConnector):
    """aiohttp's connector with routes, the guard, and a pool that keeps only what `is_wanted` again."""

    def __init__(
        self,
        *,
        routes: Routes,
        resolver: AbstractResolver,
        context: ssl.SSLContext,
        allow_private: bool,
        is_wanted: Callable[[str, int], bool],
    ) -> None:
        """Open nothing yet. The caller limits how many connections are used at once."""
        self._open_socket = open_socket if allow_private else open_public_socket
        self._context = context
        self._expiries: dict[tuple[str | None, int | None], datetime | None] = {}
        super().__init__(
            limit=0,
            ssl=context,
            resolver=resolver,
            ttl_dns_cache=_NAMES_KEPT_SECONDS,
            dns_cache_max_size=_NAMES_KEPT,
            socket_factory=self._open_socket,
        )
        self._factory = partial(Wire, self._loop)  # type: ignore[assignment]  # a partial is invariant
        self._routes = routes
        self._closing: dict[asyncio.Future[None], asyncio.Transport] = {}
        self._is_wanted = is_wanted

    async def _resolve_host(self, host: str, port: int, traces: Any = None) -> list[ResolveResult]:
        target = self._routes.find(host, port)
        if target is None:
            return await super()._resolve_host(host, port, traces=traces)
        found = await super()._resolve_host(*target, traces=traces)
        return [{**result, "host": TrustedAddress(result["host"])} for result in found]

    async def connect(self, req: aiohttp.ClientRequest, traces: Any, timeout: Any) -> Any:  # noqa: ASYNC109
        """Connect as aiohttp does, and read the certificate of a host that is met for the first time."""
        connection = await super().connect(req, traces, timeout)
        if isinstance(connection.protocol, Wire):
            connection_use.get().begin(connection.protocol, self._loop.time())
        key = req.url.host, req.url.port
        if req.url.scheme == "https" and key not in self._expiries and connection.transport is not None:
            self._expiries[key] = _read_expiry(connection.transport.get_extra_info("ssl_object"))
        return connection

    async def _wrap_create_connection(
        self,
        *args: Any,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
        **kwargs: Any,
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        """Hurry the connection alone: a busy server may take as long over the handshake as over a page."""
        factory, *others = args
        async with asyncio.timeout(timeout.sock_connect) as limit:

            def begin() -> ResponseHandler:  # called once the connection stands
                limit.reschedule(None)
                made: ResponseHandler = factory()
                return made

            return await super()._wrap_create_connection(begin, *others, timeout=_UNHURRIED, **kwargs)

    def certificate_expires_at(self, url: URL) -> datetime | None:
        """Return when the certificate that a URL's host and port showed expires; None without TLS."""
        return self._expiries.get((url.host, url.port)) if url.scheme == "https" else None

    async def open_stream(self, url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection outside the pool, by the same routes and past the same guard.

        Raises:
            OSError: no address can be connected to.
        """
        parts = urlsplit(url)
        is_tls = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if is_tls else 80)
        problem: OSError = OSError("no address")
        for result in await self._resolve_host(host, port):
            address = (result["host"], result["port"])
            family = socket.AF_INET6 if ":" in result["host"] else socket.AF_INET
            made = self._open_socket((family, socket.SOCK_STREAM, 0, "", address))
            try:
                await asyncio.get_running_loop().sock_connect(made, address)
                return await asyncio.open_connection(
                    sock=made,
                    ssl=self._context if is_tls else None,
                    server_hostname=host if is_tls else None,
                    limit=_LINE_BYTES,
                )
            except OSError as error:
                made.close()
                problem = error
        raise problem

    async def _get(self, key: ConnectionKey, traces: Any) -> Any:
        use = connection_use.get()
        if use.is_fresh_wanted:
            return None
        connection = await super()._get(key, traces)
        use.is_reused = connection is not None
        return connection

    def _release(self, key: ConnectionKey, protocol: ResponseHandler, *, should_close: bool = False) -> None:
        is_wanted = key.port is not None and self._is_wanted(key.host, key.port)
        transport = protocol.transport
        super()._release(key, protocol, should_close=should_close or not is_wanted)
        if not key.is_ssl or protocol.transport is not None or transport is None:
            return
        closed = protocol.closed  # made when it is asked for, and then somebody has to look at it
        if closed is not None:
            self._closing[closed] = transport
            closed.add_done_callback(self._forget)

    def _forget(self, closed: asyncio.Future[None]) -> None:
        self._closing.pop(closed, None)
        if not closed.cancelled():
            closed.exception()

    def _close(self, *, abort_ssl: bool = False) -> list[Awaitable[object]]:
        """Close everything, also what waits for a server to say goodbye to TLS: some never do."""
        for transport in self._closing.values():
            transport.abort()
        return super()._close(abort_ssl=abort_ssl)


def _read_expiry(secured: ssl.SSLObject | None) -> datetime | None:
    """Return the end of the certificate's validity (RFC 5280 §4.1.2.5)."""
    certificate = secured.getpeercert() if secured is not None else None
    if not certificate or "notAfter" not in certificate:
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
