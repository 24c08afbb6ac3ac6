"""Every two pictures that show the same, in any frame that was seen of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from linkcheck.images.copies import copies
from linkcheck.images.crops import CROPS
from linkcheck.images.likeness import Likeness, certainty, likenesses
from linkcheck.images.looks import Looks
from linkcheck.images.thresholds import Thresholds
from linkcheck.images.windows import HASH_BYTES
from linkcheck.model import Fingerprint, Picture


class Album:
    """Pictures by number, each by the frames of it that can be compared: it may be none."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        """Take pictures; those too plain, or read by a version with other hashes, are like nothing."""
        frames = [
            (number, frame)
            for number, picture in enumerate(pictures)
            for frame in (picture.first, picture.middle)
            if frame is not None and _is_comparable(frame)
        ]
        self._numbers = [number for number, _ in frames]
        self._moves = [picture.middle is not None for picture in pictures]
        self._looks = Looks([frame for _, frame in frames])

    def copies(self, keys: Sequence[Hashable], limits: Thresholds) -> list[Likeness]:
        """Return the copies (`other`) of earlier pictures (`one`) among those with the same key.

        What moves is never one: two frames of it would have to be.
        """
        held = [(number, keys[number]) if self._moves[number] else keys[number] for number in self._numbers]
        return [
            replace(each, one=self._numbers[each.one], other=self._numbers[each.other])
            for each in copies(self._looks, held, limits)
        ]

    def pairs(self, limits: Thresholds) -> list[Likeness]:
        """Return how every two of these are related, if they are; the lower number first."""
        return self._by_picture(self._numbers, likenesses(self._looks, self._looks, limits))

    def like(self, other: Album, limits: Thresholds) -> list[Likeness]:
        """Return how each of these (`one`) is related to each of the other album's (`other`), if it is."""
        return self._by_picture(other._numbers, likenesses(self._looks, other._looks, limits), is_self=False)

    def _by_picture(
        self, numbers: Sequence[int], found: Sequence[Likeness], *, is_self: bool = True
    ) -> list[Likeness]:
        best: dict[tuple[int, int], Likeness] = {}
        for each in found:
            one, other = self._numbers[each.one], numbers[each.other]
            if is_self and one == other:
                continue
            pair = (other, one) if is_self and other < one else (one, other)
            if pair not in best or certainty(each) < certainty(best[pair]):
                best[pair] = replace(each, one=one, other=other)
        return [best[pair] for pair in sorted(best)]


def _is_comparable(frame: Fingerprint) -> bool:
    return frame.is_informative and len(frame.crops) == len(CROPS) * HASH_BYTES and len(frame.thumbnail) > 2
