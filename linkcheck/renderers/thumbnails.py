"""Small grey pictures as data URLs, so that a report shows pictures and loads nothing."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Mapping

from linkcheck.model import ImageGroup, Resource

# Nobody looks at more of one picture, and a report must not grow by them without end.
_MOST = 24
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY_8_BIT = b"\x08\x00\x00\x00\x00"


def thumbnails(group: ImageGroup, resources: Mapping[str, Resource]) -> tuple[str | None, ...]:
    """Return a thumbnail for each URL of a group; None where there is none, and late in a large group."""
    found: list[str | None] = []
    for url in group.urls:
        resource = resources.get(url)
        picture = resource.picture if resource is not None and len(found) < _MOST else None
        found.append(None if picture is None else data_url(picture.thumbnail))
    return tuple(found)


def data_url(thumbnail: bytes) -> str | None:
    """Return a thumbnail (its width and height, a byte each, then its rows) as a PNG; None if it is none.

    The pixels are stored as they are, so that one picture gives the same bytes on every machine: compressed,
    they would depend on the version of zlib.
    """
    if len(thumbnail) < 3 or len(thumbnail) != 2 + thumbnail[0] * thumbnail[1]:
        return None
    width, height = thumbnail[0], thumbnail[1]
    rows = b"".join(b"\0" + thumbnail[2 + row * width : 2 + (row + 1) * width] for row in range(height))
    header = struct.pack(">II", width, height) + _GREY_8_BIT
    png = _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(rows)) + _chunk(b"IEND", b"")
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _stored(content: bytes) -> bytes:
    """Wrap at most 65,535 bytes as zlib data without compressing them (RFC 1950, RFC 1951 §3.2.4)."""
    length = len(content)
    block = b"\x01" + struct.pack("<HH", length, length ^ 0xFFFF) + content
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(content))
