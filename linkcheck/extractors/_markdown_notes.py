"""The footnotes of Markdown, and links that are numbers: which claims stand behind which reference."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkcheck.extractors._claims import claims_before
from linkcheck.extractors._commonmark import Found, Reader
from linkcheck.extractors._footnotes import Call, Footnotes, Note, is_number, marks_of
from linkcheck.extractors._numbered_notes import numbered_notes
from linkcheck.extractors._positions import Positions
from linkcheck.extractors._text_notes import pandoc_notes
from linkcheck.model import Kind, Mark

# A number that links to its source: `[1](url)`, `[[1]](url)`, `[1][x]`.
_LINKED_NUMBER = re.compile(r"\[\\?\[?\d{1,3}\\?\]?\](?:\([^()\n]*\)|\[[^\[\]\n]*\])?")
_LABEL = re.compile(r"\[\^[^\]]*\]:")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_SIGNS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")


class MarkdownNotes:
    """What the marks of one post call on; offsets are those of its text."""

    def __init__(self, text: str, reader: Reader, positions: Positions, at: Callable[[int], int]) -> None:
        """Read the notes that `reader` met; `at` maps its offsets to those of `text`."""
        self._positions, self._at = positions, at
        labels: dict[int, str] = {}
        places: dict[int, int] = {}
        for start, end, label in reader.marks if reader.notes else ():
            labels[at(start)], places[at(start)] = _normal(label), at(end)
        for item in reader.found:
            if item.kind is Kind.HYPERLINK and is_number(item.anchor):
                number = _LINKED_NUMBER.match(text, at(item.use))
                places[at(item.use)] = number.end() if number else at(item.use) + 1
        ordered = sorted(places.items())
        self._calls = {
            start: Call(start, end, claim)
            for (start, end), claim in zip(ordered, claims_before(text, ordered, _plain), strict=True)
        }
        calls: dict[str, list[Call]] = {}
        for start in sorted(labels):
            calls.setdefault(labels[start], []).append(self._calls[start])
        notes = [
            Note(
                at(start),
                at(end),
                _LABEL.sub("", text[at(start) : at(end)]),
                tuple(calls.pop(_normal(label), ())),
            )
            for start, end, label in reader.notes
        ]
        notes += pandoc_notes(text, _plain)
        self._notes = Footnotes(notes or numbered_notes(text, _plain), positions)

    def marks_of(self, item: Found) -> tuple[Mark, ...]:
        """Return the marks that call on a reference, or that it consists of; ask once for each, in order."""
        if item.kind is not Kind.HYPERLINK:
            return ()
        use = self._at(item.use)
        if use in self._notes:
            return self._notes.marks_at(use)
        return marks_of([self._calls[use]], self._positions) if use in self._calls else ()


def _plain(written: str) -> str:
    return _SIGNS.sub("", _TAG.sub("", _LINK.sub(r"\1", written)))


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()
