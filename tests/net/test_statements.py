"""What the head of a page, and the beginning of its body, say of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.net.page import Page, read_page

URL = "https://e.org/story"


def _read(html: str | bytes, charset: str | None = None) -> Page:
    return read_page(html if isinstance(html, bytes) else html.encode(), url=URL, charset=charset)


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="description" content=" What   it says ">',
        '<META NAME=Description CONTENT="What it says">',
        '<meta property="og:description" content="What it says">',
        '<meta name="twitter:description" content="What it says"><meta name=viewport content=x>',
        '<meta name="description" content="What it says"><meta name="description" content="Not this">',
        '<meta property="og:description" content="Not this"><meta name="description" content="What it says">',
    ],
)
def test_the_description_is_read(html: str) -> None:
    assert _read(html).statements.description == "What it says"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<title>x</title>",
        '<meta name="description">',
        '<meta name="description" content="">',
        "<p>description",
    ],
)
def test_a_page_without_a_description_has_none(html: str) -> None:
    assert _read(html).statements.description is None


def test_other_titles_and_headings_are_read() -> None:
    page = _read(
        '<meta property="og:title" content="Other"></head>'
        "<body><h1>A <b>b</b>&amp;c</h1><H2 class=x>d</H2><h2> </h2>"
    )
    assert (page.statements.titles, page.headings) == (("Other",), ("A b &c", "d"))


def test_headings_are_read_in_the_encoding_of_the_page() -> None:
    html = "<meta charset=windows-1251></head><body><h1>Привет</h1>".encode("windows-1251")
    assert _read(html).headings == ("Привет",)


def test_of_endless_headings_only_the_first_are_read() -> None:
    assert len(_read("<body>" + "<h1>x</h1>" * 1000).headings) == 6
    assert _read("<body>" + "<h1>" * 100_000).headings == ()


JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="2024-09-08">',
        '<meta itemprop="datePublished" content="2024-09-08">',
        '<meta name="date" content="2024-09-08">',
        '<meta name="DC.date.issued" content="2024-09-08">',
        '<meta name="citation_publication_date" content="2024-09-08">',
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": "2024-09-08"}'),
        JSON_LD.format('{"@graph": [{"@type": ["WebPage"], "datePublished": "2024-09-08"}]}'),
        '</head><body><time itemprop="datePublished" datetime="2024-09-08">8 September</time>',
        "</head><body><time pubdate datetime='2024-09-08'>8 September</time>",
    ],
)
def test_the_publication_is_read(html: str) -> None:
    assert _read(html).statements.published == ("2024-09-08",)


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:modified_time" content="2024-09-08">',
        '<meta property="og:updated_time" content="2024-09-08">',
        '<meta name="last-modified" content="2024-09-08">',
        JSON_LD.format('{"@type": "BlogPosting", "dateModified": "2024-09-08"}'),
        '</head><body><time datetime=2024-09-08 itemprop="dateModified">8 September</time>',
    ],
)
def test_the_change_is_read(html: str) -> None:
    assert _read(html).statements.modified == ("2024-09-08",)


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="event:start_time" content="2024-09-08">',
        '<meta name="expires" content="2024-09-08">',
        JSON_LD.format('{"@type": "Event", "datePublished": "2024-09-08"}'),
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": 20240908}'),
        JSON_LD.format('{"@type": "NewsArticle", "datePublished": "2024'),
        '</head><body><time datetime="2024-09-08">last week</time>',
        '</head><body><time itemprop="startDate" datetime="2024-09-08">then</time>',
        "<!-- <time pubdate -->",
    ],
)
def test_other_dates_of_a_page_are_not_its_own(html: str) -> None:
    statements = _read(html).statements
    assert statements.published == statements.modified == ()


def test_the_strongest_statement_comes_first() -> None:
    html = (
        '<meta name="date" content="2020-01-01"><meta property="article:published_time" content="2021-01-01">'
        + JSON_LD.format('{"@type": "Article", "datePublished": "2022-01-01"}')
        + '</head><body><time pubdate datetime="2019-01-01">'
    )
    assert _read(html).statements.published == ("2022-01-01", "2021-01-01", "2020-01-01", "2019-01-01")


@given(st.binary(max_size=200))
def test_no_page_is_too_damaged(body: bytes) -> None:
    page = _read(b"<meta name=description content=x>" + body + b"<time pubdate datetime=")
    assert isinstance(page.headings, tuple)
