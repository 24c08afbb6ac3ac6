"""BBCode: the spellings of the large boards, and what they show as text."""

from __future__ import annotations

import pytest

from linkcheck.extractors.bbcode import extract
from linkcheck.model import Span

U = "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"[url]{U}[/url]", [("hyperlink", U, U)]),
        (f"[url] {U}\n[/url]", [("hyperlink", U, U)]),
        (f"[URL={U}]text[/Url]", [("hyperlink", U, "text")]),
        (f'[url="{U}"]text[/url]', [("hyperlink", U, "text")]),
        (f"[url='{U}' target='_blank']text[/url]", [("hyperlink", U, "text")]),
        (f"[url={U} ]text[/url]", [("hyperlink", U, "text")]),
        (f"[url={U}?a[]=1&b='c']text[/url]", [("hyperlink", f"{U}?a[]=1&b='c'", "text")]),
        (f"[url]{U}?a[0]=1[/url]", [("hyperlink", f"{U}?a[0]=1", f"{U}?a[0]=1")]),
        (f"[url=]{U}[/url]", [("hyperlink", U, U)]),
        (f"[url={U}][b]bo[i]l[/i]d[/b]\n [color=#f00]red[/color][/url]", [("hyperlink", U, "bold red")]),
        (f"[url={U}]an [unknown] tag[/url]", [("hyperlink", U, "an [unknown] tag")]),
        (f"[url={U}]https://other.org/[/url]", [("hyperlink", U, "https://other.org/")]),
        (f"[b][url]{U}[/url][/b]", [("hyperlink", U, U)]),
        (f"[url][b]{U}[/b][/url]", [("hyperlink", U, U)]),
        (f"[list][*][url={U}]one[/url][*]two[/list]", [("hyperlink", U, "one")]),
        ("[url]www.example.org[/url]", [("hyperlink", "http://www.example.org", "www.example.org")]),
        ("[url=example.org:80/a]text[/url]", [("hyperlink", "http://example.org:80/a", "text")]),
        ("[url=showthread.php?t=1]text[/url]", [("hyperlink", "showthread.php?t=1", "text")]),
        ("[url=/forum/#x]text[/url]", [("hyperlink", "/forum/#x", "text")]),
        ("[email]me@example.org[/email]", [("hyperlink", "mailto:me@example.org", "me@example.org")]),
        ("[email=me@example.org]me[/email]", [("hyperlink", "mailto:me@example.org", "me")]),
        ("[email=mailto:me@example.org]me[/email]", [("hyperlink", "mailto:me@example.org", "me")]),
        # images
        (f"[img]{U}[/img]", [("image", U, "")]),
        (f"[IMG=100x50]{U}[/IMG]", [("image", U, "")]),
        (f"[img={U}]a dog[/img]", [("image", U, "")]),
        (f'[img alt="a  dog" width="10px"]{U}[/img]', [("image", U, "a dog")]),
        (f"[img width=10 alt='a dog']{U}[/img]", [("image", U, "a dog")]),
        (f'[img src="{U}" alt=dog]', [("image", U, "dog")]),
        ("[img]attachments/1.png[/img]", [("image", "attachments/1.png", "")]),
        # images in links
        (f"[url={U}][img]{U}.png[/img][/url]", [("hyperlink", U, ""), ("image", f"{U}.png", "")]),
        (
            f"[url={U}][img alt=dog]{U}.png[/img] runs[/url]",
            [("hyperlink", U, "dog runs"), ("image", f"{U}.png", "dog")],
        ),
        (f"[url][img]{U}.png[/img][/url]", [("image", f"{U}.png", "")]),
        # media
        (f"[video]{U}[/video]", [("media", U, "")]),
        (f"[MEDIA=youtube]{U}[/MEDIA]", [("media", U, "")]),
        (f"[audio]{U}[/audio] [youtube]{U}[/youtube]", [("media", U, ""), ("media", U, "")]),
        # bare
        (f"see {U}، then", [("hyperlink", U, U)]),
        (f"{U}.jpg", [("image", f"{U}.jpg", "")]),
        (f"[b]{U}[/b]", [("hyperlink", U, U)]),
        (f'[quote="Ali, post: 1, member: 2"]see {U}[/quote]', [("hyperlink", U, U)]),
        (f"[url={U}]never closed", [("hyperlink", U, U)]),
        (f"[img]{U}", [("hyperlink", U, U)]),
        (f"[code]never closed {U}", [("hyperlink", U, U)]),
        (f"[code]x[/code] {U}", [("hyperlink", U, U)]),
        (f"[url={U}]one [url={U}/2]two[/url]", [("hyperlink", U, U), ("hyperlink", f"{U}/2", "two")]),
    ],
)
def test_references_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(r.kind.value, r.target, r.anchor) for r in extract(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text, [b]bold[/b]",
        f"[code]{U} [url={U}]x[/url][/code]",
        f"[CODE=php]{U}[/CODE]",
        f"[noparse][img]{U}[/img][/noparse]",
        f"[plain]{U}[/plain][pre]{U}[/pre][icode]{U}[/icode]",
        f"[code][b]{U}[/code]",
        f'[quote="Ali, {U}"]text[/quote]',
        f"[quote={U}]text[/quote]",
        "[url][/url][url=][/url][img][/img][img] [/img]",
        "[img]two words[/img][url]two words[/url]",
        "[media=youtube]abc123[/media]",
        "[youtube]abc123[/youtube]",
        "[/url][/img][/code][/b]",
        "[attach]123[/attach]",
        "example.org and me@example.org",
    ],
)
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert list(extract(text)) == []


def test_spans_cover_the_target_alone() -> None:
    text = f'نص 😀\n[url="{U}"]x[/url] [img]\n {U}\n[/img]'
    link, image = extract(text)
    assert link.span == Span(2, 7, 2, 7 + len(U))
    assert image.span == Span(3, 2, 3, 2 + len(U))


def test_order_is_that_of_the_text() -> None:
    text = f"{U}/1 [url={U}/2][img]{U}/3[/img][/url] {U}/4 [img]{U}/5[/img]"
    assert [r.target[-1] for r in extract(text)] == ["1", "2", "3", "4", "5"]


def test_a_bare_www_address_is_a_link_as_boards_make_it() -> None:
    (reference,) = extract("see [b]www.example.org/a[/b] [code]www.a.org[/code] [quote=www.b.org]x[/quote]")
    assert (reference.target, reference.anchor) == ("http://www.example.org/a", "www.example.org/a")
    (tagged,) = extract(f"[url={U}]www.example.org[/url]")
    assert (tagged.target, tagged.anchor) == (U, "www.example.org")
