"""Cut out of pictures what comparing them needs, each part once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkcheck.images.crops import CROPS
from linkcheck.images.inscriptions import Inscription, Scale, inscription
from linkcheck.images.lettering import CELLS
from linkcheck.images.looks import Looks
from linkcheck.images.patches import SIDE, Views, is_lettering, patch, thumbnail_pixels

Rows = NDArray[np.intp]
Reals = NDArray[np.float64]
Bits = NDArray[np.bool_]

# What is written in so many parts of pictures is kept for the next time: 40 kB each.
_MOST_INSCRIBED = 2048


class Cutouts:
    """The parts of the pictures of one set of looks; pictures are named by their row there."""

    def __init__(self, looks: Looks) -> None:
        """Cut nothing yet."""
        self._looks = looks
        self._lettering: dict[int, bool] = {}
        self._inscribed: dict[tuple[int, int, int, bool], Inscription] = {}

    def cut(self, rows: Rows, crop: int, *, is_mirrored: bool = False) -> Views:
        """Return a patch for each of some pictures: the same crop of all; no picture is cut twice."""
        each, place = np.unique(rows, return_inverse=True)
        aspects = self._looks.aspects
        cut = [patch(self._pixels(row), CROPS[crop].box(aspects[row])) for row in each]
        found = np.stack(cut) if cut else np.empty((0, SIDE, SIDE))
        return Views(found[:, :, ::-1] if is_mirrored else found, place)

    def inscriptions(
        self, rows: Rows, crop: int, scale: Scale, *, is_mirrored: bool = False
    ) -> tuple[list[Inscription], Rows]:
        """Return what is written in one crop of each picture, once, and the place there for every row."""
        each, place = np.unique(rows, return_inverse=True)
        return [self._inscription(int(row), crop, scale, is_mirrored=is_mirrored) for row in each], place

    def _inscription(self, row: int, crop: int, scale: Scale, *, is_mirrored: bool) -> Inscription:
        key = row, crop, scale.side, is_mirrored
        if (found := self._inscribed.get(key)) is None:
            box = CROPS[crop].box(float(self._looks.aspects[row]))
            found = inscription(self._looks.fingerprints[row], box, scale, is_mirrored=is_mirrored)
            if len(self._inscribed) >= _MOST_INSCRIBED:
                self._inscribed.clear()
            self._inscribed[key] = found
        return found

    def has_words(self, rows: Rows, most_cells: int = CELLS * CELLS) -> Bits:
        """Say which pictures have words somewhere; what has them all over is wood, reeds or the like."""
        masks = (self._looks.fingerprints[row].lettering for row in rows)
        return np.array([0 < int.from_bytes(mask).bit_count() <= most_cells for mask in masks], dtype=bool)

    def is_lettering(self, rows: Rows) -> Bits:
        """Say which pictures are like cards with words."""
        for row in set(rows.tolist()) - self._lettering.keys():
            self._lettering[row] = is_lettering(self._pixels(row))
        return np.array([self._lettering[row] for row in rows.tolist()], dtype=bool)

    def _pixels(self, row: int) -> Reals:
        return thumbnail_pixels(self._looks.fingerprints[row].thumbnail)
