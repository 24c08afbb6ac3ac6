"""A unified diff in bytes, as `git apply` reads it; made from the edits themselves, in linear time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_CONTEXT = 3


def unified_diff(name: str, before: bytes, edits: Sequence[tuple[int, int, bytes]]) -> Iterator[bytes]:
    """Yield the lines of the diff between a file and the file with its edits made, none without edits.

    `edits` are in order and do not overlap. Lines end in LF, as git counts them; the last may lack one.
    """
    if not edits:
        return
    lines = before.splitlines(keepends=True) if b"\r" not in before else _lines(before)
    starts = list(accumulate(map(len, lines), initial=0))
    yield b"--- " + _quoted(f"a/{name}") + b"\n"
    yield b"+++ " + _quoted(f"b/{name}") + b"\n"
    growth = 0
    for hunk in _hunks(_changes(lines, starts, edits)):
        head = max(0, hunk[0][0] - _CONTEXT)
        tail = min(len(lines), hunk[-1][1] + _CONTEXT)
        added = sum(len(new) - (last - first) for first, last, new in hunk)
        old_size, new_size = tail - head, tail - head + added
        yield b"@@ -%d,%d +%d,%d @@\n" % (head + 1, old_size, head + 1 + growth, new_size)
        growth += added
        position = head
        for first, last, new in hunk:
            yield from _marked(b" ", lines[position:first])
            yield from _marked(b"-", lines[first:last])
            yield from _marked(b"+", new)
            position = last
        yield from _marked(b" ", lines[position:tail])


# Lines from one number to another (exclusive), and what stands there afterwards.
_Change = tuple[int, int, list[bytes]]


def _lines(content: bytes) -> list[bytes]:
    """Split at LF alone."""
    parts = content.split(b"\n")
    lines = [part + b"\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _changes(
    lines: Sequence[bytes], starts: Sequence[int], edits: Sequence[tuple[int, int, bytes]]
) -> Iterator[_Change]:
    """Yield the lines that change, those that touch as one."""
    first = last = -1
    parts: list[bytes] = []
    position = 0
    before = b"".join(lines)
    for start, end, content in edits:
        line = bisect_right(starts, start) - 1
        if line > last or last < 0:
            if last >= 0:
                parts.append(before[position : starts[last]])
                yield first, last, _lines(b"".join(parts))
            first, position, parts = line, starts[line], []
        last = max(bisect_right(starts, max(start, end - 1)), line + 1)
        parts += (before[position:start], content)
        position = end
    parts.append(before[position : starts[last]])
    yield first, last, _lines(b"".join(parts))


def _hunks(changes: Iterator[_Change]) -> Iterator[list[_Change]]:
    """Join changes whose context would meet."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _marked(mark: bytes, lines: Sequence[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line.endswith(b"\n"):
            yield mark + line
        else:
            yield mark + line + b"\n\\ No newline at end of file\n"


def _quoted(path: str) -> bytes:
    r"""Write a path as git does: in quotes where it holds a quote, a backslash or a control character.

    A tab after a name with blanks keeps what follows it from being read as a date.
    """
    raw = path.encode("utf-8", "surrogateescape")
    if any(byte < 0x20 or byte in b'"\\\x7f' for byte in raw):
        return b'"' + b"".join(map(_escaped, raw)) + b'"'
    return raw + b"\t" if b" " in raw else raw


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])
