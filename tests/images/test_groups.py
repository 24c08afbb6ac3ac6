"""Which pictures are one picture, and which only look near."""

from __future__ import annotations

from linkcheck.images.groups import group_images
from linkcheck.model import Kind, Link, Picture, Reference, Relation, Resource, Span


def link(url: str, line: int = 1, document: str = "a.md", kind: Kind = Kind.IMAGE) -> Link:
    return Link(document, Reference(url, kind, Span(line, 1)), url, url)


def resource(url: str, phash: int, *, sha256: str = "", is_informative: bool = True) -> Resource:
    picture = Picture("JPEG", 100, 100, 1, f"{phash:016x}", f"{0:016x}", is_informative)
    return Resource(url, status=200, sha256=sha256 or url, picture=picture)


def groups(*places: Link, held: list[Resource] | None = None) -> list[tuple[Relation, int, int]]:
    found = group_images(places, {each.url: each for each in held or []})
    return [(group.relation, len(group.links), group.max_distance_bits) for group in found]


def test_one_url_in_two_places_is_a_group_even_if_it_was_never_fetched() -> None:
    assert groups(link("u", 1), link("u", 9)) == [(Relation.SAME_URL, 2, 0)]


def test_the_same_bytes_under_two_urls_are_a_group() -> None:
    held = [resource("u", 5, sha256="s"), resource("v", 5, sha256="s")]
    assert groups(link("u", 1), link("v", 2), held=held) == [(Relation.SAME_BYTES, 2, 0)]


def test_near_pictures_are_a_group_with_their_distance() -> None:
    held = [resource("u", 0b111), resource("v", 0)]
    assert groups(link("u", 1), link("v", 2), held=held) == [(Relation.SAME_PICTURE, 2, 3)]


def test_a_chain_of_near_pictures_does_not_tie_its_ends() -> None:
    held = [resource("u", 0), resource("v", 2**14 - 1), resource("w", 2**28 - 1)]
    assert groups(link("u", 1), link("v", 2), link("w", 3), held=held) == [(Relation.SAME_PICTURE, 2, 14)]


def test_groups_that_are_wholly_near_become_one() -> None:
    held = [resource("u", 0), resource("v", 1), resource("w", 2), resource("x", 3)]
    places = [link(each.url, line) for line, each in enumerate(held)]
    assert groups(*places, held=held) == [(Relation.SAME_PICTURE, 4, 2)]


def test_what_is_no_reuse_is_left_alone() -> None:
    far = [resource("u", 0), resource("v", 2**21 - 1)]
    plain = [resource("u", 0, is_informative=False), resource("v", 0)]
    assert groups(link("u", 1), link("v", 2), held=far) == []
    assert groups(link("u", 1), link("v", 2), held=plain) == []
    assert groups(link("u", 1), link("u", 1)) == []
    assert groups(link("u", 1), link("u", 2, kind=Kind.HYPERLINK)) == []
    assert groups(link("u", 1), link("v", 2)) == []
    preview = Link("a.md", Reference("u", Kind.IMAGE, Span(1, 1), rel=("og:image",)), "u", "u")
    assert groups(preview, link("u", 7)) == []
    assert groups(Link("a.md", Reference("[", Kind.IMAGE, Span(1)))) == []


def test_groups_come_in_the_order_of_their_first_link() -> None:
    found = group_images([link("b", 1), link("a", 2), link("a", 3), link("b", 4)], {})
    assert [group.urls for group in found] == [("b",), ("a",)]
