"""Perceptual hashes of a picture, and whether it holds enough to be compared by them.

phash and dhash are those of the imagehash library, and PDQ that of its reference implementation, bit for bit,
so that they can be compared with anybody's.
"""

from __future__ import annotations

import imagehash
import numpy as np
from PIL import Image

from linkcheck.images.borders import without_borders
from linkcheck.images.lettering import lettering
from linkcheck.images.pdq import pdq
from linkcheck.images.windows import crop_hashes
from linkcheck.model import Fingerprint

THUMBNAIL_PIXELS = 96
"""The longer side of the picture that is kept to compare two pictures by what they show."""

# Below these a picture is too plain: its hash says little, and strangers share it. Measured on 1,000
# photographs and 3,453 logos: every photograph has a phash of exactly 32 one bits and 3.30 bits of grey-level
# entropy or more; every logo has less than 2 bits, text cards and charts less than 2.5, blanks and gradients
# a phash of 3 one bits or fewer (imagehash issue 134: solid blue equals solid white). PDQ's own service asks
# for a quality of 50, but photographs with a blurred ground have 21 to 43; `likeness` tells those apart.
_LEAST_ENTROPY_BITS = 3.0
_LEAST_DEVIATION = 4.0
_LEAST_QUALITY = 20
_LEAST_SIDE = 64
# What is no larger than this either way is an icon or an emoji, of which sets hold hundreds alike.
_LARGEST_ICON = 96
# Drawings have neighbours of one grey, and few levels of it: of logos and icons of 400 px that come so far
# 99 % have .78 of their neighbours alike and less than 6 bits, photographs .69 at most, even of goods on
# white and as JPEG of quality 30. Smaller drawings have less, but fewer levels, too: goods on white 5.9 bits
# at 160 px.
_DRAWN_FLAT_SHARE, _DRAWN_ENTROPY_BITS = 0.75, 6.0
_SMALL_SIDE, _SMALL_DRAWN_FLAT_SHARE, _SMALL_DRAWN_ENTROPY_BITS = 160, 0.26, 5.5
_ONE_BITS = range(28, 37)


def fingerprint(grey: Image.Image, *, width: int, height: int) -> Fingerprint:
    """Fingerprint a frame from its grey picture; `width` and `height` are the frame's own.

    phash: signs of the lowest DCT frequencies (8x8 of 32x32 pixels, 16x16 of 64x64) against their median;
    dhash: signs of the horizontal differences of 9x8 pixels (N. Krawetz, "Looks Like It" and "Kind of Like
    That").
    """
    phash = imagehash.phash(grey)
    pdq_hash, quality = pdq(grey)
    inside = without_borders(grey)
    return Fingerprint(
        phash=str(phash),
        dhash=str(imagehash.dhash(grey)),
        is_informative=min(width, height) >= _LEAST_SIDE
        and max(width, height) > _LARGEST_ICON
        and quality >= _LEAST_QUALITY
        and int(np.count_nonzero(phash.hash)) in _ONE_BITS
        and _is_varied(grey)
        and not _is_drawn(inside),
        phash256=str(imagehash.phash(grey, hash_size=16)),
        pdq=pdq_hash,
        quality=quality,
        crops=crop_hashes(inside),
        thumbnail=_thumbnail(inside),
        lettering=lettering(inside),
    )


def _is_varied(grey: Image.Image) -> bool:
    small = np.asarray(grey.resize((64, 64), Image.Resampling.BOX))
    return bool(small.std() >= _LEAST_DEVIATION) and grey.entropy() >= _LEAST_ENTROPY_BITS


def _is_drawn(inside: Image.Image) -> bool:
    """Say whether a picture, without its frame, is a logo, an icon or an emoji rather than a photograph."""
    entropy_bits = inside.entropy()
    if entropy_bits >= _DRAWN_ENTROPY_BITS:
        return False
    pixels = np.asarray(inside)
    flat_share = np.mean(pixels[:, 1:] == pixels[:, :-1])
    if max(inside.size) <= _SMALL_SIDE and entropy_bits < _SMALL_DRAWN_ENTROPY_BITS:
        return bool(flat_share > _SMALL_DRAWN_FLAT_SHARE)
    return bool(flat_share > _DRAWN_FLAT_SHARE)


def _thumbnail(grey: Image.Image) -> bytes:
    longer = max(grey.size)
    if longer > THUMBNAIL_PIXELS:
        width, height = (max(1, round(side * THUMBNAIL_PIXELS / longer)) for side in grey.size)
        grey = grey.resize((width, height), Image.Resampling.BOX)
    return bytes(grey.size) + grey.tobytes()
