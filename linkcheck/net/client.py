"""One exchange: a GET, its head, and as much of its body as somebody asks for."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from linkcheck.net import lenient
from linkcheck.net.connector import ConnectionUse, Connector, connection_use
from linkcheck.net.replies import BodyFault, Head, Reply, Wish

# Sites with long content security policies exceed the 8 KB and 128 headers that aiohttp allows by default.
_LINE_BYTES, _FIELD_BYTES, _HEADERS = 65_536, 65_536, 512
# An unread rest as short as this has mostly come with the head; reading it saves a new connection.
_SHORT_REST_BYTES = 16_384
_REST_SECONDS = 1.0
# A body that comes more slowly than a letter a reader could type is nobody's page or picture.
_SLOW_SECONDS, _SLOWEST_BYTES_A_SECOND = 5.0, 256
# What aiohttp decodes; `x-gzip` is gzip (RFC 9110 §8.4.1.3), and what is coded twice is left as it is.
_DECODED = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})


class Client:
    """A session of GETs. No cookie is kept, no redirect followed, nothing taken from the environment."""

    def __init__(self, connector: Connector, *, connect_seconds: float) -> None:
        """Use a connector, and close it in the end."""
        self._connector = connector
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect_seconds),
            max_line_size=_LINE_BYTES,
            max_field_size=_FIELD_BYTES,
            max_headers=_HEADERS,
        )
        # aiohttp repeats a request once by itself, on a connection that may be as stale; see `_open`.
        self._session._retry_connection = False

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._session.close()

    async def get(
        self, url: str, headers: Mapping[str, str], *, seconds: float, wish: Callable[[Head], Wish | None]
    ) -> Reply:
        """Ask for a URL; once the head is known, `wish` says what to read of the body.

        A reply that the parser refuses is read once more as browsers do; if not all of it is there, it is
        asked for again.

        Raises:
            aiohttp.ClientError, OSError, ValueError: no head came; `failures.read_failure` tells them apart.
        """
        reply: Reply | None = None
        use = ConnectionUse()
        connection_use.set(use)
        try:
            async with asyncio.timeout(seconds):
                try:
                    response = await self._open(url, headers, use)
                except aiohttp.ClientResponseError as error:
                    return await self._get_leniently(url, headers, wish, use.beginning, error)
                try:
                    expires_at = self._connector.certificate_expires_at(response.url)
                    head = _read_head(response, expires_at)
                    reply = Reply(head, fault=BodyFault.TIMED_OUT)  # what stays if time runs out in the body
                    reply = await _read_body(response, head, wish(head))
                    await _finish(response, head)
                finally:
                    response.close()
        except TimeoutError:
            if reply is None:
                raise
        return reply

    async def _get_leniently(
        self,
        url: str,
        headers: Mapping[str, str],
        wish: Callable[[Head], Wish | None],
        beginning: bytes,
        refused: aiohttp.ClientResponseError,
    ) -> Reply:
        try:
            if reply := await lenient.read(beginning, wish=wish):
                return reply
            return await lenient.get(self._connector, url, headers, wish=wish)
        except (OSError, ValueError):
            raise refused from None

    async def _open(self, url: str, headers: Mapping[str, str], use: ConnectionUse) -> aiohttp.ClientResponse:
        """Send the request; on a kept connection that the server closed meanwhile, at once on a new one."""
        try:
            return await self._send(url, headers)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            if not use.is_stale(asyncio.get_running_loop().time()):
                raise
        use.is_fresh_wanted = True
        return await self._send(url, headers)

    async def _send(self, url: str, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        # encoded: the URL is serialised already, and quoting it once more would ask for another one
        return await self._session.get(URL(url, encoded=True), headers=headers, allow_redirects=False)


def _read_head(response: aiohttp.ClientResponse, certificate_expires_at: datetime | None) -> Head:
    declared, _, _ = response.headers.get("Content-Type", "").partition(";")
    media_type = declared.strip().lower()
    return Head(
        status=response.status,
        headers=response.headers,
        raw_headers=response.raw_headers,
        media_type=media_type if "/" in media_type else None,
        charset=response.charset.lower() if response.charset else None,
        length=response.content_length,
        certificate_expires_at=certificate_expires_at,
    )


async def _read_body(response: aiohttp.ClientResponse, head: Head, wish: Wish | None) -> Reply:
    if wish is None:
        return Reply(head)
    coding = head.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _DECODED and coding != "x-gzip":
        return Reply(head, fault=BodyFault.UNDECODABLE)
    unpack = zlib.decompressobj(wbits=31) if coding == "x-gzip" else None
    body = bytearray()
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        async with asyncio.timeout(wish.seconds):
            while not response.content.at_eof():
                seen = len(body)
                piece = await response.content.readany()
                body += piece if unpack is None else unpack.decompress(piece, wish.max_bytes + 1 - seen)
                if (cut := wish.cut(body, seen)) is not None:
                    return Reply(head, bytes(memoryview(body)[:cut]))
                seconds = clock() - started
                if seconds > _SLOW_SECONDS and len(body) < seconds * _SLOWEST_BYTES_A_SECOND:
                    return Reply(head, bytes(body), fault=BodyFault.TIMED_OUT)
    except TimeoutError:
        return Reply(head, bytes(body), fault=BodyFault.TIMED_OUT)
    except zlib.error:
        return Reply(head, bytes(body), fault=BodyFault.UNDECODABLE)
    except (aiohttp.ClientError, OSError) as error:
        return Reply(head, bytes(body), fault=_body_fault(error))
    return Reply(head, bytes(body), is_complete=True)


def _body_fault(error: Exception) -> BodyFault:
    is_undecodable = isinstance(error.__cause__, aiohttp.http_exceptions.ContentEncodingError)
    return BodyFault.UNDECODABLE if is_undecodable else BodyFault.BROKE_OFF


async def _finish(response: aiohttp.ClientResponse, head: Head) -> None:
    """Read a short rest that nobody wants, so that the connection can serve the next URL of its host."""
    if response.content.at_eof() or head.length is None or head.length > _SHORT_REST_BYTES:
        return
    if "Content-Encoding" in head.headers:  # compressed, a short rest may be a long one
        return
    try:
        async with asyncio.timeout(_REST_SECONDS):
            while not response.content.at_eof():
                await response.content.readany()
    except (TimeoutError, aiohttp.ClientError, OSError):
        return
