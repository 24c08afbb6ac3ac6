"""The `html` format: what its page says, and that nothing gets out of its place on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import Document, parse

from linkcheck.model import (
    Crawl,
    Finding,
    Level,
    Report,
    RuleDescriptor,
    Source,
    SourceUse,
    Span,
    Suppression,
    SuppressionKind,
)
from linkcheck.renderers import html_report
from linkcheck.renderers.html_report.charts import donut
from linkcheck.renderers.html_report.markup import cut, element, foreign, link, said
from linkcheck.renderers.html_report.statements import SENTENCES
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.shaping import shape_report
from linkcheck.rules import rules
from tests.canned import rendered
from tests.renderers.pages import assert_accessible, assert_stands_alone, attribute

HOSTILE = (
    "\"'><img src=x onerror=alert(1)></script><script>alert(1)</script></style></title><!-- --!> <![CDATA["
    " &lt;"
    "b&gt; &#60;script&#62; {{7*7}} javascript:alert(1) "
    "\u202eevil\u202c \u200b\ufeff \x1b[2J\x00 👩\u200d💻"
)


def tree(report: Report) -> Document:
    """Return the page's tree; whatever the report, it is well-formed, loads nothing and is accessible."""
    found = assert_stands_alone(rendered("html", report))
    assert_accessible(found)
    return found


def texts(page: Document, selector: str) -> list[str]:
    """Return the text of all that a selector finds, its white space folded."""
    return [" ".join(node.text.split()) for node in page.select(selector)]


def rows(page: Document, selector: str) -> list[str]:
    """Return the text of all that a selector finds, a space between one child and the next."""
    return [
        " ".join(" ".join(child.text.split()) for child in node.select(":scope > *"))
        for node in page.select(selector)
    ]


def test_what_matters_first_stands_in_the_headline(report: Report) -> None:
    sourcing = Source(
        report.sources[0].url,
        3,
        3,
        0.5,
        0.9,
        documents=(SourceUse("posts/forum-post.txt", 3, 3, 3, 0.6875, 0.5),),
    )
    page = tree(replace(report, sources=(sourcing,)))
    assert texts(page, "h1") == [
        "1 link is broken, 1 link is no usable address, 1 page carries 69 % of one post’s sourcing"
    ]
    assert rows(page, ".figures .figure") == [
        "posts 2",
        "links 9",
        "errors 2",
        "warnings 2",
        "notes 2",
        "set aside 1",
    ]


def test_a_run_without_findings_is_told_from_one_that_checked_nothing(
    report: Report, empty_report: Report
) -> None:
    assert texts(tree(empty_report), "h1") == ["Nothing was checked: no post was read"]
    no_links = replace(report, crawl=Crawl(report.crawl.documents, (), {}), findings=())
    assert texts(tree(no_links), "h1") == ["Nothing was checked: no link was found"]
    assert texts(tree(replace(report, findings=())), "h1") == ["Nothing was found to object to"]
    notes = tuple(each for each in report.findings if each.level is Level.NOTE)
    assert texts(tree(replace(report, findings=notes)), "h1") == ["Nothing is broken; there are only notes"]


def test_a_run_that_was_stopped_or_lost_its_network_is_loud(report: Report) -> None:
    stopped = replace(report, run=replace(report.run, is_complete=False))
    assert texts(tree(stopped), ".alarm")[0].startswith("Incomplete: the run was stopped")
    lost = replace(report, run=replace(report.run, problem="the network is gone"))
    assert texts(tree(lost), ".alarm") == ["Not reliable: the network is gone"]
    assert not tree(report).select(".alarm")


def test_findings_stand_under_their_post_gravest_first(report: Report) -> None:
    """Posts stand in the order read; a post's findings of one level stand by line."""
    page = tree(report)
    assert texts(page, "details.post > summary") == [
        "posts/forum-post.txt 2 findings", "posts/ملاحظات.md 3 findings", "All posts together 1 finding",
    ]  # fmt: skip
    assert all("open" in node.attrs for node in page.select("details.post"))
    items = [
        (attribute(node, "data-level"), attribute(node, "data-rule")) for node in page.select("li.finding")
    ]
    assert items[:2] == [("warning", "link-overuse"), ("warning", "image-reuse")]
    (overuse,) = page.select("#finding-1")
    assert "line 6:98" in overuse.text
    assert texts(page, "#finding-1 .anchors li") == ["11:73 قلقًا متزايدًا", "12:89 روسيا"]
    assert "حيث تثير الروابط العسكرية" in [node.text for node in overuse.select("dd bdi")]


def test_a_warning_stands_before_the_notes_of_its_post(report: Report) -> None:
    levels = (Level.NOTE, Level.WARNING, Level.NOTE, Level.ERROR)
    found = tuple(
        Finding("x", document="a.md", span=Span(line, 1), level=level, rule="odd")
        for line, level in enumerate(levels, 1)
    )
    page = tree(replace(report, findings=found))
    assert texts(page, "li.finding .place") == ["line 4:1", "line 2:1", "line 1:1", "line 3:1"]
    assert [node.attrs["id"] for node in page.select("li.finding")] == [f"finding-{n}" for n in range(1, 5)]


def evidence_rows(report: Report, **evidence: object) -> list[str]:
    finding = replace(report.findings[0], evidence=evidence)
    return rows(tree(replace(report, findings=(finding,))), ".evidence dl > div")


def test_figures_of_overuse_have_plain_names(report: Report) -> None:
    assert evidence_rows(report, G=3, N=24, O=0.5278, U=6, n=19, p=1.77e-10, s=0.7917, severity="severe") == [
        "links to this page 19",
        "links in the post 24",
        "share of the links 79 %",
        "pages linked 6",
        "groups of unlike anchors 3",
        "overuse (share × (1 − 1 / groups)) 0.5278",
        "probability by chance 1.77e-10",
        "severity severe",
    ]


def test_evidence_leaves_out_what_is_said_already(report: Report) -> None:
    """Nothing for null, for the finding's own URL and anchors, and for groups of one anchor each."""
    link = report.findings[0].link
    assert link is not None
    told = {"url": link.url, "urls": [link.url], "anchors": ["روسيا"], "anchor_groups": [["a"], ["b"]]}
    assert evidence_rows(report, description=None, empty=[], **told) == []
    assert evidence_rows(report, title="Ledger", heading="Ledger", count=0, is_empty=False) == [
        "count 0",
        "heading Ledger",
        "is empty no",
    ]


def test_lists_in_evidence_are_lists(report: Report) -> None:
    """Each text keeps its own direction of writing; no JSON is cut in the middle of a word."""
    groups = [["سلاح", "صواريخ"], ["Moscow"]]
    places = [{"document": "a.md", "first_line": 1}] * 60
    finding = replace(report.findings[0], evidence={"anchor_groups": groups, "places": places})
    page = tree(replace(report, findings=(finding,)))
    assert texts(page, ".evidence li")[:3] == ["سلاح · صواريخ", "Moscow", "document: a.md · first line: 1"]
    assert texts(page, ".evidence li")[-1] == "and 10 more"
    assert texts(page, ".evidence li:first-child bdi")[:2] == ["سلاح", "صواريخ"]


def test_evidence_nested_deeply_costs_little(report: Report) -> None:
    value: object = "x" * 1_000
    for _ in range(30):
        value = [value] * 2 if isinstance(value, str) else {"inner": [value]}
    (row,) = evidence_rows(report, odd=value)
    assert "characters)" in row
    assert len(row) < 600


def test_long_lists_stand_folded(report: Report) -> None:
    """The first post is open whatever its length; what follows after a hundred findings is not."""
    many = tuple(
        Finding("x", document=f"{number // 50}.md", level=Level.NOTE, rule="odd") for number in range(250)
    )
    posts = tree(replace(report, findings=many)).select("details.post")
    assert ["open" in node.attrs for node in posts] == [True, True, False, False, False]


def test_filters_are_hidden_until_the_script_runs(report: Report) -> None:
    """Without it they would do nothing."""
    page = tree(report)
    (form,) = page.select("form")
    assert "hidden" in form.attrs
    assert texts(page, "#filters .choice") == ["error 2", "warning 2", "note 2"]
    rule_options = [attribute(node, "value") for node in page.select("#filter-rule option")]
    assert rule_options == [
        "",
        "broken-link",
        "image-reuse",
        "link-overuse",
        "malformed-url",
        "moved-link",
        "odd-run",
    ]
    assert texts(page, "#filter-post option")[1:] == [
        "posts/forum-post.txt",
        "posts/ملاحظات.md",
        "All posts together",
    ]
    assert not tree(replace(report, findings=())).select("form")


def test_every_hop_of_a_redirect_is_shown_with_its_status(report: Report) -> None:
    assert texts(tree(report), "#redirects .chain li") == [
        "301 http://example.org/old moved for good", "302 https://example.org/old for now",
        "200 https://example.org/new",
    ]  # fmt: skip


def test_addresses_stand_by_verdict_with_their_reason(report: Report) -> None:
    page = tree(report)
    assert texts(page, "#addresses summary") == ["broken 1", "ok 4"]
    assert "the host does not exist" in texts(page, "#addresses details")[0]
    assert ["open" in node.attrs for node in page.select("#addresses details")] == [True, False]


def test_the_chart_tells_its_figures_in_words(report: Report) -> None:
    (chart,) = tree(report).select("svg.donut")
    assert attribute(chart, "aria-label") == "Verdicts of 5 addresses: 4 ok, 1 broken"
    assert len(chart.select("circle")) == 3


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=5))
def test_arcs_fill_the_ring_and_even_the_smallest_is_seen(counts: list[int]) -> None:
    arcs = parse(donut("x", [(f"p{index}", count) for index, count in enumerate(counts)])).select("circle")[
        1:
    ]
    assert len(arcs) == sum(map(bool, counts))
    lengths = [[float(each) for each in attribute(arc, "stroke-dasharray").split()] for arc in arcs]
    assert all(length > 0.5 for length, _ in lengths)
    gap = 0.8 if len(arcs) > 1 else 0
    assert not arcs or abs(sum(length + gap for length, _ in lengths) - 100) < 0.1


def test_sources_show_share_anchors_and_overuse(report: Report) -> None:
    page = tree(report)
    found = rows(page, "#sources tbody tr")
    assert found[0].startswith("50 % of all links 50 % https://arabic.euronews.com/2024/09/08/")
    assert len(found) == 3
    assert attribute(page.select("#sources svg")[0], "aria-label") == "50\xa0% of all links"
    many = tuple(Source(f"https://e.org/{number}", 1, 1, 0.01, 0.0) for number in range(20))
    assert texts(tree(replace(report, sources=many)), "#sources details > summary") == ["5 more pages"]


def test_sources_are_compared_with_an_earlier_report(report: Report) -> None:
    before = tuple(
        replace(source, share_before=share)
        for source, share in zip(report.sources, (0, 0.25, 1), strict=True)
    )
    found = rows(tree(replace(report, sources=before)), "#sources tbody tr")
    assert [row.split()[-2:] for row in found][1:] == [["25", "%"], ["100", "%"]]
    assert found[0].endswith("new")


def test_what_is_set_aside_stands_with_its_reason(report: Report) -> None:
    aside = [
        replace(report.suppressed[0], suppression=Suppression(kind, reason, place))
        for kind, reason, place in (
            (SuppressionKind.IN_SOURCE, "known", "a.md:3"), (SuppressionKind.BASELINE, "", ""),
        )
    ]  # fmt: skip
    found = rows(tree(replace(report, suppressed=(*aside, report.suppressed[0]))), "#suppressed tbody tr")
    assert [row.rpartition("blocked-link ")[2] for row in found] == [
        "ignored in the post: known (a.md:3)", "known from the baseline", "not said",
    ]  # fmt: skip


def test_the_manual_of_each_rule_is_one_link_away(report: Report) -> None:
    manual = "What.\n\nWhy `code`.\n\nHow."
    described = replace(report, rules=(RuleDescriptor("broken-link", Level.ERROR, "What.", manual),))
    page = tree(described)
    assert texts(page, "#rule-broken-link p") == ["Why code.", "How."]
    assert texts(page, "#rule-broken-link code") == ["code"]
    assert [attribute(node, "href") for node in page.select("#findings a.rule")] == ["#rule-broken-link"]


def test_every_sentence_is_of_a_rule_that_exists() -> None:
    assert not SENTENCES.keys() - set(rules)


def test_rules_without_a_sentence_speak_by_their_summary(report: Report) -> None:
    finding = replace(report.findings[0], rule="odd", level=Level.ERROR)
    described = replace(
        report, findings=(finding,), rules=(RuleDescriptor("odd", Level.ERROR, "Odd things.", ""),)
    )
    assert texts(tree(described), "h1") == ["Odd things"]


def test_a_right_to_left_anchor_ends_where_it_ends() -> None:
    """An isolate keeps its direction from turning what stands around it."""
    assert said("“روسيا” is https://e.org/x, 2 places") == (
        '<span dir="ltr" class="message">“<bdi>روسيا</bdi>” is '
        '<a class="url" dir="ltr" href="https://e.org/x" '
        'rel="noopener noreferrer nofollow">https://<b>e.org</b>/x</a>, 2 places</span>'
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "//e.org/", "/x", "mailto:a@e.org",
        "", "http:", 'https://e.org/"onclick="x', "https://e.org/\u202egpj.exe", "https://***@e.org/", "https://e.org/?token=***",
        "https://e.org/a b", " https://e.org/", "https://e.org/\n", "https://e.org/" + "x" * 3000, "HTTPS://e.org/<",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_of_the_web_is_no_link(url: str) -> None:
    assert "href" not in link(url)


@pytest.mark.parametrize(
    "url", ["https://e.org/", "http://127.0.0.1:80/a?b=c&d#e", "https://xn--p1ai/%D0%BF"]
)
def test_addresses_of_the_web_are_links(url: str) -> None:
    (found,) = parse(link(url)).select("a")
    assert (attribute(found, "href"), found.text) == (url, url)


def test_characters_that_nobody_sees_are_seen() -> None:
    shown = foreign("a\u202eb\u200bc\x1b")
    assert parse(shown).text == "a\\u202eb\\u200bc\\x1b"
    assert shown.count('class="unseen"') == 3
    assert parse(link("https://e.org/\u200c")).text == "https://e.org/\\u200c"
    assert foreign("می\u200cخواهم 👩\u200d💻") == "<bdi>می\u200cخواهم 👩\u200d💻</bdi>"


@given(st.text(max_size=60))
def test_text_stays_text(content: str) -> None:
    """Neither in an element nor in an attribute does any text start anything."""
    (node,) = parse(element("p", content, title=content)).select("body *:not(.unseen)")
    assert set(node.attrs) == {"title"}
    (quoted,) = parse(said(content)).select("span.message")
    assert all(each.tag in ("bdi", "a", "b", "span") for each in quoted.select("*"))


@given(st.text(max_size=500), st.integers(4, 50))
def test_cut_text_is_bounded(content: str, limit: int) -> None:
    assert len(cut(content, limit)) <= limit + 30


def _hostile(value: Any, path: tuple[str, ...] = ()) -> Any:
    """Put hostile text wherever a report holds free text."""
    if isinstance(value, dict):
        return {key: _hostile(each, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_hostile(each, path) for each in value]
    closed = (
        "level verdict kind relation failure canonical_source problem_kind started_at checked_at sha256 "
        "phash dhash phash256 pdq document"
    ).split()
    return f"{value}{HOSTILE}" if isinstance(value, str) and path[-1] not in closed else value


def test_hostile_text_is_inert_wherever_it_stands(report: Report) -> None:
    """Every free text of the report is hostile at once, and the page has the same elements."""
    saved = json.loads(encode(shape_report(report)))
    page = html_report.render(read_report(json.dumps(_hostile(saved)).encode()))
    found = assert_stands_alone(page)
    assert_accessible(found)
    assert len(found.select("script")) == len(found.select("style")) == len(found.select("head > title")) == 1
    assert not found.select("img")
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_an_anchor_of_a_megabyte_is_cut(report: Report) -> None:
    first = report.findings[0]
    assert first.link is not None
    huge = replace(first.link, reference=replace(first.link.reference, anchor="<b>" * 350_000))
    page = rendered("html", replace(report, findings=(replace(first, link=huge, message="x" * 10**6),)))
    assert len(page) < 100_000
    assert "(1,050,000 characters)" in page


def _assets() -> Iterator[tuple[str, str]]:
    for name in ("style.css", "script.js"):
        yield name, (Path(html_report.__file__).parent / name).read_text("utf-8")


@pytest.mark.parametrize(("name", "content"), list(_assets()))
def test_style_and_script_cannot_end_their_element(name: str, content: str) -> None:
    assert "</" not in content
    assert "<!--" not in content
    assert content.isascii() or name == "style.css"
