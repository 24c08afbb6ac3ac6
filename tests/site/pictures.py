"""Pictures made on the spot, each number another one."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image

_FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}


@cache
def picture(number: int, suffix: str = "png", *, size: int = 96) -> bytes:
    """Return a picture of coloured blocks, in the format of a suffix."""
    chance = random.Random(number)
    blocks = Image.new("RGB", (8, 8))
    blocks.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(64)])
    target = io.BytesIO()
    blocks.resize((size, size), Image.Resampling.BICUBIC).save(target, _FORMATS[suffix])
    return target.getvalue()
