"""Change parts of a file's text and nothing else: encoding, byte-order mark and line ends stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from linkcheck.sources.decoding import Decoded, decoded, with_line_feeds
from linkcheck.sources.files import Found, read


class Replacement(NamedTuple):
    """What is to stand in place of a part of a text, given by offsets in code points with LF line ends."""

    start: int
    end: int
    text: str


class ByteReplacement(NamedTuple):
    """The same in bytes of the file."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Original:
    """A file as it was read: its bytes, and the text they stand for."""

    path: str
    body: bytes
    written: Decoded

    @property
    def text(self) -> str:
        """The text with LF line ends, as documents hold it."""
        return with_line_feeds(self.written.text)


def read_original(path: str, limit_bytes: int) -> Original | str:
    """Return a file as it is, or the problem that prevents reading it."""
    body, problem = read(Found(path, path), limit_bytes)
    if problem is not None:
        return problem
    written = decoded(body)
    return written if isinstance(written, str) else Original(path, body, written)


def in_bytes(original: Original, replacements: Sequence[Replacement]) -> list[ByteReplacement] | str:
    """Return where the replacements stand in the file, or the problem that prevents writing it back exactly.

    Replacements are in order and do not overlap. One pass over the text, whatever their number.
    """
    written = original.written
    edges = _offsets_as_written(written.text, [edge for each in replacements for edge in each[:2]])
    bounds = [0, *edges, len(written.text)]
    try:
        parts = [written.text[start:end].encode(written.encoding) for start, end in pairwise(bounds)]
        contents = [each.text.encode(written.encoding) for each in replacements]
    except UnicodeEncodeError as error:
        return (
            f"{error.object[error.start : error.end]!r} cannot be written in its encoding, {written.encoding}"
        )
    if written.mark + b"".join(parts) != original.body:
        return f"its encoding, {written.encoding}, has several spellings for one text"
    found: list[ByteReplacement] = []
    position = len(written.mark)
    for index, content in enumerate(contents):
        start = position + len(parts[2 * index])
        position = start + len(parts[2 * index + 1])
        found.append(ByteReplacement(start, position, content))
    return found


def applied(body: bytes, replacements: Iterable[ByteReplacement]) -> bytes:
    """Return the bytes with the replacements made."""
    parts: list[bytes] = []
    position = 0
    for start, end, content in replacements:
        parts += (body[position:start], content)
        position = end
    return b"".join((*parts, body[position:]))


def _offsets_as_written(text: str, offsets: Iterable[int]) -> list[int]:
    """Map offsets in the text with LF line ends to offsets in the text with its own."""
    pairs = [match.start() - index for index, match in enumerate(re.finditer("\r\n", text))]
    return [offset + bisect_left(pairs, offset) for offset in offsets]
