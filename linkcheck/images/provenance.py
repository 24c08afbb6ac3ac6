"""Add to a picture what its file says of where it comes from."""

from __future__ import annotations

from dataclasses import replace

from linkcheck.images.fault import PictureFault
from linkcheck.images.metadata import read_metadata
from linkcheck.model import Picture


def with_provenance(
    answer: Picture | PictureFault, body: bytes, *, max_pixels: int
) -> Picture | PictureFault:
    """Return the answer with what the bytes say of the picture, whether or not it could be decoded."""
    return replace(answer, metadata=read_metadata(body, max_pixels=max_pixels))
