"""Find hashes that lie near each other by Hamming distance, exactly, over numpy arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

# Rows compared with all later ones at once: 256 × 10,000 hashes of 16 bytes need about 40 MB.
_ROWS = 256


def packed(hashes: Sequence[Sequence[str]]) -> NDArray[np.uint64]:
    """Turn n rows of k hexadecimal 64-bit hashes into an array of shape (n, k)."""
    rows = [[int(digits, 16) for digits in row] for row in hashes]
    return np.array(rows, dtype=np.uint64).reshape(len(rows), -1)


def close_pairs(hashes: NDArray[np.uint64], *, limit_bits: int) -> Iterator[tuple[int, int, int]]:
    """Yield (i, j, distance) with i < j for every pair of rows at most `limit_bits` apart, in that order.

    The distance of two rows is the sum over their columns. Time is quadratic in rows, but in numpy: 10,000
    rows of two columns take about two seconds.
    """
    count = len(hashes)
    for start in range(0, count, _ROWS):
        block = hashes[start : start + _ROWS]
        later = hashes[start:]
        distances = np.bitwise_count(block[:, None, :] ^ later[None, :, :]).sum(axis=2, dtype=np.uint16)
        for row, column in np.argwhere(distances <= limit_bits):
            if row < column:
                yield start + int(row), start + int(column), int(distances[row, column])
