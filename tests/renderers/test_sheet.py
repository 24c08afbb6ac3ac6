"""The contact sheet shows every group, loads nothing and obeys nobody."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest
from PIL import Image

from linkcheck.model import ImageGroup, Picture, Relation, Resource
from linkcheck.renderers.sheet import sheet
from linkcheck.renderers.thumbnails import data_url, thumbnails

PNG = "data:image/png;base64,iVBORw0KGgo="


def thumbnail(width: int, height: int) -> bytes:
    return bytes([width, height]) + bytes(number % 256 for number in range(width * height))


def made(**changes: object) -> str:
    report = {
        "schema_version": 1,
        "run": {"started_at": "2026-01-01T00:00:00Z", "inputs": ["posts/"]},
        "image_groups": [
            {
                "relation": "same-picture",
                "urls": ["https://a.org/1.jpg", "https://b.org/2.webp"],
                "links": [
                    {"document": "a.md", "line": 3, "column": 4, "url": "https://a.org/1.jpg#x"},
                    {"document": "b.md", "line": 5, "column": None, "url": "https://b.org/2.webp"},
                ],
                "max_distance_bits": 4,
                "thumbnails": [PNG, None],
            }
        ],
        "resources": [
            {
                "url": "https://a.org/1.jpg",
                "size_bytes": 204800,
                "picture": {"format": "jpeg", "width": 1200, "height": 675, "metadata": {"credit": "سعاد"}},
            },
            {"url": "https://b.org/2.webp", "picture": None},
        ],
    }
    return sheet(json.dumps(report | changes).encode())


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_each_picture_is_shown_with_its_size_credit_and_places() -> None:
    page = made()
    for words in (
        "1 picture shown more than once", "The same picture in other files", "2 places, at most 4 bits apart",
        "1200 × 675 jpeg, 200 KiB", "سعاد", "<li>a.md:3:4</li>", "<li>b.md:5</li>", f'src="{PNG}"',
        "no preview", "not decoded", 'href="https://a.org/1.jpg"',
    ):  # fmt: skip
        assert words in page


def test_what_ties_each_two_is_told_by_their_numbers() -> None:
    urls = ["https://a.org/1.jpg", "https://b.org/2.webp", "https://c.org/3.jpg"]
    group = {
        "relation": "recropped",
        "urls": urls,
        "ties": [
            {
                "urls": [urls[2], urls[0]],
                "relation": "recropped",
                "distance_bits": 26,
                "measure": "crop-phash256",
                "correlation": 0.973,
                "box": [0.125, 0, 0.875, 1],
            },
            {"urls": urls[:2], "relation": "same-asset"},
            {"urls": [urls[0], HOSTILE], "relation": HOSTILE},
        ],
    }
    page = made(image_groups=[group])
    assert (
        "<li>3 and 1: recropped, 26 bits apart by crop-phash256, correlation 0.97, "
        "compared with 12 to 88 % across and 0 to 100 % down of 1</li><li>1 and 2: same asset</li></ul>"
    ) in page


def test_a_report_without_groups_says_so() -> None:
    assert "No picture is shown twice" in made(image_groups=[])
    assert "2 pictures shown more than once" in made(image_groups=[{"relation": "x", "urls": []}] * 2)


def test_reports_of_other_versions_and_other_files_are_refused() -> None:
    with pytest.raises(ValueError, match="version 2; this linkcheck reads version 1"):
        made(schema_version=2)
    for other in (b"", b"{}", b"[]", b"<html>", b'{"schema_version": 1}', b"\xff\xfe"):
        with pytest.raises(ValueError, match="no JSON report of linkcheck"):
            sheet(other)


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"


def test_nothing_of_the_web_gets_out_of_its_place() -> None:
    page = made(
        run={"started_at": HOSTILE, "inputs": [HOSTILE]},
        image_groups=[
            {
                "relation": HOSTILE,
                "urls": ["https://e.org/?a&b", f"https://e.org/{HOSTILE}", "javascript:alert(1)", HOSTILE],
                "links": [{"document": HOSTILE, "line": 1, "url": HOSTILE}],
                "thumbnails": [PNG, PNG + HOSTILE, "https://e.org/t.png", "data:image/svg+xml,<svg>"],
            }
        ],
        resources=[
            {"url": HOSTILE, "picture": {"format": HOSTILE, "metadata": {"creator": HOSTILE}}}
        ],
    )  # fmt: skip
    tags = _Tags(page).found
    assert {tag for tag, _ in tags} <= set(
        "html head meta title style body h1 h2 p section div figure figcaption span a b br ul li img".split()
    )
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert all((attributes.get("href") or "https://").startswith("https://") for _, attributes in tags)
    assert all((attributes.get("src") or PNG).startswith("data:image/png;base64,") for _, attributes in tags)
    assert sum(tag == "img" for tag, _ in tags) == 1
    assert [attributes["href"] for tag, attributes in tags if tag == "a"] == ["https://e.org/?a&b"]
    assert "\u202e" not in page


def test_the_policy_allows_the_page_s_own_style_and_nothing_else() -> None:
    page = made()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = [
        attributes["content"]
        for tag, attributes in _Tags(page).found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:")
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import|<link|<script", page)


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
