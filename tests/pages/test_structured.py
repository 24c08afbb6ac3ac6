"""What pages state as JSON-LD of themselves and of their pictures."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import ImageCredit
from linkcheck.pages.structured import image_credits, page_url, structured_items

BASE = "https://e.org/news/story"


def credits_of(stated: object, base: str | None = BASE) -> tuple[ImageCredit, ...]:
    return image_credits(structured_items([json.dumps(stated)]), base)


def picture(**fields: object) -> dict[str, object]:
    return {"@type": "ImageObject", "contentUrl": "/a.jpg", **fields}


U = "https://e.org/a.jpg"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (picture(creditText="AFP"), ImageCredit(U, credit="AFP")),
        (picture(creator="Jane"), ImageCredit(U, creator="Jane")),
        (picture(creator={"@type": "Person", "name": "Jane"}), ImageCredit(U, creator="Jane")),
        (picture(creator=[{"name": "Jane"}, "John"]), ImageCredit(U, creator="Jane; John")),
        (picture(author={"name": "Jane"}), ImageCredit(U, creator="Jane")),
        (picture(copyrightNotice="© سعاد"), ImageCredit(U, copyright="© سعاد")),
        (
            picture(license="https://e.org/l", acquireLicensePage={"@id": "https://e.org/buy"}),
            ImageCredit(U, license="https://e.org/l", acquire_license_page="https://e.org/buy"),
        ),
        (
            picture(digitalSourceType="https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
            ImageCredit(U, digital_source_type="trainedAlgorithmicMedia"),
        ),
        (picture(creditText="AFP") | {"@type": ["A", "x/ImageObject"]}, ImageCredit(U, credit="AFP")),
        ({"@graph": [{"@type": "WebPage"}, picture(creditText="AFP")]}, ImageCredit(U, credit="AFP")),
        ({"@type": "NewsArticle", "image": [picture(creditText="AFP")]}, ImageCredit(U, credit="AFP")),
        ([{"@type": "A", "b": {"c": [{"d": picture(creditText="AFP")}]}}], ImageCredit(U, credit="AFP")),
        ({"@type": "ImageObject", "url": U + "#x", "creditText": "AFP"}, ImageCredit(U, credit="AFP")),
    ],
)  # fmt: skip
def test_what_is_stated_of_a_picture_is_read(stated: object, expected: ImageCredit) -> None:
    assert credits_of(stated) == (expected,)


@pytest.mark.parametrize(
    "stated",
    [
        picture(),
        picture(width=3, caption="no credit"),
        {"@type": "ImageObject", "creditText": "AFP"},
        {"@type": "ImageObject", "url": "", "creditText": "AFP"},
        {"@type": "ImageObject", "url": "data:image/png;base64,AA", "creditText": "AFP"},
        {"@type": "ImageObject", "url": "https://", "creditText": "AFP"},
        {"@type": "ImageObject", "url": [3, None], "creditText": "AFP"},
        {"@type": "Person", "url": U, "creditText": "AFP"},
        {"url": U, "creditText": "AFP"},
        {"@type": {"a": 1}, "url": U, "creditText": "AFP"},
        picture(creditText="   "),
        picture(creditText=["", None, 3, {}]),
        "text",
        None,
        3,
    ],
)
def test_what_says_nothing_of_a_picture_is_left_alone(stated: object) -> None:
    assert credits_of(stated) == ()


def test_a_relative_picture_of_a_page_without_url_is_left_out() -> None:
    assert credits_of(picture(creditText="AFP"), None) == ()


def test_one_picture_stated_twice_is_stated_once() -> None:
    assert len(credits_of([picture(creditText="AFP"), picture(url=U, creditText="AFP")])) == 1


def test_deep_and_wide_items_end() -> None:
    deep = "[" * 5_000 + "]" * 5_000
    wide = json.dumps([picture(creditText=str(number)) for number in range(2_000)])
    assert image_credits(structured_items([deep, "{", ""]), BASE) == ()
    assert 0 < len(image_credits(structured_items([wide]), BASE)) <= 200


def test_a_page_names_its_own_url() -> None:
    (item,) = structured_items(['{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://e.org/1"}}'])
    assert page_url(item) == "https://e.org/1"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["ImageObject", U]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "url", "contentUrl", "creator", "name", "license", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@given(VALUES)
def test_no_json_raises(stated: object) -> None:
    items = structured_items([json.dumps(stated)])
    for credit in image_credits(items, BASE):
        assert credit.url.startswith("http")
    for item in items:
        page_url(item)
