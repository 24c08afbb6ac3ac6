"""Hash a picture through many crops at once: what a CMS would have cut out of it, hashed beforehand.

A crop is never cut. The lowest frequencies of each are one matrix product with the whole picture, so forty
crops cost what one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from linkcheck.images.crops import CROPS

HASH_BYTES = 32
_SIDE = 16
# Sixteen half waves need no more pixels; a wider picture would only make the products longer.
_PIXELS = 160

Reals = NDArray[np.float64]


def crop_hashes(grey: Image.Image) -> bytes:
    """Return the 256-bit phash of every crop of `CROPS`, 32 bytes each, in that order."""
    longer = max(grey.size)
    if longer > _PIXELS:
        width, height = (max(1, round(side * _PIXELS / longer)) for side in grey.size)
        grey = grey.resize((width, height), Image.Resampling.BOX)
    pixels = np.asarray(grey, dtype=np.float64)
    low = np.empty((len(CROPS), _SIDE, _SIDE))
    for part in _parts(*grey.size):
        rows = part.down @ pixels if part.is_down_first else pixels @ part.across
        products = rows @ part.across if part.is_down_first else part.down @ rows
        low[part.crops] = products.reshape(part.shape).transpose(part.order)
    return _signs(low).tobytes()


def _signs(low: Reals) -> NDArray[np.uint8]:
    # Rounded, so that the frequencies of a plain picture are equal and not what the processor makes of zero.
    flat = np.round(low.reshape(len(low), -1), 6)
    return np.packbits(flat > np.median(flat, axis=1, keepdims=True), axis=1)


@dataclass(frozen=True, slots=True)
class _Part:
    """Crops that share their rows or their columns, and the cosines that hash all of them at once."""

    crops: list[int]
    down: Reals
    across: Reals
    is_down_first: bool

    @property
    def shape(self) -> tuple[int, int, int]:
        """How their products lie in one matrix."""
        return (_SIDE, len(self.crops), _SIDE) if self.is_down_first else (len(self.crops), _SIDE, _SIDE)

    @property
    def order(self) -> tuple[int, int, int]:
        """How to get crop, row, column out of it."""
        return (1, 0, 2) if self.is_down_first else (0, 1, 2)


@lru_cache(maxsize=16)
def _parts(width: int, height: int) -> tuple[_Part, ...]:
    boxes = [crop.box(width / height) for crop in CROPS]
    by_rows: dict[tuple[float, float], list[int]] = {}
    by_columns: dict[tuple[float, float], list[int]] = {}
    for number, box in enumerate(boxes):
        if (box.left, box.right) == (0.0, 1.0):
            by_columns.setdefault((box.left, box.right), []).append(number)
        else:
            by_rows.setdefault((box.top, box.bottom), []).append(number)
    return (
        *(
            _Part(
                crops,
                _cosines(height, *rows).T,
                np.hstack([_cosines(width, boxes[n].left, boxes[n].right) for n in crops]),
                is_down_first=True,
            )
            for rows, crops in by_rows.items()
        ),
        *(
            _Part(
                crops,
                np.hstack([_cosines(height, boxes[n].top, boxes[n].bottom) for n in crops]).T,
                _cosines(width, *columns),
                is_down_first=False,
            )
            for columns, crops in by_columns.items()
        ),
    )


def _cosines(length: int, start: float, end: float) -> Reals:
    """Return the 16 lowest DCT-II cosines over a part of a row of pixels, (length, 16), summing to nothing.

    Each is the mean of a cosine over the pixel, so that pixels on the edges of the part count by their share.
    """
    edges = (np.clip(np.arange(length + 1) / length, start, end) - start) / (end - start)
    waves = np.pi * np.arange(1, _SIDE)
    means = np.diff(np.sin(np.outer(edges, waves)), axis=0) / waves
    return np.hstack((np.diff(edges)[:, None], means))
