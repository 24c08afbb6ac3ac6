"""Hash every run of so many neighbours in a row of numbers, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FACTOR, _MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


def shingles(numbers: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Return a hash of each run of `size` numbers, in order; none if there are fewer.

    Two different runs among a million share theirs once in thirty million times.
    """
    import numpy as np

    hashes = np.zeros(max(len(numbers) - size + 1, 0), dtype=np.uint64)
    for offset in range(size):
        hashes = (hashes + numbers[offset : offset + len(hashes)] + np.uint64(1)) * np.uint64(_FACTOR)
        hashes ^= hashes >> np.uint64(29)
    hashes = hashes * np.uint64(_MIX)
    hashes ^= hashes >> np.uint64(32)
    return hashes
