"""Tell two pictures with other words on one ground apart: cards of one design, memes, covers of a series.

A picture with a caption over it is still that picture; two pictures with two captions are not one. So both
must bear words, and both sets of words must be missing in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

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
# Words are missing where a block is much less alike than the blocks that are most alike: two copies that
# differ in scale are less alike everywhere. Measured on 1,083 cards and 60 photographs with ten changes each.
_LEAST_SHARE, _LEAST_SHARE_OF_EXACT = 0.7, 0.75
_LEAST_ALIKE, _EXACTLY_ALIKE = 0.6, 0.95
_MOST_ALIKE_PERCENTILE = 75
_LEAST_SHOWN_BLOCKS = 24

Rows = NDArray[np.intp]
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


class Verdict(IntEnum):
    """What the words of two pictures say: they may be one, they are not in this frame, or not in any."""

    ONE = 0
    OTHER_WORDS = 1
    OTHER_WORDS_ON_ONE_GROUND = 2


@dataclass(frozen=True, slots=True)
class Inscription:
    """Details of a part of a picture, with a margin, and which of its 36 blocks show any or words."""

    scale: Scale
    details: Floats
    shows: Bits
    lettered: Bits

    @property
    def is_worded(self) -> bool:
        """Whether it may bear words at all."""
        return bool(self.lettered.any())


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
    return Inscription(scale, details, strength >= _LEAST_DETAIL, words)


def compare_words(
    ones: Sequence[Inscription], others: Sequence[Inscription], pairs: Rows
) -> NDArray[np.int8]:
    """Return the `Verdict` on each pair (number among the ones, number among the others)."""
    found = np.zeros(len(pairs), dtype=np.int8)
    for number in np.unique(pairs[:, 1]):
        other = others[number]
        scale = other.scale
        shifts = product(range(-scale.down, scale.down + 1), range(-scale.across, scale.across + 1))
        shifted = np.stack([_blocks(other, *shift) for shift in shifts]).transpose(1, 2, 0)
        for row in np.flatnonzero(pairs[:, 1] == number):
            found[row] = _verdict(ones[pairs[row, 0]], other, shifted)
    return found


def _verdict(one: Inscription, other: Inscription, shifted: Floats) -> Verdict:
    # By block: one vector times the other's at every shift; each block has the shift that fits it best.
    alike = np.matmul(_blocks(one, 0, 0)[:, None, :], shifted).max(axis=(1, 2))
    shows = one.shows | other.shows
    usual = float(np.percentile(alike[shows], _MOST_ALIKE_PERCENTILE)) if shows.any() else 0.0
    if usual < _LEAST_ALIKE:
        return Verdict.OTHER_WORDS  # nothing but the frame of the words was alike
    is_exact = usual >= _EXACTLY_ALIKE
    is_missing = alike < usual * (_LEAST_SHARE_OF_EXACT if is_exact else _LEAST_SHARE)
    missing = [int((is_missing & each.lettered).sum()) for each in (one, other)]
    if int(shows.sum()) < _LEAST_SHOWN_BLOCKS:
        differ = max(missing) > 0  # on a plain ground there is little but the words
    else:
        differ = min(missing) >= one.scale.least_blocks
    if not differ:
        return Verdict.ONE
    return Verdict.OTHER_WORDS_ON_ONE_GROUND if is_exact else Verdict.OTHER_WORDS


def _blocks(picture: Inscription, down: int, across: int) -> Floats:
    """Return 36 blocks as vectors of mean 0 and length 1."""
    vectors = _cut(picture.details, picture.scale, down, across)
    vectors = vectors - vectors.mean(axis=1, keepdims=True)
    normal: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-3))
    return normal


def _cut(details: Floats, scale: Scale, down: int, across: int) -> Floats:
    top, left = scale.down + down, scale.across + across
    inner = details[top : top + scale.side, left : left + scale.side]
    cut = inner.reshape(_ACROSS, scale.block, _ACROSS, scale.block).transpose(0, 2, 1, 3)
    return cut.reshape(_ACROSS * _ACROSS, scale.block * scale.block)
