"""What pictures are compared by, and how to say in words how far apart two are."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What a distance is between."""

    PHASH256 = "phash256"
    PHASH_DHASH = "phash+dhash"
    CROP = "crop-phash256"


# How long the hashes are that pictures are compared by; the sum of two has the bits of both.
_BITS = {"phash": 64, Measure.PHASH256: 256, Measure.PHASH_DHASH: 128, Measure.CROP: 256}


def apart(bits: int, measure: str) -> str:
    """Say how far two pictures are from each other, of how many bits and by which hash.

    >>> apart(14, "phash256"), apart(1, "new")
    ('14 of 256 bits apart by phash256', '1 bit apart by new')
    """
    length = _BITS.get(measure)
    unit = "bit" if bits == 1 else "bits"
    counted = f"{bits:,} {unit}" if length is None else f"{bits:,} of {length} bits"
    return f"{counted} apart by {measure}"
