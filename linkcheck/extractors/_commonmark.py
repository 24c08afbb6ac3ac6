"""Walk a Markdown document's events and note what refers to something; all offsets are in bytes of UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import pyromark
import turbohtml
from pyromark import Options
from pyromark.event import Range

from linkcheck.extractors._anchors import collapse
from linkcheck.extractors._autolink import find_autolinks
from linkcheck.extractors._destination import defined_destination, inline_destination, unescape
from linkcheck.model import Kind

# Front matter is not left to the parser: it takes any text between two thematic breaks for metadata.
PARSER = pyromark.Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
)
_TELLING = re.compile(
    r"href|src|data=|poster|content=|role=|</?(?:code|pre|kbd|samp|template|nav|header|footer|aside)\b",
    re.IGNORECASE,
)
_LINK_TAG = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)
# Within a line, a renderer would let these swallow the rest of the page (GFM §6.11).
_RAW_TEXT = re.compile(r"</?(?:script|style|textarea)\b", re.IGNORECASE)


class Found(NamedTuple):
    """One reference: where it is used, where its target stands, and whether it is an extended autolink."""

    use: int
    start: int
    end: int
    target: str
    kind: Kind
    anchor: str
    is_bare: bool = False


class Noted(NamedTuple):
    """The mark of a footnote, or a note's definition, and its label."""

    start: int
    end: int
    label: str


class Piece(NamedTuple):
    """A part of the document that embedded HTML is made of: raw HTML (`text` is None), or text in a link."""

    start: int
    end: int
    text: str | None = None


@dataclass(slots=True)
class _Frame:
    """A link or image that is being read."""

    start: int
    inner_end: int
    link: dict[str, str]
    kind: Kind
    words: list[str] = field(default_factory=list)


class Reader:
    """One pass over a document; afterwards, the public lists hold what was met."""

    def __init__(self, text: str, source: bytes) -> None:
        """Read `text`, whose UTF-8 is `source`."""
        self.found: list[Found] = []
        self.pieces: list[Piece] = []
        self.marks: list[Noted] = []
        self.notes: list[Noted] = []
        self.has_telling_html = False
        self._text = text
        self._source = source
        self._frames: list[_Frame] = []
        self._is_in_code = False
        self._is_in_html_link = False
        self._definitions: dict[str, tuple[int, int]] | None = None
        self._read()

    def _read(self) -> None:
        events = cast(
            "Iterator[tuple[dict[str, Any], Range]]",
            PARSER.events_with_range(self._text, merge_text=True),
        )
        frames = self._frames
        # The most frequent events come first: most of an extraction's time is spent here. Events without
        # content are plain strings (`SoftBreak`, `HardBreak`, `Rule`), which hold none of these names.
        for event, place in events:
            if "Text" in event:
                value = event["Text"]
                if frames or self._is_in_html_link:
                    self._see(value, place)
                if not frames and ("://" in value or "@" in value or "www." in value or "WWW." in value):
                    self._find_autolinks(place)
            elif "Start" in event:
                if isinstance(value := event["Start"], dict):
                    self._open(value, place)
            elif "End" in event:
                if frames or self._is_in_code:
                    self._close(event["End"], place["end"])
            elif "Html" in event or "InlineHtml" in event:
                self._embed(event, place)
            elif "FootnoteReference" in event:
                self.marks.append(Noted(place["start"], place["end"], event["FootnoteReference"]))
            elif frames or self._is_in_html_link:
                # A break is a string, which has no `get`.
                self._see(event["Code"] if "Code" in event else " ", place)  # noqa: SIM401

    def _see(self, words: str, place: Range) -> None:
        """Take what a reader sees of a link: text, a code span or the end of a line."""
        if self._is_in_html_link:
            self.pieces.append(Piece(place["start"], place["end"], words))
        if self._frames:
            self._frames[-1].words.append(words)
            self._frames[-1].inner_end = place["end"]

    def _open(self, tag: dict[str, Any], place: Range) -> None:
        """Begin a link, an image, a code block or a note."""
        start = place["start"]
        if "Link" in tag:
            self._frames.append(_Frame(start, start + len("["), tag["Link"], Kind.HYPERLINK))
        elif "Image" in tag:
            self._frames.append(_Frame(start, start + len("!["), tag["Image"], Kind.IMAGE))
        elif "CodeBlock" in tag:
            self._is_in_code = True
        elif "FootnoteDefinition" in tag:
            self.notes.append(Noted(start, place["end"], tag["FootnoteDefinition"]))

    def _close(self, tag: str | dict[str, Any], end: int) -> None:
        """End a code block, a link or an image, or some emphasis within a link."""
        if tag == "CodeBlock":
            self._is_in_code = False
        elif tag in ("Link", "Image"):
            self._note(self._frames.pop(), end)
        if self._frames:
            self._frames[-1].inner_end = end

    def _note(self, frame: _Frame, end: int) -> None:
        """Note a link or image, and lend its words to the link around it."""
        words = "".join(frame.words)
        if self._frames:
            self._frames[-1].words.append(words)
        link_type, target = frame.link["link_type"], frame.link["dest_url"]
        if link_type == "Inline":
            start, stop = inline_destination(self._source, frame.inner_end, target)
        elif link_type in {"Autolink", "Email"}:
            start, stop = frame.start + len("<"), end - len(">")
            target = f"mailto:{target}" if link_type == "Email" else target
        else:
            start, stop = self._definition(frame.link["id"]) or (frame.start, end)
        self.found.append(Found(frame.start, start, stop, target, frame.kind, collapse(words)))

    def _definition(self, label: str) -> tuple[int, int] | None:
        """Return the place of the destination that `label` is defined to have."""
        if self._definitions is None:
            self._definitions = {
                _normalize(name): defined_destination(self._source, link["span"]["start"], link["dest"])
                for name, link in PARSER.reference_definitions(self._text).items()
            }
        return self._definitions.get(_normalize(label))

    def _find_autolinks(self, place: Range) -> None:
        """Note the addresses in a run of text, which is searched as written: escapes have a width."""
        if self._is_in_code:
            return
        written = self._source[place["start"] : place["end"]].decode()
        position, end = 0, place["start"]
        for first, last, prefix in find_autolinks(written):
            start = end + len(written[position:first].encode())
            position, end = last, start + len(written[first:last].encode())
            text = unescape(written[first:last])
            self.found.append(Found(start, start, end, prefix + text, Kind.HYPERLINK, text, is_bare=True))

    def _embed(self, event: dict[str, str], place: Range) -> None:
        """Keep raw HTML; the words of its links come from the events until they are closed."""
        markup = event["Html"] if "Html" in event else event["InlineHtml"]
        if self._frames:
            self._frames[-1].inner_end = place["end"]
            self._frames[-1].words.append(_inline_text(markup))
        if "InlineHtml" in event and _RAW_TEXT.match(markup):
            return
        self.pieces.append(Piece(place["start"], place["end"]))
        self.has_telling_html = self.has_telling_html or _TELLING.search(markup) is not None
        for tag in _LINK_TAG.finditer(markup):
            self._is_in_html_link = not tag[1]


def _inline_text(markup: str) -> str:
    """Return what a raw HTML tag adds to the words of the link around it."""
    if markup[:3].lower() == "<br":
        return " "
    image = turbohtml.parse(markup).find("img") if "alt" in markup else None
    return (image.attr("alt") or "") if image else ""


def _normalize(label: str) -> str:
    """Return a label as labels are compared (CommonMark §4.7, matches)."""
    return " ".join(label.split()).casefold()
