"""All pairs of near hashes without comparing all pairs: those near in the whole agree nearly in some part.

Cut into bands of 16 bits, two hashes at most `d` bits apart are within `r` bits in at least one band, if
the sum of all r + 1 is more than d (the pigeonhole principle; M. Norouzi, A. Punjani, D. Fleet, "Fast Exact
Search in Hamming Space with Multi-Index Hashing", 2014). Pairs that share such a band are compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Rows = NDArray[np.intp]

_BITS = 16
_VALUES = 1 << _BITS
# Looking a pair up and comparing it costs this many comparisons of one word in a row of them.
_WORDS_A_CANDIDATE = 50
_FEWEST = 4096
_CHUNK = 1 << 20


def banded_pairs(columns: Words, limit_bits: int) -> Rows | None:
    """Return all pairs (i, j, distance), i < j, or None where comparing all with all is no slower.

    `columns` are hashes by word, as an index holds them.
    """
    words, count = columns.shape
    if count < _FEWEST or limit_bits < 0:
        return None
    radii = _radii(words * 64 // _BITS, limit_bits)
    bands = [_Band(_band(columns, number), radius) for number, radius in enumerate(radii) if radius >= 0]
    if sum(band.candidates for band in bands) * _WORDS_A_CANDIDATE > words * count * count / 2:
        return None
    found = [np.empty((0, 3), np.intp)]
    for band in bands:
        found += (_compared(columns, pairs, limit_bits) for pairs in band.pairs())
    return np.unique(np.concatenate(found), axis=0)


def _radii(bands: int, limit_bits: int) -> list[int]:
    """Spread the limit: the fewest bits a band that still leave no pair out; -1 for a band not needed."""
    least, more = divmod(limit_bits + 1, bands)
    return [least - 1 + (number < more) for number in range(bands)]


def _band(columns: Words, number: int) -> NDArray[np.uint16]:
    word, part = divmod(number, 64 // _BITS)
    band: NDArray[np.uint16] = (columns[word] >> np.uint64(part * _BITS)).astype(np.uint16)
    return band


class _Band:
    """Hashes sorted by one band, so that those of one value lie together."""

    def __init__(self, values: NDArray[np.uint16], radius: int) -> None:
        self._rows = np.argsort(values, kind="stable")
        self._sizes = np.bincount(values, minlength=_VALUES)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._held = np.flatnonzero(self._sizes)
        self._masks = [
            sum(1 << bit for bit in bits)
            for size in range(radius + 1)
            for bits in combinations(range(_BITS), size)
        ]
        self.candidates = int(sum(self._partners(mask)[2].sum() for mask in self._masks))

    def _partners(self, mask: int) -> tuple[Rows, Rows, Rows]:
        """Return the values held whose partner is held too, each pair of values once, and their pairs."""
        ours = self._held[self._held <= self._held ^ mask]
        theirs = ours ^ mask
        is_held = self._sizes[theirs] > 0
        ours, theirs = ours[is_held], theirs[is_held]
        return ours, theirs, self._sizes[ours] * self._sizes[theirs]

    def pairs(self) -> Iterator[Rows]:
        """Yield the rows of all pairs within the radius, in arrays of shape (2, pairs) of bounded length."""
        for mask in self._masks:
            ours, theirs, products = self._partners(mask)
            ends = np.cumsum(products)
            total = int(ends[-1]) if len(ends) else 0
            for start in range(0, total, _CHUNK):
                place = np.arange(start, min(start + _CHUNK, total))
                group = np.searchsorted(ends, place, side="right")
                within = place - (ends[group] - products[group])
                one, other = np.divmod(within, self._sizes[theirs[group]])
                yield np.stack(
                    (
                        self._rows[self._starts[ours[group]] + one],
                        self._rows[self._starts[theirs[group]] + other],
                    )
                )


def _compared(columns: Words, pairs: Rows, limit_bits: int) -> Rows:
    low, high = pairs.min(axis=0), pairs.max(axis=0)
    distance = np.bitwise_count(columns[0][low] ^ columns[0][high]).astype(np.intp)
    for column in columns[1:]:
        distance += np.bitwise_count(column[low] ^ column[high])
    is_close = (distance <= limit_bits) & (low < high)
    return np.stack((low[is_close], high[is_close], distance[is_close]), axis=1)
