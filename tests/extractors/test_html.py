"""HTML: what refers to something, where its target stands, and which words lead to it."""

from __future__ import annotations

from html import unescape

import pytest

from linkcheck.extractors.html import extract
from linkcheck.model import Kind, Span


def _slice(text: str, span: Span) -> str:
    """Return what a span covers, in the slow and plain way."""
    assert span.column
    assert span.end_line
    assert span.end_column
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<a href=x>t</a>", [("hyperlink", "x", "t")]),
        ('<a href="?a=1&amp;b=2">t</a>', [("hyperlink", "?a=1&b=2", "t")]),
        ('<a href="?a=1&copy=2">t</a>', [("hyperlink", "?a=1&copy=2", "t")]),
        ("<a href=''>t</a>", [("hyperlink", "", "t")]),
        ("<a href>t</a>", [("hyperlink", "", "t")]),
        ("<A HREF = '\n x '>t</A>", [("hyperlink", "x", "t")]),
        ("<a href=x href=y>t</a>", [("hyperlink", "x", "t")]),
        ("<a href='javascript:void(0)'>t</a>", [("hyperlink", "javascript:void(0)", "t")]),
        ("<a href='#top'>t</a>", [("hyperlink", "#top", "t")]),
        ("<map><area href=x alt='the  map'></map>", [("hyperlink", "x", "the map")]),
        ("<img src=i.png alt='a dog'>", [("image", "i.png", "a dog")]),
        ("<img src=i.png>", [("image", "i.png", "")]),
        ("<img src=i data-src=j alt=d>", [("image", "i", "d"), ("image", "j", "d")]),
        ("<img src=i data-src=i>", [("image", "i", "")]),
        ("<img srcset=i data-srcset='i'>", [("image", "i", "")]),
        ("<img data-srcset='i 1x, j 2x'>", [("image", "i", ""), ("image", "j", "")]),
        (
            "<img srcset='i?a=1&amp;b=2 1x, j 2x' alt=d>",
            [("image", "i?a=1&b=2", "d"), ("image", "j", "d")],
        ),
        (
            "<picture><source srcset='i, j 2x'><img src=k alt=d></picture>",
            [("image", "i", "d"), ("image", "j", "d"), ("image", "k", "d")],
        ),
        ("<picture><source srcset=i></picture>", [("image", "i", "")]),
        (
            "<video src=v poster=p><source src=w><track src=t></video>",
            [("media", "v", ""), ("image", "p", ""), ("media", "w", "")],
        ),
        ("<audio src=a></audio>", [("media", "a", "")]),
        ("<iframe src=f title='the map'></iframe>", [("frame", "f", "the map")]),
        ("<embed src=e><object data=o></object>", [("frame", "e", ""), ("frame", "o", "")]),
        ("<input type=IMAGE src=i alt=go>", [("image", "i", "go")]),
        ("<link rel='x CANONICAL' href=c>", [("canonical", "c", "")]),
        ("<link rel=alternate href=c hreflang=ar>", [("alternate", "c", "")]),
        ("<meta property=og:image content=i>", [("image", "i", "")]),
        ("<meta property='og:image:secure_url' content=i>", [("image", "i", "")]),
        ("<meta name='twitter:image' content=i>", [("image", "i", "")]),
        ("<svg><image href=i /><image xlink:href=j /></svg>", [("image", "i", ""), ("image", "j", "")]),
        ("<svg><a href=x xlink:href=y><text>t</text></a></svg>", [("hyperlink", "x", "t")]),
        ("<base href=/b/><base href=/c/>", [("base", "/b/", "")]),
        ("<base target=t><base href=/c/>", [("base", "/c/", "")]),
        ("<noscript><img src=i></noscript>", [("image", "i", "")]),
        ("<body><noscript><a href=x>t</a></noscript>", [("hyperlink", "x", "t")]),
        ("<table><a href=x>t<tr><td>u</table>", [("hyperlink", "x", "t")]),
    ],
)
def test_references_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    references = list(extract(text))
    assert [(r.kind.value, r.target, r.anchor) for r in references] == found
    for reference in references:
        written = _slice(text, reference.span)
        assert reference.target in (written, unescape(written))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no links, https://example.org neither",
        "<a name=x>t</a>",
        "<!-- <a href=x>t</a> -->",
        "<script>'<a href=x>t</a>'</script>",
        "<style>a { background: url(x) }</style>",
        "<template><a href=x>t</a><img src=y></template>",
        "<textarea><a href=x>t</a></textarea>",
        "<pre><a href=x>t</a></pre>",
        "<p><code><a href=x>t</a></code>",
        "<kbd><a href=x>t</a></kbd><samp><img src=y></samp>",
        "<link rel=stylesheet href=x><link rel=icon href=y><link rel=preload href=z>",
        "<link rel='alternate stylesheet' href=x>",
        "<link rel=canonical>",
        "<meta name=description content=x><meta property=og:url content=y>",
        "<img alt=x><input src=y><track src=z>",
        "<img srcset='a 1q, b 1x 2x, c 5h, d 0w'>",
        "<use href=x></use><form action=y></form><blockquote cite=z></blockquote>",
        "<a href=x",
    ],
)
def test_what_refers_to_nothing_is_left_alone(text: str) -> None:
    assert list(extract(text)) == []


@pytest.mark.parametrize(
    ("content", "anchor"),
    [
        (" the\n  big <b>re</b>port ", "the big report"),
        ("<img src=i alt='a dog'>", "a dog"),
        ("see <img src=i alt='a dog'> run", "see a dog run"),
        ("<div>one</div><div>two</div>", "one two"),
        ("one<br>two", "one two"),
        ("<!-- c --><script>s</script><style>s</style>t", "t"),
        ("&laquo;التقرير&raquo;", "«التقرير»"),
        ("<code>pip</code> install", "pip install"),
        ("<p>one<p>two", "one two"),
    ],
)
def test_anchor_is_the_visible_text(content: str, anchor: str) -> None:
    link = next(r for r in extract(f"<a href=x>{content}</a>") if r.kind is Kind.HYPERLINK)
    assert link.anchor == anchor


@pytest.mark.parametrize(
    ("attributes", "content", "anchor"),
    [
        ("title=t", "", "t"),
        ("title=t aria-label=l", "<i></i>", "l"),
        ("title=t aria-label=l", "text", "text"),
        ("", "<img src=i>", ""),
    ],
)
def test_name_stands_in_where_there_is_no_text(attributes: str, content: str, anchor: str) -> None:
    link = next(r for r in extract(f"<a href=x {attributes}>{content}</a>") if r.target == "x")
    assert link.anchor == anchor


def test_misnested_link_is_one_reference_with_all_its_text() -> None:
    (link,) = extract("<p><a href=x>one<p>two</a>")
    assert link.anchor == "one two"


def test_nested_svg_links_keep_their_own_words() -> None:
    outer, inner = extract("<svg><a href=x>one<a href=y>two</a></a></svg>")
    assert (outer.anchor, inner.anchor) == ("one", "two")


@pytest.mark.parametrize(
    ("text", "is_navigation"),
    [
        ("<nav><ul><li><a href=x>t</a></ul></nav>", True),
        ("<header><a href=x>t</a></header>", True),
        ("<footer><a href=x>t</a></footer>", True),
        ("<aside><a href=x>t</a></aside>", True),
        ("<div role=Navigation><a href=x>t</a></div>", True),
        ("<nav></nav><main><a href=x>t</a></main>", False),
        ("<a href=x>t</a>", False),
    ],
)
def test_navigation_is_told_from_the_post(text: str, is_navigation: bool) -> None:
    assert [r.is_navigation for r in extract(text)] == [is_navigation]


def test_relations_keep_their_order_in_lower_case() -> None:
    (link,) = extract("<a rel='NoFollow ugc\nSPONSORED' href=x>t</a>")
    assert link.rel == ("nofollow", "ugc", "sponsored")


def test_relation_of_a_preview_picture_is_its_property() -> None:
    preview, card = extract("<meta property=og:image content=i><meta name='twitter:image' content=j>")
    assert (preview.rel, card.rel) == (("og:image",), ("twitter:image",))


def test_span_covers_the_value_on_its_own_line() -> None:
    (link,) = extract("<p>😀 نص\n<a title='ي'\n\thref =\n  '\n x&amp;y '>t</a>")
    assert link.target == "x&y"
    assert link.span == Span(5, 2, 5, 9)


def test_attribute_over_two_lines_spans_both() -> None:
    (link,) = extract('<a href="x\ny">t</a>')
    assert link.span == Span(1, 10, 2, 2)


def test_references_come_in_order_of_position() -> None:
    text = "<table><tr><td><a href=1>t</a></td></tr><a href=2>u</a></table><img srcset='3, 4 2x' src=5>"
    assert [r.target for r in extract(text)] == ["1", "2", "3", "4", "5"]


def test_srcset_with_encoded_white_space_spans_the_whole_value() -> None:
    references = list(extract("<img srcset='i&#32;1x,&#10;j 2x'>"))
    assert [(r.target, r.span.column, r.span.end_column) for r in references] == [
        ("i", 14, 32),
        ("j", 14, 32),
    ]


def test_half_a_character_in_a_tag_is_read_as_a_browser_does() -> None:
    (found,) = extract("<img/\ud800 src=a.png>")
    assert found.target == "a.png"
