"""Pictures made for the tests: like photographs in what hashes see, the same at every run."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

from PIL import Image

from samples.pictures import landscape


@cache
def photo(width: int = 640, height: int = 427, seed: int = 7) -> Image.Image:
    return landscape(width, height, seed=seed)


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def chunks(png: bytes) -> list[bytes]:
    """All chunks of a PNG, in order."""
    found, start = [], 8
    while start < len(png):
        end = start + 12 + int.from_bytes(png[start : start + 4], "big")
        found.append(png[start:end])
        start = end
    return found
