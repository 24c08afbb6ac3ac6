"""Take the segments of JPEG files apart: what is said of a picture stands before its pixels (T.81 annex B).

Pillow keeps one segment of a kind only; Photoshop's resources and long XMP packets take several.
"""

from __future__ import annotations

from collections.abc import Iterator

_MARK, _START_OF_SCAN, _END = 0xFF, 0xDA, 0xD9
_APP_1, _APP_13 = 0xE1, 0xED
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_LENGTH_BYTES = 2
_PHOTOSHOP = b"Photoshop 3.0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
# XMP Specification Part 3 §1.1.3.1: a digest of the whole, its length, and where this part belongs.
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_DIGEST_BYTES, _NUMBER_BYTES = 32, 4
_MOST_BYTES = 16 * 1024 * 1024


def resources(body: bytes) -> bytes:
    """Return Photoshop's image resources, however many segments they take."""
    contents = [content for marker, content in _segments(body) if marker == _APP_13]
    return b"".join(each.removeprefix(_PHOTOSHOP) for each in contents if each.startswith(_PHOTOSHOP))


def packet(body: bytes) -> bytes:
    """Return the first XMP packet."""
    return next(_contents(body, _XMP), b"")


def extended_packet(body: bytes, standard: bytes) -> bytes:
    """Return what of a long XMP packet the standard one has no room for; empty if it names no extension."""
    parts: dict[int, bytes] = {}
    head = _DIGEST_BYTES + 2 * _NUMBER_BYTES
    for content in _contents(body, _EXTENSION):
        if content[:_DIGEST_BYTES] in standard:
            parts[int.from_bytes(content[head - _NUMBER_BYTES : head], "big")] = content[head:]
    whole = b""
    for start in sorted(parts):
        if start != len(whole) or start > _MOST_BYTES:
            return b""
        whole += parts[start]
    return whole


def _contents(body: bytes, name: bytes) -> Iterator[bytes]:
    for marker, content in _segments(body):
        if marker == _APP_1 and content.startswith(name):
            yield content.removeprefix(name)


def _segments(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and the content of each segment before the pixels, the last one perhaps cut short."""
    at = 2
    while at + 1 < len(body) and body[at] == _MARK:
        marker = body[at + 1]
        if marker == _MARK:  # fill bytes (§B.1.1.2)
            at += 1
            continue
        if marker in {_START_OF_SCAN, _END}:
            return
        at += 2
        if marker in _STANDALONE:
            continue
        length = max(int.from_bytes(body[at : at + _LENGTH_BYTES], "big"), _LENGTH_BYTES)
        yield marker, body[at + _LENGTH_BYTES : at + length]
        at += length
