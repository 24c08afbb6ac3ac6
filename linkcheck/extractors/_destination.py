"""Where a Markdown link's destination stands in the source (CommonMark §6.3, §4.7).

The parser tells where a link begins and ends, not where its destination does. All offsets are in bytes.
"""

from __future__ import annotations

import html
import re

# Between the parts of a link may stand one line end, with the markers of the block quotes around it.
_GAP = re.compile(rb"(?:[ \t\r\x0b\x0c]|\n(?:[ \t]*>)*)*")
_LABEL = re.compile(rb"[ \t]*\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)
_ANGLED = re.compile(rb"<((?:[^<>\\\n]|\\.)*)>")
_BARE = re.compile(rb"(?:\\[!-/:-@\[-`{-~]|[^\x00-\x20\x7f()])*")
_AFTER = b") \t\n"
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);)")


def inline_destination(source: bytes, inner_end: int, destination: str) -> tuple[int, int]:
    """Return the place of the destination of an inline link whose text ends at `inner_end`."""
    return _place(source, source.find(b"](", inner_end) + 2, destination)


def defined_destination(source: bytes, start: int, destination: str) -> tuple[int, int]:
    """Return the place of the destination in the link reference definition that starts at `start`."""
    label = _LABEL.match(source, start)
    return _place(source, label.end() if label else start, destination)


def unescape(text: str) -> str:
    r"""Return the text with backslash escapes and character references decoded (CommonMark §2.4, §2.5).

    >>> unescape(r"a\_b&amp;c&copy=1")
    'a_b&c&copy=1'
    """
    return _ESCAPE.sub(_decode, text)


def _decode(match: re.Match[str]) -> str:
    return match[1] or html.unescape(match[2])


def _place(source: bytes, start: int, destination: str) -> tuple[int, int]:
    """Return the place of the destination that begins at or after `start`, without angle brackets."""
    encoded = destination.encode()
    end = start + len(encoded)
    if encoded and source.startswith(encoded, start) and source[end : end + 1] in _AFTER:
        return start, end
    gap = _GAP.match(source, start)
    start = gap.end() if gap else start
    if angled := _ANGLED.match(source, start):
        return angled.span(1)
    return start, _bare_end(source, start)


def _bare_end(source: bytes, start: int) -> int:
    """Return the end of a destination without angle brackets, in which parentheses are balanced."""
    depth = 0
    while run := _BARE.match(source, start):
        start = run.end()
        character = source[start : start + 1]
        if character == b"(":
            depth += 1
        elif character == b")" and depth:
            depth -= 1
        else:
            break
        start += 1
    return start
