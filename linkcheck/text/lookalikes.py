"""Host names made to look like others: letters of two alphabets in one word, or of one that looks Latin.

What looks alike, and which script a character belongs to, is Unicode's own data (UTS #39, UAX #24) through
the library `disarm`, loaded only for hosts beyond ASCII. Which mixtures are honest follows UTS #39 §5.2
("moderately restrictive": Latin beside one other script, but not Cyrillic or Greek) and Chromium's policy for
internationalised domain names (docs/idn.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import ada_url

_EAST = frozenset({"Han", "Hiragana", "Katakana", "Bopomofo", "Hangul"})
# Their small letters are easily taken for Latin ones, so they never stand beside those in an honest label.
_LATIN_LIKE = frozenset(
    {"Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu", "Deseret", "Georgian"}
)
# Whole words of these can look Latin; words of others cannot, whatever single letters do.
_WHOLE = frozenset({"Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu"})
# Top-level domains of countries that write so: there, a word in their own letters is what it seems.
_HOMES = {
    "Cyrillic": frozenset("bg by kg kz mk mn rs ru su tj ua uz".split()),
    "Greek": frozenset("gr cy".split()),
    "Armenian": frozenset({"am"}),
}
# They resemble Latin capitals, which hosts do not have, so a word with them does not pass for a Latin one.
_CAPITAL_LIKE = re.compile("[вкмнтгзпбдилфцчшщъыьэюяжй]|[βγδεζηθλμξπςστφχψω]")
# Latin letters of phonetic transcription that no spelling with plain letters beside them uses.
_PHONETIC = re.compile("[\u0250-\u02af\u1d00-\u1dbf\ua72f-\ua7ff]")
# Signs that look like the slash, dot, colon or hyphen that ends a host or parts its labels.
_PUNCTUATION_LIKE = re.compile(
    "[\u2044\u2215\u29f8\u29f5\u2571\u30ce\u3033\u2027\u05f3\u2024\u0701\u0702\ua789\u02d0\u02f8\u1806]"
)
_KANA_OR_HAN = re.compile("[\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A host that looks like another one: how it is shown, why, and the host it looks like."""

    shown: str
    reason: str
    looks_like: str


@lru_cache(maxsize=16_384)
def lookalike(host: str) -> Lookalike | None:
    """Judge a host as the URL standard writes it (in Punycode); None for one that looks only like itself.

    >>> lookalike("xn--80ak6aa92e.com").looks_like, lookalike("xn--e1afmkfd.xn--p1ai")
    ('apple.com', None)
    """
    if "xn--" not in host:
        return None
    shown = ada_url.idna_to_unicode(host)
    labels = shown.split(".")
    for label in labels:
        if not label.isascii() and (reason := _reason(label, labels[-1])):
            return Lookalike(shown, reason, ".".join(map(_folded, labels)))
    return None


def plain_letters(host: str) -> str:
    """Return a host as a reader takes it: labels that mix look-alike alphabets in plain letters.

    >>> plain_letters("paypal.ϲom"), plain_letters("пример.рф")
    ('paypal.com', 'пример.рф')
    """
    return ".".join(
        _folded(label) if not label.isascii() and _is_mixed(_scripts(label)) else label
        for label in host.split(".")
    )


def _is_mixed(scripts: list[str]) -> bool:
    return len(scripts) > 1 and _is_suspect_mixture(scripts)


def _reason(label: str, ending: str) -> str:
    """Return why a label looks like another one, nothing if it does not."""
    sign = _PUNCTUATION_LIKE.search(label)
    if sign and not (sign[0] == "\u30ce" and _is_among_kana(label, sign.start())):
        return f"it holds “{sign[0]}”, which looks like punctuation"
    words = [word for word in label.split("-") if not word.isascii()]
    for word in words:
        scripts = _scripts(word)
        if _is_mixed(scripts):
            return f"it mixes {' and '.join(scripts)} letters"
        if scripts == ["Latin"] and _PHONETIC.search(word) and _folded(word).isascii():
            return "it holds phonetic letters that look like plain ones"
    if all(_looks_latin(word, ending) for word in words):
        return f"it is written in {_scripts(words[0])[0]} letters that look like Latin ones"
    return ""


def _looks_latin(word: str, ending: str) -> bool:
    scripts = _scripts(word)
    if len(scripts) != 1 or scripts[0] not in _WHOLE or not ending.isascii():
        return False
    is_home = ending in _HOMES.get(scripts[0], ())
    return not is_home and _folded(word).isascii() and not _CAPITAL_LIKE.search(word)


def _is_among_kana(label: str, offset: int) -> bool:
    """Say whether a kana that looks like a slash stands between kana or Chinese characters."""
    sides = (label[offset - 1 : offset], label[offset + 1 : offset + 2])
    return all(not side or _KANA_OR_HAN.match(side) for side in sides)


def _is_suspect_mixture(scripts: Iterable[str]) -> bool:
    others = set(scripts) - {"Latin"}
    return not others <= _EAST and (len(others) > 1 or bool(others & _LATIN_LIKE))


def _scripts(label: str) -> list[str]:
    import disarm

    return [str(script.value) for script in disarm.detect_scripts(label)]


def _folded(label: str) -> str:
    if label.isascii():
        return label
    import disarm

    return str(disarm.normalize_confusables(label))
