"""Cut a document into pieces of prose that can be compared: its lines, or in HTML its blocks, normalised.

What is no prose (markup, code, tables, headings, front matter, licences) is left out, so that repeated
examples or notices do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkcheck.passages.licences import is_notice
from linkcheck.passages.markup import Stretch, strip_bbcode, strip_html, strip_inline_html
from linkcheck.text.frontmatter import front_matter_end

# A URL by what is the same in all of them, since that is found quickest; its scheme stands before.
_AUTHORITY = re.compile(r"://[^\s<>()\[\]\"']+")
_SCHEME, _LONGEST_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}\Z"), 21
_TARGET = re.compile(r"\]\([^()\s]*\)")
_NO_ASCII_LETTERS = bytes(each for each in range(128) if not chr(each).isalpha())
# Zero-width and bidirectional controls, which `str.split` does not take for blanks.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"\s{0,3}>[>\s]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_NO_PROSE = re.compile(r"\s*(?:\||#{1,6}\s|\[[^\]]+\]:\s|//|/\*|\$ |>>> |[-=*_~+]{3})")
_INDENTED = re.compile(r"(?: {4}|\t)")
# Signs that code, data and tables are full of; a line with more than this part of them is no prose.
_SIGNS = b'{}[]<>=_/\\|":;#$%&*+@^~`'
_SIGNS_PART = 0.12
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# A Chinese character says about what three letters do (the six languages of the samples, same news).
_WIDE_LETTERS = 3
# Fewer words than four are a menu's entry or a date, not a statement.
_SAYING, _SPACES = 12, 3
# Of so many letters of text the pieces are kept; they take about five times as many bytes.
_KEPT_LETTERS = 8_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Prose: its lines, from 1, its normal form, and its letters, links not counted.

    A line that is too short to say anything alone, such as a date, has 0 of them; it can stand in a run.
    `block` numbers the paragraph it belongs to; `is_quoted` says that it is marked as a quotation.
    """

    first_line: int
    last_line: int
    text: str
    letters: int
    block: int
    is_quoted: bool


def read_pieces(text: str, media_type: str) -> tuple[Piece, ...]:
    """Return what a document says, in order."""
    return _recent.pieces(text, media_type)


class _Recent:
    """Keeps the pieces of documents until there are too many: several rules ask for those of one run."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Piece, ...]] = {}
        self._letters = 0

    def pieces(self, text: str, media_type: str) -> tuple[Piece, ...]:
        found = self._kept.get((text, media_type))
        if found is None:
            raw = _html(text) if media_type == "text/html" else _lines(text, media_type)
            found = tuple(_without_notices(raw))
            if self._letters + len(text) > _KEPT_LETTERS:
                self._kept, self._letters = {}, 0
            self._kept[text, media_type] = found
            self._letters += len(text)
        return found


_recent = _Recent()


def _html(text: str) -> Iterator[Piece]:
    line, block = 1, 0
    first, last, words, is_quoted, counted = 0, 0, "", False, 0
    for stretch in [*strip_html(text), Stretch("\0", len(text), False)]:
        line += text.count("\n", counted, stretch.offset)
        counted = stretch.offset
        if stretch.text == "\0":
            if piece := _piece(words, first, last, block, is_quoted):
                yield piece
            words, first, block = "", 0, block + 1
            continue
        if stretch.text.strip():
            leading = len(stretch.text) - len(stretch.text.lstrip())
            if not first:
                first, is_quoted = line + stretch.text.count("\n", 0, leading), stretch.is_quoted
            last = line + stretch.text.rstrip().count("\n")
        words += stretch.text


def _lines(text: str, media_type: str) -> Iterator[Piece]:
    quoted: set[int] = set()
    if media_type == "text/x-bbcode":
        text = _flat(strip_bbcode(text), text, quoted)
    elif media_type == "text/markdown":
        text = _without_code(text)
        if "<" in text:
            text = _flat(strip_inline_html(text), text, quoted)
    else:
        text = "\n".join(_without_indented(text.split("\n"), 0))
    block = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            block += 1
            continue
        marker = _QUOTE.match(line)
        bare = line[marker.end() :] if marker else line
        if media_type == "text/markdown" and _ITEM.match(bare):
            block += 1
        if not _NO_PROSE.match(bare):
            is_quoted = marker is not None or number in quoted
            if piece := _piece(bare, number, number, block, is_quoted):
                yield piece


def _flat(stretches: Iterable[Stretch], text: str, quoted: set[int]) -> str:
    """Join stretches to a text with the same lines; note which lines are in a quotation."""
    parts: list[str] = []
    line, counted = 1, 0
    for stretch in stretches:
        skipped = text.count("\n", counted, stretch.offset)
        parts.append("\n" * skipped + stretch.text)
        line += skipped
        counted = stretch.offset + len(stretch.text)
        lines = stretch.text.count("\n")
        if stretch.is_quoted:
            quoted.update(range(line, line + lines + 1))
        line += lines
    return "".join(parts)


def _without_code(text: str) -> str:
    """Blank front matter, fenced and indented code of Markdown, with the lines kept."""
    lines = text.split("\n")
    start = text.count("\n", 0, front_matter_end(text))
    lines[:start] = [""] * start
    return "\n".join(_without_indented(_without_fenced(lines), start))


def _without_fenced(lines: list[str]) -> list[str]:
    fence = ""
    kept: list[str] = []
    for line in lines:
        marker = _QUOTE.match(line)
        bare = (line[marker.end() :] if marker else line).lstrip()
        mark = _FENCE.match(bare)
        is_code = bool(fence or mark)
        if fence:
            if mark and mark[1].startswith(fence) and not bare.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        kept.append("" if is_code else line)
    return kept


def _without_indented(lines: list[str], start: int) -> list[str]:
    """Blank what is set in by four columns after an empty line, unless it goes on with a list's item."""
    is_list, was_blank = False, True
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            was_blank = True
            continue
        if _ITEM.match(line):
            is_list = True
        elif not _INDENTED.match(line):
            is_list = False
        elif was_blank and not is_list:
            lines[number] = ""
            continue
        was_blank = False
    return lines


def _piece(words: str, first: int, last: int, block: int, is_quoted: bool) -> Piece | None:
    is_ascii = words.isascii()
    if not is_ascii:
        words = _UNSEEN.sub(" ", unicodedata.normalize("NFKC", words))
    normal = " ".join(words.split()).casefold()
    bare = without_urls(normal)
    encoded = bare.encode("utf-8", "surrogatepass")
    if not normal or len(encoded) - len(encoded.translate(None, _SIGNS)) > _SIGNS_PART * len(bare):
        return None
    wide = 0 if is_ascii else len(_WIDE.findall(bare))
    letters = _letters(bare, encoded) + (_WIDE_LETTERS - 1) * wide
    is_saying = letters >= _SAYING and (wide or bare.count(" ") >= _SPACES)
    return Piece(first, last, normal, letters if is_saying else 0, block, is_quoted)


def _letters(text: str, encoded: bytes) -> int:
    if len(encoded) == len(text):
        return len(encoded.translate(None, _NO_ASCII_LETTERS))
    return sum(map(str.isalpha, text))


def without_urls(text: str) -> str:
    """Return a text without its URLs and the targets of its Markdown links."""
    if "](" in text:
        text = _TARGET.sub(" ", text)
    if "://" not in text:
        return text
    parts: list[str] = []
    end = 0
    for found in _AUTHORITY.finditer(text):
        scheme = _SCHEME.search(text[max(end, found.start() - _LONGEST_SCHEME) : found.start()])
        if scheme is not None:
            parts.append(text[end : found.start() - len(scheme[0])])
            end = found.end()
    return " ".join([*parts, text[end:]])


def _without_notices(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out every paragraph that holds a phrase of a licence."""
    waiting: list[Piece] = []
    for piece in pieces:
        if waiting and waiting[0].block != piece.block:
            yield from _said(waiting)
            waiting = []
        waiting.append(piece)
    yield from _said(waiting)


def _said(paragraph: list[Piece]) -> Iterator[Piece]:
    if not is_notice(" ".join(piece.text for piece in paragraph)):
        yield from paragraph
