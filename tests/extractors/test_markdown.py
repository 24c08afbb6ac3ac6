"""Markdown: CommonMark and GFM links, what stands in code or front matter, and the HTML in between."""

from __future__ import annotations

import pytest

from linkcheck.extractors.markdown import extract
from linkcheck.model import Kind, Span


def _covered(text: str, span: Span) -> str:
    """Return what a span within one line covers."""
    assert span.line == span.end_line
    assert span.column
    assert span.end_column
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("text", "target", "written", "anchor"),
    [
        # inline
        ("[t](/u)", "/u", "/u", "t"),
        ('[t](/u "title")', "/u", "/u", "t"),
        ("[t](  /u\t'title' )", "/u", "/u", "t"),
        ("[t](</u rl>)", "/u rl", "/u rl", "t"),
        ("[t]()", "", "", "t"),
        ("[t](<>)", "", "", "t"),
        ("[](/u)", "/u", "/u", ""),
        ("[t](a(b)c)", "a(b)c", "a(b)c", "t"),
        (r"[t](a\)b)", "a)b", r"a\)b", "t"),
        (r"[t](a\(b)", "a(b", r"a\(b", "t"),
        (r"[t](((a)\&b))", "((a)&b)", r"((a)\&b)", "t"),
        ("[t](a&amp;b)", "a&b", "a&amp;b", "t"),
        ("[t](&amp;amp;)", "&amp;", "&amp;amp;", "t"),
        (r"[t](<a\>b>)", "a>b", r"a\>b", "t"),
        ("[t](\n  /u)", "/u", "/u", "t"),
        ("> [t](\n> /u)", "/u", "/u", "t"),
        ("[نص](https://مثال.org/ص)", "https://مثال.org/ص", "https://مثال.org/ص", "نص"),
        ("😀 [t](/u)", "/u", "/u", "t"),
        ("[t](#x)", "#x", "#x", "t"),
        ("[t](mailto:a@b.org)", "mailto:a@b.org", "mailto:a@b.org", "t"),
        # where links stand
        ("# [t](/u) {#id}", "/u", "/u", "t"),
        ("- a\n  1. [t](/u)", "/u", "/u", "t"),
        ("- [ ] [t](/u)", "/u", "/u", "t"),
        ("| a |\n|---|\n| [t](/u) |", "/u", "/u", "t"),
        ("| a |\n|---|\n| [t](/u\\|v) |", "/u|v", "/u\\|v", "t"),
        ("x[^1]\n\n[^1]: [t](/u)", "/u", "/u", "t"),
        ("**a [t](/u) b**", "/u", "/u", "t"),
        ("> [!NOTE]\n> [t](/u)", "/u", "/u", "t"),
        ("~~[t](/u)~~", "/u", "/u", "t"),
        ("one\n\n---\n[t](/u)\n---\n\ntwo", "/u", "/u", "t"),
        # anchors
        ("[a **b** `c` _d_](/u)", "/u", "/u", "a b c d"),
        ("[a\n  b\\\nc](/u)", "/u", "/u", "a b c"),
        (r"[a\]b](/u)", "/u", "/u", "a]b"),
        ("[&laquo;a&raquo;](/u)", "/u", "/u", "«a»"),
        ("[a<br>b <i>c</i>](/u)", "/u", "/u", "a b c"),
        # reference style
        ("[t][x]\n\n[x]: /u", "/u", "/u", "t"),
        ("[x][]\n\n[x]: /u 'title'", "/u", "/u", "x"),
        ("[x]\n\n[x]: </u rl>", "/u rl", "/u rl", "x"),
        ("[x]\n\n[x]: <>", "", "", "x"),
        ("[T][ẞ Ü  x]\n\n[SS ü X]: /u", "/u", "/u", "T"),
        ("> [x]: /u\n\n[x]", "/u", "/u", "x"),
        ("[x]\n\n[x]:\n   /u\n   'title'", "/u", "/u", "x"),
        ("[x]\n\n[x]: /u\n[x]: /v", "/u", "/u", "x"),
        (r"[a\]]" + "\n\n" + r"[a\]]: /u\_v", "/u_v", r"/u\_v", "a]"),
        # autolinks
        ("<https://a.org/b?c>", "https://a.org/b?c", "https://a.org/b?c", "https://a.org/b?c"),
        ("<mailto:me@a.org>", "mailto:me@a.org", "mailto:me@a.org", "mailto:me@a.org"),
        ("<me@a.org>", "mailto:me@a.org", "me@a.org", "me@a.org"),
        # extended autolinks (GFM §6.9)
        ("Visit www.commonmark.org/help for", "http://www.commonmark.org/help")
        + ("www.commonmark.org/help",) * 2,
        ("Visit www.commonmark.org/a.b.", "http://www.commonmark.org/a.b") + ("www.commonmark.org/a.b",) * 2,
        ("see (www.a.org/q=(b))", "http://www.a.org/q=(b)") + ("www.a.org/q=(b)",) * 2,
        ("www.a.org/q=(b)))", "http://www.a.org/q=(b)") + ("www.a.org/q=(b)",) * 2,
        ("www.a.org/q=(b))+ok", "http://www.a.org/q=(b))+ok") + ("www.a.org/q=(b))+ok",) * 2,
        ("www.a.org/q=b&hl=en", "http://www.a.org/q=b&hl=en") + ("www.a.org/q=b&hl=en",) * 2,
        ("www.a.org/q=b&hl;", "http://www.a.org/q=b") + ("www.a.org/q=b",) * 2,
        ("www.a.org/q=b;", "http://www.a.org/q=b") + ("www.a.org/q=b",) * 2,
        ("www.a.org/he<lp", "http://www.a.org/he") + ("www.a.org/he",) * 2,
        ("(Visit https://a.org/b?c=(d))", *["https://a.org/b?c=(d)"] * 3),
        ("ftp://a.org", *["ftp://a.org"] * 3),
        ("http://localhost:8080/x", *["http://localhost:8080/x"] * 3),
        ("*https://a.org/b*", *["https://a.org/b"] * 3),
        (r"https://a.org/b\_c", "https://a.org/b_c", r"https://a.org/b\_c", "https://a.org/b_c"),
        ("https://a.org/?b&amp;c", "https://a.org/?b&c", "https://a.org/?b&amp;c", "https://a.org/?b&c"),
        ("| a |\n|---|\n| https://a.org/b |", *["https://a.org/b"] * 3),
        ("foo@bar.baz", "mailto:foo@bar.baz", "foo@bar.baz", "foo@bar.baz"),
        ("hello@mail+xyz.example hello+xyz@mail.example.", "mailto:hello+xyz@mail.example")
        + ("hello+xyz@mail.example",) * 2,
        ("mailto:foo@bar.baz.", *["mailto:foo@bar.baz"] * 3),
        ("https://a.org/@user", *["https://a.org/@user"] * 3),
        # other scripts
        ("انظر https://a.org/b، ثم", *["https://a.org/b"] * 3),
        ("قال «https://a.org/b» أمس", *["https://a.org/b"] * 3),
        ("见https://a.org/b。然后", *["https://a.org/b"] * 3),
        ("https://a.org/b&nbsp;and", *["https://a.org/b"] * 3),
        ("&lt;https://a.org/b&gt;", *["https://a.org/b"] * 3),
        ("[see https://a.org/b]", *["https://a.org/b"] * 3),
    ],
)
def test_one_link_is_found(text: str, target: str, written: str, anchor: str) -> None:
    (link,) = extract(text)
    assert (link.target, _covered(text, link.span), link.anchor) == (target, written, anchor)
    assert (link.kind, link.anchor_inferred) == (Kind.HYPERLINK, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain prose, nothing else",
        "[x][missing] and [x][] and [x]",
        "[unused]: /u",
        "`[t](/u)` and ``https://a.org``",
        "```\n[t](/u)\nhttps://a.org\n<a href=x>\n```",
        "~~~md\n[t](/u)\n~~~",
        "    [t](/u)\n    https://a.org",
        "- a\n\n      [t](/u)",
        r"\[t](/u) and [t\](/u)",
        "[t](/u rl)",
        "[t] (/u)",
        "<!-- [t](/u) <a href=x>y</a> -->",
        "<!--\n[t](/u)\n\nhttps://a.org\n-->",
        "<code>[t](/u) https://a.org</code>",
        "<pre>\n[t](/u)\n\n<a href=x>y</a>\n</pre>",
        "<template>\n\n[t](/u)\n\n</template>",
        "<script>\n'<a href=x>'\n</script>",
        "---\nurl: https://a.org\nlink: '[t](/u)'\n---\n",
        "---\na: 1\n\nb: [t](/u)\n...\ntext",
        "+++\nurl = 'https://a.org'\n+++\n",
        "\ufeff---\nurl: https://a.org\n---\n",
        "http:// and https://. and www. and www",
        "www.a_b.c_d and http://a.b_c.d",
        "xhttp://a.org and xwww.a.org",
        "a@b and a.b-c_d@a.b- and a.b-c_d@a.b_ and @user",
        "example.org",
        "[^1]: nothing",
        "<b class=x>bold</b> <br/> a < b",
    ],
)
def test_what_is_no_link_is_left_alone(text: str) -> None:
    assert list(extract(text)) == []


def test_image_and_its_alternative_text() -> None:
    text = "![a *big* [dog](/d) `x`](/i.png)"
    image = next(r for r in extract(text) if r.kind is Kind.IMAGE)
    assert (image.target, image.anchor, _covered(text, image.span)) == ("/i.png", "a big dog x", "/i.png")


@pytest.mark.parametrize("text", ["[![a dog](/i)](/u)", "[![a dog][i]][u]\n\n[i]: /i\n[u]: /u"])
def test_image_in_a_link_is_its_anchor(text: str) -> None:
    link, image = extract(text)
    assert (link.kind, link.target, link.anchor) == (Kind.HYPERLINK, "/u", "a dog")
    assert (image.kind, image.target, image.anchor) == (Kind.IMAGE, "/i", "a dog")


def test_every_use_of_a_definition_has_its_own_anchor_and_the_same_span() -> None:
    text = "[one][x], [two][X], [x]\n\n[x]: https://a.org/b\n"
    links = list(extract(text))
    assert [link.anchor for link in links] == ["one", "two", "x"]
    assert {link.span for link in links} == {Span(3, 6, 3, 21)}


def test_text_after_front_matter_keeps_its_line() -> None:
    (link,) = extract("---\ntitle: é\n---\né [t](/u)\n")
    assert link.span == Span(4, 7, 4, 9)


def test_thematic_breaks_are_no_front_matter() -> None:
    assert [r.target for r in extract("---\n\n[t](/u)\n\n---\n\n[t](/v)\n\n---\n")] == ["/u", "/v"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('é <a href="/u&amp;v">some *te*xt\n`<c>` \\<b &lt;</a>', [("/u&v", "some text <c> <b <")]),
        ("<a href=/u>https://a.org</a>", [("/u", "https://a.org")]),
        ("<a href=/u>\n\none *two*\n\nthree\n\n</a>", [("/u", "one two three")]),
        ("<a href=/u>![a dog](/i)</a>", [("/u", "a dog"), ("/i", "a dog")]),
        ("[<img src=/i alt='a dog'>](/u)", [("/u", "a dog"), ("/i", "a dog")]),
        ("[t](/1) <a href=/2>t</a> [t](/3)", [("/1", "t"), ("/2", "t"), ("/3", "t")]),
        ("<div>\n<a href=/u>[t](/v)</a>\n\n[t](/w)\n</div>", [("/u", "[t](/v)"), ("/w", "t")]),
        ("<p align=center>\n  <img src=/i alt='a dog'>\n</p>", [("/i", "a dog")]),
        ("<iframe src=/f />\n\n<a href=/u>t</a>", [("/f", ""), ("/u", "t")]),
        ("<Title>\n\n<a href=/u>t</a>", [("/u", "t")]),
        ("the <script> tag, <a href=/u>t</a>", [("/u", "t")]),
        ("an open <code> and [t](/u)", [("/u", "t")]),
        ("<a name=x></a> https://a.org", [("https://a.org", "https://a.org")]),
        ("<!-- <a href=x> -->\n\nhttps://a.org [t](/u)", [("https://a.org", "https://a.org"), ("/u", "t")]),
        ("<video src=/v></video>", [("/v", "")]),
        ("<p><a href=\n\n    </a>\n", [("</a", "")]),
    ],
)
def test_embedded_html_is_read_in_place(text: str, found: list[tuple[str, str]]) -> None:
    references = list(extract(text))
    assert [(r.target, r.anchor) for r in references] == found
    for reference in references:
        assert _covered(text, reference.span).replace("&amp;", "&") == reference.target


def test_links_within_html_navigation_are_navigation() -> None:
    text = "<nav>\n\n[t](/u)\n\n</nav>\n\n[t](/v) <footer><a href=/w>t</a></footer>"
    assert [(r.target, r.is_navigation) for r in extract(text)] == [("/u", True), ("/v", False), ("/w", True)]


def test_lone_surrogates_do_not_move_what_follows() -> None:
    (link,) = extract("\ud800é [t](/u)")
    assert link.span == Span(1, 8, 1, 10)
