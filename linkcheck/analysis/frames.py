"""The words around anchors that their exporter lost: what most clauses of one post have in common.

Plain text keeps `clause (url)`, and the clause is taken for the anchor. Where a post says "the paper wrote
that" before every link, those words name no page: pages under them have nothing in common but the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkcheck.analysis.claims import UNSPACED, pairs_of

# A word frames a post's clauses that stands in so many of them, and before links to several pages.
_PART, _FEWEST, _PAGES = 1 / 3, 4, 2


def frame_words(clauses: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the words that frame clauses, given each in its normal form with the page it leads to.

    >>> sorted(frame_words([("paper wrote oslo", "a"), ("paper wrote rome", "a"), ("paper wrote bern", "b"),
    ...                     ("paper wrote lyon", "c")]))
    ['paper', 'wrote']
    """
    distinct = set(clauses)
    if len(distinct) < _FEWEST:
        return frozenset()
    places: dict[str, list[str]] = {}
    for clause, page in distinct:
        for word in set(_parts(clause)):
            places.setdefault(word, []).append(page)
    least = max(_FEWEST, _PART * len(distinct))
    return frozenset(
        word for word, pages in places.items() if len(pages) >= least and len(set(pages)) >= _PAGES
    )


def without_words(clause: str, frame: frozenset[str]) -> str:
    """Return a clause without the words that frame it; itself where nothing else is in it.

    >>> without_words("paper wrote oslo", frozenset({"paper", "wrote"}))
    'oslo'
    >>> without_words("报纸写道大桥倒塌", frozenset({"报纸", "纸写", "写道"}))
    '大桥倒塌'
    """
    kept = (_rest(word, frame) if UNSPACED.search(word) else word for word in clause.split())
    return " ".join(word for word in kept if word and word not in frame) or clause


def _parts(clause: str) -> Iterator[str]:
    """Yield the words of a clause; of scripts without blanks, each two characters in a row."""
    for word in clause.split():
        if UNSPACED.search(word):
            yield from pairs_of(word)
        else:
            yield word


def _rest(word: str, frame: frozenset[str]) -> str:
    """Return what no framing pair of characters covers."""
    covered = {at + offset for at, pair in enumerate(pairs_of(word)) if pair in frame for offset in (0, 1)}
    return "".join(" " if at in covered else character for at, character in enumerate(word)).strip()
