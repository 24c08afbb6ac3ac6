"""Compare what pictures show at one place: small grey patches of them, cut out and laid on each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.crops import Box

SIDE = 48
_COARSE = 24
_BLOCK = 8
_SHIFT = 2
_PAIRS = 256
# Blocks whose details differ by less than this many grey levels from their surroundings show nothing.
_LEAST_DETAIL = 2.0
# Words on a plain or blurred ground: much of the picture is flat, and what is not is of hard contrast.
_FLAT_LEVELS = 0.8
_FLAT_PARTS_AND_HARD_LEVELS = ((0.3, 38.0), (0.6, 25.0))

Reals = NDArray[np.float64]


def thumbnail_pixels(thumbnail: bytes) -> Reals:
    """Return a fingerprint's thumbnail as rows of grey levels."""
    width, height = thumbnail[:2]
    return np.frombuffer(thumbnail, np.uint8, offset=2).reshape(height, width).astype(np.float64)


def patch(pixels: Reals, box: Box, *, side: int = SIDE) -> Reals:
    """Return a part of a picture as a square of grey levels, whatever its shape."""
    height, width = pixels.shape
    down, across = _areas(height, box.top, box.bottom, side), _areas(width, box.left, box.right, side)
    part: Reals = down @ pixels @ across.T
    return part


@lru_cache(maxsize=512)
def _areas(length: int, start: float, end: float, side: int) -> Reals:
    """Return the (side, length) shares that the pixels of a row have in so many equal parts of a part."""
    edges = start + (end - start) * np.arange(side + 1) / side
    pixels = np.arange(length + 1) / length
    covered = np.clip(pixels[None, :], edges[:-1, None], edges[1:, None])
    shares: Reals = np.diff(covered, axis=1) * side / (end - start)
    return shares


def is_lettering(pixels: Reals) -> bool:
    """Say whether a picture is like a card with words: two of one design look alike, but for the words."""
    detail = np.abs(pixels - _blurred(pixels[None], 1)[0])
    flat, hard = (detail < _FLAT_LEVELS).mean(), np.percentile(detail, 99)
    return any(bool(flat > part and hard > levels) for part, levels in _FLAT_PARTS_AND_HARD_LEVELS)


@dataclass(frozen=True, slots=True)
class Views:
    """Patches, each once, and for every pair that is compared which of them is its own."""

    patches: Reals
    rows: NDArray[np.intp]

    def take(self, pairs: NDArray[np.intp]) -> Views:
        """Return those of some pairs only."""
        return Views(self.patches, self.rows[pairs])


def correlation(ones: Views, others: Views) -> Reals:
    """Return how alike the patches of each pair are, -1 to 1 (zero-mean normalised cross-correlation)."""
    shape = (-1, _COARSE, SIDE // _COARSE, _COARSE, SIDE // _COARSE)
    one, other = (
        _normal(each.patches.reshape(shape).mean(axis=(2, 4)).reshape(-1, _COARSE * _COARSE))
        for each in (ones, others)
    )
    return _product(one, other, ones, others)


def fine_correlation(ones: Views, others: Views) -> Reals:
    """Return how alike the finest details of each pair are, -1 to 1: letters, not the paper they are on.

    The patches may lie up to two pixels beside each other, as crops do that no place of ours fits exactly.
    """
    one, other = (each.patches - _blurred(each.patches, 1) for each in (ones, others))
    kept = SIDE - 2 * _SHIFT
    middle = _normal(one[:, _SHIFT:-_SHIFT, _SHIFT:-_SHIFT].reshape(-1, kept * kept))
    best = np.full(len(ones.rows), -1.0)
    for top in range(2 * _SHIFT + 1):
        for left in range(2 * _SHIFT + 1):
            shifted = _normal(other[:, top : top + kept, left : left + kept].reshape(-1, kept * kept))
            best = np.maximum(best, _product(middle, shifted, ones, others))
    return best


def agreement(ones: Views, others: Views) -> tuple[Reals, Reals]:
    """Return how alike the details are in the middling one of 36 blocks, -1 to 1, and what part has any.

    A banner or a logo over part of one picture does not change what the other parts agree on.
    """
    one, other = (_blocks(each.patches - _blurred(each.patches, 3)) for each in (ones, others))
    alike = _product(_normal(one), _normal(other), ones, others)
    shown = (each.std(axis=-1) > _LEAST_DETAIL for each in (one, other))
    shows = next(shown)[ones.rows] | next(shown)[others.rows]
    alike[~shows] = np.nan
    alike[~shows.any(axis=1)] = 0.0
    middling: Reals = np.nanmedian(alike, axis=1)
    return middling, shows.mean(axis=1)


def _normal(vectors: Reals) -> Reals:
    """Return vectors of mean 0 and length 1; those of one value become 0."""
    vectors = vectors - vectors.mean(axis=-1, keepdims=True)
    normal: Reals = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-3)
    return normal


def _product(one: Reals, other: Reals, ones: Views, others: Views) -> Reals:
    """Return the products of the vectors of each pair, a few pairs at a time: they are long."""
    parts = [np.empty((0, *one.shape[1:-1]))]
    for start in range(0, len(ones.rows), _PAIRS):
        here, there = ones.rows[start : start + _PAIRS], others.rows[start : start + _PAIRS]
        parts.append(np.einsum("...i,...i->...", one[here], other[there]))
    return np.concatenate(parts)


def _blocks(patches: Reals) -> Reals:
    across = SIDE // _BLOCK
    cut = patches.reshape(-1, across, _BLOCK, across, _BLOCK).transpose(0, 1, 3, 2, 4)
    return cut.reshape(len(patches), across * across, _BLOCK * _BLOCK)


def _blurred(patches: Reals, reach: int) -> Reals:
    """Return the means of squares about every pixel."""
    side = 2 * reach + 1
    for axis in (1, 2):
        padded = np.pad(
            patches, [(reach + 1, reach) if each == axis else (0, 0) for each in range(3)], mode="edge"
        )
        sums = padded.cumsum(axis=axis)
        length = patches.shape[axis]
        later = sums.take(range(side, side + length), axis=axis)
        patches = (later - sums.take(range(length), axis=axis)) / side
    return patches
