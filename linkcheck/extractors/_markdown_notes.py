"""The footnotes of Markdown, and links that are numbers: which claims stand behind which reference."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkcheck.extractors._claims import MARK, WINDOW, claim_before
from linkcheck.extractors._commonmark import Found, Reader
from linkcheck.extractors._footnotes import Call, Footnotes, Note, is_number, marks_of
from linkcheck.extractors._positions import Positions
from linkcheck.model import Kind, Mark

_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
_LABEL = re.compile(r"\[\^[^\]]*\]:")
# A number that links to its source: `[1](url)`, `[[1]](url)`, `[1][x]`.
_LINKED_NUMBER = re.compile(r"\[\\?\[?\d{1,3}\\?\]?\](?:\([^()\n]*\)|\[[^\[\]\n]*\])?")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_SIGNS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")


class MarkdownNotes:
    """What the marks of one post call on; offsets are those of its text."""

    def __init__(self, text: str, reader: Reader, positions: Positions, at: Callable[[int], int]) -> None:
        """Read the notes that `reader` met; `at` maps its offsets to those of `text`."""
        self._text, self._positions, self._at = text, positions, at
        calls: dict[str, list[Call]] = {}
        for start, end, label in reader.marks if reader.notes else ():
            call = Call(at(start), at(end), self._claim(at(start)))
            calls.setdefault(_normal(label), []).append(call)
        self._notes = Footnotes(
            (
                Note(
                    at(start),
                    at(end),
                    _LABEL.sub("", text[at(start) : at(end)]),
                    tuple(calls.pop(_normal(label), ())),
                )
                for start, end, label in reader.notes
            ),
            positions,
        )

    def marks_of(self, item: Found) -> tuple[Mark, ...]:
        """Return the marks that call on a reference, or that it consists of."""
        use = self._at(item.use)
        if item.kind is not Kind.HYPERLINK:
            return ()
        if use in self._notes:
            return self._notes.marks_at(use)
        if not is_number(item.anchor):
            return ()
        start, end = self._at(item.start), self._at(item.end)
        return marks_of([Call(start, end, self._claim(use))], self._positions)

    def _claim(self, offset: int) -> str:
        written = self._text[max(0, offset - WINDOW) : offset]
        written = _LINKED_NUMBER.sub(MARK, _NOTE_MARK.sub(MARK, written))
        return claim_before(_SIGNS.sub("", _TAG.sub("", _LINK.sub(r"\1", written))))


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()
