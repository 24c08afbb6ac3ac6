"""Near copies are compared with one of them only, and the groups stay what they are."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageOps

from linkcheck.images.cliques import cliques
from linkcheck.images.groups import group_images
from linkcheck.images.picture import read_picture
from linkcheck.images.resemblance import Album
from linkcheck.images.thresholds import thresholds
from linkcheck.model import Kind, Link, Picture, Reference, Resource, Span
from tests.images.conftest import encoded, photo

LIMITS = thresholds(2)


@cache
def seen(seed: int, quality: int, width: int = 640, form: str = "JPEG") -> Picture:
    image = photo(640, 360, seed).resize((width, width * 9 // 16), Image.Resampling.LANCZOS)
    picture = read_picture(encoded(image.convert("RGB"), form, quality=quality), max_pixels=10**7)
    assert isinstance(picture, Picture)
    return picture


def many() -> list[Picture]:
    """Nine copies of each of three pictures, one after the other."""
    return [
        seen(seed, quality, width)
        for quality in (85, 60, 40)
        for width in (640, 400, 320)
        for seed in (1, 2, 3)
    ]


def grouped(pictures: list[Picture], url: str = "https://e.org/{}.jpg") -> list[tuple[str, ...]]:
    links, resources = [], {}
    for number, picture in enumerate(pictures):
        name = url.format(number)
        links.append(Link("a.md", Reference(name, Kind.IMAGE, Span(number + 1, 1)), name, name))
        resources[name] = Resource(name, status=200, sha256=str(number), picture=picture)
    groups = group_images(links, resources)
    for group in groups:
        held = {url for tie in group.ties for url in tie.urls}
        assert held == set(group.urls)
        assert len(group.ties) == len(group.urls) - 1
    return [group.urls for group in groups]


def test_a_copy_is_tied_to_one_that_is_no_copy() -> None:
    pictures = many()
    found = Album(pictures).copies([()] * len(pictures), LIMITS)
    copies = {each.other: each.one for each in found}
    assert len(copies) >= 20
    assert not copies.keys() & set(copies.values())
    assert all(one % 3 == other % 3 and one < other for other, one in copies.items())


def test_groups_are_those_that_comparing_all_with_all_gives() -> None:
    pictures = many()
    ties = {(each.one, each.other): (each.distance_bits,) for each in Album(pictures).pairs(LIMITS)}
    whole = [tuple(sorted(f"https://e.org/{number}.jpg" for number in group)) for group in cliques(ties)]
    assert sorted(grouped(pictures)) == sorted(whole)
    assert len(whole) == 3


def test_pictures_under_other_keys_and_strangers_are_no_copies() -> None:
    same = [seen(1, 85), seen(1, 60)]
    assert Album(same).copies(["one upload", "another"], LIMITS) == []
    assert Album([seen(seed, 85) for seed in range(9)]).copies([()] * 9, LIMITS) == []
    assert Album([]).copies([], LIMITS) == []


def test_what_moves_is_no_copy() -> None:
    frames = [photo(320, 180, seed).convert("RGB") for seed in (1, 2, 3)]
    body = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], quality=80)
    moving = read_picture(body, max_pixels=10**7)
    assert isinstance(moving, Picture)
    assert Album([moving, moving]).copies([(), ()], LIMITS) == []


def test_a_crop_belongs_to_the_group_of_all_copies() -> None:
    part = ImageOps.fit(photo(640, 360, 1), (360, 360)).convert("RGB")
    crop = read_picture(encoded(part, "JPEG"), max_pixels=10**7)
    assert isinstance(crop, Picture)
    (urls,) = grouped([seen(1, 85), crop, seen(1, 60), seen(1, 40)])
    assert len(urls) == 4


def test_copies_named_after_one_upload_are_tied_by_it() -> None:
    url = "https://i.guim.co.uk/img/media/" + "a" * 40 + "/0_0_1200_720/master/{}00.jpg"
    assert len(grouped([seen(1, 85), seen(1, 60), seen(1, 40)], url)) == 1
