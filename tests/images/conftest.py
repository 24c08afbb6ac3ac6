"""Pictures made for the tests: like photographs in what hashes see, the same at every run."""

from __future__ import annotations

import io
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
