"""Find paragraphs that are nearly alike: shingle containment, through an inverted index.

A copy with 2, 5 and 10 % of its words changed kept .96, .72 and .59 of its five-word shingles when measured;
paragraphs of different meaning share next to none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from linkcheck.passages.passage import NAMED, Passage, Place
from linkcheck.passages.pieces import Piece, without_urls
from linkcheck.text.shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONTAINMENT = 0.6
_WORDS = 30
_SIZE = 5
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|[^\\W_]+")
# More shingles than this are sampled by their hash, so that memory stays bounded; candidates are compared
# in full all the same.
_KEPT = 4_000_000
_CANDIDATES = 3
_READ_AGAIN = 64
# So many paragraphs are read at once.
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: the number of its document, its own number there, and its pieces."""

    document: int
    order: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of a paragraph; its shingles are a sample where there are very many in all."""

    document: int
    order: int
    first_line: int
    last_line: int
    letters: int
    is_quoted: bool
    shingles: NDArray[np.uint64]


def near_copies(
    blocks: Iterable[Block],
    names: Sequence[str],
    totals: Sequence[int],
    *,
    words: int,
    read: Callable[[int], Iterable[Block]],
) -> Iterator[tuple[tuple[int, int], Passage]]:
    """Yield passages that nearly repeat earlier ones, with the document and paragraph of each copy.

    Neighbouring paragraphs that follow neighbouring ones are one passage. `words` is about how many there are
    in all; `read` gives the paragraphs of one document again, to compare in full what was sampled.
    """
    shingler = _Shingler(max(1, words // _KEPT))
    long = _long_ones(blocks)
    first = list(islice(long, 2))
    if len(first) < 2:
        return
    entries = list(shingler.entries(chain(first, long)))
    pairs = _pairs(entries, shingler.whole(read))
    for group in _groups(entries, pairs):
        later = entries[group[0][0][0]]
        yield (later.document, later.order), _passage(entries, group, names, totals)


class _Shingler:
    """Makes the shingles of paragraphs, numbering words as they come."""

    def __init__(self, modulus: int) -> None:
        """Keep one in so many shingles, chosen by its hash."""
        self._modulus = modulus
        self._vocabulary: dict[str, int] = {}

    def entries(self, blocks: Iterable[tuple[Block, Sequence[str]]]) -> Iterator[_Entry]:
        """Yield what is kept of paragraphs, given with their words."""
        blocks = iter(blocks)
        while chunk := list(islice(blocks, _TOGETHER)):
            found = self._shingles([tokens for _, tokens in chunk], self._modulus)
            for (block, _), shingled in zip(chunk, found, strict=True):
                yield _Entry(
                    document=block.document,
                    order=block.order,
                    first_line=block.pieces[0].first_line,
                    last_line=block.pieces[-1].last_line,
                    letters=sum(piece.letters for piece in block.pieces),
                    is_quoted=block.pieces[0].is_quoted,
                    shingles=shingled,
                )

    def whole(self, read: Callable[[int], Iterable[Block]]) -> Callable[[_Entry], NDArray[np.uint64]]:
        """Return the function that gives every shingle of a paragraph."""
        if self._modulus == 1:
            return lambda entry: entry.shingles

        @lru_cache(maxsize=_READ_AGAIN)
        def paragraphs(document: int) -> dict[int, NDArray[np.uint64]]:
            blocks = list(read(document))
            found = self._shingles([_tokens(block) for block in blocks], 1)
            return {block.order: each for block, each in zip(blocks, found, strict=True)}

        return lambda entry: paragraphs(entry.document)[entry.order]

    def _shingles(self, texts: Sequence[Sequence[str]], modulus: int) -> list[NDArray[np.uint64]]:
        """Return the distinct shingles of each text, in ascending order."""
        import numpy as np

        vocabulary = self._vocabulary
        numbers = [vocabulary.setdefault(token, len(vocabulary)) for text in texts for token in text]
        row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        hashes = shingles(np.array(numbers, dtype=np.uint64), _SIZE)
        rows = row[: len(hashes)]
        is_kept = (rows == row[_SIZE - 1 :][: len(hashes)]) & (hashes % np.uint64(modulus) == 0)
        rows, hashes = rows[is_kept], hashes[is_kept]
        order = np.lexsort((hashes, rows))
        rows, hashes = rows[order], hashes[order]
        is_new = (np.diff(rows, prepend=-1) != 0) | (np.diff(hashes, prepend=hashes[:1]) != 0)
        rows, hashes = rows[is_new], hashes[is_new]
        return np.split(hashes, np.searchsorted(rows, np.arange(1, len(texts))))


def _long_ones(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[str]]]:
    """Yield the paragraphs that are long enough to be compared, with their words."""
    for block in blocks:
        if sum(len(piece.text) for piece in block.pieces) >= _WORDS:
            tokens = _tokens(block)
            if len(tokens) >= (2 * _WORDS if _is_wide(tokens) else _WORDS):
                yield block, tokens


def _tokens(block: Block) -> list[str]:
    found: list[str] = _TOKEN.findall(without_urls(" ".join(piece.text for piece in block.pieces)))
    return found


def _is_wide(tokens: Sequence[str]) -> bool:
    """Say whether most tokens are single characters: a script without spaces, where two make a word."""
    return sum(len(token) == 1 for token in tokens) > len(tokens) // 2


def _pairs(
    entries: Sequence[_Entry], whole: Callable[[_Entry], NDArray[np.uint64]]
) -> dict[int, tuple[int, float]]:
    """Return for each entry that nearly repeats an earlier one which, and how much of the shorter."""
    import numpy as np

    found: dict[int, tuple[int, float]] = {}
    for later, earlier in _candidates(entries):
        one, other = whole(entries[later]), whole(entries[earlier])
        shared = len(np.intersect1d(one, other, assume_unique=True))
        likeness = shared / min(len(one), len(other))
        if likeness >= CONTAINMENT and likeness > found.get(later, (0, 0.0))[1]:
            found[later] = earlier, likeness
    return found


def _candidates(entries: Sequence[_Entry]) -> list[tuple[int, int]]:
    """Return pairs (later, earlier) that share shingles: a few for each, those that share most.

    Each shingle of a paragraph is held against the first paragraph that has it and the one before, so that
    time and memory stay linear however many have it.
    """
    import numpy as np

    numbers = np.repeat(np.arange(len(entries)), [len(entry.shingles) for entry in entries])
    if not numbers.size:
        return []
    hashes = np.concatenate([entry.shingles for entry in entries])
    order = np.lexsort((numbers, hashes))
    hashes, numbers = hashes[order], numbers[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    first = np.repeat(starts, np.diff(np.append(starts, len(hashes))))
    is_wanted = np.arange(len(hashes)) > first
    later = numbers[is_wanted]
    previous = numbers[np.flatnonzero(is_wanted) - 1]
    pairs = np.concatenate(
        (later * len(entries) + numbers[first[is_wanted]], later * len(entries) + previous)
    )
    return _best(pairs, len(entries))


def _best(pairs: NDArray[np.int64], count: int) -> list[tuple[int, int]]:
    import numpy as np

    distinct, shared = np.unique(pairs, return_counts=True)
    order = np.lexsort((-shared, distinct // count))
    best: list[tuple[int, int]] = []
    for pair in distinct[order].tolist():
        later = pair // count
        if len(best) < _CANDIDATES or best[-_CANDIDATES][0] != later:
            best.append((later, pair % count))
    return best


_Run = list[tuple[int, int, float]]


def _groups(entries: Sequence[_Entry], pairs: dict[int, tuple[int, float]]) -> Iterator[list[_Run]]:
    """Put runs together that repeat the same passage of another document, in order of the first of each."""
    roots: dict[int, int] = {}
    for later in sorted(pairs):
        earlier = pairs[later][0]
        roots[later] = roots.get(earlier, earlier)
    groups: dict[tuple[int, ...], list[_Run]] = {}
    for run in _runs(entries, pairs):
        is_inside = entries[run[0][0]].document == entries[run[0][1]].document
        first = tuple(earlier if is_inside else roots.get(earlier, earlier) for _, earlier, _ in run)
        groups.setdefault((run[0][0], *first) if is_inside else first, []).append(run)
    yield from groups.values()


def _runs(entries: Sequence[_Entry], pairs: dict[int, tuple[int, float]]) -> Iterator[_Run]:
    """Join pairs whose two sides go on in step."""
    run: _Run = []
    for later in sorted(pairs):
        earlier, likeness = pairs[later]
        if run and not (_follows(entries, run[-1][0], later) and _follows(entries, run[-1][1], earlier)):
            yield run
            run = []
        run.append((later, earlier, likeness))
    if run:
        yield run


def _follows(entries: Sequence[_Entry], one: int, other: int) -> bool:
    """Say whether a paragraph comes after another of the same document, at most one left out between."""
    before, after = entries[one], entries[other]
    is_quotation = before.is_quoted == after.is_quoted
    return is_quotation and before.document == after.document and 0 < after.order - before.order <= 2


def _passage(
    entries: Sequence[_Entry], group: Sequence[_Run], names: Sequence[str], totals: Sequence[int]
) -> Passage:
    original = [entries[earlier] for _, earlier, _ in group[0]]
    copies = [[entries[later] for later, _, _ in run] for run in group]
    documents = len({original[0].document, *(copy[0].document for copy in copies)})
    places = tuple(_place(each, names, totals) for each in (original, *copies[: NAMED - 1]))
    return Passage(
        first_line=places[0].first_line,
        last_line=places[0].last_line,
        copy_first_line=places[1].first_line,
        copy_last_line=places[1].last_line,
        lines=len(group[0]),
        letters=sum(entry.letters for entry in copies[0]),
        text="",
        is_quoted=any(each[0].is_quoted for each in (original, *copies)),
        part=max(place.part for place in places),
        likeness=min(likeness for run in group for _, _, likeness in run),
        places=places,
        documents=documents,
    )


def _place(entries: Sequence[_Entry], names: Sequence[str], totals: Sequence[int]) -> Place:
    letters = sum(entry.letters for entry in entries)
    part = min(letters / max(totals[entries[0].document], 1), 1.0)
    return Place(names[entries[0].document], entries[0].first_line, entries[-1].last_line, part)
