"""PDQ, the hash that platforms exchange lists of, with its measure of how much a picture holds.

After the reference implementation (github.com/facebook/ThreatExchange, pdq/cpp). Its filters are linear, so
that the 64x64 picture they leave is two matrix products; bits differ where it rounds to single precision.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE, _FREQUENCIES = 64, 16
# The reference divides the sum of all steps between neighbours, in whole percent of 255, by 90.
_STEPS_FOR_ONE = 90

Reals = NDArray[np.float64]


def pdq(grey: Image.Image) -> tuple[str, int]:
    """Return the hash as 64 hexadecimal digits, and its quality from 0 to 100.

    Meta matches pictures of quality 50 or more at 31 bits or less. Below 300 pixels it is not stable.
    """
    pixels = np.asarray(grey, dtype=np.float64)
    small = _filter(grey.height) @ pixels @ _filter(grey.width).T
    low = np.round(_cosines() @ small @ _cosines().T, 6).ravel()
    bits = np.packbits(low > np.median(low), bitorder="little")
    return bits[::-1].tobytes().hex(), _quality(small)


def _quality(small: Reals) -> int:
    steps = (np.diff(small, axis=axis) * 100 / 255 for axis in (0, 1))
    return min(100, int(sum(np.abs(np.trunc(step)).sum() for step in steps) / _STEPS_FOR_ONE))


@lru_cache(maxsize=32)
def _filter(length: int) -> Reals:
    """Return the (64, length) matrix of two box filters, of which every 64th part is taken."""
    window = (length + 2 * _SIDE - 1) // (2 * _SIDE)
    reach = (window + 2) // 2 - 1
    place = np.arange(length)
    offset = place[None, :] - place[:, None]
    box = ((offset <= reach) & (offset >= reach + 1 - window)).astype(np.float64)
    box /= box.sum(axis=1, keepdims=True)
    taken: Reals = box[((np.arange(_SIDE) + 0.5) * length / _SIDE).astype(int)] @ box
    return taken


@lru_cache(maxsize=1)
def _cosines() -> Reals:
    """Return the (16, 64) DCT-II cosines, the constant one left out."""
    places, waves = np.arange(_SIDE), np.arange(1, _FREQUENCIES + 1)
    cosines: Reals = np.cos(np.pi / (2 * _SIDE) * np.outer(waves, 2 * places + 1))
    return cosines
