"""Decide how two pictures are related by what they show: one picture, a crop, a mirror image, or perhaps.

Hashes say which pairs to look at; what decides is whether both show the same at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.crops import CROPS, NATIVE, WHOLE, Box
from linkcheck.images.cutouts import Cutouts
from linkcheck.images.inscriptions import CROP_SCALE, WHOLE_SCALE
from linkcheck.images.looks import Candidates, Limits, Looks
from linkcheck.images.measures import Measure
from linkcheck.images.patches import Views, agreement, correlation, fine_correlation
from linkcheck.images.thresholds import Thresholds
from linkcheck.images.wording import Verdict, compare_words
from linkcheck.model import Relation

Rows = NDArray[np.intp]
Reals = NDArray[np.float64]
Bits = NDArray[np.bool_]

_CHUNK = 50_000
# A crop may come near by its bits and lie wrong all the same, where a farther one lies right.
_MOST_LOOKS = 3
# What a crop of one card has in common with another is its ground, and that by 0.81 at most.
_LEAST_WORDED_CROP_CORRELATION = 0.9
_MOST_WORDED_CELLS = 200
# Pairs whose words are compared at a time.
_WORDED = 1024


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two pictures, by number, are related; `box` is the part of the other's area that was compared.

    The other picture is the larger one where one was cut out of it.
    """

    one: int
    other: int
    relation: Relation
    measure: Measure
    distance_bits: int
    correlation: float
    box: Box


def likenesses(here: Looks, there: Looks, limits: Thresholds) -> list[Likeness]:
    """Return how each of these is related to each of those, the most certain way only; by number.

    The same twice compares every two pictures once. Time is quadratic (`Looks.candidates`).
    """
    nearest = Limits(
        limits.far_phash256_bits, limits.far_phash_dhash_bits, limits.possible_crop_phash256_bits
    )
    patches = Cutouts(here), Cutouts(there)
    best: dict[tuple[int, int], Likeness] = {}
    strangers: set[tuple[int, int]] = set()
    kinds: dict[tuple[bool, Measure], list[Candidates]] = {}
    for candidates in here.candidates(there, nearest):
        kinds.setdefault((candidates.is_mirrored, candidates.measure), []).append(candidates)
    for kind in kinds.values():  # the surest first, so that what is decided needs no second look
        settled = [pair for pair, found in best.items() if found.relation is not Relation.POSSIBLE]
        settled += strangers
        for candidates in _nearest(kind, len(here), len(there), settled, is_self=here is there):
            for start in range(0, len(candidates.pairs), _CHUNK):
                part = replace(candidates, pairs=candidates.pairs[start : start + _CHUNK])
                for found in _judged(part, here, there, patches, limits, strangers):
                    pair = _pair(found, is_self=here is there)
                    if pair not in best or certainty(found) < certainty(best[pair]):
                        best[pair] = found
    return [best[pair] for pair in sorted(best.keys() - strangers)]


def judged(found: Candidates, looks: Looks, limits: Thresholds) -> list[Likeness]:
    """Return those of some candidates, all of the same pictures, that are related."""
    patches = Cutouts(looks)
    parts = (found.pairs[start : start + _CHUNK] for start in range(0, len(found.pairs), _CHUNK))
    return [
        each
        for pairs in parts
        for each in _judged(replace(found, pairs=pairs), looks, looks, (patches, patches), limits, set())
    ]


def _nearest(
    kind: Sequence[Candidates], rows: int, columns: int, settled: Sequence[tuple[int, int]], *, is_self: bool
) -> Iterator[Candidates]:
    """Keep of candidates by one measure the nearest few of each pair, and none of a pair that is settled."""
    pairs = np.concatenate([each.pairs for each in kind])
    origin = np.repeat(np.arange(len(kind)), [len(each.pairs) for each in kind])
    width = max(rows, columns)
    one, other = pairs[:, 0], pairs[:, 1]
    if is_self:
        one, other = np.minimum(one, other), np.maximum(one, other)
    code = one * width + other
    order = np.lexsort((origin, pairs[:, 2], code))
    sorted_code = code[order]
    kept = order[np.arange(len(order)) - np.searchsorted(sorted_code, sorted_code) < _MOST_LOOKS]
    if settled:
        done = np.array(settled, dtype=np.intp)
        kept = kept[~np.isin(code[kept], done[:, 0] * width + done[:, 1])]
    for number, each in enumerate(kind):
        chosen = kept[origin[kept] == number]
        if len(chosen):
            yield replace(each, pairs=pairs[chosen])


_ORDER = {relation: number for number, relation in enumerate(Relation)}


def certainty(found: Likeness) -> tuple[int, int]:
    """Return what sorts likenesses, the surest and nearest first."""
    return _ORDER[found.relation], found.distance_bits


def _pair(found: Likeness, *, is_self: bool) -> tuple[int, int]:
    return (found.other, found.one) if is_self and found.other < found.one else (found.one, found.other)


def _judged(
    found: Candidates,
    here: Looks,
    there: Looks,
    patches: tuple[Cutouts, Cutouts],
    limits: Thresholds,
    strangers: set[tuple[int, int]],
) -> Iterator[Likeness]:
    """Yield those of some candidates that are related; write down which cannot be in any other way."""
    one, other, bits = found.pairs.T
    ones = patches[0].cut(one, found.one_crop)
    others = patches[1].cut(other, found.other_crop, is_mirrored=found.is_mirrored)
    alike, (agreed, part) = correlation(ones, others), agreement(ones, others)
    # Farther apart in bits, as under a banner or where a crop lies beside ours, but one in every detail.
    # Logos and cards are of few shapes, which are soon alike.
    cards = patches[0].is_lettering(one) & patches[1].is_lettering(other)
    is_far = (agreed >= limits.least_far_agreement) & (part >= limits.least_far_part) & ~cards
    if found.measure is Measure.CROP:
        is_near = (bits <= limits.crop_phash256_bits) & (alike >= limits.least_correlation)
        is_near |= is_far & (alike >= limits.least_far_correlation)
        sure = Relation.MIRRORED if found.is_mirrored else Relation.RECROPPED
    else:
        is_near = _is_same(found, here, there, limits, alike, agreed) | is_far
        sure = Relation.SAME_PICTURE
    is_near &= agreed >= limits.least_crop_agreement
    is_possible = ~cards & (alike >= limits.least_possible_correlation)
    is_possible &= agreed >= limits.least_crop_agreement
    if found.measure is Measure.CROP:
        is_possible &= (bits <= limits.crop_phash256_bits) | (part >= limits.least_far_part)
    elif found.measure is Measure.PHASH_DHASH:
        is_possible &= bits <= limits.possible_phash_dhash_bits
    else:
        is_possible &= bits <= limits.same_phash256_bits
    rows = np.flatnonzero((is_near | is_possible) & _is_fine(ones, others, cards, limits))
    said = _words(found, rows, alike[rows], patches, limits)
    for row in rows[said == Verdict.OTHER_WORDS_ON_ONE_GROUND]:
        pair = int(one[row]), int(other[row])
        strangers.add((min(pair), max(pair)) if here is there else pair)
    for row in rows[said == Verdict.ONE]:
        yield Likeness(
            int(one[row]),
            int(other[row]),
            sure if is_near[row] else Relation.POSSIBLE,
            found.measure,
            int(bits[row]),
            round(float(alike[row]), 4),
            _box(found.other_crop, float(there.aspects[other[row]])),
        )


def _box(crop: int, aspect: float) -> Box:
    return CROPS[crop].box(aspect) if crop != NATIVE else WHOLE


def _is_fine(ones: Views, others: Views, cards: Bits, limits: Thresholds) -> Bits:
    """Say which pairs are not two cards with other words on them."""
    fine = ~cards
    rows = np.flatnonzero(cards)
    fine[rows] = fine_correlation(ones.take(rows), others.take(rows)) >= limits.least_fine_correlation
    return fine


def _is_same(
    found: Candidates, here: Looks, there: Looks, limits: Thresholds, alike: Reals, agreed: Reals
) -> Bits:
    """Say which pairs, whole with whole, are one picture and not only one layout."""
    one, other, bits = found.pairs.T
    is_sum = found.measure is Measure.PHASH_DHASH
    near = bits <= (limits.same_phash_dhash_bits if is_sum else limits.same_phash256_bits)
    pdq = np.bitwise_count(here.pdq[one] ^ there.pdq[other]).sum(axis=1)
    dhash = np.bitwise_count(here.small[one, 1] ^ there.small[other, 1])
    layout = (pdq > limits.template_pdq_bits) & (dhash > limits.template_dhash_bits)
    is_clear = ~layout & (alike >= limits.least_correlation)
    least = np.where(is_clear, limits.least_crop_agreement, limits.least_agreement)
    same: Bits = near & (agreed >= least)
    return same


def _words(
    found: Candidates, rows: Rows, alike: Reals, patches: tuple[Cutouts, Cutouts], limits: Thresholds
) -> NDArray[np.int8]:
    """Return the verdict of the words on some rows of the candidates, which are so much alike."""
    one, other, bits = found.pairs[rows].T
    said = np.zeros(len(rows), dtype=np.int8)
    worded = np.flatnonzero(patches[0].has_words(one) & patches[1].has_words(other))
    for start in range(0, len(worded), _WORDED):
        part = worded[start : start + _WORDED]
        said[part] = _compared(found, one[part], other[part], alike[part], patches)
    if not found.is_whole:
        few = patches[0].has_words(one, _MOST_WORDED_CELLS) & patches[1].has_words(other, _MOST_WORDED_CELLS)
        said[few & (bits > limits.crop_phash256_bits)] = Verdict.OTHER_WORDS
    return said


def _compared(
    found: Candidates, one: Rows, other: Rows, alike: Reals, patches: tuple[Cutouts, Cutouts]
) -> NDArray[np.int8]:
    scale = WHOLE_SCALE if found.is_whole else CROP_SCALE
    ones, one_place = patches[0].inscriptions(one, found.one_crop, scale)
    others, other_place = patches[1].inscriptions(
        other, found.other_crop, scale, is_mirrored=found.is_mirrored
    )
    said = np.zeros(len(one), dtype=np.int8)
    worded = np.flatnonzero(
        np.array([each.is_worded for each in ones], dtype=bool)[one_place]
        & np.array([each.is_worded for each in others], dtype=bool)[other_place]
    )
    pairs = np.stack((one_place[worded], other_place[worded]), axis=1)
    said[worded] = compare_words(ones, others, pairs)
    if not found.is_whole:
        said[worded[alike[worded] < _LEAST_WORDED_CROP_CORRELATION]] = Verdict.OTHER_WORDS
    return said
