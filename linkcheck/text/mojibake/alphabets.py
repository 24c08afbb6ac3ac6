"""The national single-byte sets: whose letters they hold, which of those are common, what words look like."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A script's commonest letters, small, and the words it makes of all its letters."""

    common: frozenset[str]
    word: re.Pattern[str]


# Arabic and Hebrew have letters that only end words, and Hebrew some that do not; a capital stands first.
_CYRILLIC = Alphabet(frozenset("оеаинтсрвлкмді"), re.compile("[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+"))
_ARABIC = Alphabet(frozenset("اليمونرتبةهع"), re.compile("[ء-آأ-بت-وي]+[ةى]?"))
_HEBREW = Alphabet(frozenset("יוהלאתבשמרםנ"), re.compile("[אבגדהוזחטיכלמנסעפצקרשת]+[םןךףץ]?"))
_GREEK = Alphabet(frozenset("αοιετσνηυρκς"), re.compile("[Α-Ωά-ώΆ-Ώ]?[α-ωά-ώ]+|[Α-Ω]+"))
NATIONAL = {
    "windows-1251": ("cp1251", _CYRILLIC),
    "KOI8-R": ("koi8-r", _CYRILLIC),
    "ISO-8859-5": ("iso8859-5", _CYRILLIC),
    "IBM866": ("cp866", _CYRILLIC),
    "windows-1256": ("cp1256", _ARABIC),
    "ISO-8859-6": ("iso8859-6", _ARABIC),
    "DOS-720": ("cp720", _ARABIC),
    "windows-1255": ("cp1255", _HEBREW),
    "IBM862": ("cp862", _HEBREW),
    "windows-1253": ("cp1253", _GREEK),
}
"""Such sets by name: Python's name, and the alphabet."""
COMMON = frozenset().union(*(alphabet.common for _, alphabet in NATIONAL.values()))
"""The common letters of all of them."""
_CAPITALS_SHARE = 0.4


def are_shouted(words: Collection[str]) -> bool:
    """Say whether so many words are all capitals as no running text has: they are of another set.

    >>> are_shouted(["АСЕМВЮ", "АСИКЮО"]), are_shouted(["Привет", "СССР", "мир"])
    (True, False)
    """
    return sum(map(str.isupper, words)) > _CAPITALS_SHARE * len(words)
