"""What many pictures look like, in arrays: find every two that may show one picture, and by what measure.

Nothing is decided here. A candidate is a pair that one measure brings within its limit; `likeness` looks at
both pictures before it says anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.crops import ASPECTS, CROPS, NATIVE, TRIMMED, crops_of
from linkcheck.images.index import HashIndex
from linkcheck.images.measures import Measure
from linkcheck.images.windows import HASH_BYTES
from linkcheck.model import Fingerprint

Words = NDArray[np.uint64]
Rows = NDArray[np.intp]

# Mirroring a picture turns the sign of every frequency that is odd across: every second column of the hash.
_ODD = np.packbits(np.tile([False, True], 128)).view(">u8").astype(np.uint64)
# Two pictures are of one shape within this, since a thumbnail's sides are whole pixels.
_SAME_ASPECT = 1.025
# Of very many that are near each other, as pictures made to be are, only the nearest are looked at: each pair
# costs a tenth of a millisecond. 600 different views of one thing still all meet.
_MOST_PAIRS, _FEWEST_PARTNERS = 200_000, 16


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of pictures near each other by one measure.

    `pairs` has a row (one, other, distance in bits) for each; the crop numbered `one_crop` of the one was
    compared with `other_crop` of the other, mirrored if so.
    """

    measure: Measure
    pairs: Rows
    one_crop: int = NATIVE
    other_crop: int = NATIVE
    is_mirrored: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing but borders was cut off either."""
        return self.one_crop == self.other_crop == NATIVE


@dataclass(frozen=True, slots=True)
class Limits:
    """How near is near enough to be looked at, in bits, by measure."""

    phash256: int
    phash_dhash: int
    crop: int


class Looks:
    """Fingerprints in arrays, numbered as they came."""

    def __init__(self, fingerprints: Sequence[Fingerprint]) -> None:
        """Take fingerprints that are informative; what others look like says nothing."""
        self.fingerprints = tuple(fingerprints)
        count = len(self.fingerprints)
        self.phash256 = _words((each.phash256 for each in fingerprints), count, 4)
        self.pdq = _words((each.pdq for each in fingerprints), count, 4)
        self.small = _words((each.phash + each.dhash for each in fingerprints), count, 2)
        crops = b"".join(each.crops for each in fingerprints)
        self.crops = np.frombuffer(crops, ">u8").astype(np.uint64).reshape(count, len(CROPS), HASH_BYTES // 8)
        self.aspects = np.array([each.thumbnail[0] / each.thumbnail[1] for each in fingerprints])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.fingerprints)

    def candidates(self, other: Looks, limits: Limits) -> Iterator[Candidates]:
        """Yield the pairs of one of these and one of the `other` that may show one picture.

        Compared with themselves, every pair comes once, and none is one picture with itself. Time is
        quadratic: a second for 5,000 pictures.
        """
        yield Candidates(Measure.PHASH256, _pairs(self.phash256, other.phash256, limits.phash256))
        yield Candidates(Measure.PHASH_DHASH, _pairs(self.small, other.small, limits.phash_dhash))
        for is_mirrored in (False, True):
            yield from self._reframed(other, limits.crop, is_mirrored=is_mirrored)
            yield from self._cut(other, limits.crop, is_mirrored=is_mirrored)
            if other is not self:
                for found in other._cut(self, limits.crop, is_mirrored=is_mirrored):
                    yield Candidates(
                        found.measure,
                        found.pairs[:, [1, 0, 2]],
                        found.other_crop,
                        found.one_crop,
                        is_mirrored,
                    )

    def _reframed(self, other: Looks, limit: int, *, is_mirrored: bool) -> Iterator[Candidates]:
        """Compare the whole of each, borders left out, and with what is left when its edges are cut off."""
        frames = [
            (NATIVE, NATIVE),
            *((NATIVE, inner) for inner in TRIMMED),
            *((inner, NATIVE) for inner in TRIMMED),
        ]
        for one_crop, other_crop in frames:
            if other is self and one_crop != NATIVE:
                continue  # the pair comes the other way round, too
            there = other.crops[:, other_crop] ^ (_ODD if is_mirrored else np.uint64(0))
            here = self.crops[:, one_crop]
            if other is self and other_crop == NATIVE and not is_mirrored:
                there = here
            pairs = _pairs(here, there, limit, is_self=other is self and other_crop == NATIVE)
            yield Candidates(
                Measure.CROP,
                pairs[pairs[:, 0] != pairs[:, 1]] if other is self else pairs,
                one_crop,
                other_crop,
                is_mirrored,
            )

    def _cut(self, other: Looks, limit: int, *, is_mirrored: bool) -> Iterator[Candidates]:
        """Compare these with what could have been cut out of the other along one side.

        The largest part of a picture with the next aspect, above or below its own, lies somewhere along the
        larger picture; there it is one of the crops of that aspect.
        """
        for aspect in ASPECTS:
            numbers = crops_of(aspect)
            centre = numbers[len(numbers) // 2]
            for mine, theirs in self._shapes(other, aspect):
                here = self.crops[mine, centre] ^ (_ODD if is_mirrored else np.uint64(0))
                for number in numbers:
                    pairs = _pairs(here, other.crops[theirs, number], limit, is_self=False)
                    pairs[:, 0], pairs[:, 1] = mine[pairs[:, 0]], theirs[pairs[:, 1]]
                    ratio = self.aspects[pairs[:, 0]] / other.aspects[pairs[:, 1]]
                    is_cut = (ratio < 1 / _SAME_ASPECT) | (ratio > _SAME_ASPECT)
                    yield Candidates(Measure.CROP, pairs[is_cut], centre, number, is_mirrored)

    def _shapes(self, other: Looks, aspect: float) -> Iterator[tuple[Rows, Rows]]:
        """Yield which of these may be parts of which of the other: of wider ones, then of taller ones."""
        place = ASPECTS.index(aspect)
        wider = ASPECTS[place - 1] if place else np.inf
        taller = ASPECTS[place + 1] if place + 1 < len(ASPECTS) else 0.0
        near = _SAME_ASPECT
        at_least = (self.aspects * near >= aspect) & (self.aspects * near < wider)
        yield np.flatnonzero(at_least), np.flatnonzero(other.aspects > aspect)
        at_most = (self.aspects <= aspect * near) & (self.aspects > taller * near)
        yield np.flatnonzero(at_most), np.flatnonzero(other.aspects < aspect)


def _pairs(one: Words, other: Words, limit_bits: int, *, is_self: bool | None = None) -> Rows:
    if not len(one) or not len(other):
        return np.empty((0, 3), np.intp)
    most = max(_MOST_PAIRS // len(one), _FEWEST_PARTNERS)
    if one is other:
        return HashIndex(one).close_pairs(limit_bits=limit_bits, most=most)
    pairs = HashIndex(one).close_to(HashIndex(other), limit_bits=limit_bits, most=most)
    return pairs[pairs[:, 0] < pairs[:, 1]] if is_self else pairs


def _words(hashes: Iterator[str], count: int, words: int) -> Words:
    joined = bytes.fromhex("".join(hashes))
    return np.frombuffer(joined, ">u8").astype(np.uint64).reshape(count, words)
