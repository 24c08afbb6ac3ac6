"""Which claims stand behind a reference of plain text or BBCode: those of its footnote, or of its number."""

from __future__ import annotations

import re

from linkcheck.extractors._claims import claims_before
from linkcheck.extractors._footnotes import Call, Footnotes, marks_of
from linkcheck.extractors._numbered_notes import numbered_notes
from linkcheck.extractors._positions import Positions
from linkcheck.extractors._text_notes import text_notes
from linkcheck.model import Kind, Mark

_SIGNS = ("[", "<ref", "footnote", "((", *"¹²³")
# A number that links to its source: `[1](url)`, `[url=…]1[/url]`; the reference begins where the group does.
_LINKED = re.compile(
    r"\[(?:\\?\[)?\d{1,3}(?:\\?\])?\]\((?=\w{3,5}://)"
    r"|\[url=\"?(?P<start>)[^\[\]\n]{1,2000}\]\s*\[?\d{1,3}\]?\s*\[/url\]",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|'{2,5}|\{\{[^{}]*\}\}|</?[a-z][^<>]*>"
    r"|\[/?(?:b|i|u|s|url|img|quote|list|size|color|font|center|sup|email)(?:=[^\[\]]*)?\]|[`*]+"
    r"|(?<!\S)[_/~=]+(?=\w)|(?<=\w)[_/~=]+(?!\S)",
    re.IGNORECASE,
)


class TextSources:
    """What the marks of one text call on."""

    def __init__(self, text: str, positions: Positions) -> None:
        """Find the notes of `text`, whose lines `positions` knows."""
        self._positions = positions
        self._calls: dict[int, Call] = {}
        if not any(sign in text for sign in _SIGNS):
            self._notes = Footnotes((), positions)
            return
        linked = [*_LINKED.finditer(text)] if "](" in text or "[url" in text.lower() else []
        claims = claims_before(text, (match.span() for match in linked), _plain)
        for match, claim in zip(linked, claims, strict=True):
            at = match.end() if match["start"] is None else match.start("start")
            self._calls[at] = Call(*match.span(), claim)
        notes = text_notes(text, _plain) or numbered_notes(text, _plain)
        self._notes = Footnotes(notes, positions)

    def marks_at(self, offset: int, kind: Kind) -> tuple[Mark, ...]:
        """Return the marks that call on a reference, or that it consists of; ask once for each, in order."""
        if kind is not Kind.HYPERLINK:
            return ()
        if offset in self._notes:
            return self._notes.marks_at(offset)
        return marks_of([self._calls[offset]], self._positions) if offset in self._calls else ()


def _plain(written: str) -> str:
    return _MARKUP.sub(lambda match: match[1] or "", written)
