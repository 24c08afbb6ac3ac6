"""What of a document's text is prose: code, comments and markup made blank, everything at its old offset."""

from __future__ import annotations

import re

from linkcheck.model import Span

_ELEMENTS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|template|head)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_FENCE = re.compile(
    r"^[ >\t]{0,8}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ >\t]{0,8}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t)[^\n]*\n?)+")
_CODE_SPAN = re.compile(r"(?<!`)(`{1,4})(?!`)[^\n]*?[^`]\1(?!`)")
_BBCODE = re.compile(r"\[(code|pre|noparse)\b.*?\[/\1\]", re.IGNORECASE | re.DOTALL)
_NOT_PROSE = {
    "text/html": (_ELEMENTS, _TAG),
    "text/markdown": (_FENCE, _INDENTED, _CODE_SPAN, _ELEMENTS, _TAG),
    "text/x-bbcode": (_BBCODE,),
}
_INK = re.compile(r"[^\n]")


def prose(text: str, media_type: str) -> str:
    """Return a text as long as the one given, with blanks for what is no prose.

    >>> prose("say `x` <b>now</b>", "text/markdown")
    'say        now    '
    """
    for pattern in _NOT_PROSE.get(media_type, ()):
        text = pattern.sub(lambda match: _INK.sub(" ", match[0]), text)
    return text


def span_of(text: str, start: int, end: int) -> Span:
    """Return the region between two offsets of one line."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(line, column, line, column + end - start)
