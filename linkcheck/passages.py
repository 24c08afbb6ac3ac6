"""Find passages that stand in a document twice: maximal runs of lines that are equal once normalised.

What is no prose (markup, code, front matter) is left out, so that repeated tags or examples do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>()\[\]\"']+", re.IGNORECASE)
_HTML_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|pre|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BBCODE_UNSEEN = re.compile(r"\[(code|pre|noparse)\b.*?\[/\1\]", re.IGNORECASE | re.DOTALL)
_BBCODE_TAG = re.compile(r"\[/?[a-z]+[^\]\n]*\]", re.IGNORECASE)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_TABLE_OR_HEADING = re.compile(r"\s*(?:\||#{1,6}\s)")
_UNSEEN = {
    "text/html": (_HTML_UNSEEN, _TAG),
    "text/markdown": (_FRONT_MATTER, _FENCED, _HTML_UNSEEN, _TAG),
    "text/x-bbcode": (_BBCODE_UNSEEN, _BBCODE_TAG),
}
_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# A line may stand very often; looking at so many earlier places of it bounds the work per line.
_CANDIDATES = 16


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand twice: first and last line of either copy, from 1, and what they say.

    `lines` counts lines with text; `letters` their letters, links not counted.
    """

    first_line: int
    last_line: int
    copy_first_line: int
    copy_last_line: int
    lines: int
    letters: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    letters: int


def duplicate_passages(
    text: str, media_type: str = "text/plain", *, min_lines: int = 2, min_letters: int = 120
) -> tuple[Passage, ...]:
    """Return every maximal run that repeats an earlier one, in order of the copies; runs never overlap.

    A run counts if it has `min_letters` letters, and `min_lines` lines or else twice the letters.
    """
    return _found(text, media_type, min_lines, min_letters)


# Both the rule and the count of sources ask, for every document of a run.
@lru_cache(maxsize=16_384)
def _found(text: str, media_type: str, min_lines: int, min_letters: int) -> tuple[Passage, ...]:
    lines = list(_prose(text, media_type))
    places: dict[str, list[int]] = {}
    found: list[Passage] = []
    index = 0
    while index < len(lines):
        earlier, length = _longest(lines, places.get(lines[index].text, []), index)
        run = lines[index : index + length]
        letters = sum(line.letters for line in run)
        if letters >= min_letters and (length >= min_lines or letters >= 2 * min_letters):
            found.append(_passage(lines, earlier, index, length, letters))
            step = length
        else:
            step = 1
        for passed in range(index, index + step):
            places.setdefault(lines[passed].text, []).append(passed)
        index += step
    return tuple(found)


def copied_lines(passages: tuple[Passage, ...]) -> frozenset[int]:
    """Return the numbers of all lines that stand in a copy."""
    return frozenset(
        line for passage in passages for line in range(passage.copy_first_line, passage.copy_last_line + 1)
    )


def _prose(text: str, media_type: str) -> Iterator[_Line]:
    """Yield the lines that say something, normalised, with their numbers."""
    for unseen in _UNSEEN.get(media_type, ()):
        text = unseen.sub(_blank, text)
    is_markdown = media_type == "text/markdown"
    for number, line in enumerate(text.split("\n"), 1):
        if is_markdown and _TABLE_OR_HEADING.match(line):
            continue
        normal = _SPACE.sub(" ", unicodedata.normalize("NFKC", line)).strip().casefold()
        if normal:
            yield _Line(number, normal, sum(map(str.isalpha, _URL.sub("", normal))))


def _blank(match: re.Match[str]) -> str:
    """Take text away but keep its line ends, so that line numbers stay right."""
    return "\n" * match[0].count("\n")


def _longest(lines: list[_Line], candidates: list[int], index: int) -> tuple[int, int]:
    """Return where the longest earlier run equal to the one from `index` starts, and how long it is."""
    best, length = 0, 0
    for earlier in candidates[:_CANDIDATES]:
        limit = min(index - earlier, len(lines) - index)
        run = 0
        while run < limit and lines[earlier + run].text == lines[index + run].text:
            run += 1
        if run > length:
            best, length = earlier, run
    return best, length


def _passage(lines: list[_Line], earlier: int, index: int, length: int, letters: int) -> Passage:
    last = length - 1
    return Passage(
        first_line=lines[earlier].number,
        last_line=lines[earlier + last].number,
        copy_first_line=lines[index].number,
        copy_last_line=lines[index + last].number,
        lines=length,
        letters=letters,
        text="\n".join(line.text for line in lines[index : index + length]),
    )
