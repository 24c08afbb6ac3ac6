"""The `json` format."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from linkcheck.model import (
    Document,
    Failure,
    FailureKind,
    Kind,
    Level,
    Link,
    Redirect,
    Reference,
    Report,
    Resource,
    Span,
)
from linkcheck.renderers import renderers
from linkcheck.renderers.json_report import encode, links_json
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.shape import report_schema
from linkcheck.renderers.shaping import shape_report
from tests import canned
from tests.canned import rendered

_SECRET = "hunter2"


def written(report: Report) -> dict[str, Any]:
    """Return the report as another program reads it."""
    text = rendered("json", report)
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_a_real_report_fits_the_schema_and_the_schema_refuses_others(report: Report) -> None:
    """The schema accepts what is written, and is strict enough to refuse what is not a report."""
    validator = jsonschema.Draft202012Validator(
        report_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    parsed = written(report)
    validator.validate(parsed)
    changes: tuple[dict[str, object], ...] = ({"schema_version": 2}, {"links": None}, {"run": {}})
    for change in changes:
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(parsed | change)


def test_summary_counts_what_the_report_holds(report: Report) -> None:
    """Figures are of documents, links, URLs, verdicts and findings; suppressed ones are counted apart."""
    assert written(report)["summary"] == {
        "documents": 2,
        "links": 9,
        "urls": 5,
        "verdicts": {"ok": 4, "broken": 1, "blocked": 0, "unavailable": 0, "skipped": 0},
        "levels": {"error": 2, "warning": 2, "note": 2},
        "suppressed": 1,
    }


def test_links_say_where_and_what(report: Report) -> None:
    """A link has its span, target, URL with fragment, and anchor; a malformed one has its problem instead."""
    links = written(report)["links"]
    assert [link["line"] for link in links] == [6, 11, 12, 18, 3, 5, 7, 9, 11]
    assert links[6] == {
        "document": "posts/ملاحظات.md",
        "line": 7,
        "column": 4,
        "end_line": 7,
        "end_column": 40,
        "kind": "hyperlink",
        "target": "https://example.org/gone?page=2#part",
        "url": "https://example.org/gone?page=2#part",
        "fragment": "part",
        "anchor": "第二頁",
        "anchor_inferred": False,
        "context": "",
        "rel": ["nofollow"],
        "is_navigation": False,
        "problem": None,
        "problem_kind": None,
        "target_overlap": None,
    }
    assert links[7]["url"] is None
    assert (links[7]["problem_kind"], links[7]["problem"]) == ("malformed", "its host has a space")


def test_links_are_sorted_by_document_and_position(report: Report) -> None:
    """The order of the links in memory does not show."""
    crawl = replace(report.crawl, links=report.crawl.links[::-1])
    assert written(replace(report, crawl=crawl))["links"] == written(report)["links"]


def test_resources_are_sorted_and_carry_verdict_and_domain(report: Report) -> None:
    """Resources come by URL, each with what it means, where it led and who owns the domain."""
    resources = written(report)["resources"]
    assert [resource["url"] for resource in resources] == sorted(report.crawl.resources)
    moved = resources[0]
    assert (moved["verdict"], moved["reason"], moved["status"]) == ("ok", "200", 200)
    assert moved["redirects"][0] == {"status": 301, "url": "https://example.org/old"}
    assert moved["canonical_source"] == "link-element"
    assert moved["registrable_domain"] == "example.org"
    assert (moved["checked_at"], moved["elapsed_seconds"]) == ("2026-01-01T10:30:15Z", 0.123)
    gone = next(resource for resource in resources if resource["verdict"] == "broken")
    assert (gone["status"], gone["failure"]) == (None, "dns-not-found")


def test_findings_name_their_places(report: Report) -> None:
    """The primary place, what was written there, and every related place; null where there is none."""
    findings = written(report)["findings"]
    assert findings[1]["related"] == [
        {
            "document": "posts/ملاحظات.md",
            "line": 3,
            "column": 1,
            "url": "https://cdn.example.net/copied.webp",
            "anchor": "صورة",
        }
    ]
    assert findings[0]["evidence"] == {"links": 3, "share": 0.6875, "anchors": ["روسيا", "إيران"]}
    assert findings[4]["url"] is None
    assert findings[4]["target"] == "http://exa mple.org/[x"
    assert [findings[5][key] for key in ("document", "line", "url", "anchor")] == ["", None, None, None]


def test_pictures_and_groups(report: Report) -> None:
    """A picture has its size and hashes; a group its tie, URLs and places."""
    parsed = written(report)
    (picture,) = [resource["picture"] for resource in parsed["resources"] if resource["picture"]]
    assert (picture["width"], picture["height"], picture["phash"]) == (808, 508, "c3d2e1f0a5968778")
    (group,) = parsed["image_groups"]
    assert (group["relation"], group["max_distance_bits"]) == ("same-picture", 6)
    assert [(place["document"], place["line"]) for place in group["links"]] == [
        ("posts/forum-post.txt", 18),
        ("posts/ملاحظات.md", 3),
    ]


def test_an_interrupted_run_is_not_complete(report: Report) -> None:
    """A reader of the JSON can tell a partial report."""
    partial = replace(report, run=replace(report.run, is_complete=False))
    assert written(partial)["run"]["complete"] is False


def test_text_is_readable_and_safe_to_print(report: Report) -> None:
    """Other scripts are written as they are; what a terminal obeys or bidi reorders is escaped."""
    finding = replace(report.findings[0], message="إيران \x9b2J \x1b[2J \u202eevil\u2028")
    text = rendered("json", replace(report, findings=(finding,)))
    assert "إيران" in text
    assert text.endswith("}\n")
    assert not any(character in text for character in "\x9b\x1b\u202e\u2028")
    assert json.loads(text)["findings"][0]["message"] == finding.message


def test_lone_surrogates_become_replacement_characters(report: Report) -> None:
    """A file name that is no UTF-8 does not stop the report, and changes nothing else in it."""
    plain = replace(report.findings[0], message="bad name", evidence={"name": ["x"], "again": {"k": 1}})
    broken = replace(plain, message="bad\udcff name", evidence={"name": ["x\ud800"], "again": {"k": 1}})
    expected = rendered("json", replace(report, findings=(plain,)))
    found = rendered("json", replace(report, findings=(broken,)))
    assert found.replace("\ufffd", "") == expected
    assert found.count("\ufffd") == 2


def test_sets_in_evidence_come_out_sorted(report: Report) -> None:
    """The order of a set depends on the process; that of the JSON does not."""
    finding = replace(report.findings[0], evidence={"hosts": frozenset({"c", "a", "b"}), "at": (1, 2)})
    parsed = written(replace(report, findings=(finding,)))
    assert parsed["findings"][0]["evidence"] == {"at": [1, 2], "hosts": ["a", "b", "c"]}


def test_a_report_can_be_read_back(report: Report) -> None:
    """Reading gives the same typed value; fields of a later version are passed over."""
    shape = shape_report(report)
    text = encode(shape)
    assert read_report(text.encode()) == shape
    parsed = json.loads(text)
    assert read_report(json.dumps(parsed | {"added_later": 1}).encode()) == shape


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[]", "no JSON report of linkcheck"),
        (b'{"schema_version": 2}', "schema version 2; this linkcheck reads version 1"),
        (b'{"schema_version": 1}', "no JSON report of linkcheck: Object missing required field"),
    ],
)
def test_what_is_no_report_is_refused_in_plain_words(content: bytes, problem: str) -> None:
    """A person who names the wrong file learns which one to name."""
    with pytest.raises(ValueError, match=problem):
        read_report(content)


def test_extracted_links_have_the_same_items(report: Report) -> None:
    """`linkcheck extract` and `linkcheck check` write a link in the same way."""
    parsed = json.loads(links_json(report.crawl.documents, iter(report.crawl.links)))
    whole = written(report)
    assert parsed["summary"] == {"documents": 2, "links": 9}
    assert list(parsed) == ["schema_version", "tool", "summary", "documents", "links"]
    assert parsed["documents"] == whole["documents"]
    assert parsed["links"] == [link | {"target_overlap": None} for link in whole["links"]]


def test_a_link_of_an_unknown_document_comes_last() -> None:
    """Nothing is lost if a caller passes links without their document."""
    link = Link("b", Reference("x", Kind.HYPERLINK, Span(1)), "https://example.org/", "https://example.org/")
    parsed = json.loads(links_json([Document("a", "text/plain", "")], [link, replace(link, document="a")]))
    assert [item["document"] for item in parsed["links"]] == ["a", "b"]


def test_levels_of_suppressed_findings_do_not_count(report: Report) -> None:
    """Suppressed findings are listed apart, so that a summary says what still matters."""
    suppressed = replace(report, findings=(), suppressed=report.findings)
    parsed = written(suppressed)
    assert parsed["summary"]["levels"] == dict.fromkeys(Level, 0)
    assert [finding["rule"] for finding in parsed["suppressed"]] == [f.rule for f in report.findings]


@pytest.mark.parametrize("name", sorted(renderers))
def test_no_format_shows_a_secret(name: str) -> None:
    """Whatever place of a report a secret stands in, no format prints it."""
    url = f"https://me:{_SECRET}@e.org/a?token={_SECRET}#access_token={_SECRET}"
    text = f"see [{url}]({url}) and ![{url}]({url}) [odd](http://me:{_SECRET}@[x)\n" * 6
    gone = Resource(
        url.partition("#")[0],
        failure=Failure(FailureKind.INVALID_URL, f"it says https://a:{_SECRET}@b.org/"),
        redirects=(Redirect(301, f"https://e.org/?sig={_SECRET}"),),
        final_url=f"https://e.org/?sig={_SECRET}",
        canonical_candidate=f"https://e.org/?key={_SECRET}",
        title=f"a page at https://e.org/?key={_SECRET}",
    )
    made = canned.report(canned.document(text, f"https://a:{_SECRET}@b.org/post.md"), resources=[gone])
    made = replace(made, run=replace(made.run, inputs=(f"https://a:{_SECRET}@b.org/post.md",)))
    assert made.findings
    shown = rendered(name, made)
    assert _SECRET not in shown
