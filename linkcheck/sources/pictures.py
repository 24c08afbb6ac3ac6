"""Paths, folders, globs and URLs → the pictures they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkcheck.errors import UsageError
from linkcheck.sources.files import Found, find

_SUFFIXES = (
    ".jpg .jpeg .jpe .jfif .png .apng .gif .webp .avif .bmp .dib .tif .tiff .ico .heic .heif .svg".split()
)


def find_pictures(inputs: Sequence[str]) -> Iterator[Found | str]:
    """Yield each file once, and URLs as they are; in folders, what is called like a picture.

    Raises:
        UsageError: an input names nothing that exists, or is standard input.
    """
    if "-" in inputs:
        raise UsageError("-: name pictures as files or URLs; standard input holds a post")
    return find(inputs, is_post=lambda name: name.lower().endswith(tuple(_SUFFIXES)))
