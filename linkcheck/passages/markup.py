"""Take markup off and keep what readers read as prose, with its lines; say what is marked as a quotation.

One pass over the tags, whatever is nested or left open in hostile text. Headings, navigation, code and
tables of contents are no prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HTML_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_INLINE_TAG = re.compile(r"`[^`\n]*`|" + _HTML_TAG.pattern)
_BBCODE_TAG = re.compile(r"\[(/?)([a-zA-Z]+)[^\[\]\n]*\]")
_SILENT_HTML = frozenset(
    "script style pre head template nav header footer aside h1 h2 h3 h4 h5 h6 svg math textarea select title"
    " button noscript".split()
)
_SILENT_MARKDOWN = frozenset("script style pre table svg nav header footer aside".split())
_SILENT_BBCODE = frozenset({"code", "pre", "noparse", "table"})
_BLOCKS = frozenset(
    "address article blockquote body br caption center dd details div dl dt fieldset figcaption figure footer"
    " form header hr html li main nav ol p section summary table tbody td tfoot th thead tr ul".split()
)
_SEPARATOR = "\0"
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two tags, where it begins, and whether it stands in a quotation."""

    text: str
    offset: int
    is_quoted: bool


def strip_html(text: str) -> Iterator[Stretch]:
    """Yield the prose of HTML; a block's border is the character NUL."""
    return _strip(text, _HTML_TAG, _SILENT_HTML, "blockquote", is_split=True)


def strip_inline_html(text: str) -> Iterator[Stretch]:
    """Yield the text of Markdown without the HTML in it; code spans are kept."""
    return _strip(text, _INLINE_TAG, _SILENT_MARKDOWN, "blockquote", is_split=False)


def strip_bbcode(text: str) -> Iterator[Stretch]:
    """Yield the prose of BBCode."""
    return _strip(text, _BBCODE_TAG, _SILENT_BBCODE, "quote", is_split=False)


def _strip(
    text: str, tags: re.Pattern[str], silent: frozenset[str], quote: str, *, is_split: bool
) -> Iterator[Stretch]:
    lower = text.lower()
    if len(lower) != len(text):  # it is longer for İ, and nothing makes it shorter
        lower = text.translate(_ASCII_LOWER)
    sign = "[/" if tags is _BBCODE_TAG else "</"
    last_close = {name: lower.rfind(sign + name) for name in silent}
    position, quotes = 0, 0
    while (match := tags.search(text, position)) is not None:
        if match[0].startswith("`"):
            yield Stretch(text[position : match.end()], position, quotes > 0)
            position = match.end()
            continue
        yield Stretch(text[position : match.start()], position, quotes > 0)
        if match[0] == "<!--":
            position = _after(text, "-->", match.end())
            continue
        name, position = match[2].lower(), match.end()
        if name == quote:
            quotes = max(quotes + (-1 if match[1] else 1), 0)
        if is_split and (name in _BLOCKS or name in silent):
            yield Stretch(_SEPARATOR, match.start(), quotes > 0)
        if not match[1] and name in silent and last_close[name] > position:
            position = _after(lower, sign + name, position)
    yield Stretch(text[position:], position, quotes > 0)


def _after(text: str, what: str, position: int) -> int:
    found = text.find(what, position)
    return len(text) if found < 0 else found + len(what)
