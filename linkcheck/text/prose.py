"""What of a document's text is prose: code, comments and markup made blank, everything at its old offset."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

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


_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://[^\s<>()\[\]\"']+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?؟…](?=\s|[\"'»”)\]]|\Z)|[。！？；]|\s[|]\s")
_ANY_TAG = re.compile(
    r"<[^<>]*>|\[/?(?:b|i|u|s|url|img|quote|list|code|size|color|font|center)(?:=[^\]]*)?\]", re.IGNORECASE
)


# A sentence is read so far to either side of a place; what is further away says nothing about it.
_REACH = 1000


def clause_around(line: str, column: int) -> str:
    """Return the words of the sentence of a line that holds a column (from 1), without markup and URLs.

    >>> clause_around("It rained. The bridge ([report](https://e.org/a.b)) fell.", 33)
    'The bridge ([report]( )) fell'
    """
    bare, sentences = _sentences(line)
    at = bisect_left(sentences, column - 1, key=lambda sentence: sentence[1])
    start, end = sentences[at] if at < len(sentences) else (sentences[-1][1], len(bare))
    return " ".join(bare[max(start, column - 1 - _REACH) : min(end, column - 1 + _REACH)].split())


# A post may be one line with thousands of links.
@lru_cache(maxsize=16)
def _sentences(line: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a line with blanks for markup and URLs, and where each of its sentences starts and ends."""
    bare = _ANY_TAG.sub(_blank, _URL.sub(_blank, line))
    found: list[tuple[int, int]] = []
    start = 0
    for end in _SENTENCE_END.finditer(bare):
        found.append((start, end.start()))
        start = end.end()
    return bare, [*found, (start, len(bare))]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
