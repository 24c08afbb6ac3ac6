"""What every input format keeps to: pure, total, ordered, and exact about where a target stands."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkcheck.extractors import Extractor, extractors
from linkcheck.model import Reference, Span

POSTS = Path(__file__).parents[2] / "samples" / "posts"

# One post in each format: every kind of reference, right-to-left and wide scripts, several lines.
SAMPLES = {
    "text": """قلقًا متزايدًا (https://example.org/a)، ثم «خبر» <https://example.org/b>.
😀 [label](https://example.org/c_(d)) bare https://example.org/e.jpg!
mailto:me@example.org [https://example.org/f]""",
    "markdown": """---
title: https://example.org/no
---
# 😀 [خبر *مهم*](https://example.org/a\\_b "title") and ![alt](</i mg.png>)
[one][x], [X], <https://example.org/d>, <me@example.org>, www.example.org/e, f@example.org
<a href="/g?a=1&amp;b=2">raw *text*</a> <img srcset="i 1x, j&amp;k 2x">

[x]: <https://example.org/c&amp;d>
""",
    "html": """<head><base href="/b/"><link rel="canonical" href="https://example.org/?a=1&amp;b=2">
<meta property="og:image" content="/o.png"></head>
<p>😀 <a href='
  https://example.org/خبر '>خبر</a><img src=i.png srcset="j 1x, k&amp;l 2x" alt=x data-src=lazy.png>
<video src=v poster=p></video><iframe src="f"></iframe><svg><image xlink:href="s"/></svg>""",
    "bbcode": """[quote="علي"]😀 [url=https://example.org/a]خبر[/url][/quote]
[url]www.example.org/b[/url] [img alt="x"]https://example.org/c.png[/img] [email]me@example.org[/email]
[video]https://example.org/v[/video] https://example.org/d، [code]https://example.org/no[/code]""",
}
_SIGNS = (
    "https://example.org/a http:// www.a.org mailto:a@b.org a@b.org [ ] ( ) ]( [a]: ![ < > <a href= </a> "
    "<img srcset=' <img alt=x> <code> </code> <!-- --> <pre> ` ``` \\ \\_ &amp; & \" ' * _ ~ | --- +++ # > "
    "- ، » « 。 （ ） \u200f \u202b é 😀 خبر [url= [url] [/url] [img] [/img] [code] [/code] a 1 . : / // ?x"
)
_WORDS = st.sampled_from([*_SIGNS.split(), " ", "\t", "\n", "\n\n", "\r", "\0", "\ud800", "\u2028"])
_POSTS_OF_SIGNS = st.lists(_WORDS, max_size=40).map("".join)
_HOSTILE = (
    *(
        "[",
        "[a](",
        "](",
        "![",
        "[a][b]",
        "[a]: b\n",
        "*",
        "_a",
        "`",
        "> ",
        "- ",
        "\\",
        ")",
        "[x](<img alt=>)",
    ),
    *("<", "<a ", "<a href=x>", "<div>", "<b i>", "<svg><a href=x>y", "<!--", "<nav><a href=x>t</a>"),
    *("<picture><source srcset='a 1x,'>", "http://", "http://a,", "(http://a)", "a (http://b) ", "www."),
    *("http://a/&a;", "www.a.b ", "a@", "a@b.c ", "mailto:a@", "[url=", '[url="', "[url= ", "[url=[a]"),
    *("[url=x]", "[/url]", "[img]", "[code]"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#x?[0-9a-f]+|[a-z0-9]+);)", re.IGNORECASE)


def _decoded(written: str) -> Iterator[str]:
    """Yield what a target written so may stand for: entities and escapes decoded, or a scheme before it."""
    unescaped = _ESCAPED.sub(lambda match: match[1] or html.unescape(match[2]), written)
    for text in (written, html.unescape(written), html.unescape(written).strip(" \t\n\f\r"), unescaped):
        yield from (text, f"http://{text}", f"mailto:{text}")


def _covered(text: str, span: Span) -> str:
    """Return what a span covers, counted in code points from 1, the end exclusive."""
    assert span.column is not None
    assert span.end_line is not None
    assert span.end_column is not None
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _assert_sound(text: str, references: list[Reference]) -> None:
    for reference in references:
        written = _covered(text, reference.span)
        assert reference.target in set(_decoded(written)), reference
        assert reference.anchor == " ".join(reference.anchor.split()), reference


@pytest.fixture(params=list(extractors), name="extractor")
def _extractor(request: pytest.FixtureRequest) -> Extractor:
    return extractors[request.param]


def test_the_formats_promised_are_registered() -> None:
    assert set(extractors) >= {"text", "markdown", "html", "bbcode"}


def test_media_types_and_suffixes_name_one_format_each() -> None:
    names = [name for e in extractors.values() for name in (e.media_type, *e.suffixes)]
    assert len(names) == len(set(names))
    assert all(name == name.lower() for name in names)
    assert all(suffix.startswith(".") for e in extractors.values() for suffix in e.suffixes)


def test_every_format_has_a_sample(extractor: Extractor) -> None:
    assert extractor.name in SAMPLES


def test_spans_of_the_sample_cover_their_targets(extractor: Extractor) -> None:
    text = SAMPLES[extractor.name]
    references = list(extractor.extract(text))
    assert len(references) >= 6
    _assert_sound(text, references)


@pytest.mark.parametrize("path", sorted(POSTS.glob("*")), ids=lambda path: path.name)
def test_spans_of_the_sample_posts_cover_their_targets(path: Path) -> None:
    matching = [e for e in extractors.values() if path.suffix in e.suffixes]
    text = path.read_text(encoding="utf-8-sig")
    for extractor in matching:
        references = list(extractor.extract(text))
        assert references
        _assert_sound(text, references)


def test_references_come_in_order_of_use(extractor: Extractor) -> None:
    """In the samples only Markdown's definitions stand elsewhere than they are used."""
    spans = [r.span for r in extractor.extract(SAMPLES[extractor.name].replace("[x]: <", "[y]: <"))]
    places = [(span.line, span.column) for span in spans]
    assert places == sorted(places)


def test_same_text_gives_same_references(extractor: Extractor) -> None:
    text = SAMPLES[extractor.name]
    assert list(extractor.extract(text)) == list(extractor.extract(text))


def test_lines_before_move_spans_down_and_change_nothing_else(extractor: Extractor) -> None:
    text = SAMPLES[extractor.name].removeprefix("---\ntitle: https://example.org/no\n---\n")
    before = list(extractor.extract(text))
    after = list(extractor.extract(f"é\n\n{text}"))
    assert [(r.target, r.anchor, r.span.line + 2, r.span.column) for r in before] == [
        (r.target, r.anchor, r.span.line, r.span.column) for r in after
    ]


@given(text=st.one_of(st.text(), _POSTS_OF_SIGNS))
@settings(max_examples=250, deadline=None)
@pytest.mark.parametrize("name", list(extractors))
def test_no_text_makes_an_extractor_raise(name: str, text: str) -> None:
    for reference in extractors[name].extract(text):
        span = reference.span
        assert span.column is not None
        assert (span.line, span.column) <= (span.end_line or 0, span.end_column or 0)
        assert span.end_line is not None
        assert span.end_line <= text.count("\n") + 1


@given(text=_POSTS_OF_SIGNS.map(lambda text: re.sub("[\r\0\ud800]", "", text)))
@settings(max_examples=250, deadline=None)
@pytest.mark.parametrize("name", list(extractors))
def test_spans_cover_their_targets_in_any_text(name: str, text: str) -> None:
    _assert_sound(text, list(extractors[name].extract(text)))


@pytest.mark.parametrize("unit", _HOSTILE)
def test_hostile_repetition_costs_no_more_than_its_length(extractor: Extractor, unit: str) -> None:
    """Quadratic work on 10,000 repetitions takes minutes; twenty seconds of processor time are ample."""
    text = unit * 10_000
    started = time.process_time()
    for _ in extractor.extract(text):
        pass
    assert time.process_time() - started < 20.0


COMMENTS = {
    "text": "# one\na <!-- two --> b\n",
    "markdown": "<!-- one -->\n\n[//]: # (two)\n",
    "html": "<p><!-- one --><!-- two -->",
    "bbcode": "[comment]one[/comment] a [comment]two[/comment]",
}


@pytest.mark.parametrize("name", extractors)
def test_each_format_has_comments_in_order_with_their_place(name: str) -> None:
    text = COMMENTS[name]
    found = list(extractors[name].comments(text))
    assert [comment.text.strip() for comment in found] == ["one", "two"]
    assert [comment.text in text[comment.start : comment.end] for comment in found] == [True, True]


@given(name=st.sampled_from(sorted(extractors)), text=_POSTS_OF_SIGNS)
def test_reading_comments_never_fails_and_keeps_their_place(name: str, text: str) -> None:
    starts = [0]
    for comment in extractors[name].comments(text):
        assert starts[-1] <= comment.start < comment.end <= len(text)
        starts.append(comment.start)


@pytest.mark.parametrize("name", extractors)
@pytest.mark.parametrize(
    "sign", ["<!--", "<a '", "<script>", "[comment]", "{/*", "[//]: # (\n", "<!-- x -->", "\n# ", "<"]
)
def test_comments_of_hostile_posts_are_read_in_one_pass(name: str, sign: str) -> None:
    assert len(list(extractors[name].comments(sign * 20_000))) <= 20_001
