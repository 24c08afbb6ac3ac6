"""Text of a national single-byte set that was read as any other: `щмен` for `שלום`, `Đîńńč˙`, `™Œ…`.

The letters of one script are then letters and signs of another, and no word shows it. So the words of a text
are read again in every set; one counts that makes words of nearly all of them, with capitals and final
letters where the script has them, and in which the common letters are common. `legacy` finds fewer words
already where no writing looks like what came of them; this is for what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from linkcheck.text.mojibake.alphabets import COMMON, NATIONAL, are_shouted
from linkcheck.text.mojibake.charsets import MISREAD_AS, charset

_WORD = re.compile("[^\x00-\x7f]{3,60}")
_SAMPLE, _FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_DISTINCT = 300, 8, 36, 10
# The common letters are .62 to .80 of all in running text of their language, and .20 to .50 in the wrong set.
_COMMON_SHARE, _HONEST_SHARE, _WORDS_SHARE = 0.62, 0.56, 0.85


@dataclass(frozen=True, slots=True)
class _Guess:
    """A pair of sets, and how common the letters are that it makes of the sample."""

    share: float
    written_in: str
    read_as: str


def national_words(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the garbled words of a text: offset, word, what it said, the sets it is of and was read as."""
    sample = tuple(islice({word[0]: None for word in _WORD.finditer(text)}, _SAMPLE))
    words = [word for word in sample if any(map(str.isalpha, word)) or all(each < "\xa0" for each in word)]
    if not _is_enough(words) or _is_honest(words):
        return
    guesses = [guess for name in MISREAD_AS if (guess := _best(name, words))]
    best = max(guesses, key=lambda each: each.share, default=None)
    if best is None:
        return
    for found in _WORD.finditer(text):
        said = _said(found[0], best)
        letters = said.strip("".join(each for each in set(said) if not each.isalpha()))
        if letters and NATIONAL[best.written_in][1].word.fullmatch(letters):
            start = said.index(letters)
            word = found[0][start : start + len(letters)]
            yield found.start() + start, word, letters, best.written_in, best.read_as


def _is_enough(words: list[str]) -> bool:
    letters = "".join(words)
    return (
        len(words) >= _FEWEST_WORDS
        and len(letters) >= _FEWEST_LETTERS
        and len(set(letters)) >= _FEWEST_DISTINCT
    )


def _is_honest(words: list[str]) -> bool:
    """Say whether the letters on the page are as common as those of running text are."""
    letters = "".join(words).lower()
    return sum(each in COMMON for each in letters) >= _HONEST_SHARE * len(letters)


def _best(read_as: str, words: list[str]) -> _Guess | None:
    """Return the set of which nearly all words are, and their letters the commonest; None if of none."""
    best: _Guess | None = None
    for written_in, (_, alphabet) in NATIONAL.items():
        if written_in == read_as:
            continue
        guess = _Guess(0.0, written_in, read_as)
        said = [
            letters for word in words if (letters := _said(word, guess)) and alphabet.word.fullmatch(letters)
        ]
        if len(said) < _WORDS_SHARE * len(words) or are_shouted(said):
            continue
        if not _is_enough(list(dict.fromkeys(said))):
            continue
        letters = "".join(said).lower()
        share = sum(each in alphabet.common for each in letters) / len(letters)
        if share >= _COMMON_SHARE and (best is None or share > best.share):
            best = _Guess(share, written_in, read_as)
    return best


def _said(word: str, guess: _Guess) -> str:
    """Return what a word said, a character for each; nothing if it is not in the set."""
    try:
        body = charset(guess.read_as).encode(word)
    except KeyError:
        return ""
    return body.decode(NATIONAL[guess.written_in][0], "replace")
