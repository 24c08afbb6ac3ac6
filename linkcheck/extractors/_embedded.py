"""Read the HTML inside a Markdown document as one piece of HTML in which everything keeps its offset.

A link such as `<a href="x">some *text*</a>` reaches us as three events, and an element may span many blocks.
So the raw HTML is laid out at its place, with the words of its links, and blanks for all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from linkcheck.extractors._commonmark import Piece
from linkcheck.extractors._markup import NAVIGATION, SILENT, Markup
from linkcheck.extractors._positions import Positions, Ranges
from linkcheck.model import Reference

# Noncharacters are meant for such internal use (Unicode §23.7): one for what the Markdown markup hides, the
# others for characters that must not be read as HTML.
_HIDDEN, _LESS_THAN, _AMPERSAND = "\ufdd0", "\ufdd1", "\ufdd2"
_DISGUISE = str.maketrans("<&", _LESS_THAN + _AMPERSAND)
_REVEAL = {ord(_HIDDEN): None, ord(_LESS_THAN): "<", ord(_AMPERSAND): "&"}

# Left open, these would swallow the rest of the document (GFM §6.11). An `iframe`, often written as if it
# were empty, is read as an `embed`, which is.
_SWALLOWING = re.compile(r"</?(?:title|xmp|noembed|noframes|plaintext)\b[^<>]*>?", re.IGNORECASE)
_FRAME = re.compile(r"(?<![^ \t\n>])<iframe\b", re.IGNORECASE)


class Embedded:
    """The embedded HTML of one document."""

    def __init__(
        self, text: str, pieces: Iterable[Piece], positions: Positions, at: Callable[[int], int]
    ) -> None:
        """Lay out the pieces of `text`; `at` maps their byte offsets to offsets in `text`."""
        parts: list[str] = []
        position, was_text = 0, False
        for piece in pieces:
            start, end = at(piece.start), at(piece.end)
            gap = text[position:start]
            is_hidden = (was_text or piece.text is not None) and "\n" not in gap
            parts.append((_HIDDEN if is_hidden else " ") * len(gap))
            parts.append(_layout(text[start:end], piece.text))
            position, was_text = end, piece.text is not None
        self._markup = Markup("".join(parts), positions, text)

    def references(self) -> list[tuple[int, Reference]]:
        """Return each reference with the offset of its target, in order of offset."""
        return [(offset, _revealed(reference)) for offset, reference in self._markup.references()]

    def silent(self) -> Ranges:
        """Return where links do not count."""
        return Ranges(self._markup.ranges(SILENT))

    def navigation(self) -> Ranges:
        """Return where links lead around the site."""
        return Ranges(self._markup.ranges(NAVIGATION))

    def links(self) -> Ranges:
        """Return where text is part of an HTML link."""
        return Ranges(self._markup.ranges("a[href]"))


def _revealed(reference: Reference) -> Reference:
    """Return the reference as the author wrote it; an unclosed tag may have words of text in its target."""
    target = reference.target.translate(_REVEAL)
    anchor = " ".join(reference.anchor.translate(_REVEAL).split())
    if (target, anchor) == (reference.target, reference.anchor):
        return reference
    return replace(reference, target=target, anchor=anchor)


def _layout(written: str, text: str | None) -> str:
    """Return what stands for one piece, exactly as long as it is written."""
    if text is not None:
        return text.translate(_DISGUISE)[: len(written)].ljust(len(written), _HIDDEN)
    return _FRAME.sub("<embed ", _SWALLOWING.sub(lambda tag: " " * len(tag[0]), written))
