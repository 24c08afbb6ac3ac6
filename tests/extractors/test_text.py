"""Plain text: where a URL ends in every script, and which words were its anchor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.extractors.text import extract
from linkcheck.model import Kind

SEED = Path(__file__).parent / "seed"
_FIELDS = ("line", "column", "end_column", "url", "kind", "anchor", "clause")
U = "https://example.org/a"


def test_every_link_of_the_forum_post_comes_out_exactly() -> None:
    text = (SEED / "forum-post.txt").read_text(encoding="utf-8")
    rows = json.loads((SEED / "links.json").read_text(encoding="utf-8"))
    kinds = {"image": Kind.IMAGE, "link": Kind.HYPERLINK}
    assert [
        (r.span.line, r.span.column, r.span.end_column, r.target, r.kind, r.anchor, r.context)
        for r in extract(text)
    ] == [tuple(kinds.get(row[name], row[name]) for name in _FIELDS) for row in rows]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        # Arabic, Persian, Urdu, Hebrew
        (f"انظر {U}، ثم", U),
        (f"هل رأيت {U}؟", U),
        (f"الأول {U}؛ الثاني", U),
        (f"دیکھیں {U}۔", U),
        (f"قال «{U}» أمس", U),
        (f"قال “{U}” أمس", U),
        (f"انظر({U})بين", U),
        (f"انظر{U} هنا", U),
        (f"\u202b{U}\u202c", U),
        (f"\u200f{U}\u200f،", U),
        (f"\u2067{U}\u2069", U),
        (f"ראו {U}, כאן", U),
        ("مقال https://fa.example.org/می\u200cخواهم هست", "https://fa.example.org/می\u200cخواهم"),
        ("مقال https://ar.wikipedia.org/wiki/روسيا.", "https://ar.wikipedia.org/wiki/روسيا"),
        # Chinese, Japanese
        (f"见{U}。然后", U),
        (f"见{U}，然后", U),
        (f"（{U}）", U),
        (f"「{U}」と", U),
        (f"【{U}】", U),
        ("见 https://zh.example.org/甲（乙）。", "https://zh.example.org/甲（乙）"),
        # Latin
        (f"See {U}.", U),
        (f"See {U}!?", U),
        (f"({U}).", U),
        (f"(see {U}_(b).)", f"{U}_(b)"),
        (f"<{U}>", U),
        (f'"{U}"', U),
        (f"'{U}'", U),
        (f"**{U}**", U),
        (f"_{U}_", U),
        (f"`{U}`", U),
        (f"{{{U}}}", U),
        (f"{U}...", U),
        (f"{U}…", U),
        (f"{U}(", U),
        (f"{U}?x=1&y[]=2#z", f"{U}?x=1&y[]=2#z"),
        (f"{U}?a[b]=2", f"{U}?a[b]=2"),
        ("https://e.org[The words]", "https://e.org"),
        ("see https://e.org:8080[] and", "https://e.org:8080"),
        ("http://me@[::1]/a", "http://me@[::1]/a"),
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
        (
            "https://web.archive.org/web/2020/https://b.org/",
            "https://web.archive.org/web/2020/https://b.org/",
        ),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://user:pass@example.org:8443/a", "https://user:pass@example.org:8443/a"),
        ("ftp://example.org/a.iso", "ftp://example.org/a.iso"),
        ("write to mailto:me@example.org.", "mailto:me@example.org"),
        # BBCode left in plain text
        (f"[url]{U}[/url]", U),
        (f"[URL={U}]text[/URL]", U),
        (f"{U}[/QUOTE]", U),
        (f"{U}[b]bold[/b]", U),
    ],
)
def test_url_ends_where_its_reader_would_end_it(text: str, url: str) -> None:
    (reference,) = extract(text)
    start = text.index(url) + 1
    assert (reference.target, reference.span.column, reference.span.end_column) == (
        url,
        start,
        start + len(url),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no links here: none",
        "example.org is not marked as a link",
        *("www.", "www", "www...", "www. example.org", "www.-", "www._x.org", "the www. and", "www.é_x.org"),
        *("awww.example.org", "me@www.example.org", "x.www.example.org", "/www.example.org", "-www.e.org"),
        *("www.me@example.org", "www.a.b.me@example.org", "wwww.example.org", "ww.example.org", "wWw2.e.org"),
        "me@example.org",
        "mailto: me",
        "mailto:?subject=x",
        "notmailto:me@example.org",
        "http://",
        "http://.",
        "https:// example.org",
        "https://…",
        "http://_",
        "xhttp://example.org",
        "git+https://example.org/a",
        "javascript://alert",
        "10:30 // noon",
        "C://windows",
        "://",
    ],
)
def test_what_is_no_url_is_left_alone(text: str) -> None:
    assert list(extract(text)) == []


W = "www.nato.int/x"


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        *(
            (W, ""),
            (f"see {W}", ""),
            (f"see {W}.", ""),
            (f"see {W}, and", ""),
            (f"({W}).", ""),
            (f"<{W}>", ""),
        ),
        *(
            (f'"{W}"', ""),
            (f"**{W}**", ""),
            (f"_{W}_", ""),
            (f"ok ({W})", "ok"),
            (f"the report <{W}>", "the report"),
        ),
        *(
            (f"the report [{W}]", "the report"),
            (f"报告（{W}）", "报告"),
            (f"see {W}!?", ""),
            (f"line\n{W}\n", ""),
        ),
        *(
            (f"[the report]({W})", "the report"),
            (f"one\t{W}\ttwo", ""),
            (f"«{W}»", ""),
            (f"\u200f{W}\u200f،", ""),
        ),
        (f"{W} (archived)", ""),
    ],
)
def test_addresses_that_begin_with_www_are_read_as_gfm_does(text: str, anchor: str) -> None:
    (reference,) = extract(text)
    start = text.index(W) + 1
    assert (reference.target, reference.anchor) == (f"http://{W}", anchor)
    assert (reference.span.column, reference.span.end_column) == (
        start if "\n" not in text else 1,
        start + len(W) if "\n" not in text else 1 + len(W),
    )


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        (f"www.bbc.co.uk ({U})", "www.bbc.co.uk"),
        (f"see www.bbc.co.uk <{U}>", "see www.bbc.co.uk"),
        (f"[www.bbc.co.uk]({U})", "www.bbc.co.uk"),
        (f"[see www.bbc.co.uk now]({U})", "see www.bbc.co.uk now"),
    ],
)
def test_an_address_that_is_the_anchor_of_another_is_no_link(text: str, anchor: str) -> None:
    (reference,) = extract(text)
    assert (reference.target, reference.anchor) == (U, anchor)


def test_addresses_with_and_without_a_scheme_stand_side_by_side() -> None:
    text = f"see www.bbc.co.uk ok (www.nato.int/x) and https://www.e.org/?u=www.a.org {U} WWW.E.ORG"
    assert [r.target for r in extract(text)] == [
        *("http://www.bbc.co.uk", "http://www.nato.int/x", "https://www.e.org/?u=www.a.org", U),
        "http://WWW.E.ORG",
    ]
    assert [r.anchor for r in extract(text)][:2] == ["", "ok"]


def test_urls_joined_by_commas_are_two() -> None:
    assert [r.target for r in extract(f"{U},https://b.org,http://c.org")] == [
        U,
        "https://b.org",
        "http://c.org",
    ]


@pytest.mark.parametrize(
    ("text", "anchor", "context"),
    [
        (f"the report ({U})", "the report", "the report"),
        (f"the report <{U}>", "the report", "the report"),
        (f"the report [{U}]", "the report", "the report"),
        (f"the report\u200f ( {U} )", "the report", "the report"),
        (f"报告（{U}）", "报告", "报告"),
        (f"First. Then the report ({U})", "Then the report", "Then the report"),
        (f"one line\nthe report ({U})", "the report", "the report"),
        (f"costs 10,000 dollars ({U})", "costs 10,000 dollars", "costs 10,000 dollars"),
        (f"on example.org today ({U})", "on example.org today", "on example.org today"),
        (f"كما قال، فإن التقرير ({U})", "فإن التقرير", "فإن التقرير"),
        (f"a b c d e f g h i j ({U})", "c d e f g h i j", "a b c d e f g h i j"),
        (f"A whole sentence. ({U})", "A whole sentence.", "A whole sentence."),
        (f"really! ({U})", "", ""),
        # delimited
        (f'he said "the big report" ({U})', "the big report", "the big report"),
        (f"قال «التقرير الكبير» ({U})", "التقرير الكبير", "التقرير الكبير"),
        (f"see **the big report** ({U})", "the big report", "the big report"),
        (f"see „den Bericht“ ({U})", "den Bericht", "den Bericht"),
        (f"the ministers' ({U})", "the ministers'", "the ministers'"),
        (f"it's the ministers' ({U})", "it's the ministers'", "it's the ministers'"),
        # marks of lists and quoted lines
        *(
            (f"{mark} two ({U})", "two", "two")
            for mark in ("-", "*", "+", "·", "▪", ">", "  -", "\t*", "> -", "1.", "2)")
        ),
        (f"one:\n  - two words ({U})", "two words", "two words"),
        (f"- [ ] two ({U})", "two", "two"),
        (f"- ({U})", "", ""),
        (f"- a b c d e f g h i ({U})", "b c d e f g h i", "a b c d e f g h i"),
        (f"-5 degrees ({U})", "-5 degrees", "-5 degrees"),
        (f"two - three ({U})", "two - three", "two - three"),
        (f"2 * 3 ({U})", "2 * 3", "2 * 3"),
        (f"-v flag ({U})", "-v flag", "-v flag"),
        (f"C++ ({U})", "C++", "C++"),
        (f"one + ({U})", "one +", "one +"),
        (f"1 two ({U})", "1 two", "1 two"),
        (f"#1 team ({U})", "#1 team", "#1 team"),
        # bare
        (f"see {U}", "", ""),
        (f"see: {U} (archived)", "", ""),
        (f"({U})", "", ""),
    ],
)
def test_anchor_is_inferred_from_the_clause_before_the_bracket(text: str, anchor: str, context: str) -> None:
    (reference,) = extract(text)
    assert (reference.anchor, reference.context, reference.anchor_inferred) == (anchor, context, True)


def test_clause_begins_after_the_link_before_it() -> None:
    first, second = extract(f"- one ({U}) - two ({U})")
    assert (first.anchor, second.anchor) == ("one", "two")
    first, second = extract(f"one ({U}) two ({U})")
    assert (first.anchor, second.anchor) == ("one", "two")
    first, second = extract(f"one ({U})two ({U})")
    assert (first.anchor, second.anchor) == ("one", "two")


def test_markdown_links_keep_their_anchor() -> None:
    (reference,) = extract(f'see [the  [big] report]({U} "title")')
    assert (reference.anchor, reference.anchor_inferred, reference.context) == ("the [big] report", False, "")


def test_markdown_image_inside_a_link_lends_its_alt() -> None:
    image, link = extract(f"[![a dog](https://e.org/get?id=1)]({U})")
    assert (image.kind, image.anchor) == (Kind.IMAGE, "a dog")
    assert (link.kind, link.anchor, link.target) == (Kind.HYPERLINK, "a dog", U)


def test_links_of_restructured_text_keep_their_anchor() -> None:
    one, two, three = extract(f"see 围绕`the big  report <{U}>`_ and `x <{U}>`__, not `y` <{U}>")
    assert (one.anchor, one.anchor_inferred, one.context) == ("the big report", False, "")
    assert (two.anchor, two.anchor_inferred) == ("x", False)
    assert (three.anchor, three.anchor_inferred) == ("y", True)


def test_bracket_without_a_label_is_no_markdown_link() -> None:
    (reference,) = extract(f"f(x)]({U})")
    assert reference.anchor_inferred


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://e.org/a.jpg", Kind.IMAGE),
        ("https://e.org/a.WEBP?w=1#x", Kind.IMAGE),
        ("https://e.org/a.jpg/view", Kind.HYPERLINK),
        ("https://e.org/?f=a.jpg", Kind.HYPERLINK),
        ("https://e.png", Kind.HYPERLINK),
    ],
)
def test_kind_comes_from_the_suffix_of_the_path(url: str, kind: Kind) -> None:
    assert [r.kind for r in extract(url)] == [kind]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        (f"See https://bank.example/login <{U}> now", "https://bank.example/login"),
        (f"انظر https://bank.example/ <{U}>", "https://bank.example/"),
        # addresses beside each other, each a link of its own
        (f"<https://bank.example/> <{U}>", ""),
        (f"https://bank.example/\n<{U}>", ""),
        (f"https://bank.example/ ({U})", ""),
        (f"https://bank.example/ {U}", ""),
    ],
)
def test_an_address_before_angle_brackets_is_the_anchor(text: str, anchor: str) -> None:
    assert list(extract(text))[-1].anchor == anchor


@pytest.mark.parametrize(
    ("text", "url", "anchor"),
    [
        (f"See {U}[the long report] now.", U, "the long report"),
        (f"See {U}[Report].", U, "Report"),
        (f"See link:{U}[our words, window=_blank].", U, "our words"),
        (f'See {U}["Oslo, and Rome",role=x].', U, "Oslo, and Rome"),
        (f"See {U}[our words^].", U, "our words"),
        (f"See {U}[التقرير الطويل]، ثم", U, "التقرير الطويل"),
        (f"See {U}[over\ntwo lines].", U, "over two lines"),
        (f"See {U}?b=1[two words].", f"{U}?b=1", "two words"),
        (f"See {U}/[two words].", f"{U}/", "two words"),
        (f"See {U}[] now", U, ""),
        (f"It rained.{U}[12] Then", U, ""),
    ],
)
def test_asciidoc_writes_words_in_brackets_behind_a_url(text: str, url: str, anchor: str) -> None:
    (found,) = extract(text)
    assert (found.target, found.anchor) == (url, anchor)


@pytest.mark.parametrize(
    "url",
    [
        f"{U}?x[]=1&y[a]=2",
        f"{U}?x[]",
        f"{U}/[id]",
        f"{U}/[id].js",
        f"{U}/[...slug]/page",
        f"{U}[1].html",
        f"{U}[x]-c",
    ],
)
def test_brackets_that_belong_to_a_url_stay(url: str) -> None:
    assert [found.target for found in extract(f"See {url} now")] == [url]
