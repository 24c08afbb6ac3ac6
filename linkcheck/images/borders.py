"""Find the frame or the bars of one colour that were put around a picture, so that they are not compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# In grey levels of 256: what JPEG leaves of one colour, and how much a frame differs from what it frames. A
# clear sky is as even as a frame, but ends in a skyline and not along a whole row.
_MOST_DEVIATION = 3.0
_LEAST_STEP = 12.0
_MOST_PART = 0.25

Reals = NDArray[np.float64]


def without_borders(grey: Image.Image) -> Image.Image:
    """Return what lies inside bars or a frame of one colour: all of it, if there are none."""
    pixels = np.asarray(grey, dtype=np.float64)
    top, bottom = _borders(pixels)
    left, right = _borders(pixels[top : len(pixels) - bottom].T)
    if not (top or bottom or left or right):
        return grey
    return grey.crop((left, top, grey.width - right, grey.height - bottom))


def _borders(rows: Reals) -> tuple[int, int]:
    """Return how many of the first and of the last rows are a border; one that is on one side only is none.

    Bars come in pairs: what is on one side alone may be a caption's background or the picture's own.
    """
    first, last = _border(rows), _border(rows[::-1])
    return (first, last) if first and last else (0, 0)


def _border(rows: Reals) -> int:
    most = int(len(rows) * _MOST_PART)
    edge = rows[: most + 2]
    if len(edge) < 3 or edge[0].std() > _MOST_DEVIATION:
        return 0
    steps = np.abs(edge - edge[0].mean()).mean(axis=1)
    is_other = steps > _MOST_DEVIATION
    end = int(is_other.argmax()) if is_other.any() else 0
    # The row at the edge may be a mixture of both, and so is the next one after JPEG.
    if not 0 < end <= most or steps[end : end + 3].max() < _LEAST_STEP:
        return 0
    return end + int(steps[end] < steps[end : end + 3].max() / 2)
