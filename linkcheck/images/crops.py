"""The crops by which a picture is known: what editors and content management systems cut out of one.

Coordinates are parts of the picture's width and height, 0 to 1, so that they hold at every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

# Wide to narrow; the sizes of news sites lie between (808x508 is 1.59).
ASPECTS = (16 / 9, 3 / 2, 4 / 3, 1.0)
STEPS = 9
"""How many places an aspect is cut at, from one end to the other; the middle one is centred."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Crop:
    """The largest part with an aspect (None: the picture's own), at a place from 0 to 1 along what is cut.

    `scale` shrinks it about its centre.
    """

    aspect: float | None = None
    place: float = 0.5
    scale: float = 1.0

    def box(self, aspect: float) -> Box:
        """Return what this cuts out of a picture of that aspect (width by height).

        >>> Crop(1.0, place=0).box(2.0)
        Box(left=0.0, top=0.0, right=0.5, bottom=1.0)
        """
        kept = (self.aspect or aspect) / aspect
        width, height = min(kept, 1.0), min(1 / kept, 1.0)
        left, top = (1 - width) * self.place, (1 - height) * self.place
        inset = (1 - self.scale) / 2
        return Box(
            left + width * inset,
            top + height * inset,
            left + width * (1 - inset),
            top + height * (1 - inset),
        )


NATIVE = 0
TRIMMED = (1, 2)
CENTRES = (3 + STEPS // 2, 3 + STEPS + STEPS // 2, 3 + 2 * STEPS + STEPS // 2, 3 + 3 * STEPS + STEPS // 2)
CROPS = (
    Crop(),
    Crop(scale=0.9),
    Crop(scale=0.8),
    *(Crop(aspect, place / (STEPS - 1)) for aspect, place in product(ASPECTS, range(STEPS))),
)
