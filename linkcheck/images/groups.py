"""Tie links that show one picture: by URL, by bytes, by the name of the upload, and by what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from linkcheck.images.asset import asset_of
from linkcheck.images.cliques import cliques
from linkcheck.model import ImageGroup, ImageTie, Kind, Link, Picture, Relation, Resource

if TYPE_CHECKING:  # it imports numpy, which most runs need not
    from linkcheck.images.likeness import Likeness

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
    names = _names(files)
    ties, copies, thresholds = _ties(files, names)
    tied = {number for pair in ties for number in pair}
    sets: list[tuple[int, ...]] = [
        (number,) for number in range(len(files)) if number not in tied and number not in copies
    ]
    sets += cliques({pair: (_ORDER[tie.relation], tie.distance_bits) for pair, tie in ties.items()})
    copied: dict[int, list[int]] = {}
    for number, tie in copies.items():
        copied.setdefault(tie.first, []).append(number)
    groups = []
    for chosen in sets:
        members = sorted(number for each in chosen for number in (each, *copied.get(each, ())))
        shown = sorted(
            (link for number in members for url in files[number].urls for link in places[url]),
            key=order.__getitem__,
        )
        if len({(link.document, link.reference.span.line) for link in shown}) > 1:
            held = _held(chosen, ties) + [copies[number].tie for number in members if number in copies]
            groups.append(_group(members, files, held, tuple(shown), thresholds))
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


@dataclass(frozen=True, slots=True)
class _Copy:
    """What ties a file to the first one, by number, that it is a near copy of."""

    first: int
    tie: ImageTie


# The uploads that URLs of a file name, and whether one names it for certain.
_Names = Mapping[str, bool]


def _names(files: Sequence[_File]) -> list[_Names]:
    """Return the uploads that each file is said to be of, as far as another file is, too."""
    found: list[dict[str, bool]] = []
    for file in files:
        held: dict[str, bool] = {}
        for asset in map(asset_of, file.urls):
            held[asset.key] = held.get(asset.key, False) or asset.is_certain
        found.append(held)
    counts = Counter(key for held in found for key in held)
    return [{key: sure for key, sure in held.items() if counts[key] > 1} for held in found]


def _ties(
    files: Sequence[_File], names: Sequence[_Names]
) -> tuple[dict[tuple[int, int], ImageTie], dict[int, _Copy], dict[str, float]]:
    """Return the surest tie of every two files that are tied, the copies, and the thresholds of both.

    A copy is tied to what its first one is tied to, and is not compared again.
    """
    ties, copies, thresholds = _look_alike(files, names)
    left = [number for number in range(len(files)) if number not in copies]
    for one, other, is_certain in _named_alike(left, names):
        if is_certain or (one, other) in ties or _is_copy(files[one].picture, files[other].picture):
            ties[one, other] = _asset_tie(files[one], files[other])
    return ties, copies, thresholds


def _asset_tie(one: _File, other: _File) -> ImageTie:
    distance = _phash_distance(one.picture, other.picture)
    return ImageTie((one.urls[0], other.urls[0]), Relation.SAME_ASSET, distance)


def _look_alike(
    files: Sequence[_File], names: Sequence[_Names]
) -> tuple[dict[tuple[int, int], ImageTie], dict[int, _Copy], dict[str, float]]:
    compared = [(number, file.picture) for number, file in enumerate(files) if file.picture is not None]
    if len(compared) < 2:
        return {}, {}, {}
    from linkcheck.images.resemblance import Album
    from linkcheck.images.thresholds import thresholds

    limits = thresholds(len(compared))
    copies = {}
    keys = [frozenset(names[number]) for number, _ in compared]
    for found in Album([picture for _, picture in compared]).copies(keys, limits):
        one, other = compared[found.one][0], compared[found.other][0]
        named = _asset_tie(files[one], files[other]) if names[one] else None
        copies[other] = _Copy(one, named or _tie(files[one], files[other], found))
    compared = [(number, picture) for number, picture in compared if number not in copies]
    ties = {}
    for found in Album([picture for _, picture in compared]).pairs(limits):
        one, other = compared[found.one][0], compared[found.other][0]
        ties[min(one, other), max(one, other)] = _tie(files[one], files[other], found)
    return ties, copies, asdict(limits)


def _tie(one: _File, other: _File, found: Likeness) -> ImageTie:
    box = found.box
    return ImageTie(
        (one.urls[0], other.urls[0]),
        found.relation,
        found.distance_bits,
        found.measure.value,
        found.correlation,
        None if box.is_whole else (box.left, box.top, box.right, box.bottom),
    )


def _named_alike(numbers: Iterable[int], names: Sequence[_Names]) -> list[tuple[int, int, bool]]:
    """Return every two files with URLs that name one upload, and whether the names alone are certain."""
    by_key: dict[str, list[int]] = {}
    for number in numbers:
        for key in names[number]:
            by_key.setdefault(key, []).append(number)
    return [
        (one, other, names[one][key] and names[other][key])
        for key, held in by_key.items()
        for one, other in combinations(held, 2)
    ]


def _is_copy(one: Picture | None, other: Picture | None) -> bool:
    if one is None or other is None or not (one.phash256 and other.phash256):
        return False
    return (
        _distance(one.phash256, other.phash256) <= _COPY_PHASH256_BITS
        and _distance(one.dhash, other.dhash) <= _COPY_DHASH_BITS
    )


def _held(chosen: Sequence[int], ties: Mapping[tuple[int, int], ImageTie]) -> list[ImageTie]:
    """Return what holds each file of a group to one before it."""
    return [
        min(
            (ties[earlier, number] for earlier in chosen[:place]),
            key=lambda tie: (_ORDER[tie.relation], tie.distance_bits),
        )
        for place, number in enumerate(chosen)
        if place
    ]


def _group(
    members: Sequence[int],
    files: Sequence[_File],
    held: Sequence[ImageTie],
    links: tuple[Link, ...],
    thresholds: Mapping[str, float],
) -> ImageGroup:
    urls = tuple(sorted(url for number in members for url in files[number].urls))
    same = [
        ImageTie((file.urls[0], url), Relation.SAME_BYTES)
        for file in (files[number] for number in members)
        for url in file.urls[1:]
    ]
    weakest = max((tie.relation for tie in (*same, *held)), key=_ORDER.__getitem__, default=Relation.SAME_URL)
    return ImageGroup(
        weakest,
        urls,
        links,
        _greatest_distance([files[number].picture for number in members]),
        (*same, *held),
        {} if weakest in _UNMEASURED else thresholds,
    )


def _greatest_distance(pictures: Sequence[Picture | None]) -> int:
    """Return the greatest phash distance between two of some pictures, in bits."""
    hashes = {int(picture.phash, 16) for picture in pictures if picture is not None}
    return max(((one ^ other).bit_count() for one, other in combinations(hashes, 2)), default=0)


def _phash_distance(one: Picture | None, other: Picture | None) -> int:
    return 0 if one is None or other is None else _distance(one.phash, other.phash)


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()
