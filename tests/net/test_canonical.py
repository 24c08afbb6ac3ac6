"""Which canonical URL is believed."""

from __future__ import annotations

import pytest

from linkcheck.model import CanonicalSource
from linkcheck.net.page import Page, read_header_canonical, read_page

LIST = "https://www.news.example/list"
URL = "https://www.news.example/2024/article?id=7"


def _read(head: str, url: str = URL, *, links: tuple[str, ...] = ()) -> Page:
    html = f"<!DOCTYPE html><html lang=en><head>{head}</head><body></body></html>"
    return read_page(html.encode(), url=url, charset="utf-8", link_headers=links)


def _link(href: str) -> str:
    return f'<link rel=canonical href="{href}">'


OTHER = "https://www.news.example/2024/the-article"
WRONG = "https://www.news.example/wrong"
OG = f'<meta property="og:url" content="{OTHER}">'
JSON_LD = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "links", "source"),
    [
        (_link(OTHER), (), CanonicalSource.LINK_ELEMENT),
        (f'<link rel="CANONICAL alternate" href=" {OTHER} ">', (), CanonicalSource.LINK_ELEMENT),
        (_link(OTHER) * 2, (), CanonicalSource.LINK_ELEMENT),
        (OG, (), CanonicalSource.OPEN_GRAPH),
        (_link(OTHER) + OG.replace("the-", "another-"), (), CanonicalSource.LINK_ELEMENT),
        (
            _link("https://www.news.example/wrong"),
            (f'<{OTHER}>; rel="canonical"',),
            CanonicalSource.LINK_HEADER,
        ),
        (
            "",
            (f'</style.css>; rel=preload; title="a, b", <{OTHER}>; Rel=Canonical',),
            CanonicalSource.LINK_HEADER,
        ),
        (JSON_LD % f'{{"@type":"NewsArticle","mainEntityOfPage":"{OTHER}"}}', (), CanonicalSource.JSON_LD),
        (
            JSON_LD % f'[{{"@type":"X"}},{{"@type":["A","Article"],"url":"{OTHER}"}}]',
            (),
            CanonicalSource.JSON_LD,
        ),
        (
            JSON_LD % f'{{"@graph":[{{"@type":"WebPage","mainEntityOfPage":{{"@id":"{OTHER}"}}}}]}}',
            (),
            CanonicalSource.JSON_LD,
        ),
    ],
)
def test_the_strongest_voice_is_heard(head: str, links: tuple[str, ...], source: CanonicalSource) -> None:
    canonical = _read(head, links=links).canonical
    assert canonical is not None
    assert (canonical.url, canonical.source, canonical.distrust) == (OTHER, source, None)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<link rel=canonical>",
        '<link rel=canonical href="">',
        f'<link rel=alternate href="{OTHER}">',
        JSON_LD % "{not json",
        JSON_LD % '{"@type":"Organization","url":"https://www.news.example/"}',
        JSON_LD % '{"@type":"Article","mainEntityOfPage":{"@type":"WebPage"}}',
        JSON_LD % ("[" * 50_000),
    ],
)
def test_silence_is_no_canonical_url(head: str) -> None:
    assert _read(head).canonical is None


@pytest.mark.parametrize(
    ("href", "url", "reason"),
    [
        ("/2024/the-article", URL, "it is relative"),
        ("//www.news.example/x", URL, "it is relative"),
        ("https://other.example/2024/article", URL, "it is on another site"),
        ("http://www.news.example/2024/article", URL, "it gives up https"),
        ("https://www.news.example/", URL, "it is the root of the site"),
        ("https://www.news.example/index.html", URL, "it is the root of the site"),
        ("mailto:a@news.example", URL, "it is not a web address"),
        ("https://[bad/", URL, "it is malformed: its IPv6 address is not valid"),
        (
            "https://www.news.example/list",
            "https://www.news.example/list?page=2",
            "it is another page of a series",
        ),
        (
            "https://www.news.example/list/",
            "https://www.news.example/list/page/3/",
            "it is another page of a series",
        ),
    ],
)
def test_what_cannot_be_meant_is_kept_but_not_believed(href: str, url: str, reason: str) -> None:
    canonical = _read(_link(href), url).canonical
    assert canonical is not None
    assert canonical.distrust == reason


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (URL, URL),
        ("https://m.news.example/2024/article", URL),
        ("https://www.news.example/", "https://www.news.example/index.php"),
        ("https://www.news.example/", "https://www.news.example/?utm_source=feed"),
        ("https://www.news.example/", "https://news.example/"),
        ("https://www.news.example/a", "http://www.news.example/a"),
        ("https://www.news.example/list?page=2", "https://www.news.example/list?page=2&sort=a"),
        ("https://www.news.example/post", "https://www.news.example/?p=123"),
        ("https://www.news.example/list", "https://www.news.example/list?page=1"),
        ("http://127.0.0.1:8080/b", "http://127.0.0.1:8080/a"),
        ("https://www.news.example/a#top", "https://www.news.example/a"),
    ],
)
def test_what_can_be_meant_is_believed(href: str, url: str) -> None:
    canonical = _read(_link(href), url).canonical
    assert canonical is not None
    assert canonical.distrust is None
    assert canonical.url == href.partition("#")[0]


def test_several_different_ones_cancel_each_other() -> None:
    canonical = _read(_link(OTHER) + _link(URL)).canonical
    assert canonical is not None
    assert canonical.distrust == "several different ones are stated"


def test_a_doubtful_voice_is_not_replaced_by_a_weaker_one() -> None:
    canonical = _read(_link("https://other.example/x") + OG).canonical
    assert canonical is not None
    assert canonical.distrust == "it is on another site"


def test_in_the_body_anybody_can_write_one() -> None:
    canonical = _read(f"<div>{_link(OTHER)}</div>").canonical
    assert canonical is not None
    assert canonical.distrust == "it stands outside the head of the page"


def test_a_translation_is_no_duplicate() -> None:
    german = "https://www.news.example/de/artikel"
    alternates = (
        f'<link rel=alternate hreflang=de-AT href="{german}"><link rel=alternate hreflang=en href="{URL}">'
    )
    canonical = _read(alternates + _link(german)).canonical
    assert canonical is not None
    assert canonical.distrust == "it is in another language"
    same = _read(alternates.replace("de-AT", "en-GB") + _link(german)).canonical
    assert same is not None
    assert same.distrust is None
    neutral = _read(alternates.replace("de-AT", "x-default") + _link(german)).canonical
    assert neutral is not None
    assert neutral.distrust is None
    broken = _read('<link rel=alternate hreflang=de href="https://[x/">' + _link(OTHER)).canonical
    assert broken is not None
    assert broken.distrust is None


def test_a_document_that_is_no_page_can_name_one_in_its_header() -> None:
    canonical = read_header_canonical(
        "https://a.example/a.pdf", ["<https://a.example/a.html>; rel=canonical"]
    )
    assert canonical is not None
    assert canonical.url == "https://a.example/a.html"
    assert read_header_canonical("https://a.example/a.pdf", []) is None


def test_a_page_for_another_region_is_no_duplicate() -> None:
    british = "https://www.news.example/uk/article"
    alternate = '<link rel=alternate hreflang={} href="{}">'
    head = alternate.format("en-GB", british) + alternate.format("en-US", URL)
    canonical = _read(head + _link(british)).canonical
    assert canonical is not None
    assert canonical.distrust == "it is for another region"


@pytest.mark.parametrize(
    ("head", "is_noindex"),
    [
        ('<meta name="robots" content="noindex, follow">', True),
        ('<meta name="ROBOTS" content="NONE">', True),
        ('<meta name="robots" content="index"><meta name="robots" content="noindex">', True),
        ('<meta name="robots" content="index, follow, max-snippet:-1">', False),
        ('<meta name="googlebot-news" content="noindex">', False),
        ('<meta name="robots">', False),
    ],
)
def test_a_page_says_itself_that_it_is_not_to_be_indexed(head: str, is_noindex: bool) -> None:
    assert _read(head).is_noindex is is_noindex
