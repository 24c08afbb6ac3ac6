"""The crops by which a picture is known: what editors and content management systems cut out of one.

Coordinates are parts of the picture's width and height, 0 to 1, so that they hold at every size.
"""

from __future__ import annotations

from dataclasses import dataclass

# Wide to narrow, with how many places each is cut at, from one end to the other; the middle one is centred.
# The sizes of news sites lie between (808x508 is 1.59). The more is cut off, the more places it may lie at.
_PLACES = {2.0: 9, 16 / 9: 9, 3 / 2: 9, 4 / 3: 9, 1.0: 17, 4 / 5: 17}
ASPECTS = tuple(_PLACES)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_whole(self) -> bool:
        """Whether it is no part but all of the picture."""
        return self == WHOLE


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


CROPS = (
    Crop(),
    Crop(scale=0.95),
    Crop(scale=0.9),
    Crop(scale=0.8),
    *(Crop(aspect, place / (places - 1)) for aspect, places in _PLACES.items() for place in range(places)),
)
NATIVE, TRIMMED = 0, (1, 2, 3)


def crops_of(aspect: float) -> tuple[int, ...]:
    """Return the numbers in `CROPS` of those with an aspect of `ASPECTS`, from one end to the other."""
    return tuple(number for number, crop in enumerate(CROPS) if crop.aspect == aspect)
