"""Read the references of HTML, whole or embedded in another format, with exact positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

import turbohtml
from turbohtml import Element, SourceLocation

from linkcheck.extractors._anchors import anchor_of, collapse, name_of
from linkcheck.extractors._elements import SRCSETS, TAGS, lacks_alternative, relations_of, targets_of
from linkcheck.extractors._html_notes import HtmlNotes
from linkcheck.extractors._positions import Positions
from linkcheck.extractors._srcset import candidates
from linkcheck.model import Kind, Reference

NAVIGATION = (
    "nav, header, footer, aside, [role=navigation i], [role=banner i], [role=contentinfo i], "
    "[role=complementary i]"
)
# A template's content is inert (HTML §4.12.3), and what is quoted as code is no link of the post.
SILENT = "code, pre, kbd, samp, template"

_BLANKS = " \t\n\f\r"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASSIGNMENT = re.compile(rf"[{_BLANKS}]*=[{_BLANKS}]*([\"']?)")


class Markup:
    """One parsed piece of HTML."""

    def __init__(self, source: str, positions: Positions, text: str | None = None) -> None:
        """Parse `source`; `positions` indexes it, or a `text` in which everything has the same offset."""
        # The parser counts CR LF as one character; a space in place of CR keeps the offsets. Half a character
        # (a lone surrogate) becomes U+FFFD, as in a browser; the parser cannot name a place beside one.
        self._source = _SURROGATE.sub("\ufffd", source.replace("\r", " "))
        self._positions = positions
        self._document = turbohtml.parse(self._source, source_locations=True)
        written = self._source if text is None else text
        self._notes = HtmlNotes(self._document, written, positions, is_whole=text is None)
        self._alternatives = {
            image.closest("picture"): image.attr("alt") for image in self._document.select("picture img[alt]")
        }

    def ranges(self, selector: str) -> list[tuple[int, int]]:
        """Return where the elements that match, and are closed, begin and end."""
        places = (element.source_location for element in self._document.select(selector))
        return [(at.start_tag.start_offset, at.end_tag.end_offset) for at in places if at and at.end_tag]

    def references(self) -> list[tuple[int, Reference]]:
        """Return each reference with the offset of its target, in order of offset."""
        silent = self._document.select_one(SILENT) is not None
        navigation = self._document.select_one(NAVIGATION) is not None
        found: list[tuple[int, Reference]] = []
        has_base = False
        for element, location, pieces in self._elements():
            if silent and element.closest(SILENT):
                continue
            is_navigation = navigation and element.closest(NAVIGATION) is not None
            start_of_link = location.start_tag.start_offset
            is_way = self._notes.is_way(element, start_of_link)
            lacks = lacks_alternative(element)
            for name, kind in targets_of(element):
                if kind is Kind.BASE and has_base:
                    continue
                has_base = has_base or kind is Kind.BASE
                anchor = self._anchor(element, pieces, kind)
                rel = relations_of(element)
                marks = () if is_way else self._notes.marks_of(element, start_of_link, anchor)
                for target, start, end in self._targets(element, name, location):
                    span = self._positions.span(start, end)
                    reference = Reference(
                        target,
                        kind,
                        span,
                        anchor,
                        rel,
                        is_navigation=(is_navigation and not marks) or is_way,
                        lacks_alternative=lacks,
                        marks=marks,
                    )
                    found.append((start, reference))
                    lacks = False  # said once, of whatever the picture is first loaded from
        found.sort(key=itemgetter(0))
        return found

    def _elements(self) -> list[tuple[Element, SourceLocation, list[Element]]]:
        """Return each element as written, with all pieces that the parser made of a link.

        A link that is closed in the wrong order is cloned, and the clone has no place in the source
        (HTML §13.2.6.4.7, the adoption agency algorithm).
        """
        found: list[tuple[Element, SourceLocation, list[Element]]] = []
        pieces: list[Element] = []
        for element in self._document.select(TAGS):
            location = element.source_location
            if location is None:
                pieces.append(element)
                continue
            if element.tag == "a":
                pieces = []
            found.append((element, location, pieces))
        return found

    def _targets(
        self, element: Element, name: str, location: SourceLocation
    ) -> Iterator[tuple[str, int, int]]:
        """Yield each target in one attribute, with its place in the source."""
        place = location.attrs[name]
        start, end = self._value(place.start_offset + len(name), place.end_offset)
        value = element.attr(name) or ""
        if name not in SRCSETS:
            raw = self._source[start:end]
            start += len(raw) - len(raw.lstrip(_BLANKS))
            yield value.strip(_BLANKS), start, max(start, start + len(raw.strip(_BLANKS)))
            return
        # The places come from the attribute as written, the targets from its value with entities decoded.
        urls = [value[first:last] for first, last in candidates(value)]
        places = [(start + first, start + last) for first, last in candidates(self._source[start:end])]
        if len(urls) != len(places):
            places = [(start, end)] * len(urls)
        for url, (first, last) in zip(urls, places, strict=True):
            yield url, first, last

    def _value(self, start: int, end: int) -> tuple[int, int]:
        """Return where the value stands in an attribute whose name ends at `start`, without quotes."""
        assignment = _ASSIGNMENT.match(self._source, start, end)
        if assignment is None:
            return end, end
        return assignment.end(), end - len(assignment[1])

    def _anchor(self, element: Element, pieces: list[Element], kind: Kind) -> str:
        """Return a link's text, an image's alternative text, or what the element is called."""
        if element.tag == "a":
            return anchor_of([element, *pieces])
        if element.tag in {"img", "area", "input"}:
            return collapse(element.attr("alt") or "")
        if element.tag == "source" and kind is Kind.IMAGE:
            return collapse(self._alternatives.get(element.closest("picture")) or "")
        return "" if element.tag in {"base", "link", "meta"} else name_of(element)
