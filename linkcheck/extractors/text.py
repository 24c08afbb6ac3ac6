"""Plain text: URLs with a scheme or `www.`, and the words before them that were their anchors.

Forum and mail exporters write `anchor (url)`, `anchor <url>` or `anchor [url]`. The left edge of the anchor
is lost in the export, so the clause before the bracket is kept whole and its last words are the anchor.
AsciiDoc's `url[anchor]` and reStructuredText's `anchor <url>`_ lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from linkcheck.extractors import extractor
from linkcheck.extractors._comments import text_comments
from linkcheck.extractors._positions import Positions
from linkcheck.extractors._scanner import (
    INVISIBLE,
    find_urls,
    is_world_wide,
    kind_of,
    macro_words,
    with_scheme,
)
from linkcheck.extractors._text_sources import TextSources
from linkcheck.model import Kind, Reference

# In three exports made from known links, the true anchor was a suffix of eight words for 69 to 86 %.
_ANCHOR_WORDS = 8
_BRACKETS = {"(": ")", "<": ">", "[": "]", "（": "）"}
_BLANKS = INVISIBLE + "".join(filter(str.isspace, map(chr, range(0x3001)))).replace("\n", "")
# A `.` or `,` ends a clause only before white space, so `10,000` and `example.org` stay whole.
_LAST_SEPARATOR = re.compile(r".*(?:[!?؟؛;:…•|—–\"«»“”‹›()\[\]{}،۔。、，\t]|[.,](?=\s))", re.DOTALL)
# What follows a `www.` address that is the anchor, or stands in it: `www.a.b (https://…)`, `[www.a.b](…)`.
_IN_ANCHOR = re.compile(
    rf"[{_BLANKS}]{{0,8}}[(<\[（][{_BLANKS}]{{0,8}}(?i:https?|ftp)://|[^\[\]\n]{{0,200}}\]\((?!\))"
)
# What begins an item of a list, or a quoted line, stands before words and belongs to none.
_MARKS = frozenset("-*+>·∙‣⁃◦▪▫●○■□►▶✓✔–—−‐")
_ATTRIBUTES = re.compile(r",?\s*\b[a-z]{2,20}=.*", re.DOTALL)
_SQUARE_BRACKET = re.compile(r"[\[\]]")
_OPENING_MARKS = dict(zip("\"'*_`»«”“’›」』》", "\"'*_`«»“„‘‹「『《", strict=True))


@extractor("text", media_type="text/plain", suffixes=(".txt", ".text"), comments=text_comments)
def extract(text: str) -> Iterator[Reference]:
    """Yield every URL with a scheme or `www.`; anchors are inferred, but where `[anchor](url)` marks them."""
    positions = Positions(text)
    sources = TextSources(text, positions)
    floor = 0
    image_label = previous = ""
    for start, end in find_urls(text):
        if is_world_wide(text[start:end]) and _IN_ANCHOR.match(text, end):
            continue
        url, span = with_scheme(text[start:end]), positions.span(start, end)
        line = text.rfind("\n", floor, start) + 1
        previous, floor = ("", line) if line > floor else (previous, floor)
        before = text[floor:start]
        opened = before.rstrip(_BLANKS)
        closer = _BRACKETS.get(opened[-1:], "")
        floor = _after(text, end, closer)
        label = _label(before[:-2]) if before.endswith("](") else None
        if closer == ">" and text.startswith("`_", floor) and "`" in opened:
            label = opened[:-1].rpartition("`")[2], False  # reStructuredText's `anchor <url>`_
        if macro := macro_words(text, start, end):
            label, floor = (_words_of(macro["words"]), False), macro.end()
        if label is not None or (before == "](" and image_label):
            anchor, is_image = label or (image_label, False)
            image_label = anchor if is_image else ""
            kind, anchor = Kind.IMAGE if is_image else kind_of(url), " ".join(anchor.split())
            yield Reference(url, kind, span, anchor, marks=sources.marks_at(start, kind))
        else:
            # Mail programs write `https://a.example <https://b.example>` for a link under an address.
            words = opened[:-1].rstrip(_BLANKS)
            is_shown = bool(previous) and closer == ">" and not words
            clause, anchor = ("", "") if not closer else (previous, previous) if is_shown else _infer(words)
            kind = kind_of(url)
            marks = sources.marks_at(start, kind)
            yield Reference(url, kind, span, anchor, anchor_inferred=True, context=clause, marks=marks)
        previous = url if floor == end else ""


def _words_of(macro: str) -> str:
    """Return what AsciiDoc shows of a link's words: no attributes, no quotes, no sign for a new window.

    >>> _words_of('"our words, at length", window=_blank'), _words_of("our words^"), _words_of("1")
    ('our words, at length', 'our words', '')
    """
    words = _ATTRIBUTES.sub("", macro).strip().rstrip("^").strip('"')
    return "" if words.isdigit() else words


def _after(text: str, end: int, closer: str) -> int:
    """Return the offset just after a link that ends at `end`, and after its closing bracket, if any."""
    tail = text[end : end + 8]
    rest = tail.lstrip(_BLANKS)
    return end + len(tail) - len(rest) + 1 if closer and rest.startswith(closer) else end


def _label(words: str) -> tuple[str, bool] | None:
    """Return the text of the Markdown label that `words` end with, and whether it is an image's.

    html2text and trafilatura export `[anchor](url)`, which loses nothing.
    """
    depth = 0
    for match in reversed(list(_SQUARE_BRACKET.finditer(words))):
        if match[0] == "]":
            depth += 1
        elif depth:
            depth -= 1
        else:
            return words[match.end() :], words[: match.start()].endswith("!")
    return None


def _infer(words: str) -> tuple[str, str]:
    """Return the clause that `words` end with, and the anchor: its quoted part, or its last words."""
    delimited = _delimited(words)
    if delimited:
        return delimited, delimited
    separator = _LAST_SEPARATOR.match(words)
    words = words[separator.end() if separator else 0 :].strip(_BLANKS)
    tokens = list(dropwhile(_MARKS.__contains__, words.split()))
    return " ".join(tokens), " ".join(tokens[-_ANCHOR_WORDS:])


def _delimited(words: str) -> str:
    """Return the text inside the quotes or emphasis marks that close at the end of `words`, if any."""
    mark = words[-1:]
    if mark not in _OPENING_MARKS:
        return ""
    inner = words.rstrip(mark)
    start = inner.rfind(_OPENING_MARKS[mark])
    if start < 0 or (mark in "'*_" and inner[start - 1 : start].isalnum() and start):
        return ""
    return " ".join(inner[start + 1 :].split())
