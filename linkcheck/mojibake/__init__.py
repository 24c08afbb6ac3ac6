"""Find text whose bytes were read in another encoding than they were written in, and what it said.

The text is not changed. ftfy, which repairs text, knows neither windows-1256 nor the East Asian sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from linkcheck.mojibake.legacy import legacy_words
from linkcheck.mojibake.narrow import repairs, suspects
from linkcheck.mojibake.wide import legacy_runs, misread_runs

_UTF_8, _LATIN = "UTF-8", "windows-1252"


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
    if text.isascii():
        return ()
    found = [*_narrow(text)]
    found += [Garbled(offset, run, said, _UTF_8, name) for offset, run, said, name in misread_runs(text)]
    if not found:
        legacy = list(legacy_words(text)) or list(legacy_runs(text))
        found += [Garbled(offset, word, said, name, _LATIN) for offset, word, said, name in legacy]
    return tuple(sorted(found, key=lambda each: each.offset))


def _narrow(text: str) -> Iterator[Garbled]:
    """Yield UTF-8 read as a single-byte set; where several sets fit a word, the one that fits most words."""
    words = [(offset, word, said) for offset, word in suspects(text) if (said := repairs(word))]
    votes = Counter(name for _, _, said in words for name in said)
    for offset, word, said in words:
        name = max(said, key=lambda each: votes[each])
        yield Garbled(offset, word, said[name], _UTF_8, name)
