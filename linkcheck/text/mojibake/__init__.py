"""Find text whose bytes were read in another encoding than they were written in, and what it said.

The text is not changed. ftfy, which repairs text, knows neither windows-1256 nor the East Asian sets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from linkcheck.text.mojibake.crossed import crossed_runs
from linkcheck.text.mojibake.double import double_byte_runs
from linkcheck.text.mojibake.legacy import legacy_words
from linkcheck.text.mojibake.narrow import repairs, suspects
from linkcheck.text.mojibake.national import national_words
from linkcheck.text.mojibake.wide import legacy_runs, misread_runs

_UTF_8, _LATIN = "UTF-8", "windows-1252"
# A character reference that may begin what was garbled, what may stand before it, and what after.
_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|nbsp|#39|#x27|#34);)#?[A-Za-z0-9]{2,8};")
_BEFORE, _AFTER = re.compile(r"[^\W_]*\Z"), re.compile(r"(?:&#?[A-Za-z0-9]{2,8};|[^\W_]|[-'’]){1,200}")
_LONGEST_BEFORE = 60
_CLOSING = "”»\"'’“」』"
_QUOTING = frozenset(_CLOSING)
_MARKS = _CLOSING + "«„‚‘「『\xa0 "


@dataclass(frozen=True, slots=True)
class Garbled:
    """A word at an offset, what it said, and the encodings: the one written in and the one read as."""

    offset: int
    word: str
    repaired: str
    written_in: str
    read_as: str


def garbled_words(text: str) -> tuple[Garbled, ...]:
    """Return every garbled word in order, in time linear in the text."""
    found = list(_escaped(text)) if "&" in text else []
    if not text.isascii():
        found += _narrow(text)
        found += [Garbled(offset, run, said, _UTF_8, name) for offset, run, said, name in misread_runs(text)]
        found += [Garbled(*run) for run in crossed_runs(text)]
        for finder in (legacy_words, double_byte_runs, national_words):
            others = [Garbled(*each) for each in finder(text)]
            if _letters(others) > _letters(found):  # a few words of one set look like another's
                found = others
        found = found or [Garbled(*run, _LATIN) for run in legacy_runs(text)]
    return tuple(sorted(found, key=lambda each: each.offset))


def _letters(found: list[Garbled]) -> int:
    return sum(len(each.word) for each in found)


def _escaped(text: str) -> Iterator[Garbled]:
    """Yield UTF-8 that was misread and then written in character references: `caf&Atilde;&copy;`."""
    words = list(_words_with_references(text))
    shown = {word: unescape(word) for _, word in words}
    said = {word: repairs(plain) for word, plain in shown.items() if not plain.isascii()}
    votes = Counter(name for each in said.values() for name in each)
    for offset, word in words:
        if readings := said.get(word):
            name = max(readings, key=lambda each: votes[each])
            if not _is_example(text, offset, word, readings[name]):
                yield Garbled(offset, word, readings[name], _UTF_8, name)


def _words_with_references(text: str) -> Iterator[tuple[int, str]]:
    reached = 0
    for hit in _REFERENCE.finditer(text):
        if hit.start() >= reached and (rest := _AFTER.match(text, hit.start())) is not None:
            before = _BEFORE.search(text[max(reached, hit.start() - _LONGEST_BEFORE) : hit.start()])
            start = hit.start() - len(before[0] if before else "")
            reached = rest.end()
            yield start, text[start:reached]


def _narrow(text: str) -> Iterator[Garbled]:
    """Yield UTF-8 read as a single-byte set; where several sets fit a word, the one that fits most words."""
    words = [(offset, word, said) for offset, word in suspects(text) if (said := repairs(word))]
    votes = Counter(name for _, _, said in words for name in said)
    for offset, word, said in words:
        name = max(said, key=lambda each: votes[each])
        if not _is_example(text, offset, word, said[name]):
            yield Garbled(offset, word, said[name], _UTF_8, name)


def _is_example(text: str, offset: int, word: str, repaired: str) -> bool:
    """Say whether a single letter stands there in quotation marks: a text about encodings shows it."""
    end = offset + len(word.rstrip(_CLOSING + "\xa0"))
    return len(repaired.strip(_MARKS)) == 1 and text[end : end + 2].lstrip("\xa0")[:1] in _QUOTING
