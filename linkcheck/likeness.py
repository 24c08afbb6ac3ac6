"""Join sparse vectors that are alike, directly or through others: single-link groups by cosine, exactly.

A few are compared pair by pair. Many are compared in blocks: what most of them have in common as one dense
product, the rest through an inverted index, so that ten thousand take about a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vector = Mapping[str, float]

_FEW = 48
# A dense column costs rows * rows, a sparse one 400 times the square of its length (measured): they meet
# where a column is in every twentieth row. More than 384 are not made, to bound the memory.
_DENSE_PART, _DENSE_COLUMNS = 1 / 20, 384
_BLOCK = 256
_NEIGHBOURS = 12
# Of single precision: what is nearer to the threshold is computed again.
_ROUNDING = 1e-4
# Rows past this stand alone: at 4e8 pairs the next thousand costs more than it could tell.
_COMPARED = 20_000


def join(vectors: Sequence[Vector], *, threshold: float) -> list[int]:
    """Return for each vector the index of the first one of its group.

    The vectors have length 1 (or none). Only the first 20,000 are compared; each further one stands alone.
    """
    if len(vectors) <= _FEW:
        return _join_few(vectors, threshold)
    compared = _join_many(vectors[:_COMPARED], threshold)
    return [*compared, *range(len(compared), len(vectors))]


def dot(one: Vector, other: Vector) -> float:
    """Return the scalar product of two sparse vectors."""
    return sum(one[name] * other[name] for name in sorted(one.keys() & other.keys()))


def _join_few(vectors: Sequence[Vector], threshold: float) -> list[int]:
    leaders = list(range(len(vectors)))
    for later, vector in enumerate(vectors):
        for earlier in range(later):
            if leaders[earlier] != leaders[later] and dot(vector, vectors[earlier]) >= threshold:
                low, high = sorted((leaders[earlier], leaders[later]))
                leaders = [low if leader == high else leader for leader in leaders]
    return leaders


def _join_many(vectors: Sequence[Vector], threshold: float) -> list[int]:
    """Join what is easily seen to be alike first; only pairs that this leaves apart are then compared."""
    import numpy as np

    entries = _entries(vectors)
    joined = _join_neighbours(vectors, entries, threshold)
    greatest = np.bincount(joined).argmax()
    order = np.argsort(joined != greatest, kind="stable")  # the greatest group first: its pairs are done
    columns = _Columns(entries, np.argsort(order))
    labels = joined[order]
    for start in range(int((joined == greatest).sum()), len(vectors), _BLOCK):
        end = min(start + _BLOCK, len(vectors))
        near = columns.products(start, end) >= threshold
        for row in range(start, end):
            found = labels[:row][near[row - start, :row]]
            if found.size:
                _merge(labels, np.append(found, labels[row]))
    return _first_members(labels[np.argsort(order)])


def _merge(labels: NDArray[np.int64], found: NDArray[np.int64]) -> None:
    import numpy as np

    low = found.min()
    if low != found.max():
        labels[np.isin(labels, found)] = low


def _first_members(labels: NDArray[np.int64]) -> list[int]:
    first: dict[int, int] = {}
    return [first.setdefault(int(label), row) for row, label in enumerate(labels)]


def _join_neighbours(vectors: Sequence[Vector], entries: _Entries, threshold: float) -> NDArray[np.int64]:
    """Join each vector with the few that stand next to it in the most, and rarest, columns."""
    import numpy as np

    rows, columns, weights = entries.rows, entries.columns, entries.weights
    order = np.lexsort((rows, columns))
    rows, columns, weights = rows[order], columns[order], weights[order]
    is_pair = columns[1:] == columns[:-1]
    pairs = rows[:-1][is_pair] * len(vectors) + rows[1:][is_pair]
    shared = (weights[:-1] * weights[1:])[is_pair]
    distinct, places = np.unique(pairs, return_inverse=True)
    sums = np.bincount(places, weights=shared)  # at most the whole product, since not every column counts
    best = np.argsort(-sums, kind="stable")[: _NEIGHBOURS * len(vectors)]
    leaders = list(range(len(vectors)))
    for pair, least in zip(distinct[best].tolist(), sums[best].tolist(), strict=True):
        later, earlier = divmod(pair, len(vectors))
        one, other = _leader(leaders, later), _leader(leaders, earlier)
        if one == other:
            continue
        if least > threshold + _ROUNDING or dot(vectors[later], vectors[earlier]) >= threshold:
            leaders[max(one, other)] = min(one, other)
    return np.array([_leader(leaders, row) for row in range(len(vectors))], dtype=np.int64)


def _leader(leaders: list[int], row: int) -> int:
    while leaders[row] != row:
        leaders[row] = leaders[leaders[row]]
        row = leaders[row]
    return row


@dataclass(frozen=True, slots=True)
class _Entries:
    """Every entry of the vectors: its row, its column and its weight."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    weights: NDArray[np.float32]


def _entries(vectors: Sequence[Vector]) -> _Entries:
    import numpy as np

    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(name, len(numbers)) for vector in vectors for name in vector]
    rows = np.repeat(np.arange(len(vectors)), [len(vector) for vector in vectors])
    weights = [value for vector in vectors for value in vector.values()]
    return _Entries(rows, np.array(columns, dtype=np.int64), np.array(weights, dtype=np.float32))


class _Columns:
    """The vectors as a matrix: its longest columns dense, the others as lists of (row, weight)."""

    def __init__(self, entries: _Entries, rank: NDArray[np.int64]) -> None:
        """Take the entries, each row at its rank."""
        import numpy as np

        rows, column, weight = rank[entries.rows], entries.columns, entries.weights
        lengths = np.bincount(column)
        count = len(lengths)
        longest = np.argsort(-lengths, kind="stable")[:_DENSE_COLUMNS]
        longest = longest[lengths[longest] > len(rank) * _DENSE_PART]
        place = np.full(count, -1, dtype=np.int64)
        place[longest] = np.arange(len(longest))
        is_dense = place[column] >= 0
        self._dense: NDArray[np.float32] = np.zeros((len(rank), len(longest)), dtype=np.float32)
        self._dense[rows[is_dense], place[column[is_dense]]] = weight[is_dense]
        is_sparse = ~is_dense & (lengths[column] > 1)
        order = np.lexsort((rows[is_sparse], column[is_sparse]))
        self._rows = rows[is_sparse][order]
        self._weights = weight[is_sparse][order]
        sorted_columns = column[is_sparse][order]
        # where the column of each entry begins, and its own place: all before it stand in earlier rows
        self._begins = np.searchsorted(sorted_columns, sorted_columns)
        self._by_row = np.argsort(self._rows, kind="stable")
        self._row_starts = np.searchsorted(self._rows[self._by_row], np.arange(len(rank) + 1))

    def products(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the products of rows `start` to `end` with all rows before `end`; later ones are no use."""
        import numpy as np

        found: NDArray[np.float32] = self._dense[start:end] @ self._dense[:end].T
        entries = self._by_row[self._row_starts[start] : self._row_starts[end]]
        counts = entries - self._begins[entries]
        total = int(counts.sum())
        if total:
            ends = np.cumsum(counts)
            others = np.arange(total) + np.repeat(self._begins[entries] - (ends - counts), counts)
            cells = np.repeat((self._rows[entries] - start) * end, counts) + self._rows[others]
            values = np.repeat(self._weights[entries], counts) * self._weights[others]
            np.add.at(found.reshape(-1), cells, values)
        return found
