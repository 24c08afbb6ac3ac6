"""Turn offsets in a text into lines and columns, and keep sets of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from linkcheck.model import Span


class Positions:
    """The line starts of one text; finds a span in logarithmic time, in any order."""

    def __init__(self, text: str) -> None:
        """Index the lines of `text`; only LF ends one."""
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))

    def span(self, start: int, end: int) -> Span:
        """Return the span between two code point offsets, the end exclusive."""
        starts = self._starts
        line = bisect_right(starts, start)
        column = start - starts[line - 1] + 1
        if end < starts[line]:
            return Span(line, column, line, column + end - start)
        end_line = bisect_right(starts, end)
        return Span(line, column, end_line, end - starts[end_line - 1] + 1)


class Ranges:
    """A set of offsets, given as ranges that may overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        """Join `ranges`, whose ends are exclusive."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        """Tell whether a range holds `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def code_point_offsets(source: bytes, byte_offsets: Iterable[int], base: int = 0) -> dict[int, int]:
    """Map offsets in UTF-8 to offsets in code points, decoding `source` once whatever their number.

    `base` is the offset of the first character of `source`.
    """
    offsets: dict[int, int] = {}
    code_points, previous = base, 0
    for offset in sorted(set(byte_offsets)):
        code_points += len(source[previous:offset].decode())
        offsets[offset] = code_points
        previous = offset
    return offsets
