"""Which of many known pictures is the one that is asked about, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linkcheck.images.asset import asset_of
from linkcheck.images.resemblance import Album
from linkcheck.images.thresholds import thresholds
from linkcheck.model import Picture, Relation

_SURENESS = {relation: place for place, relation in enumerate(Relation)}


class Shown(NamedTuple):
    """A picture, the hash of its bytes, and the URLs it was seen at."""

    picture: Picture
    sha256: str | None
    urls: Sequence[str]


class Tie(NamedTuple):
    """A known picture by its place among them, and what ties it to the one asked about.

    `measure` names the hashes that are `distance_bits` apart; None where names or bytes tie them.
    """

    row: int
    relation: Relation
    distance_bits: int
    measure: str | None = None


class Kinship:
    """Known pictures, to be asked about others."""

    def __init__(self, known: Sequence[Shown]) -> None:
        """Index them."""
        self._by_bytes = {each.sha256: row for row, each in enumerate(known)}
        self._by_asset: dict[str, list[int]] = {}
        for row, each in enumerate(known):
            for key in _assets(each):
                self._by_asset.setdefault(key, []).append(row)
        self._album = Album([each.picture for each in known])
        self._count = len(known)

    def ties(self, asked: Sequence[Shown]) -> list[list[Tie]]:
        """Return, for each picture, the known ones that are the same, the surest first, then the nearest.

        Asking about many at once is much quicker than about each.
        """
        found: list[dict[int, Tie]] = [dict(self._named(each)) for each in asked]
        album = Album([each.picture for each in asked])
        for each in album.like(self._album, thresholds(self._count + len(asked))):
            _take(found[each.one], Tie(each.other, each.relation, each.distance_bits, each.measure.value))
        return [sorted(ties.values(), key=_order) for ties in found]

    def _named(self, asked: Shown) -> Iterator[tuple[int, Tie]]:
        """Yield what is the same by its bytes, or by what its URL says."""
        for key in _assets(asked):
            for row in self._by_asset.get(key, ()):
                yield row, Tie(row, Relation.SAME_ASSET, 0)
        if asked.sha256 is not None and asked.sha256 in self._by_bytes:
            row = self._by_bytes[asked.sha256]
            yield row, Tie(row, Relation.SAME_BYTES, 0)


def _assets(shown: Shown) -> Iterator[str]:
    """Yield the uploads that URLs name for certain; any other may hold something else by now."""
    for url in shown.urls:
        asset = asset_of(url)
        # One that names only itself says nothing: another picture lies under `download.jpg` tomorrow.
        if asset.is_certain and asset.key.lower() not in {url.lower(), url.partition("://")[2].lower()}:
            yield asset.key


def _take(ties: dict[int, Tie], tie: Tie) -> None:
    if tie.row not in ties or _order(tie) < _order(ties[tie.row]):
        ties[tie.row] = tie


def _order(tie: Tie) -> tuple[int, int, int]:
    return _SURENESS[tie.relation], tie.distance_bits, tie.row
