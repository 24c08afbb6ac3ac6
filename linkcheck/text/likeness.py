"""Join sparse vectors that are alike, directly or through others: single-link groups by cosine, exactly.

A few are compared pair by pair. Many are compared in blocks: what most of them have in common as one dense
product, the rest through an inverted index, so that thousands take a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A vector by the names or the numbers of its columns.
Vector = Mapping[str | int, float]

# A dense column costs rows * rows, a sparse one 400 times the square of its length (measured): they meet
# where a column is in every twentieth row. More than 384 are not made, to bound the memory.
_DENSE_PART, _DENSE_COLUMNS = 1 / 20, 384
_BLOCK = 256
_NEIGHBOURS = 12
# Every pair of so many rows is compared, in a tenth of a second; twice as many would take four times that.
_COMPARED = 2048


@dataclass(frozen=True, slots=True)
class Entries:
    """Every entry of many vectors, in order of columns, then rows: its row, its column and its weight."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    weights: NDArray[np.float64]


def join_few(vectors: Sequence[Vector], *, threshold: float) -> list[int]:
    """Return for each vector the index of the first one of its group, in quadratic time.

    The vectors have length 1 (or none).
    """
    leaders = list(range(len(vectors)))
    for later, vector in enumerate(vectors):
        for earlier in range(later):
            if leaders[earlier] != leaders[later] and dot(vector, vectors[earlier]) >= threshold:
                low, high = sorted((leaders[earlier], leaders[later]))
                leaders = [low if leader == high else leader for leader in leaders]
    return leaders


def join_many(entries: Entries, count: int, *, threshold: float) -> list[int]:
    """Return for each of `count` vectors the index of the first one of its group.

    The first 2,048 are all compared with each other; a further one is joined to what stands next to it in its
    columns, if that is alike.
    """
    import numpy as np

    # What is easily seen to be alike is joined first; only pairs that this leaves apart are then compared.
    leaders = _join_neighbours(entries, count, threshold)
    compared = min(count, _COMPARED)
    labels = _labels(leaders)
    greatest = np.bincount(labels[:compared]).argmax() if compared else 0
    order = np.argsort(labels[:compared] != greatest, kind="stable")  # the greatest group: its pairs are done
    columns = _Columns(entries, np.argsort(order))
    for start in range(int((labels[:compared] == greatest).sum()), compared, _BLOCK):
        end = min(start + _BLOCK, compared)
        later, earlier = np.nonzero(columns.products(start, end) >= threshold)
        one, other = labels[order[start + later]], labels[order[earlier]]
        is_new = one != other
        if is_new.any():
            _unite(leaders, np.unique(one[is_new] * count + other[is_new]))
            labels = _labels(leaders)
    found: list[int] = labels.tolist()
    return found


def dot(one: Vector, other: Vector) -> float:
    """Return the scalar product of two sparse vectors."""
    common = one.keys() & other.keys()
    return sum(one[name] * other[name] for name in sorted(common)) if common else 0.0


def squared_sum(entries: Entries) -> float:
    """Return the square of the length of the sum of all vectors."""
    import numpy as np

    total = np.bincount(entries.columns, weights=entries.weights)
    return float(total @ total)


def rows_of(entries: Entries, count: int) -> list[Vector]:
    """Return `count` vectors one by one."""
    import numpy as np

    order = np.argsort(entries.rows, kind="stable")
    ends = np.cumsum(np.bincount(entries.rows, minlength=count)).tolist()
    columns, weights = entries.columns[order].tolist(), entries.weights[order].tolist()
    return [
        dict(zip(columns[start:end], weights[start:end], strict=True))
        for start, end in zip([0, *ends], ends, strict=False)
    ]


def _join_neighbours(entries: Entries, count: int, threshold: float) -> list[int]:
    """Join each vector with those next to it in columns, where these columns alone make them alike."""
    import numpy as np

    rows, columns, weights = entries.rows, entries.columns, entries.weights
    is_pair = columns[1:] == columns[:-1]
    pairs = rows[:-1][is_pair] * count + rows[1:][is_pair]
    shared = (weights[:-1] * weights[1:])[is_pair]
    distinct, places = np.unique(pairs, return_inverse=True)
    sums = np.bincount(places, weights=shared, minlength=len(distinct))  # at most the whole product
    best = np.flatnonzero(sums >= threshold)
    best = best[np.argsort(-sums[best], kind="stable")][: _NEIGHBOURS * count]
    leaders = list(range(count))
    _unite(leaders, distinct[best])
    return leaders


def _unite(leaders: list[int], pairs: NDArray[np.int64]) -> None:
    """Join the groups of each pair of rows, given as one * rows + other; the first of a group leads it."""
    for pair in pairs.tolist():
        one, other = (_leader(leaders, row) for row in divmod(pair, len(leaders)))
        leaders[max(one, other)] = min(one, other)


def _labels(leaders: list[int]) -> NDArray[np.int64]:
    import numpy as np

    labels = np.array(leaders, dtype=np.int64)
    while (further := labels[labels]).tobytes() != labels.tobytes():
        labels = further
    return labels


def _leader(leaders: list[int], row: int) -> int:
    while leaders[row] != row:
        leaders[row] = leaders[leaders[row]]
        row = leaders[row]
    return row


class _Columns:
    """The vectors as a matrix: its longest columns dense, the others as lists of (row, weight)."""

    def __init__(self, entries: Entries, rank: NDArray[np.int64]) -> None:
        """Take the entries of as many rows as have a rank, each row at its rank."""
        import numpy as np

        is_taken = entries.rows < len(rank)
        rows, column = rank[entries.rows[is_taken]], entries.columns[is_taken]
        weight = entries.weights[is_taken].astype(np.float32)
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
