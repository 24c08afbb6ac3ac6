"""Text of a national single-byte set that was read as another: `Ïðèâåò`, `ÇáÓáÇã`, `ùìåí`, `оПХБЕР`.

Every such word is nothing but accented Latin letters, or Cyrillic ones with large and small exchanged, or, in
the sets of the Macintosh and of DOS, letters, signs and pieces of boxes by turns (`œÓÒÍ‚‡`, `╧ЁштхЄ`): no
language writes that. Which set it was is told by how many of the letters it then says are common ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from linkcheck.text.mojibake.alphabets import NATIONAL, are_shouted
from linkcheck.text.mojibake.charsets import charset

_NAMES = {"ISO-8859-1": "windows-1252"}  # as the web has it (WHATWG Encoding)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text was read as: the words that show it, what surely does, and the sets it may be of."""

    read_as: str
    word: re.Pattern[str]
    sign: re.Pattern[str]
    sets: tuple[str, ...]


_OF_DOS = frozenset({"IBM866", "IBM862", "DOS-720"})
_LATIN_WORD = re.compile("[\u00c0-\u00ff][\u00c0-\u00ff\u00b8\u00a8]{2,}")
_LARGE_WORD = re.compile("[А-ЯЁа-яё][А-ЯЁ]{2,}")
_TURNED = re.compile("[а-яё][А-ЯЁ]+")
_CYRILLIC_WORD, _CAMEL = re.compile("[А-яЁё]{3,}"), re.compile(".*[а-яё][А-ЯЁ].*")
_READINGS = (
    _Reading("ISO-8859-1", _LATIN_WORD, _LATIN_WORD, tuple(name for name in NATIONAL if name not in _OF_DOS)),
    _Reading("windows-1251", _LARGE_WORD, _TURNED, ("KOI8-R",)),
    _Reading("KOI8-R", _LARGE_WORD, _TURNED, ("windows-1251",)),
    _Reading("windows-1251", _CYRILLIC_WORD, _CAMEL, ("windows-1256",)),
)
# In these the letters of the others are signs, lines of boxes and letters by turns, which no writing is.
_MIXED = {
    "macintosh": ("windows-1251", "KOI8-R", "windows-1256", "windows-1255", "windows-1253"),
    "IBM437": ("windows-1251", "KOI8-R", "windows-1256", "windows-1255", "windows-1253"),
    "IBM850": ("windows-1251", "KOI8-R", "windows-1256", "windows-1255", "windows-1253"),
    "IBM866": ("windows-1251", "KOI8-R", "windows-1255", "windows-1256"),
    "windows-1251": ("IBM866",),
    "windows-1252": ("IBM866",),
    "KOI8-R": ("IBM866",),
}


@cache
def _readings() -> tuple[_Reading, ...]:
    return (*_READINGS, *(_mixed(read_as, sets) for read_as, sets in _MIXED.items()))


def _mixed(read_as: str, sets: tuple[str, ...]) -> _Reading:
    """Make the reading of which every word is letters of such sets; one of letters and signs shows it."""
    shown: set[str] = set()
    for character, byte in charset(read_as).byte_of.items():
        said = {bytes([byte]).decode(NATIONAL[name][0], "ignore") for name in sets}
        if any(map(str.isalpha, said)):
            shown.add(character)
    signs = "".join(map(re.escape, sorted(each for each in shown if not each.isalpha())))
    letters = "".join(map(re.escape, sorted(filter(str.isalpha, shown))))
    word = re.compile(f"[{letters}{signs}]{{3,}}")
    return _Reading(read_as, word, re.compile(f"(?=.*[{signs}]).*[{letters}].*", re.DOTALL), sets)


# So many of the letters of a running text are among the twelve or thirteen commonest of its language: .65 to
# .80 in the samples' Arabic, Hebrew, Russian and Greek; .20 to .45 where the set is the wrong one.
_COMMON_SHARE = 0.55
# Lists of a language's accented letters are no words: of those there must be several, of many letters.
_LIST = 4
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_DISTINCT, _FEWEST_SIGNS = 4, 16, 8, 3


def legacy_words(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the garbled words of a text: offset, word, what it said, the sets it is of and was read as."""
    likely = [(*found, reading) for reading in _readings() if (found := _best(text, reading))]
    if not likely:
        return
    _, name, reading = max(likely, key=lambda each: each[0])
    for word in reading.word.finditer(text):
        said = "" if _is_part(word) else _said(word[0], name, reading.read_as)
        if said:
            yield word.start(), word[0], said, name, _NAMES.get(reading.read_as, reading.read_as)


def _best(text: str, reading: _Reading) -> tuple[int, str] | None:
    """Return how many letters such words have, and the set that they are likeliest of.

    None if they are too few, or too few of the letters that they then say are common ones.
    """
    if reading.word.search(text) is None:
        return None
    distinct = {word[0] for word in reading.word.finditer(text) if not _is_part(word)}
    letters = "".join(distinct)
    if (
        len(distinct) < _FEWEST_WORDS
        or len(letters) < _FEWEST_LETTERS
        or len(set(letters)) < _FEWEST_DISTINCT
        or sum(reading.sign.fullmatch(word) is not None for word in distinct) < _FEWEST_SIGNS
    ):
        return None
    share, name = max((_share(distinct, name, reading.read_as), name) for name in reading.sets)
    return (len(letters), name) if share >= _COMMON_SHARE else None


def _is_part(word: re.Match[str]) -> bool:
    """Say whether a match is no word: a part of one, one letter again and again, or a list in their order."""
    text, start, end = word.string, word.start(), word.end()
    if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha() or len(set(word[0])) < 2:
        return True
    return end - start >= _LIST and sorted(word[0]) == list(word[0])


def _share(words: set[str], name: str, read_as: str) -> float:
    """Return the part of all letters that are common ones in this set; 0 if it makes no words of most."""
    common = NATIONAL[name][1].common
    said = [each for each in (_said(word, name, read_as) for word in words) if each]
    if len(said) < 0.9 * len(words) or are_shouted(said):
        return 0.0
    letters = "".join(said).lower()
    return sum(letter in common for letter in letters) / len(letters)


def _said(word: str, name: str, read_as: str) -> str:
    codec, alphabet = NATIONAL[name]
    try:
        said = charset(read_as).encode(word).decode(codec)
    except (KeyError, UnicodeError):
        return ""
    return said if alphabet.word.fullmatch(said) else ""
