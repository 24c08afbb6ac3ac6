"""The rule `image-reuse`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from linkcheck.analysis.credits import Statement, statements
from linkcheck.model import Crawl, Finding, ImageGroup, Level, Link, Relation
from linkcheck.rules import rule
from linkcheck.text.captions import contradict
from linkcheck.text.words import normalize

# Badges and logos stand on many pages of a site; of 400 README files, 95 pictures were such.
_FURNITURE_DOCUMENTS = 3
_TIES = {
    Relation.SAME_URL: "the same URL",
    Relation.SAME_BYTES: "the same file under other URLs",
    Relation.SAME_ASSET: "sizes or crops of one upload, as their URLs say",
    Relation.SAME_PICTURE: "the same picture in other files",
    Relation.RECROPPED: "the same picture, cut or framed in other ways",
    Relation.MIRRORED: "the same picture and its mirror image",
    Relation.POSSIBLE: "perhaps one picture; look at both",
}


@rule("image-reuse", level=Level.WARNING)
def image_reuse(
    crawl: Crawl, *, conflict_is_error: bool = False, include_possible: bool = True
) -> Iterator[Finding]:
    """One picture is shown more than once, under one URL or several.

    Found are also other sizes, formats, crops and mirror images of it. Within a document this is mostly a
    slip, and a note. Across documents it is a warning: a picture that illustrates two events shows at most
    one of them; where nothing is known of the picture, or it is plain as a logo and stands in three documents
    or more, it is a note. Check what the picture really shows and where it comes from. With
    `conflict_is_error` it is an error where the places credit different people, or describe the picture in
    words of which none is the same. What only may be one picture is a note; `include_possible` set to false
    leaves it out. Ignore it for logos and portraits that are meant to come back.
    """
    said = statements(crawl) if conflict_is_error and crawl.image_groups else {}
    told: set[tuple[str, str]] = set()
    for group in crawl.image_groups:
        if group.relation is Relation.POSSIBLE and not include_possible:
            continue
        documents = list(dict.fromkeys(link.document for link in group.links))
        where = f"in {len(documents)} documents" if len(documents) > 1 else "in this document"
        conflict = _conflict(group, said) if conflict_is_error else None
        yield Finding(
            f"this picture is shown {len(group.links)} times {where}: {_tie(group, crawl)}"
            + (f"; {conflict}" if conflict else ""),
            group.links[0],
            related=group.links[1:],
            level=_level(group, crawl, is_contradicted=conflict is not None),
            key=_key(group, told),
            evidence={
                "relation": group.relation,
                "urls": list(group.urls),
                "documents": documents,
                "max_distance_bits": group.max_distance_bits,
            },
        )


def _key(group: ImageGroup, told: set[tuple[str, str]]) -> str:
    """Tell a picture's second group from its first, which is known by the target alone."""
    first = group.links[0]
    place = first.document, first.reference.target
    if place not in told:
        told.add(place)
        return ""
    return " ".join((first.reference.target, *group.urls))


def _level(group: ImageGroup, crawl: Crawl, *, is_contradicted: bool) -> Level:
    if group.relation is Relation.POSSIBLE:
        return Level.NOTE
    if is_contradicted:
        return Level.ERROR
    documents = len({link.document for link in group.links})
    if documents == 1:
        return Level.NOTE
    resources = (crawl.resources.get(url) for url in group.urls)
    pictures = [each.picture for each in resources if each is not None and each.picture is not None]
    is_furniture = documents >= _FURNITURE_DOCUMENTS and not any(each.is_informative for each in pictures)
    return Level.NOTE if is_furniture or not pictures else Level.WARNING


def _tie(group: ImageGroup, crawl: Crawl) -> str:
    sizes = dict.fromkeys(
        f"{resource.picture.width}x{resource.picture.height}"
        for url in group.urls
        if (resource := crawl.resources.get(url)) is not None and resource.picture is not None
    )
    size = f" ({', '.join(list(sizes)[:4])}{', …' if len(sizes) > 4 else ''})" if sizes else ""
    return _TIES[group.relation] + size + _distance(group)


def _distance(group: ImageGroup) -> str:
    """Say how far apart the two files are that are least alike, by the measure that ties them."""
    weakest = [tie for tie in group.ties if tie.relation is group.relation and tie.measure is not None]
    if not weakest:
        return ""
    tie = max(weakest, key=lambda each: each.distance_bits)
    length = 128 if tie.measure == "phash+dhash" else 256
    most = "at most " if len(weakest) > 1 else ""
    return f", {most}{tie.distance_bits} of {length} bits of {tie.measure} apart"


def _conflict(group: ImageGroup, said: Mapping[str, tuple[Statement, ...]]) -> str | None:
    """Say what contradicts what is said of the picture elsewhere, if anything does."""
    stated = dict.fromkeys(each for url in group.urls for each in said.get(url, ()))
    for one, other in combinations(stated, 2):
        if contradict(one.names, other.names):
            return f"it is credited as “{one.words}” and as “{other.words}”"
    captions = {caption: None for link in group.links if (caption := _caption(link))}
    for first, second in combinations(captions, 2):
        if not set(first.split()) & set(second.split()):
            return f"it is described as “{_as_written(group, first)}” and as “{_as_written(group, second)}”"
    return None


def _caption(link: Link) -> str:
    return normalize(link.reference.anchor)


def _as_written(group: ImageGroup, caption: str) -> str:
    return next(link.reference.anchor for link in group.links if _caption(link) == caption)
