"""A picture is recognised among known ones by its bytes, its URL and what it shows, the surest tie first."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PIL import Image, ImageOps

from linkcheck.images.kinship import Kinship, Shown, Tie
from linkcheck.images.picture import read_picture
from linkcheck.model import Picture, Relation
from tests.images.conftest import encoded, photo

KNOWN = 8
EURONEWS = (
    "https://static.euronews.com/articles/stories/08/82/51/76/"
    "{}_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg"
)


def seen(image: Image.Image, form: str = "JPEG", **options: object) -> Picture:
    picture = read_picture(encoded(image, form, **options), max_pixels=10**8)
    assert isinstance(picture, Picture)
    return picture


@cache
def kinship() -> Kinship:
    return Kinship(
        [
            Shown(seen(photo(1200, 675, number), quality=90), f"{number}", (f"https://e.org/{number}.jpg",))
            for number in range(KNOWN)
        ]
    )


PHOTO = photo(1200, 675, 3)


@pytest.mark.parametrize(
    ("image", "relation"),
    [
        (PHOTO.resize((600, 338)), Relation.SAME_PICTURE),
        (ImageOps.grayscale(PHOTO), Relation.SAME_PICTURE),
        (ImageOps.fit(PHOTO, (808, 508)), Relation.RECROPPED),
        (ImageOps.fit(PHOTO, (600, 600)), Relation.RECROPPED),
        (PHOTO.crop((60, 0, 960, 675)), Relation.RECROPPED),
        (ImageOps.mirror(PHOTO), Relation.MIRRORED),
    ],
)
def test_what_was_made_of_a_known_picture_is_recognised(image: Image.Image, relation: Relation) -> None:
    ((tie, *others),) = kinship().ties([Shown(seen(image, "WEBP", quality=70), None, ())])
    assert (tie.row, tie.relation) == (3, relation)
    assert others == []


@pytest.mark.parametrize(
    "image",
    [
        photo(1200, 675, 99),
        Image.new("RGB", (800, 600), "white"),
        Image.linear_gradient("L").resize((600, 400)),
    ],
)
def test_other_pictures_are_strangers(image: Image.Image) -> None:
    assert kinship().ties([Shown(seen(image, "PNG"), None, ())]) == [[]]


def test_bytes_and_uploads_are_surer_than_looks() -> None:
    blank = seen(Image.new("RGB", (90, 90)), "PNG")
    known = Kinship([Shown(blank, "aa", (EURONEWS.format("1200x675"),)), Shown(blank, "bb", ())])
    by_bytes, by_asset, by_nothing = known.ties(
        [
            Shown(blank, "aa", (EURONEWS.format("808x508"),)),
            Shown(blank, "cc", (EURONEWS.format("808x508"),)),
            Shown(blank, "cc", ("https://e.org/a.jpg",)),
        ]
    )
    assert [(tie.row, tie.relation) for tie in by_bytes] == [(0, Relation.SAME_BYTES)]
    assert [(tie.row, tie.relation) for tie in by_asset] == [(0, Relation.SAME_ASSET)]
    assert by_nothing == []


@pytest.mark.parametrize(
    "url", ["https://e.org/latest.jpg", "download.jpg", "/home/me/Download.JPG", "file:///pic.jpg", "data:"]
)
def test_another_picture_at_a_url_of_no_known_kind_is_another_picture(url: str) -> None:
    known = Kinship([Shown(seen(photo(600, 400, 1)), "aa", (url,))])
    assert known.ties([Shown(seen(photo(600, 400, 2)), "bb", (url,))]) == [[]]


def test_nothing_known_is_nothing_found() -> None:
    assert Kinship([]).ties([Shown(seen(PHOTO), "aa", ("https://e.org/a.jpg",))]) == [[]]
    assert kinship().ties([]) == []


def test_a_fingerprint_that_was_made_otherwise_is_not_compared() -> None:
    old = replace(seen(PHOTO), crops=b"\1" * 64)
    assert Kinship([Shown(old, "aa", ())]).ties([Shown(seen(PHOTO), "bb", ()), Shown(old, "aa", ())]) == [
        [],
        [Tie(0, Relation.SAME_BYTES, 0)],
    ]
