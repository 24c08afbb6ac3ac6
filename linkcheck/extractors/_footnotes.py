"""The footnotes of a document: which marks call on what stands in which note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from linkcheck.extractors._positions import Positions
from linkcheck.model import Mark
from linkcheck.text.locators import names_a_place

# What a mark looks like: a number in any digits, a letter or sign, each perhaps in brackets.
_MARK_TEXT = re.compile(
    r"\s*[\[(（【［]?\s*(?:(?:note|nb|n|fn|注|註|прим\.?|nota|ملاحظة|הערה)\s*)?(?:\d{1,3}|[a-z]|[ivxlc]{1,5}|[*†‡§¶‖#]{1,3})\s*"
    r"[\])）】］]?\s*",
    re.IGNORECASE,
)
_NUMBER_TEXT = re.compile(r"\s*(?:[\[(（【［]\s*\d{1,3}\s*[\])）】］]|\d{1,3}|[¹²³⁰-⁹]{1,3})\s*")
# A note with more references is a commentary or a list for further reading.
_MOST_SOURCES = 8
# A note that is called so often cannot be about the one place that it names: those are an article's pages.
_ONE_PLACE = 4
# Chapter and verse, or minutes and seconds of a recording.
_VERSE = re.compile(r"(?<![\d:/])\d{1,3}:\d{1,3}(?![\d:/])")


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the text: its offsets, and the claim that it closes."""

    start: int
    end: int
    claim: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its offsets, what it says, and the marks that call on it."""

    start: int
    end: int
    text: str
    calls: tuple[Call, ...]


class Footnotes:
    """The notes of one document, found by an offset in them."""

    def __init__(self, notes: Iterable[Note], positions: Positions) -> None:
        """Take notes that do not overlap; one that names a place in its source speaks for itself."""
        self._notes = sorted(notes, key=lambda note: note.start)
        self._starts = [note.start for note in self._notes]
        self._positions = positions
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._asked = Counter[int]()

    def marks_at(self, offset: int) -> tuple[Mark, ...]:
        """Return the marks that call on the reference at an offset, in order; none if it is in no note.

        Ask once for each reference, in order: from the ninth of a note on, none is the one that is meant.
        """
        index = self._index(offset)
        if index is None:
            return ()
        self._asked[index] += 1
        if self._asked[index] > _MOST_SOURCES:
            return ()
        if index not in self._marks:
            note = self._notes[index]
            is_one_place = len(note.calls) < _ONE_PLACE
            is_precise = is_one_place and (names_a_place(note.text) or _VERSE.search(note.text))
            calls = () if is_precise else note.calls
            self._marks[index] = marks_of(calls, self._positions)
        return self._marks[index]

    def __contains__(self, offset: int) -> bool:
        """Say whether a note holds an offset."""
        return self._index(offset) is not None

    def _index(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._notes[index].end else None


def marks_of(calls: Iterable[Call], positions: Positions) -> tuple[Mark, ...]:
    """Return the marks of calls that close a claim, with their places."""
    return tuple(Mark(positions.span(call.start, call.end), call.claim) for call in calls if call.claim)


def is_mark(text: str) -> bool:
    """Say whether the text of a link inside a page may be the mark of a footnote.

    >>> is_mark("[12]"), is_mark("note 3"), is_mark("†"), is_mark("Section 12")
    (True, True, True, False)
    """
    return _MARK_TEXT.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Say whether an anchor is nothing but a number that a list of sources might have.

    >>> is_number("[12]"), is_number("3"), is_number("2019"), is_number("here")
    (True, True, False, False)
    """
    return _NUMBER_TEXT.fullmatch(text) is not None
