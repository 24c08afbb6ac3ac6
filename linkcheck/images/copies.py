"""Find the near copies among many pictures, so that the others need to be compared with one of them only."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.likeness import Likeness, judged
from linkcheck.images.looks import Candidates, Looks
from linkcheck.images.measures import Measure
from linkcheck.images.thresholds import Thresholds
from linkcheck.model import Relation

# Copies in all but their bytes: what JPEG at quality 30, WebP, AVIF, GIF and half the size leave.
COPY_PHASH256_BITS, COPY_DHASH_BITS = 15, 4
# Two hashes at most 15 bits apart agree in one of 16 parts (the pigeonhole principle).
_PARTS = 16
_SAME_ASPECT = 1.025
# Of many that agree in a part, as cards of one design do; one that is missed is compared as any other.
_MOST_LOOKS = 32


def copies(looks: Looks, keys: Sequence[Hashable], limits: Thresholds) -> list[Likeness]:
    """Return what ties each copy (`other`) to the first picture that it is one of (`one`).

    Only pictures with the same key are copies of each other. Time is near linear.
    """
    pairs = _pairs(looks, keys)
    if not len(pairs):
        return []
    found = judged(Candidates(Measure.PHASH256, pairs), looks, limits)
    return [each for each in found if each.relation is Relation.SAME_PICTURE]


def _pairs(looks: Looks, keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """Return (first, copy, distance) by the hashes alone."""
    if not len(looks):
        return np.empty((0, 3), np.intp)
    parts = np.ascontiguousarray(looks.phash256).view(np.uint16).reshape(len(looks), -1)
    firsts: dict[tuple[int, int, Hashable], list[int]] = {}
    pairs = []
    for row, values in enumerate(parts.tolist()):
        places = [(number, value, keys[row]) for number, value in enumerate(values)]
        known = {first for place in places for first in firsts.get(place, ())[:_MOST_LOOKS]}
        near = _nearest(looks, row, np.array(sorted(known), dtype=np.intp))
        if near is not None:
            pairs.append((near[0], row, near[1]))
        else:
            for place in places:
                firsts.setdefault(place, []).append(row)
    return np.array(pairs, dtype=np.intp).reshape(-1, 3)


def _nearest(looks: Looks, row: int, known: NDArray[np.intp]) -> tuple[int, int] | None:
    """Return the nearest of some pictures that a picture may be a copy of, and how far it is."""
    if not len(known):
        return None
    bits = np.bitwise_count(looks.phash256[known] ^ looks.phash256[row]).sum(axis=1)
    dhash = np.bitwise_count(looks.small[known, 1] ^ looks.small[row, 1])
    ratio = looks.aspects[known] / looks.aspects[row]
    is_copy = (
        (bits <= COPY_PHASH256_BITS)
        & (dhash <= COPY_DHASH_BITS)
        & (ratio < _SAME_ASPECT)
        & (ratio > 1 / _SAME_ASPECT)
    )
    if not is_copy.any():
        return None
    place = int(np.where(is_copy, bits, 999).argmin())
    return int(known[place]), int(bits[place])
