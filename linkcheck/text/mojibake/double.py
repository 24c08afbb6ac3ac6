"""Text in an East Asian set that was read in any other: `ƒRƒ“ƒsƒ…`, `¤³¤ó¤Ë¤Á`, `¾È³çÇÏ¼¼¿ä`, `救崇窍技夸`.

Nearly all bytes are some character in such sets, so a word tells nothing. A sample of the text's lines is
read again in every set; one counts whose characters are then, as often as in running text, among the
commonest of its language, while those on the page are not. Then each run is repaired for itself, or left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from linkcheck.text.mojibake.charsets import charset
from linkcheck.text.mojibake.common import ANY, CHINESE, JAPANESE, KOREAN

# In what such text is written, the characters that are common in it, and what of it is common at least: in
# running text .64 to .79, where the set is the wrong one hardly .15.
_WRITTEN = (
    ("Shift_JIS", "cp932", JAPANESE),
    ("EUC-JP", "euc_jp", JAPANESE),
    ("EUC-KR", "euc_kr", KOREAN),
    ("GBK", "gbk", CHINESE),
    ("Big5", "big5", CHINESE),
)
_COMMON_SHARE, _HONEST_SHARE = 0.42, 0.3
_NARROW = (
    "windows-1252", "ISO-8859-1", "windows-1251", "windows-1250", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "ISO-8859-2", "KOI8-R", "macintosh", "IBM437", "IBM850",
    "IBM866", "IBM862", "DOS-720",
)  # fmt: skip
_WIDE = (("GBK", "gbk"), ("Big5", "big5"), ("Shift_JIS", "cp932"), ("EUC-KR", "cp949"))
_CJK = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f"
_WIDE_TEXT = re.compile(f"[{_CJK}]")
# What was double-byte text holds signs among its letters where it was read as single ones.
_SIGN_INSIDE = re.compile(
    "(?<=[^\x00-\x7f])[\x80-\x9f\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2116\u2122"
    "\u2200-\u22ff\u2500-\u25a0](?=[^\x00-\x7f]|[!-~])"
)
_SIGNS = 4
_LINES, _LONGEST_LINE, _FEWEST_DISTINCT = 60, 600, 5
# Of a word or two, such as "hello", more has to be common.
_FEW, _COMMON_SHARE_OF_FEW = 10, 0.75
# Second bytes may be ASCII, so runs go on over single ASCII characters, and end with one at most.
_NARROW_RUN = re.compile("[^\x00-\x7f](?:[!-~]?[^\x00-\x7f]){1,400}[@-~]?")
_WIDE_RUN = re.compile(f"[{_CJK}\u00a1-\u00ff\u2010-\u2642\u3000-\u3040\uff01-\uff60\ue000-\uf8ff]{{2,400}}")
_LOST_NARROW, _LOST_WIDE = 0.1, 0.4
# A byte that was lost moves all others up to the next sign of one byte; such a run says nothing common.
_FEWEST_SAID, _LEAST_SHARE = 2, 0.15


@dataclass(frozen=True, slots=True)
class _Guess:
    """A pair of sets, Python's names for them, and how many common characters the sample holds then."""

    common: float
    written_in: str
    codec: str
    read_as: str
    read_codec: str
    characters: frozenset[str]


def double_byte_runs(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield garbled runs: offset, run, what it said, the sets it was written in and read as."""
    guess = _guess(text)
    if guess is None:
        return
    for run in (_WIDE_RUN if guess.read_codec else _NARROW_RUN).finditer(text):
        if found := _said(run[0], guess):
            yield run.start(), *found, guess.written_in, guess.read_as


def _guess(text: str) -> _Guess | None:
    lines = [line[:_LONGEST_LINE] for line in text.split("\n") if len(line) > 3 and not line.isascii()]
    narrow = [line for line in lines if _SIGN_INSIDE.search(line) and not _WIDE_TEXT.search(line)][:_LINES]
    wide = [line for line in lines if _WIDE_TEXT.search(line)][:_LINES]
    guesses: list[_Guess] = []
    sample = "\n".join(narrow)
    if len(_SIGN_INSIDE.findall(sample)) >= _SIGNS:
        guesses += [
            found for name in _NARROW if (found := _best(_bytes(sample, name), name, "", _LOST_NARROW))
        ]
    sample = "\n".join(wide)
    if wide and _common(sample, ANY) < _HONEST_SHARE:
        for name, codec in _WIDE:
            body = sample.replace("\ufffd", "?").encode(codec, "replace")
            if found := _best(body, name, codec, _LOST_WIDE):
                guesses.append(found)
    return max(guesses, key=lambda each: each.common, default=None)


def _bytes(sample: str, name: str) -> bytes:
    """Return the bytes of the lines that are wholly in a single-byte set."""
    byte_of = charset(name).byte_of
    lines = (
        bytes(ord(each) if each < "\x80" else byte_of[each] for each in line)
        for line in sample.split("\n")
        if all(each < "\x80" or each in byte_of for each in line)
    )
    return b"\n".join(lines)


def _best(body: bytes, read_as: str, read_codec: str, lost: float) -> _Guess | None:
    """Return the set in which bytes read best, None if in none they read like a language."""
    best: _Guess | None = None
    for name, codec, common in _WRITTEN:
        if codec == read_codec or (codec, read_codec) == ("euc_kr", "cp949"):
            continue
        said = body.decode(codec, "replace")
        characters = _WIDE_TEXT.findall(said)
        wide = len(characters)
        odd = sum(each > "\x7f" and not _WIDE_TEXT.match(each) and not _is_mark(each) for each in said)
        if len(set(characters)) < _FEWEST_DISTINCT or odd > lost * wide:
            continue
        share = _common(said, common)
        needed = _COMMON_SHARE if wide >= _FEW else _COMMON_SHARE_OF_FEW
        if share >= needed and (best is None or share * wide > best.common):
            best = _Guess(share * wide, name, codec, read_as, read_codec, common)
    return best


def _is_mark(character: str) -> bool:
    return "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uff60" or character in "“”‘’…—·"


@lru_cache(maxsize=64)
def _common(text: str, common: frozenset[str]) -> float:
    """Return the part of the East Asian characters of a text that are common; half-width ones never are."""
    wide = _WIDE_TEXT.findall(text)
    return sum(each in common for each in wide) / len(wide) if wide else 1.0


def _said(run: str, guess: _Guess) -> tuple[str, str] | None:
    """Return the part of a run that is garbled and what it said; a last letter in ASCII may be none of it."""
    for word in (run, run[:-1]) if run[-1] < "\x80" else (run,):
        try:
            body = word.encode(guess.read_codec) if guess.read_codec else charset(guess.read_as).encode(word)
        except (UnicodeError, KeyError):
            continue
        said = {_decoded(each, guess.codec) for each in ((body, body[1:-1]) if guess.read_codec else (body,))}
        best = max(said, key=lambda each: (_common(each, guess.characters) if each else 0.0, len(each)))
        if len(best) >= _FEWEST_SAID and _common(best, guess.characters) >= _LEAST_SHARE:
            return word, best
    return None


def _decoded(body: bytes, codec: str) -> str:
    """Return what bytes say if all of it is ASCII, East Asian or its punctuation, else nothing."""
    try:
        said = body.decode(codec)
    except UnicodeError:
        return ""
    is_plain = all(each < "\x80" or _WIDE_TEXT.match(each) or _is_mark(each) for each in said)
    return said if is_plain and _WIDE_TEXT.search(said) else ""
