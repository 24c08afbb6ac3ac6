"""Text that was read in an East Asian set and written in another, or in UTF-8 in letters of two bytes each.

What comes of it are Chinese characters that hardly anybody writes, side by side: `俋蝠窒痐妗`, `袦懈薪械褋`.
A run counts only if a good part of it is such, and if all of it then says what is in common use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from linkcheck.text.mojibake.wide import is_first_level, said_in_level

_UTF_8 = "UTF-8"
# Punctuation and bopomofo, which some bytes become, may stand between the characters of a run.
_RUN = re.compile("[\u2460-\u249b\u3100-\u312f\u30a0-\u30ff\u3400-\u9fff\ufe30-\ufe5f\uff00-\uff60]{4,400}")
_FEWEST, _RARE_SHARE = 4, 0.25
# Letters of two bytes in UTF-8, one script a word: Greek, Cyrillic, Hebrew, Arabic.
_LETTERS = re.compile("[Α-ώ]+|[Ѐ-ӿ]+|[א-ת]+|[ء-ۓ]+")
# What was written in a set and read in another, and the first and last byte of the first level of the former.
_CROSSED = (("GBK", "gb2312", 0xB0, 0xD7, "Big5", "big5"), ("Big5", "big5", 0xA4, 0xC6, "GBK", "gbk"))
_LETTERS_READ_AS = (("GBK", "gbk"), ("Big5", "big5"))


def crossed_runs(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield garbled runs: offset, run, what it said, the sets it was written in and read as."""
    if _RUN.search(text) is None:
        return
    for run in _RUN.finditer(text):
        if _rare_pair().search(run[0]) is None or not _is_rare(run[0]):
            continue
        if found := _letters(run[0]) or _characters(run[0]):
            yield run.start(), run[0], *found


@cache
def _rare_pair() -> re.Pattern[str]:
    """Return what finds two neighbours that no national standard puts first."""
    rare = "".join(each for each in map(chr, range(0x4E00, 0x9FA6)) if not is_first_level(each))
    return re.compile(f"[{rare}]{{2}}")


def _is_rare(run: str) -> bool:
    rare = sum("\u3400" <= each <= "\u9fff" and not is_first_level(each) for each in run)
    return rare >= _RARE_SHARE * len(run)


def _letters(run: str) -> tuple[str, str, str] | None:
    """Return what a run said in letters of two bytes, whose last may be cut off."""
    for name, codec in _LETTERS_READ_AS:
        try:
            said = run.encode(codec).decode("utf-8", "ignore")
        except UnicodeEncodeError:
            continue
        if len(said) >= len(run) - 1 and _LETTERS.fullmatch(said):
            return said, _UTF_8, name
    return None


def _characters(run: str) -> tuple[str, str, str] | None:
    """Return what a run said in Chinese characters; a byte that was lost before it moves all others."""
    for written, codec, first, last, name, read in _CROSSED:
        try:
            body = run.encode(read)
        except UnicodeEncodeError:
            continue
        codes = [body[at : at + 2] for at in range(0, len(body), 2)]
        if codes == sorted(codes):
            continue  # a table of the set's characters, in their order
        for whole in (body, body[1:-1]):
            said = said_in_level(whole, codec, first, last)
            if len(said) >= max(_FEWEST, len(run) - 1):
                return said, written, name
    return None
