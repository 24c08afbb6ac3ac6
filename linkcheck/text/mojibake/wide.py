"""Text of East Asia that was read in another encoding: UTF-8 as GBK, Big5 or Shift JIS, and those as Latin.

Any two Chinese characters are some other text's bytes, so a run counts only if all that it said is in common
use (the first level of GB 2312, Big5 or JIS X 0208, kana, everyday punctuation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from linkcheck.text.mojibake.common import CHINESE

_WIDE = (
    "\u2e80-\u2fff\u3005\u3040-\u30ff\u3100-\u312f\u3400-\u9fff\uac00-\ud7a3"
    "\ue000-\uf8ff\uff21-\uff5a\uff61-\uff9f\u20ac"
)
_RUN = re.compile(f"[{_WIDE}]{{3,400}}")
_UTF_8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef(?:\xbc|\xbd)[\x80-\xbf]|\xe2\x80[\x90-\xbf]){2,}")
_LOST = "锟斤拷"
"""Two replacement characters in UTF-8, read as GBK: what was there is lost."""
_READ_AS = {"GBK": "gbk", "Big5": "big5", "Shift_JIS": "cp932"}
# Latin-1 letters and signs that double-byte text turns into; at least six, so three characters.
_LATIN_RUN = re.compile("[\u00a1-\u00ff]{6,}")
# Big5: a first byte of its first level (or punctuation), then any of its second bytes.
_BIG5_RUN = re.compile("(?:[\u00a1\u00a4-\u00c6][\u0040-\u007e\u00a1-\u00fe]){4,200}")
_LATIN_BIGRAM = re.compile("[\u00b0-\u00d7][\u00a1-\u00fe]")
_SIGN = re.compile("[\u00a1-\u00bf]")
_FEWEST = 3
_COMMON_SHARE = 0.3
_ONE = re.compile(f"[{_WIDE}]")
_LONGEST = 64


def misread_runs(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield UTF-8 that was read in double-byte sets: offset, run, what it said, the set."""
    reached = 0
    for hit in _starts().finditer(text):
        if hit.start() < reached:
            continue
        run = _RUN.match(text, max(reached, _start_of_run(text, hit.start())))
        if run is None:
            continue
        reached = run.end()
        if _LOST in run[0]:
            yield run.start() + run[0].index(_LOST), _LOST, "\ufffd\ufffd", "GBK"
            continue
        for name, codec in _READ_AS.items():
            if said := _said_in_utf_8(run[0], codec):
                yield run.start(), run[0], said, name
                break


@cache
def _starts() -> re.Pattern[str]:
    """Return what finds characters that the first bytes of UTF-8 become; few texts hold many of them."""
    pairs = [bytes([first, second]) for first in range(0xE3, 0xEA) for second in range(0x80, 0xC0)]
    starts = {pair.decode(codec, "ignore") for pair in pairs for codec in _READ_AS.values()}
    return re.compile(f"[{''.join(sorted(start for start in starts if len(start) == 1))}]|{_LOST}")


def _start_of_run(text: str, offset: int) -> int:
    """Return where the run that holds an offset starts, looking back no further than a long run."""
    start = offset
    while start > max(0, offset - _LONGEST) and _ONE.match(text[start - 1]):
        start -= 1
    return start


def _said_in_utf_8(run: str, codec: str) -> str:
    """Return what a run of characters said if most of its bytes are UTF-8 of characters in common use."""
    try:
        body = run.encode(codec)
    except UnicodeEncodeError:
        return ""
    match = _UTF_8.search(body)
    if match is None or len(match[0]) < len(body) - 3:
        return ""
    said = match[0].decode()
    return said if all(map(_is_common, said)) else ""


def _is_common(character: str) -> bool:
    if (
        "\u3001" <= character <= "\u3002"
        or "\u3041" <= character <= "\u30fc"
        or "\uff01" <= character <= "\uff5e"
    ):
        return True
    return character in "“”‘’…—《》「」" or is_first_level(character)


def is_first_level(character: str) -> bool:
    """Say whether a character is among the few thousand that a national standard puts first."""
    levels = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("shift_jis", 0x88, 0x97))
    for codec, first, last in levels:
        try:
            if len(body := character.encode(codec)) == 2 and first <= body[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def legacy_runs(text: str) -> list[tuple[int, str, str, str]]:
    """Return GBK or Big5 read as ISO-8859-1: offset, run, what it said, the set it was written in."""
    found = (list(_gbk_runs(text)), list(_big5_runs(text)))
    runs = max(found, key=lambda runs: sum(each in CHINESE for run in runs for each in run[2]))
    said = "".join(run[2] for run in runs)
    return runs if sum(each in CHINESE for each in said) >= _COMMON_SHARE * len(said) else []


def _gbk_runs(text: str) -> Iterator[tuple[int, str, str, str]]:
    for run in _LATIN_RUN.finditer(text):
        is_whole = len(run[0]) % 2 == 0 and _SIGN.search(run[0]) and _LATIN_BIGRAM.match(run[0])
        if is_whole and (said := said_in_level(run[0].encode("latin-1"), "gb2312", 0xB0, 0xD7)):
            yield run.start(), run[0], said, "GBK"


def _big5_runs(text: str) -> Iterator[tuple[int, str, str, str]]:
    for run in _BIG5_RUN.finditer(text):
        if _SIGN.search(run[0]) and (said := said_in_level(run[0].encode("latin-1"), "big5", 0xA4, 0xC6)):
            yield run.start(), run[0], said, "Big5"


def said_in_level(body: bytes, codec: str, first: int, last: int) -> str:
    """Return what bytes said if all is in the first level of their standard, or everyday punctuation."""
    try:
        said = body.decode(codec)
        ranks = [character.encode(codec)[0] for character in said]
    except UnicodeError:
        return ""
    is_common = all(first <= rank <= last or rank in {0xA1, 0xA3} for rank in ranks)
    return said if len(said) >= _FEWEST and is_common else ""
