"""A raw HTTP/1.1 server that does exactly what a path says, however wrong that is."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import struct
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from urllib.parse import unquote_to_bytes

_IDLE_SECONDS = 30.0
_TLS_HANDSHAKE = b"\x16"  # RFC 8446 §5.1, content type of the first record
Headers = tuple[tuple[str, str], ...]


@dataclass
class Visit:
    """One request as it came, and the way to answer it."""

    site: Site
    path: str
    query: str
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    arguments: tuple[str, ...] = ()
    is_open: bool = True
    moment: float = field(default_factory=monotonic)

    @property
    def count(self) -> int:
        """How often this path was asked for, this time included."""
        return self.site.hits[self.path]

    async def reply(
        self,
        status: int = 200,
        body: bytes = b"",
        *,
        headers: Headers = (),
        media: str = "",
    ) -> None:
        """Send a well-formed reply."""
        lines = [f"HTTP/1.1 {status} {_phrase(status)}", f"Content-Length: {len(body)}"]
        if media:
            lines.append(f"Content-Type: {media}")
        lines += [f"{name}: {value}" for name, value in headers]
        await self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    async def send(self, raw: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(raw)
        await self.writer.drain()

    def hang_up(self) -> None:
        """End the connection after what was sent."""
        self.is_open = False

    def reset(self) -> None:
        """Break the connection off with a TCP reset."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        self.is_open = False


Answer = Callable[[Visit], Awaitable[None]]


@dataclass
class Site:
    """The server, and what it saw. `pages` and `redirects` answer paths of one test's own."""

    host: str = "127.0.0.1"
    port: int = 0
    scheme: str = "http"
    hits: Counter[str] = field(default_factory=Counter)
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0
    open_connections: int = 0
    most_at_once: int = 0
    pages: dict[str, tuple[bytes, Headers]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    _busy: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def authority(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"

    def url(self, path: str) -> str:
        """Return the URL of a path."""
        return f"{self.scheme}://{self.authority}{path}"

    def page(self, path: str, body: str | bytes, *headers: tuple[str, str], media: str = "text/html") -> str:
        """Answer a path with a body of one's own; return its URL."""
        content = body.encode("utf-8") if isinstance(body, str) else body
        self.pages[path] = content, (("Content-Type", media), *headers)
        return self.url(path)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        self.open_connections += 1
        try:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError, ssl.SSLError):
                while await self._answer(reader, writer):
                    pass
        except asyncio.CancelledError:
            pass
        finally:
            self.open_connections -= 1
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        async with asyncio.timeout(_IDLE_SECONDS):
            raw = await reader.readexactly(1)
            if raw == _TLS_HANDSHAKE:
                writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nThis is plain HTTP.")
                await writer.drain()
                return False
            raw += await reader.readuntil(b"\r\n\r\n")
        first, *lines = raw.decode("latin-1").split("\r\n")
        target = first.split(" ")[1]
        path, _, query = target.partition("?")
        fields = (line.partition(":") for line in lines if line)
        headers = {name.lower(): value.strip() for name, _, value in fields}
        visit = Visit(self, path, query, headers, reader, writer)
        self.hits[path] += 1
        self.visits.append(visit)
        self._busy += 1
        self.most_at_once = max(self.most_at_once, self._busy)
        try:
            await self._route(visit)
        finally:
            self._busy -= 1
        return visit.is_open and headers.get("connection", "").lower() != "close"

    async def _route(self, visit: Visit) -> None:
        if visit.path in self.redirects:
            await visit.reply(302, headers=(("Location", self.redirects[visit.path]),))
            return
        if visit.path in self.pages:
            body, headers = self.pages[visit.path]
            await visit.reply(body=body, headers=headers)
            return
        for pattern, answer in _ROUTES:
            if match := pattern.fullmatch(visit.path):
                visit.arguments = match.groups()
                await answer(visit)
                return
        await visit.reply(404, b"no such page", media="text/plain")

    async def close(self) -> None:
        """End the connections that are still open."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


_ROUTES: list[tuple[re.Pattern[str], Answer]] = []


def route(pattern: str) -> Callable[[Answer], Answer]:
    """Answer the paths that match a pattern with the decorated function."""

    def register(answer: Answer) -> Answer:
        _ROUTES.append((re.compile(pattern), answer))
        return answer

    return register


def routes() -> list[str]:
    """Return every pattern."""
    return [pattern.pattern for pattern, _ in _ROUTES]


def query_bytes(visit: Visit) -> bytes:
    """Return the query percent-decoded, as bytes."""
    return unquote_to_bytes(visit.query)


@asynccontextmanager
async def serving(
    host: str = "127.0.0.1", *, port: int = 0, context: ssl.SSLContext | None = None
) -> AsyncIterator[Site]:
    """Run a site until the context ends."""
    site = Site(host, scheme="https" if context else "http")
    server = await asyncio.start_server(site.serve, host, port, ssl=context, backlog=1024)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        await site.close()
        await server.wait_closed()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Odd"
