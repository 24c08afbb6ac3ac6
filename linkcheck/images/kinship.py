"""Which of many known pictures is the one that is asked about, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linkcheck.images.groups import SAME_PICTURE_BITS
from linkcheck.images.index import HashIndex
from linkcheck.model import Picture, Relation

_SURENESS = {relation: place for place, relation in enumerate(Relation)}


class Tie(NamedTuple):
    """A known picture by its place among them, and what ties it to the one asked about."""

    row: int
    relation: Relation
    distance_bits: int


class Kinship:
    """Known pictures, to be asked about others: each with its bytes' hash and the URLs it was seen at."""

    def __init__(self, known: Sequence[tuple[str, Picture, Sequence[str]]]) -> None:
        """Index them."""
        self._rows = {sha256: row for row, (sha256, _, _) in enumerate(known)}
        self._compared = [row for row, (_, picture, _) in enumerate(known) if picture.is_informative]
        self._hashes = HashIndex.of_hex([_hash(known[row][1]) for row in self._compared])

    def of(self, picture: Picture, *, sha256: str | None, url: str) -> list[Tie]:
        """Return the known pictures that are this one, the surest first, the nearest of them first."""
        ties: dict[int, Tie] = {}
        if sha256 in self._rows:
            row = self._rows[sha256]
            ties[row] = Tie(row, Relation.SAME_BYTES, 0)
        if picture.is_informative:
            for tie in self._alike(picture):
                ties.setdefault(tie.row, tie)
        return sorted(ties.values(), key=lambda tie: (_SURENESS[tie.relation], tie.distance_bits, tie.row))

    def _alike(self, picture: Picture) -> Iterator[Tie]:
        for row, distance in self._hashes.near(_hash(picture), limit_bits=SAME_PICTURE_BITS):
            yield Tie(self._compared[row], Relation.SAME_PICTURE, distance)


def _hash(picture: Picture) -> str:
    return picture.phash + picture.dhash
