"""Tie links that show one picture: by URL, by bytes, and by perceptual hash where that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkcheck.model import ImageGroup, Kind, Link, Picture, Relation, Resource

# phash and dhash together at most this far apart: no false match in 5.5 million pairs of other photographs.
SAME_PICTURE_BITS = 20
_PREVIEWS = ("og:image", "twitter:image")


@dataclass(frozen=True, slots=True)
class _Asset:
    """One file: every URL that gave these bytes, and what it shows."""

    urls: tuple[str, ...]
    picture: Picture | None


def group_images(links: Sequence[Link], resources: Mapping[str, Resource]) -> tuple[ImageGroup, ...]:
    """Return the groups of image links that show one picture, in order of their first link.

    A group holds at least two places; several candidates of one picture on one line are one place, and a
    page's own preview (`og:image`) is none, since it repeats a picture of the page on purpose. Pictures
    join by hash only if each is near each other one (complete linkage), so that no chain of small changes
    ties strangers together, and only if both are informative enough for their hashes to mean something.
    """
    places: dict[str, list[Link]] = {}
    for link in links:
        if link.fetch_url is not None and _is_shown(link):
            places.setdefault(link.fetch_url, []).append(link)
    order = {link: number for number, link in enumerate(links)}
    groups = []
    for assets in _alike(_assets(places, resources)):
        shown = sorted(
            (link for asset in assets for url in asset.urls for link in places[url]), key=order.__getitem__
        )
        if len({(link.document, link.reference.span.line) for link in shown}) > 1:
            groups.append(_group(assets, tuple(shown)))
    return tuple(sorted(groups, key=lambda group: order[group.links[0]]))


def _is_shown(link: Link) -> bool:
    reference = link.reference
    return reference.kind is Kind.IMAGE and not any(name.startswith(_PREVIEWS) for name in reference.rel)


def _assets(urls: Iterable[str], resources: Mapping[str, Resource]) -> list[_Asset]:
    """Join URLs whose bodies were the same bytes."""
    by_bytes: dict[str, list[str]] = {}
    for url in urls:
        resource = resources.get(url)
        has_bytes = resource is not None and resource.picture is not None and resource.sha256 is not None
        by_bytes.setdefault(
            resource.sha256 if resource and has_bytes and resource.sha256 else url, []
        ).append(url)
    return [_Asset(tuple(same), _picture(resources.get(same[0]))) for same in by_bytes.values()]


def _picture(resource: Resource | None) -> Picture | None:
    return resource.picture if resource else None


def _alike(assets: list[_Asset]) -> list[list[_Asset]]:
    """Join assets whose pictures are all near each other, the nearest pairs first."""
    clusters = {number: [number] for number in range(len(assets))}
    cluster_of = list(range(len(assets)))
    near = _near(assets)
    for one, other in sorted(near, key=lambda pair: (near[pair], pair)):
        first, second = cluster_of[one], cluster_of[other]
        if first == second:
            continue
        if all((min(i, j), max(i, j)) in near for i in clusters[first] for j in clusters[second]):
            for member in clusters.pop(second):
                clusters[first].append(member)
                cluster_of[member] = first
    return [[assets[member] for member in sorted(members)] for members in clusters.values()]


def _near(assets: list[_Asset]) -> dict[tuple[int, int], int]:
    """Return the distance of every pair of informative pictures that is near enough."""
    compared = [
        (number, asset.picture)
        for number, asset in enumerate(assets)
        if asset.picture is not None and asset.picture.is_informative
    ]
    if len(compared) < 2:
        return {}
    from linkcheck.images.index import HashIndex

    index = HashIndex.of_hex([picture.phash + picture.dhash for _, picture in compared])
    return {
        (compared[i][0], compared[j][0]): distance
        for i, j, distance in index.close_pairs(limit_bits=SAME_PICTURE_BITS).tolist()
    }


def _group(assets: list[_Asset], links: tuple[Link, ...]) -> ImageGroup:
    urls = tuple(sorted(url for asset in assets for url in asset.urls))
    if len(assets) > 1:
        relation = Relation.SAME_PICTURE
    else:
        relation = Relation.SAME_BYTES if len(urls) > 1 else Relation.SAME_URL
    return ImageGroup(relation, urls, links, _greatest_distance(assets))


def _greatest_distance(assets: list[_Asset]) -> int:
    """Return the greatest phash distance within a group, in bits."""
    hashes = [int(asset.picture.phash, 16) for asset in assets if asset.picture is not None]
    return max(((one ^ other).bit_count() for one in hashes for other in hashes), default=0)
