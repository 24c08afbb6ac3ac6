"""A second reading of replies that browsers accept and aiohttp's parser refuses.

Measured with aiohttp 3.14: two equal `Content-Length` fields, `Content-Length` beside `Transfer-Encoding`,
bytes after the body, a space before a header's colon, a 204 with a body. What browsers refuse too (no status
line, NUL, lengths that differ or are no numbers) is refused here as well.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from multidict import CIMultiDict, CIMultiDictProxy

from linkcheck.net.connector import Connector
from linkcheck.net.replies import BodyFault, Head, Reply, Wish, read_media_type

_MAX_HEAD_BYTES = 256 * 1024
_PIECE_BYTES = 65_536
_MAX_INTERIM = 20
_STATUS_LINE = re.compile(rb"HTTP/1\.\d[ \t]+([1-9]\d\d)(?:[ \t].*)?")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_WITHOUT_BODY = frozenset({204, 304})


class MalformedReplyError(ValueError):
    """A reply that a browser would not show either."""


async def get(
    connector: Connector, url: str, headers: Mapping[str, str], *, wish: Callable[[Head], Wish | None]
) -> Reply:
    """Ask for a URL on a connection of its own; the caller limits the time.

    Raises:
        MalformedReplyError: the reply is no HTTP, or contradicts itself.
        OSError: no connection, or it broke off before the head's end.
    """
    parts = urlsplit(url)
    reader, writer = await connector.open_stream(url)
    try:
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        fields = {"Host": parts.netloc, **headers, "Accept-Encoding": "identity", "Connection": "close"}
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        writer.write("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n")
        await writer.drain()
        return await _read_reply(reader, wish)
    finally:
        writer.close()


async def read(beginning: bytes, *, wish: Callable[[Head], Wish | None]) -> Reply | None:
    """Read a reply of which the beginning has come; None if that is not as much of it as is wanted.

    Raises:
        MalformedReplyError: the reply is no HTTP, or contradicts itself.
    """
    reader = asyncio.StreamReader(limit=_MAX_HEAD_BYTES)
    reader.feed_data(beginning)
    reader.feed_eof()
    try:
        reply = await _read_reply(reader, wish)
    except ConnectionResetError:
        return None
    has_end = reply.head.length is not None or _is_chunked(reply.head)
    return None if reply.fault or (reply.is_complete and not has_end) else reply


async def _read_reply(reader: asyncio.StreamReader, wish: Callable[[Head], Wish | None]) -> Reply:
    head = await _read_head(reader)
    wanted = None if head.status in _WITHOUT_BODY else wish(head)
    return Reply(head) if wanted is None else await _read_body(reader, head, wanted)


async def _read_head(reader: asyncio.StreamReader) -> Head:
    for _ in range(_MAX_INTERIM):
        head = _parse_head(await _read_block(reader))
        if head.status >= 200:
            return head
    raise MalformedReplyError("too many interim replies")


async def _read_block(reader: asyncio.StreamReader) -> list[bytes]:
    """Read lines up to an empty one; a line may end in LF alone (RFC 9112 §2.2)."""
    lines: list[bytes] = []
    size = 0
    while True:
        try:
            line = await reader.readline()
        except ValueError as error:  # longer than the reader's limit
            raise MalformedReplyError("a header without end") from error
        size += len(line)
        if not line.endswith(b"\n"):
            if not lines and not _STATUS_LINE.match(line):
                raise MalformedReplyError("no HTTP")
            raise ConnectionResetError("the connection ended within the head")
        if size > _MAX_HEAD_BYTES or b"\0" in line:
            raise MalformedReplyError("a header that no browser reads")
        line = line.rstrip(b"\r\n")
        if not line:
            return lines
        if not lines and not _STATUS_LINE.fullmatch(line):
            raise MalformedReplyError("no HTTP")
        lines.append(line)


def _parse_head(lines: list[bytes]) -> Head:
    first = _STATUS_LINE.fullmatch(lines[0]) if lines else None
    if first is None:
        raise MalformedReplyError("no HTTP")
    raw: list[tuple[bytes, bytes]] = []
    for line in lines[1:]:
        if line[:1] in b" \t" and raw:  # obsolete line folding, RFC 9112 §5.2
            raw[-1] = raw[-1][0], raw[-1][1] + b" " + line.strip()
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t")
        if not colon:
            raise MalformedReplyError("a line that is no header")
        if _NAME.fullmatch(name):  # browsers pass over a name that is none
            raw.append((name, value.strip(b" \t")))
    pairs = ((name.decode("ascii"), value.decode("utf-8", "surrogateescape")) for name, value in raw)
    headers = CIMultiDictProxy(CIMultiDict(pairs))
    status = int(first[1])
    media_type, charset = read_media_type(headers.get("Content-Type", ""))
    return Head(status, headers, tuple(raw), media_type, charset, _length(headers))


def _is_chunked(head: Head) -> bool:
    return "chunked" in head.headers.get("Transfer-Encoding", "").lower()


def _length(headers: CIMultiDictProxy[str]) -> int | None:
    """Return the body's size, None if only its end tells: chunks outweigh a length (RFC 9112 §6.3)."""
    values = {part.strip() for field in headers.getall("Content-Length", []) for part in field.split(",")}
    if len(values) > 1 or not all(value.isascii() and value.isdigit() for value in values - {""}):
        raise MalformedReplyError("lengths that contradict each other")
    if "Transfer-Encoding" in headers or not any(values):  # an empty one is none: Fetch, extract a length
        return None
    return int(values.pop())


async def _read_body(reader: asyncio.StreamReader, head: Head, wish: Wish) -> Reply:
    encoding = head.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", ""}:
        return Reply(head, fault=BodyFault.UNDECODABLE)
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    pieces = _Chunks(reader) if _is_chunked(head) else None
    left = head.length
    try:
        while piece := await (pieces.read() if pieces else _read_piece(reader, left)):
            left = None if left is None else left - len(piece)
            seen = len(body)
            body += piece if unpack is None else unpack.decompress(piece, wish.max_bytes + 1 - seen)
            if (cut := wish.cut(body, seen)) is not None:
                return Reply(head, bytes(memoryview(body)[:cut]))
    except zlib.error:
        return Reply(head, bytes(body), fault=BodyFault.UNDECODABLE)
    except ValueError as error:
        if not body:
            raise MalformedReplyError("chunks that no browser reads") from error
        return Reply(head, bytes(body), fault=BodyFault.BROKE_OFF)
    except (OSError, asyncio.IncompleteReadError):
        return Reply(head, bytes(body), fault=BodyFault.BROKE_OFF)
    if left:
        return Reply(head, bytes(body), fault=BodyFault.BROKE_OFF)
    return Reply(head, bytes(body), is_complete=True)


async def _read_piece(reader: asyncio.StreamReader, left: int | None) -> bytes:
    return await reader.read(_PIECE_BYTES if left is None else min(left, _PIECE_BYTES))


class _Chunks:
    """The pieces of a chunked body (RFC 9112 §7.1)."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._left = 0

    async def read(self) -> bytes:
        """Return the next piece, empty at the end.

        Raises:
            ValueError, IncompleteReadError: the chunks are malformed or broke off.
        """
        if self._left == 0:
            size = (await self._reader.readuntil(b"\n")).partition(b";")[0].strip()
            self._left = int(size, 16)
            if self._left <= 0:
                return b""
        piece = await self._reader.read(min(self._left, _PIECE_BYTES))
        if not piece:
            raise asyncio.IncompleteReadError(piece, self._left)
        self._left -= len(piece)
        if self._left == 0:
            await self._reader.readuntil(b"\n")
        return piece
