"""Text of a national single-byte set that was read as another: `Ïðèâåò`, `ÇáÓáÇã`, `ùìåí`, `оПХБЕР`.

Every such word is nothing but accented Latin letters, or Cyrillic ones with large and small exchanged, which
no language writes. Which set it was is told by how many of the letters it then says are common ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CYRILLIC = frozenset("оеаинтсрвлкмд"), re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")
_ARABIC = frozenset("اليمونرتبةهع"), re.compile("[ء-ي]+")
_HEBREW = frozenset("יוהלאתבשמרםנ"), re.compile("[א-ת]+")
_GREEK = frozenset("αοιετσνηυρκς"), re.compile("[Α-Ωά-ώΆ-Ώ]?[α-ωά-ώ]+|[Α-Ω]+")
_SETS = {
    "windows-1251": ("cp1251", *_CYRILLIC),
    "KOI8-R": ("koi8-r", *_CYRILLIC),
    "ISO-8859-5": ("iso8859-5", *_CYRILLIC),
    "windows-1256": ("cp1256", *_ARABIC),
    "ISO-8859-6": ("iso8859-6", *_ARABIC),
    "windows-1255": ("cp1255", *_HEBREW),
    "windows-1253": ("cp1253", *_GREEK),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text was read as: the words that show it, what surely does, and the sets it may be of."""

    read_as: str
    codec: str
    word: re.Pattern[str]
    sign: re.Pattern[str]
    sets: tuple[str, ...]


_LATIN_WORD = re.compile("[\u00c0-\u00ff][\u00c0-\u00ff\u00b8\u00a8]{2,}")
_LARGE_WORD = re.compile("[А-ЯЁа-яё][А-ЯЁ]{2,}")
_TURNED = re.compile("[а-яё][А-ЯЁ]+")
_READINGS = (
    _Reading("windows-1252", "latin-1", _LATIN_WORD, _LATIN_WORD, tuple(_SETS)),
    _Reading("windows-1251", "cp1251", _LARGE_WORD, _TURNED, ("KOI8-R",)),
    _Reading("KOI8-R", "koi8-r", _LARGE_WORD, _TURNED, ("windows-1251",)),
)
# So many of the letters of a running text are among the twelve or thirteen commonest of its language: .65 to
# .80 in the samples' Arabic, Hebrew, Russian and Greek; .20 to .45 where the set is the wrong one.
_COMMON_SHARE = 0.55
# Lists of a language's accented letters are no words: of those there must be several, of many letters.
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_DISTINCT, _FEWEST_SIGNS = 4, 16, 8, 3


def legacy_words(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the garbled words of a text: offset, word, what it said, the sets it is of and was read as."""
    readings = [(*_best(text, reading), reading) for reading in _READINGS]
    share, name, reading = max(readings, key=lambda each: each[0])
    if share < _COMMON_SHARE:
        return
    for word in reading.word.finditer(text):
        said = "" if _is_part(word) else _said(word[0], name, reading.codec)
        if said:
            yield word.start(), word[0], said, name, reading.read_as


def _best(text: str, reading: _Reading) -> tuple[float, str]:
    """Return the set that a text is likeliest of, and which part of its letters are then common ones."""
    if reading.word.search(text) is None:
        return 0.0, ""
    distinct = {word[0] for word in reading.word.finditer(text) if not _is_part(word)}
    letters = "".join(distinct)
    if (
        len(distinct) < _FEWEST_WORDS
        or len(letters) < _FEWEST_LETTERS
        or len(set(letters)) < _FEWEST_DISTINCT
        or sum(reading.sign.fullmatch(word) is not None for word in distinct) < _FEWEST_SIGNS
    ):
        return 0.0, ""
    return max((_share(distinct, name, reading.codec), name) for name in reading.sets)


def _is_part(word: re.Match[str]) -> bool:
    """Say whether other letters stand beside what was found, or whether it is one letter again and again."""
    text, start, end = word.string, word.start(), word.end()
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha() or len(set(word[0])) < 2


def _share(words: set[str], name: str, read_as: str) -> float:
    """Return the part of all letters that are common ones in this set; 0 if it makes no words of most."""
    common = _SETS[name][1]
    said = [each for each in (_said(word, name, read_as) for word in words) if each]
    if len(said) < 0.9 * len(words):
        return 0.0
    letters = "".join(said).lower()
    return sum(letter in common for letter in letters) / len(letters)


def _said(word: str, name: str, read_as: str) -> str:
    codec, _, shape = _SETS[name]
    try:
        said = word.encode(read_as).decode(codec)
    except UnicodeError:
        return ""
    return said if shape.fullmatch(said) else ""
