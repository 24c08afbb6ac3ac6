"""How connections are made and kept: routed, guarded, and never more idle than will be used again.

aiohttp offers no public way to map literals, to demand a fresh connection or to bound idle ones (with 12,000
hosts its pool grew to 7,800 descriptors in four seconds), so three methods of its connector are overridden.
Each is small, and `tests/net/test_connector.py` fails if a new release of aiohttp stops calling it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.client_reqrep import ConnectionKey

from linkcheck.net.guard import TrustedAddress, open_public_socket, open_socket
from linkcheck.net.routes import Routes

_NAMES_KEPT_SECONDS = 300
_NAMES_KEPT = 20_000


class ConnectionUse:
    """What one exchange wants of its connection, and what it got."""

    __slots__ = ("is_fresh_wanted", "is_reused")

    def __init__(self, *, is_fresh_wanted: bool) -> None:
        """Note whether only a new connection will do."""
        self.is_fresh_wanted = is_fresh_wanted
        self.is_reused = False


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
        super().__init__(
            limit=0,
            ssl=context,
            resolver=resolver,
            ttl_dns_cache=_NAMES_KEPT_SECONDS,
            dns_cache_max_size=_NAMES_KEPT,
            socket_factory=open_socket if allow_private else open_public_socket,
        )
        self._routes = routes
        self._is_wanted = is_wanted

    async def _resolve_host(self, host: str, port: int, traces: Any = None) -> list[ResolveResult]:
        target = self._routes.find(host, port)
        if target is None:
            return await super()._resolve_host(host, port, traces=traces)
        found = await super()._resolve_host(*target, traces=traces)
        return [{**result, "host": TrustedAddress(result["host"])} for result in found]

    async def _get(self, key: ConnectionKey, traces: Any) -> Any:
        use = connection_use.get()
        if use.is_fresh_wanted:
            return None
        connection = await super()._get(key, traces)
        use.is_reused = connection is not None
        return connection

    def _release(self, key: ConnectionKey, protocol: ResponseHandler, *, should_close: bool = False) -> None:
        is_wanted = key.port is not None and self._is_wanted(key.host, key.port)
        super()._release(key, protocol, should_close=should_close or not is_wanted)
