"""The contact sheet shows every group, loads nothing and obeys nobody."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime

import pytest
from PIL import Image
from turbohtml import parse

from linkcheck.model import Crawl, ImageGroup, Picture, Relation, Report, Resource, Run
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.sheet import sheet
from linkcheck.renderers.thumbnails import data_url, thumbnails
from tests.canned import rendered
from tests.renderers.pages import assert_accessible, assert_stands_alone, attribute

PNG = "data:image/png;base64,iVBORw0KGgo="


def thumbnail(width: int, height: int) -> bytes:
    return bytes([width, height]) + bytes(number % 256 for number in range(width * height))


def group(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "relation": "same-picture",
        "urls": ["https://a.org/1.jpg", "https://b.org/2.webp"],
        "links": [
            {"document": "a.md", "line": 3, "column": 4, "url": "https://a.org/1.jpg#x"},
            {"document": "b.md", "line": 5, "column": None, "url": "https://b.org/2.webp"},
        ],
        "max_distance_bits": 4,
        "ties": [],
        "thresholds": {},
        "thumbnails": [PNG, None],
    }
    return plain | changes


def tie(urls: list[str], relation: str, **measured: object) -> dict[str, object]:
    unmeasured = {"distance_bits": 0, "measure": None, "correlation": None, "box": None}
    return {"urls": urls, "relation": relation, **unmeasured, **measured}


def saved(groups: list[dict[str, object]], *, name: str = "posts/", credit: str = "سعاد") -> bytes:
    """Return a JSON report of two pictures, one of which could be read."""
    seen = Picture("jpeg", 1200, 675, 1, "", "", is_informative=True, metadata={"credit": credit})
    resources = (
        Resource("https://a.org/1.jpg", 200, picture=seen, size_bytes=204800),
        Resource("https://b.org/2.webp", 200),
    )
    report = Report(
        Run(datetime(2026, 1, 1, tzinfo=UTC), 1.0, (name,)),
        Crawl((), (), {each.url: each for each in resources}),
    )
    plain = json.loads(rendered("json", report))
    return json.dumps(plain | {"image_groups": groups}).encode()


def made(*groups: dict[str, object], name: str = "posts/", credit: str = "سعاد") -> str:
    page = sheet(read_report(saved(list(groups), name=name, credit=credit)))
    tree = assert_stands_alone(page)
    assert_accessible(tree)
    return page


def test_each_picture_is_shown_with_its_size_credit_and_places() -> None:
    page = made(group())
    for words in (
        "1 picture shown more than once", "The same picture in other files",
        "2 places, at most 4 of 64 bits apart by phash",
        "1200 × 675 jpeg, 200 KiB", "سعاد", "<li><bdi>a.md</bdi>:3:4</li>", "<li><bdi>b.md</bdi>:5</li>",
        f'src="{PNG}"', "no preview", "not decoded", 'href="https://a.org/1.jpg"',
    ):  # fmt: skip
        assert words in page


def test_what_ties_each_two_is_told_by_their_numbers() -> None:
    urls = ["https://a.org/1.jpg", "https://b.org/2.webp", "https://c.org/3.jpg"]
    box = [0.125, 0, 0.875, 1]
    measured = {"distance_bits": 26, "measure": "crop-phash256", "correlation": 0.973, "box": box}
    ties = [
        tie([urls[2], urls[0]], "recropped", **measured),
        tie(urls[:2], "same-asset"),
        tie([urls[0], "https://elsewhere.org/"], "same-asset"),
    ]
    assert (
        "<li>3 and 1: recropped, 26 of 256 bits apart by crop-phash256, correlation 0.97, "
        "compared with 12 to 88 % across and 0 to 100 % down of 1</li><li>1 and 2: same asset</li></ul>"
    ) in made(group(relation="recropped", urls=urls, ties=ties))


def test_places_of_a_picture_beyond_the_first_ten_are_counted() -> None:
    place = {"document": "a.md", "line": 3, "column": 4, "url": "https://a.org/1.jpg"}
    assert "<li>and 3 more places</li>" in made(group(links=[place] * 13))


def test_a_report_without_groups_says_so() -> None:
    assert "No picture is shown twice" in made()
    assert "2 pictures shown more than once" in made(group(), group(relation="possible", urls=[], links=[]))


def test_reports_of_other_versions_and_other_files_are_refused() -> None:
    with pytest.raises(ValueError, match="version 2; this linkcheck reads version 1"):
        read_report(b'{"schema_version": 2}')
    for other in (b"", b"{}", b"[]", b"<html>", b'{"schema_version": 1}', b"\xff\xfe"):
        with pytest.raises(ValueError, match="this is no"):
            read_report(other)


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"


def test_nothing_of_the_web_gets_out_of_its_place() -> None:
    urls = ["https://e.org/?a&b", f"https://e.org/{HOSTILE}", "javascript:alert(1)", HOSTILE]
    thumbnails = [PNG, PNG + HOSTILE, "https://e.org/t.png", "data:image/svg+xml,<svg>"]
    places = [{"document": HOSTILE, "line": 1, "column": None, "url": HOSTILE}]
    page = made(group(urls=urls, links=places, thumbnails=thumbnails), name=HOSTILE, credit=HOSTILE)
    tree = parse(page)
    assert not tree.select("script")
    assert [attribute(image, "src") for image in tree.select("img")] == [PNG]
    assert [attribute(link, "href") for link in tree.select("a")] == ["https://e.org/?a&b"]
    assert "\u202e" not in page


@pytest.mark.parametrize(("width", "height"), [(1, 1), (96, 54), (54, 96), (255, 255)])
def test_a_thumbnail_becomes_the_png_of_its_pixels(width: int, height: int) -> None:
    url = data_url(thumbnail(width, height))
    assert url is not None
    with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
        image.load()
        assert (image.format, image.mode, image.size) == ("PNG", "L", (width, height))
        assert image.tobytes() == thumbnail(width, height)[2:]


@pytest.mark.parametrize("broken", [b"", b"\1", b"\1\1", b"\2\2abc", b"\0\0", b"\1\1ab"])
def test_what_is_no_thumbnail_gives_none(broken: bytes) -> None:
    assert data_url(broken) is None


def test_a_group_has_a_thumbnail_for_each_url_up_to_a_limit() -> None:
    urls = tuple(f"https://e.org/{number:02}" for number in range(30))
    picture = Picture("png", 9, 9, 1, "", "", is_informative=True, thumbnail=thumbnail(3, 2))
    resources = {url: Resource(url, picture=picture) for url in urls[1:]}
    found = thumbnails(ImageGroup(Relation.SAME_BYTES, urls, (), 0), resources)
    assert [each is not None for each in found] == [False] + [True] * 23 + [False] * 6
