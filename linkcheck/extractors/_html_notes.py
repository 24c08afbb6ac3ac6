"""The footnotes of HTML, and links that are numbers: which claims stand behind which reference.

Wikis, blogs, Pandoc, DocBook and documentation tools all write a mark as a link to a place further down in
the page, and the note as the element there; they agree on nothing else.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from turbohtml import Document, Element

from linkcheck.extractors._claims import claims_before
from linkcheck.extractors._footnotes import Call, Footnotes, Note, is_mark, is_number, marks_of
from linkcheck.extractors._html_numbers import html_numbers
from linkcheck.extractors._html_words import plain, words_of
from linkcheck.extractors._positions import Positions
from linkcheck.model import Mark

_SIGN = re.compile(r"href\s*=\s*[\"']?[^\"'\s>]*#", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\d\s*[\])）】］]?\s*</a", re.IGNORECASE)
# Docutils and Sphinx call every link inside a manual a "reference internal".
_TOLD = re.compile(
    r"foot-?note|end-?note|note-?ref|fn-?ref|\bfn\b|citation|reference(?!\s+(?:internal|external)\b)|biblioref",
    re.IGNORECASE,
)
_UNMARKED = "nav, header, [role=navigation i], code, pre, kbd, samp, template"
_NO_NOTES = frozenset("h1 h2 h3 h4 h5 h6 body main article html".split())
_ITEMS, _BLOCKS = frozenset("li p dd dt td".split()), frozenset("div aside section blockquote footer".split())
_LONGEST_MARK, _LONGEST_NOTE, _DEEPEST = 40, 8000, 8
# An asterisk or dagger on so many things says something of each of them ("from 1 May") and cites nothing.
_FLAGS, _WORD = 4, re.compile(r"\w")
# A cell so short, its markup included, holds a value, and its mark a remark on it.
_CELL = 200
_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)


class HtmlNotes:
    """What the marks of one page call on; offsets are those of the source."""

    def __init__(self, document: Document, written: str, positions: Positions, *, is_whole: bool) -> None:
        """Find the notes of a parsed `document`, whose words stand in `written`.

        Where it is a whole page, and not embedded in another format, notes may go by their numbers alone.
        """
        self._positions = positions
        called = [*_called(document)] if _SIGN.search(written) else []
        numbers = [*_numbers(document)] if _NUMBER_SIGN.search(written) else []
        places = dict(sorted(_place(mark) for mark in (*(mark for mark, _ in called), *numbers)))
        claims = claims_before(written, places.items(), plain)
        self._calls = {
            start: Call(start, end, claim) for (start, end), claim in zip(places.items(), claims, strict=True)
        }
        self._called = frozenset(_place(mark)[0] for mark, _ in called)
        self._pages = frozenset(["", *(_parts(mark)[0] for mark, _ in called)])
        made = tuple(self._made(called, written)) or (html_numbers(written) if is_whole else ())
        self._notes = Footnotes(made, positions)
        self._has_any = bool(made) or bool(self._calls)

    def is_way(self, link: Element, start: int) -> bool:
        """Say whether a link that begins at `start` leads from a mark to its note, or back."""
        if not self._called or link.tag != "a":
            return False
        if start in self._called:
            return True
        page, fragment = _parts(link)
        return fragment != "" and page in self._pages and start in self._notes

    def marks_of(self, link: Element, start: int, anchor: str) -> tuple[Mark, ...]:
        """Return the marks that call on a link to elsewhere, or that it consists of.

        Ask once for each, in order.
        """
        if not self._has_any or link.tag != "a":
            return ()
        if start in self._notes:
            return self._notes.marks_at(start)
        call = self._calls.get(start)
        return marks_of([call], self._positions) if call is not None and is_number(anchor) else ()

    def _made(self, called: list[tuple[Element, Element]], written: str) -> Iterator[Note]:
        calls: dict[int, list[Call]] = {}
        targets: dict[int, Element] = {}
        signs: set[int] = set()
        for mark, target in called:
            start, _ = _range(target, len(written))
            targets[start] = target
            if not _WORD.search(mark.text):
                signs.add(start)
            calls.setdefault(start, []).append(self._calls[_place(mark)[0]])
        ranges: list[tuple[int, int, int]] = []
        previous = -1
        for key in sorted(targets):
            found = _note_range(targets[key], previous, len(written))
            if found and not _HEADING.search(written, found[0], min(found[1], found[0] + _LONGEST_NOTE)):
                ranges.append((*found, key))
            previous = key
        following = [*(start for start, _, _ in ranges), len(written)][1:]
        for (start, end, key), limit in zip(ranges, following, strict=True):
            stop = min(end, limit)
            earlier = tuple(call for call in calls[key] if call.start < start)
            is_flag = len(earlier) >= _FLAGS and key in signs
            if earlier and not is_flag and stop - start <= _LONGEST_NOTE:
                yield Note(start, stop, words_of(written[start:stop]), earlier)


def _called(document: Document) -> Iterator[tuple[Element, Element]]:
    """Yield each link that looks like a mark, and the element further down that it leads to."""
    targets: dict[str, Element] | None = None
    for mark in document.select("a[href*='#']"):
        if mark.source_location is None or len(text := mark.text.strip()) > _LONGEST_MARK:
            continue
        is_told = _is_told(mark)
        page, fragment = _parts(mark)
        if not fragment or not (is_told or (is_mark(text) and not page)) or _is_unmarked(mark):
            continue
        if targets is None:
            targets = _targets(document)
        target = targets.get(fragment) or targets.get(unquote(fragment))
        if target is not None and _place(mark)[0] < _range(target, 0)[0]:
            yield mark, target


def _parts(link: Element) -> tuple[str, str]:
    """Return the page that a link leads to as written, empty for its own, and the fragment."""
    page, _, fragment = (link.attr("href") or "").partition("#")
    return page.strip(), fragment.strip()


def _is_told(mark: Element) -> bool:
    """Say whether an element says that it is a mark."""
    parent = mark.parent
    if isinstance(parent, Element) and parent.tag == "sup":
        return True
    said = (mark.attr(name) or "" for name in ("class", "role", "epub:type", "rel"))
    return _TOLD.search(" ".join(said)) is not None


def _targets(document: Document) -> dict[str, Element]:
    """Return what fragments name (HTML §7.4.6.3): the first element with an `id`, or else `a[name]`."""
    found: dict[str, Element] = {}
    for attribute, selector in (("id", "[id]"), ("name", "a[name]")):
        for element in document.select(selector):
            if element.source_location is not None:
                found.setdefault(element.attr(attribute) or "", element)
    return found


def _numbers(document: Document) -> Iterator[Element]:
    """Yield the links to other pages that are nothing but a number."""
    for element in document.select("a[href*='//']"):
        is_short = element.source_location is not None and len(element.text) <= _LONGEST_MARK
        if is_short and is_number(element.text) and not _is_unmarked(element):
            yield element


def _is_unmarked(mark: Element) -> bool:
    """Say whether an element stands where no sentences are: in navigation, code, or a cell with a value."""
    if mark.closest(_UNMARKED) is not None:
        return True
    cell = mark.closest("td, th")
    start, end = _range(cell, sys.maxsize) if cell is not None else (0, sys.maxsize)
    return end - start <= _CELL


def _note_range(target: Element, previous: int, length: int) -> tuple[int, int] | None:
    """Return where the note stands that a target begins, None if it begins none.

    `previous` is where the target before stands: what is between them in one block is the other's note.
    """
    start, end = _range(target, length)
    if target.tag in _NO_NOTES or target.closest("h1, h2, h3, h4, h5, h6"):
        return None
    if target.tag in {"dt", "td"}:
        return start, _end_of_row(target, length)
    if target.tag in _ITEMS or target.tag in _BLOCKS or target.tag in {"tr", "table", "dl"}:
        return start, end
    for block in islice(target.ancestors, _DEEPEST):
        if not isinstance(block, Element) or block.tag in _NO_NOTES:
            return None
        if block.tag in {"dt", "td"}:
            return start, _end_of_row(block, length)
        if block.tag in _ITEMS or block.tag in _BLOCKS:
            first, last = _range(block, length)
            return (first if block.tag in _ITEMS and previous < first else start), last
    return None


def _end_of_row(cell: Element, length: int) -> int:
    """Return where the note ends whose label is a cell of a table or the term of a list."""
    for sibling in _following(cell):
        if sibling.tag in {"dd", "td"}:
            return _range(sibling, length)[1]
    return _range(cell, length)[1]


def _range(element: Element, length: int) -> tuple[int, int]:
    """Return where an element begins and ends in a source of some length; its end tag may be left out."""
    location = element.source_location
    if location is None:
        return length, length
    start = location.start_tag.start_offset
    if location.end_tag is not None:
        return start, location.end_tag.end_offset
    node = element
    for _ in range(_DEEPEST):
        for sibling in _following(node):
            if sibling.source_location is not None:
                return start, sibling.source_location.start_tag.start_offset
        if not isinstance(parent := node.parent, Element):
            break
        if parent.source_location is not None and parent.source_location.end_tag is not None:
            return start, parent.source_location.end_tag.start_offset
        node = parent
    return start, min(length, start + _LONGEST_NOTE)


def _following(element: Element) -> Iterator[Element]:
    """Yield the elements that follow one, as far as they stand near it."""
    sibling = element.next_sibling
    for _ in range(_DEEPEST):
        if sibling is None:
            return
        if isinstance(sibling, Element):
            yield sibling
        sibling = sibling.next_sibling


def _place(mark: Element) -> tuple[int, int]:
    """Return where a mark stands, its tags included."""
    return _range(mark, 0)
