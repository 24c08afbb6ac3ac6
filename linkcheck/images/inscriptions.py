"""Cut out of a picture what is written in it, block by block, so that `wording` can compare two.

A picture is cut into 36 blocks; words are looked for where `lettering` found some.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.crops import Box
from linkcheck.images.lettering import lettered_cells
from linkcheck.images.patches import patch, thumbnail_pixels
from linkcheck.model import Fingerprint

_ACROSS = 6
_REACH = 2
_LETTERED_PART = 0.12
# Standard deviations in grey levels: of any detail at all, and of letters.
_LEAST_DETAIL = 2.0
_LEAST_LETTERS = 8.0

Bits = NDArray[np.bool_]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """How finely two parts are compared: pixels a side, and how far a block may lie beside its place.

    In a crop all blocks are moved, in one of another scale each by another length.
    """

    side: int
    down: int
    across: int
    least_blocks: int

    @property
    def block(self) -> int:
        """The side of one of 36 blocks."""
        return self.side // _ACROSS


# Whole pictures lie on each other as they are; crops nearly so, and one of them is shown larger than it is.
WHOLE_SCALE, CROP_SCALE = Scale(96, 1, 1, 2), Scale(60, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Inscription:
    """A part of a picture in 36 blocks: its grey levels, its details, and which blocks show any or words.

    The details have a margin, to be laid beside their place.
    """

    scale: Scale
    levels: Floats
    details: Floats
    shows: Bits
    lettered: Bits

    @property
    def is_worded(self) -> bool:
        """Whether it may bear words at all."""
        return bool(self.lettered.any())

    def blocks(self, down: int = 0, across: int = 0) -> Floats:
        """Return the details of each block as a vector of mean 0, cut so many pixels beside its place."""
        vectors = _cut(self.details, self.scale, down, across)
        centred: Floats = vectors - vectors.mean(axis=1, keepdims=True)
        return centred


def inscription(picture: Fingerprint, box: Box, scale: Scale, *, is_mirrored: bool = False) -> Inscription:
    """Cut what is written in a part of a picture out of it."""
    pixels = patch(thumbnail_pixels(picture.thumbnail), box, side=scale.side)
    lettered = patch(lettered_cells(picture.lettering), box, side=_ACROSS) >= _LETTERED_PART
    if is_mirrored:
        pixels, lettered = pixels[:, ::-1], lettered[:, ::-1]
    # Across only: lines of text are like each other from above to below.
    margins = (scale.down, scale.down), (scale.across + _REACH + 1, scale.across + _REACH)
    padded = np.pad(pixels, margins, mode="edge")
    sums = padded.cumsum(axis=1)
    width = 2 * _REACH + 1
    blurred = (sums[:, width:] - sums[:, :-width]) / width
    details = (padded[:, _REACH + 1 : -_REACH] - blurred).astype(np.float32)
    strength = _cut(details, scale, 0, 0).std(axis=1)
    words = lettered.ravel() & (strength >= _LEAST_LETTERS)
    words[-_ACROSS:] = False  # the lowest blocks bear credits and captions, which do not make another picture
    levels = _in_blocks(pixels.astype(np.float32), scale)
    return Inscription(scale, levels, details, strength >= _LEAST_DETAIL, words)


def _cut(details: Floats, scale: Scale, down: int, across: int) -> Floats:
    top, left = scale.down + down, scale.across + across
    return _in_blocks(details[top : top + scale.side, left : left + scale.side], scale)


def _in_blocks(pixels: Floats, scale: Scale) -> Floats:
    cut = pixels.reshape(_ACROSS, scale.block, _ACROSS, scale.block).transpose(0, 2, 1, 3)
    return cut.reshape(_ACROSS * _ACROSS, scale.block * scale.block)
