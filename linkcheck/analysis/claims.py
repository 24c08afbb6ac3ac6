"""How many claims the anchors of one page make: which of them say the same thing in other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from linkcheck.analysis.anchors import says_nothing
from linkcheck.text.stop_words import STOP_WORDS
from linkcheck.text.words import PROCLITICS, Similarity, normalize

# Anchors at least so alike make one claim: between the 99th percentile of unrelated pairs (.18-.27) and
# the first values that split rewordings of one name.
GROUP_THRESHOLD = 0.30
# A word in two thirds of a page's anchors names what the page is ("the report", "its authors' report").
_SHARED, _FEWEST = 2 / 3, 3
_DIGITS = re.compile(r"\d+")
# Scripts written without blanks: there a pair of letters is what a word is elsewhere.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SHORTEST = 3
_MEANINGLESS = frozenset(word for words in STOP_WORDS.values() for word in words)


def claim_of(form: str) -> str:
    """Return what an anchor in its normal form claims: numbers of pages, notes and versions are all alike.

    >>> claim_of("p 12") == claim_of("p 345"), claim_of("tehran")
    (True, 'tehran')
    """
    return _DIGITS.sub("0", form)


@lru_cache(maxsize=16_384)
def claim_form(claim: str) -> str:
    """Return the normal form of the words before a mark, those that carry no meaning aside.

    Whole sentences keep apart as anchors do: of 20 taken at random from a manual in English, Spanish, French,
    Russian or Chinese, 17 to 20 are groups of their own.

    >>> claim_form("It was in 1998 that the bridge was closed to all heavy lorries")
    '1998 bridge closed all heavy lorries'
    """
    return " ".join(word for word in normalize(claim).split() if word not in _MEANINGLESS)


def claims(forms: Sequence[str], alike: Similarity) -> tuple[tuple[str, ...], ...]:
    """Group anchors, in their normal form, by what they claim; in order of their first.

    Those without words, such as bare URLs, and those like "here" make no claim of their own.
    """
    if len(forms) == 1:
        return ((forms[0],),)
    telling = [form for form in forms if form and not says_nothing(form)] or forms[:1]
    written: dict[str, dict[str, None]] = {}
    for form in telling:
        written.setdefault(claim_of(form), {})[form] = None
    groups = _joined(alike.groups(written, threshold=GROUP_THRESHOLD))
    return tuple(tuple(form for claim in group for form in written[claim]) for group in groups)


def distinct_claims(groups: Iterable[Sequence[str]]) -> int:
    """Count the claims of several documents on one page: groups with an anchor in common are one.

    Anchors that are merely alike are not joined here: over thousands of posts such chains end in one claim.

    >>> distinct_claims([("moscow", "in moscow"), ("weapons",), ("moscow",), ("",)])
    2
    """
    distinct = {tuple(sorted({claim_of(form) for form in group})) for group in groups}
    telling = [group for group in distinct if not all(not form or says_nothing(form) for form in group)]
    first: dict[str, str] = {}

    def leader(claim: str) -> str:
        while first.setdefault(claim, claim) != claim:
            first[claim] = first[first[claim]]
            claim = first[claim]
        return claim

    for group in telling:
        for claim in group[1:]:
            first[leader(claim)] = leader(group[0])
    return max(len({leader(group[0]) for group in telling}), 1)


def _joined(groups: tuple[tuple[str, ...], ...]) -> Iterable[tuple[str, ...]]:
    """Make one of the groups that share a word which most anchors have."""
    shared = _shared_words([claim for group in groups for claim in group]) if len(groups) > 1 else frozenset()
    if not shared:
        return groups
    first: list[str] = []
    joined: list[list[str]] = []
    for group in groups:
        if not any(shared & _words(claim) for claim in group):
            joined.append(list(group))
            continue
        if not first:
            joined.append(first)
        first.extend(group)
    return map(tuple, joined)


def _shared_words(claimed: Sequence[str]) -> frozenset[str]:
    if len(claimed) < _FEWEST:
        return frozenset()
    counts = Counter(word for claim in claimed for word in _words(claim))
    return frozenset(word for word, count in counts.items() if count >= _SHARED * len(claimed))


@lru_cache(maxsize=16_384)
def _words(claim: str) -> frozenset[str]:
    return frozenset(_words_in(claim))


def pairs_of(word: str) -> Iterator[str]:
    """Yield every two characters in a row, which are words where none are written apart."""
    return map("".join, pairwise(word))


def _words_in(claim: str) -> Iterator[str]:
    for word in claim.split():
        if UNSPACED.search(word):
            yield from pairs_of(word)
        elif len(word) >= _SHORTEST:
            yield word
            if not word.isascii():
                yield PROCLITICS.sub("", word)
