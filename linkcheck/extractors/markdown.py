"""Markdown (CommonMark and GFM): links, images, autolinks and HTML, outside code and front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter

from linkcheck.extractors import extractor
from linkcheck.extractors._comments import markdown_comments
from linkcheck.extractors._commonmark import Found, Piece, Reader
from linkcheck.extractors._embedded import Embedded
from linkcheck.extractors._markdown_notes import MarkdownNotes
from linkcheck.extractors._positions import Positions, code_point_offsets
from linkcheck.model import Kind, Reference
from linkcheck.text.frontmatter import front_matter_end

# Without one of these there is no link. Most are found in a few microseconds.
_SIGNS = ("](", "://", "]:", "<", "@", "www.", "WWW.")
_FRONT_MATTER = re.compile(
    r"\ufeff?(?:---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*"
    r"(?:\n|\Z)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@extractor(
    "markdown",
    media_type="text/markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"),
    comments=lambda text: markdown_comments(text, _body_start(text)),
)
def extract(text: str) -> Iterator[Reference]:
    """Yield every link and image in order of use; the span of a reference link points at its definition."""
    if not any(sign in text for sign in _SIGNS):
        return
    base = _body_start(text)
    body = text[base:]
    try:
        source = body.encode()
    except UnicodeEncodeError:
        # The parser takes no lone surrogates; what replaces them is as wide.
        body = _SURROGATE.sub("\ufffd", body)
        source = body.encode()
    reader = Reader(body, source)
    pieces = reader.pieces if reader.has_telling_html else []
    if not reader.found and not pieces:
        return
    positions = Positions(text)
    at = _locator(source, reader, pieces, base)
    notes = MarkdownNotes(text, reader, positions, at)
    found = sorted(reader.found, key=itemgetter(0))
    if pieces:
        yield from _merge(found, Embedded(text, pieces, positions, at), notes, positions, at)
        return
    for item in found:
        yield _reference(item, notes, positions, at)


def _reference(
    item: Found,
    notes: MarkdownNotes,
    positions: Positions,
    at: Callable[[int], int],
    *,
    is_navigation: bool = False,
) -> Reference:
    return Reference(
        item.target,
        item.kind,
        positions.span(at(item.start), at(item.end)),
        item.anchor,
        is_navigation=is_navigation,
        lacks_alternative=item.kind is Kind.IMAGE and not item.anchor,
        marks=notes.marks_of(item),
    )


def _body_start(text: str) -> int:
    """Return where the post begins, behind its front matter."""
    front_matter = _FRONT_MATTER.match(text)
    return front_matter.end() if front_matter else front_matter_end(text) if text.startswith("{") else 0


def _locator(source: bytes, reader: Reader, pieces: list[Piece], base: int) -> Callable[[int], int]:
    """Return the function that maps the byte offsets of all that was found to offsets in the text."""
    if source.isascii():
        return base.__add__
    wanted = [offset for item in reader.found for offset in item[:3]]
    wanted += [offset for noted in (*reader.marks, *reader.notes) for offset in noted[:2]]
    wanted += [offset for piece in pieces for offset in piece[:2]]
    offsets = code_point_offsets(source, wanted, base)
    return offsets.__getitem__


def _merge(
    found: list[Found],
    embedded: Embedded,
    notes: MarkdownNotes,
    positions: Positions,
    at: Callable[[int], int],
) -> Iterator[Reference]:
    """Yield the references of Markdown and of the HTML within it, in order of use."""
    silent, navigation, links = embedded.silent(), embedded.navigation(), embedded.links()
    merged = embedded.references()
    for item in found:
        use = at(item.use)
        if use in silent or (item.is_bare and use in links):
            continue
        merged.append((use, _reference(item, notes, positions, at, is_navigation=use in navigation)))
    merged.sort(key=itemgetter(0))
    for _, reference in merged:
        yield reference
