"""How near two pictures are that are tied, and what says that they are not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How near two pictures are that are tied. Distances in bits, correlations from -1 to 1.

    Measured on pairs of unrelated photographs: a phash256 of 50 or less, or a phash and dhash of 20 or less
    together, did not occur in 5.5 million pairs, crops of 60 or less not in 1.5 million; pictures correlated
    by 0.85 at most. Cards of one design with other words have a PDQ over 31 and a dhash over 6 apart, and
    fine details that correlate by 0.77 at most. Beyond that (`far`) details decide: pictures that agree in
    the middling one of 36 blocks by 0.7 are one under a banner, or a crop beside the place of ours.
    """

    same_phash256_bits: int = 50
    same_phash_dhash_bits: int = 20
    crop_phash256_bits: int = 60
    possible_phash_dhash_bits: int = 28
    possible_crop_phash256_bits: int = 75
    far_phash256_bits: int = 90
    far_phash_dhash_bits: int = 36
    template_pdq_bits: int = 31
    template_dhash_bits: int = 6
    least_correlation: float = 0.6
    least_possible_correlation: float = 0.93
    least_fine_correlation: float = 0.8
    least_agreement: float = 0.5
    least_crop_agreement: float = 0.35
    least_far_correlation: float = 0.9
    least_far_agreement: float = 0.7
    least_far_part: float = 0.6


def thresholds(pictures: int) -> Thresholds:
    """Return the thresholds for a number of pictures: all pairs together must make less than one mistake.

    Beyond 10,000 pictures there are more pairs than were ever measured.
    """
    if pictures <= 10_000:
        return Thresholds()
    return Thresholds(44, 16, 50, 24, 62, 78, 30)
