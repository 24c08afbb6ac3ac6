"""Find hashes that lie near each other by Hamming distance, exactly, over numpy arrays.

An index holds hashes of any number of 64-bit words, in order: the row of a hash is its place in what it was
made from. Nothing is built, so a corpus is searched as soon as it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.bands import banded_pairs

Words = NDArray[np.uint64]
Pairs = NDArray[np.intp]

# Compared at a time: small enough for the processor's cache, large enough that Python does not show.
_BLOCK_ROWS, _BLOCK_COLUMNS = 16, 4096
_WORDS_A_BYTE = 4
_NEAR_BLOCK = 65_536


class Neighbour(NamedTuple):
    """A hash near another one: its row, and how many bits differ."""

    row: int
    distance_bits: int


class HashIndex:
    """Hashes of one kind, searched all at once.

    >>> index = HashIndex.of_hex(["00000000000000ff", "0000000000000000"])
    >>> index.near("0000000000000001", limit_bits=1)
    [Neighbour(row=1, distance_bits=1)]
    """

    def __init__(self, words: Words) -> None:
        """Take an array of shape (hashes, words)."""
        # By column: each word of all hashes lies in one piece, as the processor likes it.
        self._columns = np.ascontiguousarray(words.T, dtype=np.uint64)

    @classmethod
    def of_hex(cls, hashes: Sequence[str]) -> HashIndex:
        """Take hashes in hexadecimal, all of one length."""
        return cls.of_bytes(b"".join(map(bytes.fromhex, hashes)), len(hashes))

    @classmethod
    def of_bytes(cls, hashes: bytes, count: int) -> HashIndex:
        """Take so many hashes of one length, one after the other, as a database holds them."""
        return cls(_words(hashes).reshape(count, -1) if count else np.empty((0, 1), np.uint64))

    def __len__(self) -> int:
        """Return how many hashes there are."""
        return int(self._columns.shape[1])

    def near(self, query: str | bytes, *, limit_bits: int) -> list[Neighbour]:
        """Return the hashes at most so far from a query, the nearest first; those equally near by row."""
        wanted = _words(bytes.fromhex(query) if isinstance(query, str) else query)
        found = list(self._near(wanted, limit_bits))
        return sorted(found, key=lambda each: (each.distance_bits, each.row))

    def _near(self, query: Words, limit_bits: int) -> Iterator[Neighbour]:
        for start in range(0, len(self), _NEAR_BLOCK):
            distances = _distances(query[:, None], self._columns[:, start : start + _NEAR_BLOCK])
            for row in np.flatnonzero(distances <= limit_bits):
                yield Neighbour(start + int(row), int(distances[row]))

    def close_pairs(self, *, limit_bits: int, most: int | None = None) -> Pairs:
        """Return all pairs (i, j, distance) with i < j that are at most so far apart, in that order.

        Where the limit is small beside the length of a hash, only those are compared that agree in part
        (`bands`): 100,000 hashes take seconds. Otherwise time is quadratic, at about a nanosecond a pair,
        and of each i only the nearest few are returned, if `most` says so.
        """
        pairs = banded_pairs(self._columns, limit_bits)
        if pairs is None:
            pairs = _joined(self._triangle(limit_bits, most))
        return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]

    def close_to(self, other: HashIndex, *, limit_bits: int, most: int | None = None) -> Pairs:
        """Return all (row here, row there, distance) at most so far apart, by row. Time is quadratic.

        Of each row here only the nearest few are returned, if `most` says so.
        """
        pairs = _joined(_close(self._columns, other._columns, limit_bits, most))
        return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]

    def _triangle(self, limit_bits: int, most: int | None = None) -> Iterator[Pairs]:
        columns = self._columns
        for start in range(0, len(self), _BLOCK_ROWS):
            block = columns[:, start : start + _BLOCK_ROWS]
            found = _joined(_close(block, columns[:, start:], limit_bits, None))
            kept = found[found[:, 0] < found[:, 1]]
            kept[:, :2] += start
            yield _nearest(kept, most)


def _close(rows: Words, columns: Words, limit_bits: int, most: int | None) -> Iterator[Pairs]:
    shape = (min(_BLOCK_ROWS, rows.shape[1]), min(_BLOCK_COLUMNS, columns.shape[1]))
    # A byte holds the distance of four words, but for 256 bits, which it takes for none: found pairs are
    # measured again.
    kind = np.uint8 if len(rows) <= _WORDS_A_BYTE else np.uint16
    differing, bits, total = np.empty(shape, np.uint64), np.empty(shape, np.uint8), np.empty(shape, kind)
    for top in range(0, rows.shape[1], _BLOCK_ROWS):
        block = rows[:, top : top + _BLOCK_ROWS, None]
        found: list[Pairs] = []
        for left in range(0, columns.shape[1], _BLOCK_COLUMNS):
            others = columns[:, None, left : left + _BLOCK_COLUMNS]
            held = np.s_[: block.shape[1], : others.shape[2]]
            _measure(block, others, differing[held], bits[held], total[held])
            is_near = total[held] <= limit_bits
            if is_near.any():  # looking for the places takes half as long as measuring
                row, column = np.nonzero(is_near)
                distance = _distances(rows[:, row + top], columns[:, column + left])
                near = distance <= limit_bits
                found.append(np.stack((row[near] + top, column[near] + left, distance[near]), axis=1))
        if found:
            yield _nearest(_joined(found), most)


def _nearest(pairs: Pairs, most: int | None) -> Pairs:
    """Keep the nearest few of each row."""
    if most is None or len(pairs) <= most:
        return pairs
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 2], pairs[:, 0]))]
    rows = pairs[:, 0]
    return pairs[np.arange(len(rows)) - np.searchsorted(rows, rows) < most]


def _measure(
    one: Words, other: Words, differing: Words, bits: NDArray[np.uint8], total: NDArray[np.unsignedinteger]
) -> None:
    """Write all distances into `total`; the other two only save asking for memory each time."""
    for word in range(len(one)):
        np.bitwise_xor(one[word], other[word], out=differing)
        if word:
            np.bitwise_count(differing, out=bits)
            np.add(total, bits, out=total)
        else:
            np.bitwise_count(differing, out=total)


def _distances(one: Words, other: Words) -> NDArray[np.uint16]:
    total: NDArray[np.uint16] = np.bitwise_count(one[0] ^ other[0]).astype(np.uint16)
    for word in range(1, len(one)):
        total += np.bitwise_count(one[word] ^ other[word])
    return total


def _joined(parts: Iterable[Pairs]) -> Pairs:
    return np.concatenate([np.empty((0, 3), np.intp), *parts])


def _words(hashes: bytes) -> Words:
    return np.frombuffer(hashes, dtype=">u8").astype(np.uint64)
