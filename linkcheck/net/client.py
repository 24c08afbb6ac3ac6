"""One exchange: a GET, its head, and as much of its body as somebody asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

import aiohttp
from multidict import CIMultiDictProxy
from yarl import URL

from linkcheck.net.connector import ConnectionUse, Connector, connection_use

# Sites with long content security policies exceed the 8 KB and 128 headers that aiohttp allows by default.
_LINE_BYTES, _FIELD_BYTES, _HEADERS = 65_536, 65_536, 512
# An unread rest as short as this has mostly come with the head; reading it saves a new connection.
_SHORT_REST_BYTES = 16_384
_REST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of a reply. `length` is the declared size of the body as it is transferred."""

    status: int
    headers: CIMultiDictProxy[str]
    raw_headers: tuple[tuple[bytes, bytes], ...]
    media_type: str | None
    charset: str | None
    length: int | None

    def raw(self, name: bytes) -> bytes | None:
        """Return the first header of that lower-case name as it came; aiohttp's text drops odd bytes."""
        return next((value for key, value in self.raw_headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of a body is wanted: so many decoded bytes at most, or up to where `is_enough` says so.

    `is_enough` gets all bytes so far and how many of them it has seen, and returns where to cut, or None.
    """

    max_bytes: int
    is_enough: Callable[[bytearray, int], int | None] | None = None


class BodyFault(StrEnum):
    """What ended a body before its end, or before as much of it as was wanted."""

    TIMED_OUT = "timed out"
    BROKE_OFF = "broke off"
    UNDECODABLE = "cannot be decompressed"


@dataclass(frozen=True, slots=True)
class Reply:
    """A head and what was read of the body; `is_complete` if that is all of it."""

    head: Head
    body: bytes = b""
    is_complete: bool = False
    fault: BodyFault | None = None

    @property
    def is_document(self) -> bool:
        """True if there is something to read: a success whose body came as far as it was wanted."""
        return 200 <= self.head.status < 300 and self.fault is None


class Client:
    """A session of GETs. No cookie is kept, no redirect followed, nothing taken from the environment."""

    def __init__(self, connector: Connector, *, connect_seconds: float) -> None:
        """Use a connector, and close it in the end."""
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

        Raises:
            aiohttp.ClientError, OSError, ValueError: no head came; `failures.read_failure` tells them apart.
        """
        reply: Reply | None = None
        try:
            async with asyncio.timeout(seconds):
                response = await self._open(url, headers)
                try:
                    head = _read_head(response)
                    reply = Reply(head, fault=BodyFault.TIMED_OUT)  # what stays if time runs out in the body
                    reply = await _read_body(response, head, wish(head))
                    await _finish(response, head)
                finally:
                    response.close()
        except TimeoutError:
            if reply is None:
                raise
        return reply

    async def _open(self, url: str, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        """Send the request; on a kept connection that the server closed meanwhile, at once on a new one."""
        use = ConnectionUse(is_fresh_wanted=False)
        connection_use.set(use)
        try:
            return await self._send(url, headers)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            if not use.is_reused:
                raise
        connection_use.set(ConnectionUse(is_fresh_wanted=True))
        return await self._send(url, headers)

    async def _send(self, url: str, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        # encoded: the URL is serialised already, and quoting it once more would ask for another one
        return await self._session.get(URL(url, encoded=True), headers=headers, allow_redirects=False)


def _read_head(response: aiohttp.ClientResponse) -> Head:
    declared, _, _ = response.headers.get("Content-Type", "").partition(";")
    media_type = declared.strip().lower()
    return Head(
        status=response.status,
        headers=response.headers,
        raw_headers=response.raw_headers,
        media_type=media_type if "/" in media_type else None,
        charset=response.charset.lower() if response.charset else None,
        length=response.content_length,
    )


async def _read_body(response: aiohttp.ClientResponse, head: Head, wish: Wish | None) -> Reply:
    if wish is None:
        return Reply(head)
    body = bytearray()
    try:
        while not response.content.at_eof():
            seen = len(body)
            body += await response.content.readany()
            cut = wish.is_enough(body, seen) if wish.is_enough else None
            if len(body) > wish.max_bytes and (cut is None or cut > wish.max_bytes):
                cut = wish.max_bytes
            if cut is not None:
                return Reply(head, bytes(body[:cut]))
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
