"""Text of a national single-byte set that was read as Latin: `Ïðèâåò`, `ÇáÓáÇã`, `ùìåí`.

Every such word is nothing but accented Latin letters, which no language writes. Which set it was is told by
how many of the letters it then says are among the commonest of its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile("[\u00c0-\u00ff][\u00c0-\u00ff\u00b8\u00a8]{2,}")
_SETS = {
    "windows-1251": ("cp1251", frozenset("оеаинтсрвлкмд"), re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")),
    "KOI8-R": ("koi8-r", frozenset("оеаинтсрвлкмд"), re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")),
    "windows-1256": ("cp1256", frozenset("اليمونرتبةهع"), re.compile("[ء-ي]+")),
    "windows-1255": ("cp1255", frozenset("יוהלאתבשמרםנ"), re.compile("[א-ת]+")),
    "windows-1253": ("cp1253", frozenset("αοιετσνηυρκς"), re.compile("[Α-Ωά-ώΆ-Ώ]?[α-ωά-ώ]+|[Α-Ω]+")),
}
# So many of the letters of a running text are among the twelve or thirteen commonest of its language: .65 to
# .80 in the samples' Arabic, Hebrew, Russian and Greek; .20 to .45 where the set is the wrong one.
_COMMON_SHARE = 0.55
# Lists of a language's accented letters are no words: of those there must be several, of many letters.
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_DISTINCT = 4, 16, 8


def legacy_words(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield the garbled words of a text: offset, word, what it said, the set it was written in."""
    words = [word for word in _WORD.finditer(text) if not _is_part(word)]
    distinct = {word[0] for word in words}
    letters = "".join(distinct)
    if (
        len(distinct) < _FEWEST_WORDS
        or len(letters) < _FEWEST_LETTERS
        or len(set(letters)) < _FEWEST_DISTINCT
    ):
        return
    name = max(_SETS, key=lambda each: _share(distinct, each))
    if _share(distinct, name) < _COMMON_SHARE:
        return
    for word in words:
        said = _said(word[0], name)
        if said:
            yield word.start(), word[0], said, name


def _is_part(word: re.Match[str]) -> bool:
    """Say whether other letters stand beside what was found, or whether it is one letter again and again."""
    text, start, end = word.string, word.start(), word.end()
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha() or len(set(word[0])) < 2


def _share(words: set[str], name: str) -> float:
    """Return the part of all letters that are common ones in this set; 0 if it makes no words of most."""
    common = _SETS[name][1]
    said = [each for each in (_said(word, name) for word in words) if each]
    if len(said) < 0.9 * len(words):
        return 0.0
    letters = "".join(said).lower()
    return sum(letter in common for letter in letters) / len(letters)


def _said(word: str, name: str) -> str:
    codec, _, shape = _SETS[name]
    try:
        said = word.encode("latin-1").decode(codec)
    except UnicodeDecodeError:
        return ""
    return said if shape.fullmatch(said) else ""
