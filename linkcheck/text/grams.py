"""Count the character 2-to-4-grams of many texts at once, inside words, as a sparse matrix.

Grams that stand in the same words count as one column, and words that stand in many texts are read once. So
a text costs a tenth of what it costs by itself; for a few texts that does not pay for numpy's import.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.text.likeness import Entries
from linkcheck.text.shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZES = (2, 3, 4)
# What is longer is no anchor; cutting it bounds the work.
LONGEST = 400
_ROW, _COUNT = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


@dataclass(frozen=True, slots=True)
class Grams:
    """How often the grams of each column stand in each text, in order of columns, then rows (the texts).

    `codes` are the hashes of all grams, ascending; `column_of` gives the column that each belongs to.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    counts: NDArray[np.float64]
    codes: NDArray[np.uint64]
    column_of: NDArray[np.int64]


def count_grams(texts: Sequence[str]) -> Grams:
    """Count the grams of each text; each of its words stands between two blanks."""
    import numpy as np

    split = [text[:LONGEST].split() for text in texts]
    numbers: dict[str, int] = {}
    words = np.array([numbers.setdefault(word, len(numbers)) for text in split for word in text], dtype=int)
    found = _alike_as_one(_grams_of_words(list(numbers)))
    order = np.argsort(found.rows, kind="stable")
    starts = np.searchsorted(found.rows[order], np.arange(len(numbers) + 1))
    sizes = np.diff(starts)[words]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    entries = order[np.repeat(starts[words], sizes) + within]
    rows = np.repeat(np.repeat(np.arange(len(texts)), [len(text) for text in split]), sizes)
    cells, places = np.unique(found.columns[entries] * len(texts) + rows, return_inverse=True)
    counts = np.bincount(places, weights=found.counts[entries], minlength=len(cells)).astype(float)
    return Grams(cells % len(texts), cells // len(texts), counts, found.codes, found.column_of)


def _grams_of_words(words: Sequence[str]) -> Grams:
    import numpy as np

    joined = "".join([f" {word} " for word in words]).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(joined, dtype=np.uint32).astype(np.uint64)
    row = np.repeat(np.arange(len(words)), [len(word) + 2 for word in words])
    codes, rows = [], []
    for size in SIZES:
        is_inside = row[: len(row) - size + 1] == row[size - 1 :]
        codes.append(shingles(characters, size)[is_inside])
        rows.append(row[: len(is_inside)][is_inside])
    distinct, column = np.unique(np.concatenate(codes), return_inverse=True)
    cells, counts = np.unique(column * len(words) + np.concatenate(rows), return_counts=True)
    identity = np.arange(len(distinct))
    return Grams(cells % len(words), cells // len(words), counts.astype(float), distinct, identity)


def _alike_as_one(found: Grams) -> Grams:
    """Make one column of those that stand in the same rows as often."""
    import numpy as np

    starts = np.flatnonzero(np.diff(found.columns, prepend=-1))
    marks = found.rows.astype(np.uint64) * np.uint64(_ROW)
    marks = shingles(marks + found.counts.astype(np.uint64) * np.uint64(_COUNT), 1)
    sums = np.add.reduceat(marks, starts) if len(starts) else marks
    _, first, column_of = np.unique(sums, return_index=True, return_inverse=True)
    is_kept = np.zeros(len(starts), dtype=bool)
    is_kept[first] = True
    kept = is_kept[found.columns]
    columns = column_of[found.columns[kept]]
    return Grams(found.rows[kept], columns, found.counts[kept], found.codes, column_of)


class Rarity:
    """How rare each gram is among texts: ln((1 + texts) / (1 + texts with it)) + 1."""

    def __init__(self, found: Grams, texts: int) -> None:
        """Take the grams of a corpus of so many texts, which are distinct."""
        import numpy as np

        seen = np.bincount(found.columns, minlength=1)
        rarity = np.log((1 + texts) / (1 + np.append(seen[found.column_of], 0))) + 1
        self._codes = np.append(found.codes, np.uint64(0))
        self._rarity = rarity

    def weigh(self, found: Grams) -> Entries:
        """Return the texts as vectors of length 1, grams weighed by how often they are there and how rare."""
        import numpy as np

        place = np.searchsorted(self._codes[:-1], found.codes)
        is_known = self._codes[place] == found.codes
        rarity = self._rarity[np.where(is_known, place, -1)]
        together = np.sqrt(np.bincount(found.column_of, weights=rarity * rarity, minlength=1))
        weights = found.counts * together[found.columns]
        length = np.sqrt(np.bincount(found.rows, weights=weights * weights, minlength=1))
        return Entries(found.rows, found.columns, weights / length[found.rows])
