"""Split a `srcset` attribute into its image candidates (WHATWG HTML, "parse a srcset attribute")."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SEPARATORS = re.compile(r"[ \t\n\f\r,]*")
_URL = re.compile(r"[^ \t\n\f\r]+")
# Commas in parentheses belong to a descriptor; an unclosed parenthesis runs to the end.
_DESCRIPTORS = re.compile(r"[^,(]*(?:\([^)]*\)?[^,(]*)*")
_DESCRIPTOR = re.compile(r"(?:\([^)]*\)?|[^ \t\n\f\r(])+")
_WIDTH = re.compile(r"0*[1-9][0-9]*w")
_HEIGHT = re.compile(r"0*[1-9][0-9]*h")
_DENSITY = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?x|-0(?:\.0+)?x")


def candidates(value: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each valid candidate's URL.

    >>> value = "a.png, b,c.png 2x,"
    >>> [value[start:end] for start, end in candidates(value)]
    ['a.png', 'b,c.png']
    """
    position = _end(_SEPARATORS, value, 0)
    while url := _URL.match(value, position):
        start, position = url.span()
        stripped = url[0].rstrip(",")
        is_valid = True
        if len(stripped) == len(url[0]):
            descriptors = position
            position = _end(_DESCRIPTORS, value, descriptors)
            is_valid = _are_valid(_DESCRIPTOR.findall(value, descriptors, position))
        if is_valid:
            yield start, start + len(stripped)
        position = _end(_SEPARATORS, value, position)


def _end(pattern: re.Pattern[str], value: str, position: int) -> int:
    """Return where a pattern that also matches nothing stops."""
    match = pattern.match(value, position)
    return match.end() if match else position


def _are_valid(descriptors: list[str]) -> bool:
    """Judge one candidate's descriptors: at most one density, or one width with at most one height."""
    widths = sum(bool(_WIDTH.fullmatch(text)) for text in descriptors)
    heights = sum(bool(_HEIGHT.fullmatch(text)) for text in descriptors)
    densities = sum(bool(_DENSITY.fullmatch(text)) for text in descriptors)
    if widths + heights + densities != len(descriptors):
        return False
    return (widths, heights, densities) in {(0, 0, 0), (0, 0, 1), (1, 0, 0), (1, 1, 0)}
