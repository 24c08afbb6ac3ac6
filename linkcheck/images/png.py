"""Cut the pixels out of a PNG, since what it says of itself may stand behind them."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE_BYTES = 8
_LENGTH_BYTES, _NAME_BYTES, _CHECK_BYTES = 4, 4, 4
_PIXELS = frozenset({b"IDAT", b"fdAT", b"IEND"})
_END = b"\0\0\0\0IEND\xaeB`\x82"


def without_pixels(body: bytes) -> bytes:
    """Return a PNG with all whole chunks but those of pixels (PNG, third edition, §5.3).

    Pillow would decode the whole picture to reach the chunks behind them: 31 ms for 1200x675.
    """
    return b"".join((body[:_SIGNATURE_BYTES], *_chunks(body), _END))


def _chunks(body: bytes) -> Iterator[bytes]:
    start = _SIGNATURE_BYTES
    while (named := start + _LENGTH_BYTES + _NAME_BYTES) <= len(body):
        end = named + int.from_bytes(body[start : start + _LENGTH_BYTES], "big") + _CHECK_BYTES
        if end > len(body):
            return
        if body[named - _NAME_BYTES : named] not in _PIXELS:
            yield body[start:end]
        start = end
