"""The row of a table or the item of a list around a place in a document, as words.

Markup is read just far enough for that; whoever needs the structure of a document asks an extractor.
"""

from __future__ import annotations

import re

# What opens and closes rows and items in HTML; a cell belongs to its row.
_TAG = re.compile(r"<(/?)(tr|li|dd|dt|table|ul|ol|dl)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")
_ROWS = frozenset("tr li dd dt".split())
_MARKER = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s|\s*\[\*\]|.*\|.*\|")
_TARGET = re.compile(r"\]\([^)]*\)|\[/?\w+(?:=[^\]]*)?\]|\w+://\S+")
# No row is longer, and no more of a document is read for one.
_REACH = 4000


def row_around(text: str, offset: int, *, is_html: bool) -> str | None:
    """Return the words of the row or item around an offset, None for a place that is in none.

    Other formats than HTML have rows of lines, and those of HTML embedded in them.

    >>> row_around("<li>Tea: <a href='/1'>more</a></li><li>Ice</li>", 25, is_html=True)
    'Tea: more'
    """
    return (None if is_html else _row_of_lines(text, offset)) or _row_of_html(text, offset)


def _row_of_html(text: str, offset: int) -> str | None:
    start = None
    closed: list[str] = []
    for tag in reversed(list(_TAG.finditer(text, max(0, offset - _REACH), offset))):
        name = tag[2].lower()
        if tag[1]:
            closed.append(name)
        elif closed:  # what stands before a closed list is not around the offset, though it may not be closed
            closed = closed[:-1] if name == closed[-1] else closed
        elif name in _ROWS:
            start = tag.end()
            break
        else:
            return None
    if start is None:
        return None
    end = next((tag.start() for tag in _TAG.finditer(text, offset, offset + _REACH)), offset + _REACH)
    return " ".join(_ANY_TAG.sub(" ", text[start:end]).split())


def _row_of_lines(text: str, offset: int) -> str | None:
    end = text.find("\n", offset)
    end = min(len(text) if end < 0 else end, offset + _REACH)
    start = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    while offset - start < _REACH:
        line = text[start:end] if "\n" not in text[start:end] else text[start : text.find("\n", start)]
        if _MARKER.match(line):
            return " ".join(_TARGET.sub(" ", text[start:end]).split())
        if not line.strip() or start == 0 or not line[0].isspace():
            return None
        start = text.rfind("\n", 0, start - 1) + 1
    return None
