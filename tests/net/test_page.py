"""What a page says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import ImageCredit
from linkcheck.net.page import HEAD_BYTES, read_page

URL = "https://a.example/"


def _title(html: bytes, charset: str | None = None) -> str | None:
    return read_page(html, url=URL, charset=charset).title


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A page</title>", "A page"),
        ("<title>\n A  &amp;\tB \n</title>", "A & B"),
        ("<html><head><title>first</title><title>second</title>", "first"),
        ("<title></title>", None),
        ("<p>none</p>", None),
        ("<body><svg><title>a picture's</title></svg>", None),
        ("<title>half", "half"),
    ],
)
def test_the_title_is_that_of_the_page(html: str, title: str | None) -> None:
    assert _title(html.encode()) == title


def test_an_endless_title_is_cut() -> None:
    assert _title(b"<title>" + b"a" * 10_000) == "a" * 500


TITLES = {
    "Министр заявил, что мост построят": "windows-1251 koi8-r",
    "أعلن وزير الخارجية أن المعاهدة ستوقع": "windows-1256",
    "השר אמר כי הגשר ייבנה": "windows-1255",
    "部长表示大桥将会建成": "gb18030",
    "大臣は橋が建設されると述べた": "shift_jis euc-jp",
    "O ministro não respondeu às questões": "windows-1252",
    "Ministr řekl, že příští týden přijede": "windows-1250",
}


@pytest.mark.parametrize(
    ("title", "encoding"),
    [(title, encoding) for title, encodings in TITLES.items() for encoding in encodings.split()],
)
def test_an_encoding_that_nobody_declares_is_guessed(title: str, encoding: str) -> None:
    styles = "<style>.nav a:hover { color: #333 }</style><script>var a = [1, 2];</script>" * 20
    html = f"<!doctype html><head>{styles}<title>{title}</title></head><p id={title[0]}>"
    assert _title(html.encode(encoding)) == title
    page = read_page(html.encode(encoding), url=URL, charset=None, with_fragments=True)
    assert page.fragments == frozenset(title[0])


def test_a_head_cut_within_a_character_is_still_utf_8() -> None:
    html = f"<title>мост</title><meta content='{'я' * HEAD_BYTES}'>".encode()
    assert _title(html) == "мост"


@pytest.mark.parametrize(
    ("html", "charset"),
    [
        ("<title>عنوان</title>".encode(), None),
        ("<title>عنوان</title>".encode(), "utf-8"),
        ("<title>عنوان</title>".encode("windows-1256"), "windows-1256"),
        ("<meta charset=windows-1256><title>عنوان</title>".encode("windows-1256"), None),
        ("\ufeff<title>عنوان</title>".encode(), "windows-1252"),
        ("\ufeff<title>عنوان</title>".encode("utf-16-le"), None),
        ("<title>عنوان</title>".encode(), "no-such-encoding"),
    ],
)
def test_the_encoding_is_that_of_mark_header_and_page(html: bytes, charset: str | None) -> None:
    assert _title(html, charset) == "عنوان"


def test_fragments_are_ids_and_names_of_anchors() -> None:
    html = "<p id=one><a name='two words' id=three></a><a name=عنوان></a><input name=four><p id=''>"
    page = read_page(html.encode(), url=URL, charset="utf-8", with_fragments=True)
    assert page.fragments == frozenset({"one", "two words", "three", "عنوان"})


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    read_page(body, url=URL, charset=None, link_headers=[body.decode("latin-1")], with_fragments=True)


@pytest.mark.parametrize(
    ("html", "charset"),
    [
        ("<head></head><p id=عنوان>".encode(), None),
        ("<head></head><p id=عنوان>".encode("windows-1256"), "windows-1256"),
        ("<head><meta charset=windows-1256></head><p id=عنوان>".encode("windows-1256"), None),
        ("\ufeff<head></head><p id=عنوان>".encode("utf-16-le"), None),
    ],
)
def test_fragments_are_read_in_the_encoding_of_the_page(html: bytes, charset: str | None) -> None:
    assert read_page(html, url=URL, charset=charset, with_fragments=True).fragments == frozenset({"عنوان"})


def test_fragments_in_scripts_and_comments_are_none() -> None:
    html = b"<script>'<p id=a>'</script><!-- <p id=b> --><textarea><p id=c></textarea><p id=d>"
    assert read_page(html, url=URL, charset=None, with_fragments=True).fragments == frozenset("d")


def test_fragments_are_read_only_if_wanted() -> None:
    assert read_page(b"<p id=a>", url=URL, charset=None).fragments is None


def test_what_a_page_states_of_its_pictures_is_read() -> None:
    stated = (
        '{"@type": "NewsArticle", "image": {"@type": "ImageObject", "url": "a.jpg", "creditText": "AFP"}}'
    )
    markup = f'<base href="/img/"><script type="application/ld+json">{stated}</script><title>x</title>'
    page = read_page(markup.encode(), url="https://e.org/news/1", charset=None)
    assert page.image_credits == (ImageCredit("https://e.org/img/a.jpg", credit="AFP"),)
