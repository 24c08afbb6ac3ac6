"""Tell two pictures with other words on one ground apart: cards of one design, memes, covers of a series.

A picture with a caption over it is still that picture; two pictures with two captions are not one. So both
must bear words, and both sets of words must be missing in the other. A watermark is no such set: its ink only
lightens or only darkens what it lies over, whose details are still there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.inscriptions import WHOLE_SCALE, Inscription

# Words are missing where a block is much less alike than the blocks that are most alike: two copies that
# differ in scale are less alike everywhere. Measured on 1,083 cards and 60 photographs with ten changes each.
_LEAST_SHARE, _LEAST_SHARE_OF_EXACT = 0.7, 0.75
_LEAST_ALIKE, _EXACTLY_ALIKE = 0.6, 0.95
_MOST_ALIKE_PERCENTILE = 75
_LEAST_SHOWN_BLOCKS = 24
# Of two that are exactly alike elsewhere, words that change little are seen, too. What differs by fewer grey
# levels is JPEG's doing; of a white watermark nothing is darker, of two cards mostly a quarter. Measured on
# 300 photographs under watermarks, logos and banners and on 9,468 pairs of cards on 90 grounds, nine scripts.
_LEAST_SHARE_OF_UNCHANGED = 0.92
_LEAST_STEP = 12.0
_FEWEST_CHANGED = 3  # a small logo lies over one or two
_LEAST_CONTRARY = 0.05
_LEAST_OWN_INK = 0.4

Rows = NDArray[np.intp]
Bits = NDArray[np.bool_]
Floats = NDArray[np.float32]


class Verdict(IntEnum):
    """What the words of two pictures say: they may be one, they are not in this frame, or not in any."""

    ONE = 0
    OTHER_WORDS = 1
    OTHER_WORDS_ON_ONE_GROUND = 2


def compare_words(
    ones: Sequence[Inscription], others: Sequence[Inscription], pairs: Rows
) -> NDArray[np.int8]:
    """Return the `Verdict` on each pair (number among the ones, number among the others)."""
    found = np.zeros(len(pairs), dtype=np.int8)
    for number in np.unique(pairs[:, 1]):
        other = others[number]
        scale = other.scale
        shifts = product(range(-scale.down, scale.down + 1), range(-scale.across, scale.across + 1))
        shifted = np.stack([other.blocks(*shift) for shift in shifts]).transpose(1, 2, 0)
        for row in np.flatnonzero(pairs[:, 1] == number):
            found[row] = _verdict(ones[pairs[row, 0]], other, shifted)
    return found


def _verdict(one: Inscription, other: Inscription, shifted: Floats) -> Verdict:
    overlay = _Overlay.of(one, other, shifted)
    usual = overlay.usual
    if usual < _LEAST_ALIKE:
        return Verdict.OTHER_WORDS  # nothing but the frame of the words was alike
    if usual < _EXACTLY_ALIKE:
        differ = overlay.lack_words(usual * _LEAST_SHARE, one.scale.least_blocks)
        return Verdict.OTHER_WORDS if differ else Verdict.ONE
    differ = overlay.own_words(usual * _LEAST_SHARE_OF_EXACT, one.scale.least_blocks)
    if one.scale == WHOLE_SCALE:  # of crops, which lie a little aside, everything is changed a little
        differ = differ or overlay.change_words(usual * _LEAST_SHARE_OF_UNCHANGED)
    return Verdict.OTHER_WORDS_ON_ONE_GROUND if differ else Verdict.ONE


@dataclass(frozen=True, slots=True)
class _Overlay:
    """Two pictures laid on each other: how alike each block is at best, and how strong it is in both."""

    one: Inscription
    other: Inscription
    alike: Floats
    strength: Floats
    other_strength: Floats

    @classmethod
    def of(cls, one: Inscription, other: Inscription, shifted: Floats) -> _Overlay:
        """Compare the blocks of one with the other's at every shift; each has the one that fits it best."""
        vectors = one.blocks()
        strength, strengths = np.linalg.norm(vectors, axis=1), np.linalg.norm(shifted, axis=1)
        products = np.matmul(vectors[:, None, :], shifted)[:, 0]
        alike = products / np.maximum(strength[:, None] * strengths, np.float32(1e-3))
        best = np.arange(len(alike)), alike.argmax(axis=1)
        return cls(one, other, alike[best], strength, strengths[best])

    @property
    def shows(self) -> Bits:
        """Which blocks show anything in either."""
        return self.one.shows | self.other.shows

    @property
    def is_plain(self) -> bool:
        """Whether there is little but the words."""
        return int(self.shows.sum()) < _LEAST_SHOWN_BLOCKS

    @property
    def usual(self) -> float:
        """How alike the blocks are that nothing was done to."""
        shows = self.shows
        return float(np.percentile(self.alike[shows], _MOST_ALIKE_PERCENTILE)) if shows.any() else 0.0

    def lack_words(self, least_alike: float, least_blocks: int) -> bool:
        """Say whether each lacks words of the other; on a plain ground, whether one does."""
        missing = self._missing(least_alike)
        return max(missing) > 0 if self.is_plain else min(missing) >= least_blocks

    def change_words(self, least_alike: float) -> bool:
        """Say whether there are other words, were it only one, and not one set of words laid over the other.

        What lies over one only is lighter than what it hides, or darker, but seldom both.
        """
        if not self.lack_words(least_alike, 1) or sum(self._missing(least_alike)) < _FEWEST_CHANGED:
            return False
        rest = self.alike >= least_alike
        changed = self.shows & ~rest
        if not rest.any() or not changed.any():
            return False
        here, there = self.one.levels, self.other.levels
        gain, offset = _fit(there[rest], here[rest])
        steps = here[changed] - (gain * there[changed] + offset)
        lighter, darker = steps[steps > _LEAST_STEP].sum(), -steps[steps < -_LEAST_STEP].sum()
        return bool(min(lighter, darker) > _LEAST_CONTRARY * (lighter + darker))

    def _strengths(self, rest: Bits) -> tuple[Floats, Floats]:
        """Return how strong the blocks of both are, one as bright as the other where nothing was done."""
        gain = self.strength[rest] / np.maximum(self.other_strength[rest], np.float32(1e-3))
        return self.strength, self.other_strength * np.float32(np.median(gain))

    def _missing(self, least_alike: float) -> list[int]:
        missing = self.alike < least_alike
        return [int((missing & each.lettered).sum()) for each in (self.one, self.other)]

    def own_words(self, least_alike: float, least_blocks: int) -> bool:
        """Say whether each lacks words of the other that no ink of its own lies over."""
        missing = self.alike < least_alike
        strength, other_strength = self._strengths(self.shows & ~missing)
        inks = _own_ink(self.alike, strength, other_strength)
        other_inks = _own_ink(self.alike, other_strength, strength)
        owned = missing & self.one.lettered & (inks >= _LEAST_OWN_INK)
        others = missing & self.other.lettered & (other_inks >= _LEAST_OWN_INK)
        return min(int(owned.sum()), int(others.sum())) >= (1 if self.is_plain else least_blocks)


def _own_ink(alike: Floats, strength: Floats, other_strength: Floats) -> Floats:
    """Return how much of what differs in a block is details of its own: its correlation with the difference.

    Where something was laid over the other one only, the difference has nothing of this one's details.
    """
    product = alike * other_strength
    difference = np.sqrt(np.maximum(strength**2 + other_strength**2 - 2 * product * strength, 1e-3))
    ink: Floats = ((strength - product) / difference).astype(np.float32)
    return ink


def _fit(values: Floats, wanted: Floats) -> tuple[float, float]:
    """Return the factor and the summand that bring grey levels nearest to others."""
    centred = values - values.mean()
    gain = float((centred * (wanted - wanted.mean())).mean() / max(float(centred.var()), 1.0))
    return gain, float(wanted.mean() - gain * values.mean())
