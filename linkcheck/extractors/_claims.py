"""The words that a footnote's mark stands behind: its sentence, or what of it follows the mark before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from linkcheck.text.locators import names_a_place

# Stands for a mark in a text that is read for its words (a noncharacter, Unicode §23.7).
MARK = "\ufdd3"
# So many characters before a mark are looked at; real sentences are shorter.
WINDOW = 400
_LONGEST = 300
# Markup takes room: so much of it is read for a window of words.
_FARTHEST = 20 * WINDOW
_CLOSING = f" \t\n\r\xa0{MARK}" + ".,:;!?…。．、，：；！？،؛؟۔।'\"”’»›()[]<（）【】「」『』"
_OPENING = " \t\n\r\xa0-–—*•·>.,:;!?…。、，：；！？،؛؟\"'“‘„«([（【「『)])）】"
_SEPARATOR = re.compile(r"[.!?؟…۔।](?!\s\d)(?=[\s\"'»”’)\]]|\Z)|[。！？；]|[;؛](?=\s)")
_BLOCK = re.compile(r"\n[ \t>\r]*\n|\n[ \t>]*(?:[-*+•]|\d{1,3}[.)]|#{1,6}|=+)(?=[ \t])|[|]")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>()\[\]{}]*[^\s<>()\[\]{}.,;:!?»”]|www\.\S+", re.IGNORECASE)


def claim_before(text: str) -> str:
    """Return the claim at the end of a text without markup, in which `MARK` stands for every mark.

    It is empty where no words are left, in a cell of a table, whose marks are flags, and where they name a
    place in the source themselves, as a commentary on a statute does ("under section 12").

    >>> claim_before("It rained. The bridge fell")
    'The bridge fell'
    >>> claim_before(f"Rome{MARK} and Oslo signed.{MARK}")
    'and Oslo signed'
    """
    closed = text.rstrip(_CLOSING)
    if _BLOCK.search(text, len(closed)):
        return ""
    text = _URL.sub(" ", _last_block(closed[closed.rfind(MARK) + 1 :])).rstrip(_CLOSING)
    start = 0
    for separator in _SEPARATOR.finditer(text):
        start = separator.end()
    claim = " ".join(text[start:].lstrip(_OPENING).split())[-_LONGEST:]
    return claim if _LETTERS.search(claim) and not names_a_place(claim) else ""


def claims_before(text: str, places: Iterable[tuple[int, int]], plain: Callable[[str], str]) -> Iterator[str]:
    """Yield the claim that each mark closes, given the places of all marks in order.

    `plain` takes the markup off a part of the text. Linear in the length of `text`.
    """
    before, position = "", 0
    for start, end in places:
        before = (before + plain(text[max(position, start - _FARTHEST) : start]))[-WINDOW:]
        yield claim_before(before)
        before += MARK
        position = max(position, end)


def _last_block(text: str) -> str:
    """Return the end of a text since its last block began; a cell of a table makes no claim."""
    start, sign = 0, ""
    for block in _BLOCK.finditer(text):
        start, sign = block.end(), block[0]
    return "" if sign == "|" else text[start:]
