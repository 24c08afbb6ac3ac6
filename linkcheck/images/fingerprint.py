"""Perceptual hashes of a picture, and whether it holds enough to be compared by them.

The hashes are those of the imagehash library, bit for bit, so that they can be compared with anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass

import imagehash
import numpy as np
from PIL import Image

from linkcheck.images.decode import Decoded

# Below these a picture is too plain: its hash says little, and strangers share it. Measured on 1,000
# photographs and 3,453 logos: every photograph has a phash of exactly 32 one bits and 3.30 bits of grey-level
# entropy or more; every logo has less than 2 bits, text cards and charts less than 2.5, blanks and gradients
# a phash of 3 one bits or fewer (imagehash issue 134: solid blue equals solid white).
_LEAST_ENTROPY_BITS = 3.0
_LEAST_DEVIATION = 4.0
_LEAST_SIDE = 64
_ONE_BITS = range(28, 37)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """64-bit phash and dhash in hexadecimal; `is_informative` is False where they must not be compared."""

    phash: str
    dhash: str
    is_informative: bool


def fingerprint(decoded: Decoded) -> Fingerprint:
    """Fingerprint a decoded picture.

    phash: signs of the 8x8 lowest DCT frequencies of 32x32 pixels against their median; dhash: signs of the
    horizontal differences of 9x8 pixels (N. Krawetz, "Looks Like It" and "Kind of Like That").
    """
    phash = imagehash.phash(decoded.grey)
    return Fingerprint(
        phash=str(phash),
        dhash=str(imagehash.dhash(decoded.grey)),
        is_informative=min(decoded.width, decoded.height) >= _LEAST_SIDE
        and int(np.count_nonzero(phash.hash)) in _ONE_BITS
        and _is_varied(decoded.grey),
    )


def _is_varied(grey: Image.Image) -> bool:
    small = np.asarray(grey.resize((64, 64), Image.Resampling.BOX))
    return bool(small.std() >= _LEAST_DEVIATION) and grey.entropy() >= _LEAST_ENTROPY_BITS
