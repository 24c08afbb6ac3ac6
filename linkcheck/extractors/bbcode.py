"""BBCode, as vBulletin, phpBB and XenForo write it; addresses typed bare are links too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from linkcheck.extractors import extractor
from linkcheck.extractors._anchors import collapse
from linkcheck.extractors._bbcode_tags import MEDIA, VERBATIM, Tag, Value, find_tags
from linkcheck.extractors._comments import bbcode_comments
from linkcheck.extractors._positions import Positions, Ranges
from linkcheck.extractors._scanner import find_urls, kind_of, with_scheme
from linkcheck.extractors._text_sources import TextSources
from linkcheck.model import Kind, Reference

_CONTAINERS = frozenset({"url", "email", "img", *MEDIA, *VERBATIM})
_ONE_WORD = re.compile(r"\s*(\S+)\s*\Z")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(\w+)(?::[0-9]+)?(?=[/?#]|\Z)")
_FILE_SUFFIXES = frozenset(
    "html htm xhtml php asp aspx jsp cgi jpg jpeg png gif webp svg bmp pdf txt".split()
)
_SIZE = re.compile(r"\s*[0-9]+\s*[x,*]\s*[0-9]+\s*\Z")


@extractor("bbcode", media_type="text/x-bbcode", suffixes=(".bbcode", ".bb"), comments=bbcode_comments)
def extract(text: str) -> Iterator[Reference]:
    """Yield tagged links, images and media, and bare URLs, in order of position."""
    reader = _Reader(text)
    found = reader.found
    taken = Ranges(reader.taken)
    for start, end in find_urls(text):
        if start not in taken:
            written, span = text[start:end], reader.positions.span(start, end)
            url = with_scheme(written)
            kind = kind_of(url)
            found.append((start, start, Reference(url, kind, span, "" if kind is Kind.IMAGE else written)))
    found.sort(key=itemgetter(0))
    sources = TextSources(text, reader.positions)
    for _, start, reference in found:
        marks = sources.marks_at(start, reference.kind)
        yield replace(reference, marks=marks) if marks else reference


class _Reader:
    """One pass over the tags of a post.

    Links do not nest, so there is one open container of each name at most; a second opening replaces it.
    """

    def __init__(self, text: str) -> None:
        """Read `text`; `taken` holds the ranges in which an address is no link of its own."""
        self.found: list[tuple[int, int, Reference]] = []
        self.taken: list[tuple[int, int]] = []
        self.positions = Positions(text)
        self._text = text
        self._open: dict[str, Tag] = {}
        self._words: list[str] = []
        position = 0
        previous: Tag | None = None
        for tag in find_tags(text):
            self._words.append(text[position : tag.start])
            position = tag.end
            if tag.name not in _CONTAINERS:
                self.taken.append((tag.start, tag.end))
            elif not tag.is_closing:
                self._begin(tag)
            elif opening := self._open.pop(tag.name, None):
                self._finish(opening, tag, has_tags=previous is not opening)
            previous = tag

    def _begin(self, tag: Tag) -> None:
        """Open a container, or note an image that is complete."""
        if tag.name == "img" and "src" in tag.attributes:
            self._add_image(tag, tag.attributes["src"], tag.end)
            return
        if tag.name in {"url", "email"}:
            self._words = []
        self._open[tag.name] = tag

    def _finish(self, opening: Tag, closing: Tag, *, has_tags: bool) -> None:
        """Note what a container refers to; one that holds no target remains text."""
        match = None if has_tags else _ONE_WORD.match(self._text, opening.end, closing.start)
        word = Value(match[1], *match.span(1)) if match else None
        option = opening.option if opening.option and opening.option.text else None
        if opening.name in VERBATIM:
            self.taken.append((opening.start, closing.end))
        elif opening.name == "img":
            target = option if option and not _SIZE.match(option.text) else word
            if target:
                self._words.pop()
                self._add_image(opening, target, closing.end)
        elif opening.name in MEDIA:
            if word and "://" in word.text:
                self._words.pop()
                self._add(opening, word, Kind.MEDIA, "", closing.end)
        elif target := option or word:
            self._add(opening, target, Kind.HYPERLINK, "".join(self._words), closing.end)

    def _add_image(self, tag: Tag, target: Value, end: int) -> None:
        """Note an image; its alternative text is part of the link around it."""
        alternative = tag.attributes.get("alt") or tag.attributes.get("title")
        words = alternative.text if alternative else ""
        self._words.append(words)
        self._add(tag, target, Kind.IMAGE, words, end)

    def _add(self, tag: Tag, value: Value, kind: Kind, anchor: str, end: int) -> None:
        """Note one reference, and that addresses between its tags belong to it."""
        self.taken.append((tag.start, end))
        span = self.positions.span(value.start, value.end)
        target = _mailbox(value.text) if tag.name == "email" else _absolute(value.text)
        self.found.append((tag.start, value.start, Reference(target, kind, span, collapse(anchor))))


def _mailbox(address: str) -> str:
    """Return the URL of an e-mail address (RFC 6068)."""
    return address if address.lower().startswith("mailto:") else f"mailto:{address}"


def _absolute(target: str) -> str:
    """Return the target with the scheme that boards add to a bare domain.

    >>> _absolute("www.example.org/a"), _absolute("showthread.php?t=1"), _absolute("/a")
    ('http://www.example.org/a', 'showthread.php?t=1', '/a')
    """
    domain = _DOMAIN.match(target)
    is_bare = domain is not None and domain[1].lower() not in _FILE_SUFFIXES
    return f"http://{target}" if is_bare else target
