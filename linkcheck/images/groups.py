"""Tie links that show one picture: by URL, by bytes, by the name of the upload, and by what they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

from linkcheck.images.asset import asset_of
from linkcheck.images.cliques import cliques
from linkcheck.model import ImageGroup, ImageTie, Kind, Link, Picture, Relation, Resource

# phash and dhash together at most this far apart: no false match in 5.5 million pairs of other photographs.
SAME_PICTURE_BITS = 20
# A copy in all but its bytes, for what is too plain to be known by less: only sizes of one upload are this
# near and named alike.
_COPY_PHASH256_BITS, _COPY_DHASH_BITS = 16, 4
_PREVIEWS = ("og:image", "twitter:image")
_ORDER = {relation: number for number, relation in enumerate(Relation)}
# Nothing measured is compared in these; a file named twice is no news either.
_UNMEASURED = frozenset({Relation.SAME_URL, Relation.SAME_BYTES, Relation.SAME_ASSET})


@dataclass(frozen=True, slots=True)
class _File:
    """One file: every URL that gave these bytes, and what it shows."""

    urls: tuple[str, ...]
    picture: Picture | None


def group_images(links: Sequence[Link], resources: Mapping[str, Resource]) -> tuple[ImageGroup, ...]:
    """Return the groups of image links that show one picture, in order of their first link.

    A group holds at least two places; several candidates of one picture on one line are one place, and a
    page's own preview (`og:image`) is none, since it repeats a picture of the page on purpose. Files join
    only if each is tied to each other one (complete linkage), so that no chain of small changes ties
    strangers together; an original may stand in several groups, with crops that share nothing.
    """
    places: dict[str, list[Link]] = {}
    for link in links:
        if link.fetch_url is not None and _is_shown(link):
            places.setdefault(link.fetch_url, []).append(link)
    order = {link: number for number, link in enumerate(links)}
    files = _files(places, resources)
    ties, thresholds = _ties(files)
    alone = set(range(len(files))) - {number for pair in ties for number in pair}
    sets: list[tuple[int, ...]] = [(number,) for number in sorted(alone)]
    sets += cliques({pair: (_ORDER[tie.relation], tie.distance_bits) for pair, tie in ties.items()})
    groups = []
    for members in sets:
        shown = sorted(
            (link for number in members for url in files[number].urls for link in places[url]),
            key=order.__getitem__,
        )
        if len({(link.document, link.reference.span.line) for link in shown}) > 1:
            groups.append(_group(members, files, ties, tuple(shown), thresholds))
    return tuple(sorted(groups, key=lambda group: (order[group.links[0]], group.urls)))


def _is_shown(link: Link) -> bool:
    reference = link.reference
    return reference.kind is Kind.IMAGE and not any(name.startswith(_PREVIEWS) for name in reference.rel)


def _files(urls: Iterable[str], resources: Mapping[str, Resource]) -> list[_File]:
    """Join URLs whose bodies were the same bytes."""
    by_bytes: dict[str, list[str]] = {}
    for url in urls:
        resource = resources.get(url)
        is_known = resource is not None and resource.picture is not None and resource.sha256 is not None
        by_bytes.setdefault(resource.sha256 if resource and is_known and resource.sha256 else url, []).append(
            url
        )
    return [_File(tuple(same), _picture(resources.get(same[0]))) for same in by_bytes.values()]


def _picture(resource: Resource | None) -> Picture | None:
    return resource.picture if resource else None


def _ties(files: Sequence[_File]) -> tuple[dict[tuple[int, int], ImageTie], dict[str, float]]:
    """Return the surest tie of every two files that are tied, and the thresholds of those by look."""
    ties, thresholds = _look_alike(files)
    for one, other, is_certain in _named_alike(files):
        if is_certain or (one, other) in ties or _is_copy(files[one].picture, files[other].picture):
            ties[one, other] = ImageTie(
                (files[one].urls[0], files[other].urls[0]),
                Relation.SAME_ASSET,
                _phash_distance(files[one].picture, files[other].picture),
            )
    return ties, thresholds


def _look_alike(files: Sequence[_File]) -> tuple[dict[tuple[int, int], ImageTie], dict[str, float]]:
    compared = [(number, file.picture) for number, file in enumerate(files) if file.picture is not None]
    if len(compared) < 2:
        return {}, {}
    from linkcheck.images.likeness import thresholds
    from linkcheck.images.resemblance import resemblances

    limits = thresholds(len(compared))
    ties = {}
    for found in resemblances([picture for _, picture in compared], limits):
        one, other = compared[found.one][0], compared[found.other][0]
        urls = files[one].urls[0], files[other].urls[0]
        box = found.box
        ties[min(one, other), max(one, other)] = ImageTie(
            urls,
            found.relation,
            found.distance_bits,
            found.measure.value,
            found.correlation,
            None if box.is_whole else (box.left, box.top, box.right, box.bottom),
        )
    return ties, asdict(limits)


def _named_alike(files: Sequence[_File]) -> list[tuple[int, int, bool]]:
    """Return every two files with URLs that name one upload, and whether the names alone are certain."""
    by_key: dict[str, dict[int, bool]] = {}
    for number, file in enumerate(files):
        for url in file.urls:
            asset = asset_of(url)
            held = by_key.setdefault(asset.key, {})
            held[number] = held.get(number, False) or asset.is_certain
    return [
        (one, other, held[one] and held[other])
        for held in by_key.values()
        for one, other in combinations(sorted(held), 2)
    ]


def _is_copy(one: Picture | None, other: Picture | None) -> bool:
    if one is None or other is None or not (one.phash256 and other.phash256):
        return False
    return (
        _distance(one.phash256, other.phash256) <= _COPY_PHASH256_BITS
        and _distance(one.dhash, other.dhash) <= _COPY_DHASH_BITS
    )


def _group(
    members: tuple[int, ...],
    files: Sequence[_File],
    ties: Mapping[tuple[int, int], ImageTie],
    links: tuple[Link, ...],
    thresholds: Mapping[str, float],
) -> ImageGroup:
    urls = tuple(sorted(url for number in members for url in files[number].urls))
    held = [
        min(
            (ties[earlier, number] for earlier in members[:place]),
            key=lambda tie: (_ORDER[tie.relation], tie.distance_bits),
        )
        for place, number in enumerate(members)
        if place
    ]
    copies = [
        ImageTie((file.urls[0], url), Relation.SAME_BYTES)
        for file in (files[number] for number in members)
        for url in file.urls[1:]
    ]
    weakest = max(
        (tie.relation for tie in (*copies, *held)), key=_ORDER.__getitem__, default=Relation.SAME_URL
    )
    return ImageGroup(
        weakest,
        urls,
        links,
        _greatest_distance([files[number].picture for number in members]),
        (*copies, *held),
        {} if weakest in _UNMEASURED else thresholds,
    )


def _greatest_distance(pictures: Sequence[Picture | None]) -> int:
    """Return the greatest phash distance between two of some pictures, in bits."""
    hashes = [int(picture.phash, 16) for picture in pictures if picture is not None]
    return max(((one ^ other).bit_count() for one, other in combinations(hashes, 2)), default=0)


def _phash_distance(one: Picture | None, other: Picture | None) -> int:
    return 0 if one is None or other is None else _distance(one.phash, other.phash)


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()
