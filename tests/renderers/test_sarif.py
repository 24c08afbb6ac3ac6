"""The `sarif` format: the schema, and what code scanning makes of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linkcheck.model import (
    Document,
    Finding,
    Level,
    Report,
    RuleDescriptor,
    Span,
    Suppression,
    SuppressionKind,
)
from linkcheck.renderers.artifacts import is_relative, uri_of
from linkcheck.renderers.sarif_results import literal
from linkcheck.text.printable import printable
from tests import canned
from tests.canned import RUN, rendered
from tests.contracts.test_renderers import REPORTS
from tests.renderers.conftest import NOTES, POST

# The standard's schema, from Microsoft's SARIF SDK 5.7.0 (MIT licence).
SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
# RFC 3986 §2: what a URI is made of
URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-F]{2})+")


def written(report: Report) -> dict[str, Any]:
    """Return the one run of a log that keeps to the schema."""
    log = json.loads(rendered("sarif", report))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    checked_references(run)
    return dict(run)


def checked_references(run: dict[str, Any]) -> None:
    """Every index leads to what it says, which no schema can check."""
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result.get("locations", ()), *result.get("relatedLocations", ())):
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"] == artifact
            assert URI.fullmatch(artifact["uri"])
        ids = {location["id"] for location in result.get("relatedLocations", ())}
        assert {int(number) for number in links(result["message"]["text"])} <= ids


def links(text: str) -> list[str]:
    """Return what a message's links name, as §3.11.6 reads them."""
    return re.findall(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\.)*\]\(([^)]*)\)", text)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_report_keeps_to_the_schema(report: Report) -> None:
    written(report)


def test_the_schema_refuses_what_is_no_sarif() -> None:
    assert not VALIDATOR.is_valid({"version": "2.1.0"})
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]})


def test_results_say_where_and_what(report: Report) -> None:
    run = written(report)
    assert run["columnKind"] == "unicodeCodePoints"
    results = {result["ruleId"]: result for result in run["results"]}
    overuse = results["link-overuse"]
    assert (overuse["level"], overuse["partialFingerprints"]) == (
        "warning",
        {"linkcheck/v1": "link-overuse-print"},
    )
    (location,) = overuse["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert place["artifactLocation"]["uri"] == POST
    assert place["region"] == {"startLine": 6, "startColumn": 98, "endLine": 6, "endColumn": 98 + 124}
    assert [each["physicalLocation"]["region"]["startLine"] for each in overuse["relatedLocations"]] == [
        11,
        12,
    ]
    assert overuse["message"]["text"].endswith(
        f"Also at [{POST}:11:73](1) “قلقًا متزايدًا”, [{POST}:12:89](2) “روسيا”."
    )
    assert {"%SRCROOT%"} == set(run["originalUriBaseIds"])
    assert (
        unquote(results["moved-link"]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == NOTES
    )


def test_a_finding_about_no_document_still_has_a_place(report: Report) -> None:
    """GitHub refuses a whole upload for one result without a location."""
    for result in written(report)["results"]:
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_rules_bring_their_manual() -> None:
    report = canned.report(canned.document("[x](http://[)"))
    (rule,) = written(report)["tool"]["driver"]["rules"]
    assert rule["id"] == "malformed-url"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["problem.severity"] == "error"
    assert rule["shortDescription"]["text"] == "A link's target is no URL that a browser could open."
    assert rule["fullDescription"]["text"].startswith("A space in the host")
    assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"])
    assert "helpUri" not in rule


def test_a_rule_that_is_not_described_has_its_name(report: Report) -> None:
    rules = {rule["id"]: rule for rule in written(report)["tool"]["driver"]["rules"]}
    assert rules["odd-run"]["shortDescription"] == {"text": "odd-run"}
    described = RuleDescriptor("odd-run", Level.NOTE, "Odd {0}.", "Odd {0}.")
    rules = {
        rule["id"]: rule for rule in written(replace(report, rules=(described,)))["tool"]["driver"]["rules"]
    }
    assert rules["odd-run"]["help"] == {"text": "Odd {{0}}.", "markdown": "Odd {0}."}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SuppressionKind.IN_SOURCE, "inSource"),
        (SuppressionKind.CONFIG, "external"),
        (SuppressionKind.BASELINE, "external"),
        (SuppressionKind.UNCHANGED, "external"),
    ],
)
def test_suppressed_findings_say_so_and_the_others_say_that_they_are_not(
    report: Report, kind: SuppressionKind, expected: str
) -> None:
    first, *_ = report.findings
    hidden = replace(first, suppression=Suppression(kind, "shown on\x1b purpose", "a.toml:3"))
    run = written(replace(report, suppressed=(hidden,)))
    *others, last = run["results"]
    assert all(result["suppressions"] == [] for result in others)
    (suppression,) = last["suppressions"]
    assert (suppression["kind"], suppression["status"]) == (expected, "accepted")
    assert suppression["justification"] == "shown on\\x1b purpose"
    assert suppression["properties"] == {"kind": kind.value, "place": "a.toml:3"}
    assert all("suppressions" not in result for result in written(replace(report, suppressed=()))["results"])


def test_a_run_that_failed_says_so(report: Report) -> None:
    (invocation,) = written(report)["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "startTimeUtc": "2026-01-01T10:30:15Z",
        "endTimeUtc": "2026-01-01T10:30:16.235000Z",
    }
    (invocation,) = written(replace(report, run=replace(RUN, problem="no {network}")))["invocations"]
    assert not invocation["executionSuccessful"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "This report is not reliable: no {{network}}"


def test_pages_and_standard_input_are_no_files_of_the_repository() -> None:
    names = ("https://e.org/a b?ü", "<stdin>", "/home/me/a.md")
    findings = tuple(Finding("m", document=name, span=Span(1), level=Level.NOTE, rule="r") for name in names)
    report = Report(RUN, replace(canned.report().crawl, documents=tuple(_documents(names))), findings)
    locations = [artifact["location"] for artifact in written(report)["artifacts"]]
    assert [(each["uri"], each.get("uriBaseId")) for each in locations] == [
        ("https://e.org/a%20b?%C3%BC", None),
        ("%3Cstdin%3E", "%SRCROOT%"),
        ("file:///home/me/a.md", None),
    ]


def _documents(names: tuple[str, ...]) -> list[Document]:
    return [Document(name, "text/markdown", "") for name in names]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a:b.md", "a%3Ab.md"),
        ("./posts/a.md", "posts/a.md"),
        ("../a.md", "../a.md"),
        ("C:/posts/a b.md", "file:///C:/posts/a%20b.md"),
        ("a\\b.md", "a%5Cb.md"),
        ("100%.md", "100%25.md"),
        ("a?b#c.md", "a%3Fb%23c.md"),
    ],
)
def test_file_names_become_uris(name: str, uri: str) -> None:
    assert uri_of(name) == uri


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_file_name_is_read_back_from_its_uri(name: str) -> None:
    uri = uri_of(name)
    assert URI.fullmatch(uri) or uri == ""
    if is_relative(uri):
        parts = urlsplit(uri)
        assert (parts.scheme, parts.query, parts.fragment) == ("", "", "")
        assert unquote(uri) == name.removeprefix("./")


@given(st.text(st.sampled_from("[]()\\{}0a1 ")))
def test_a_message_shows_what_it_was_made_of_and_links_to_nothing(text: str) -> None:
    written = literal(text)
    assert links(written) == []
    assert not re.search(r"\{\d+\}", written.replace("{{", "").replace("}}", ""))
    unescaped = re.sub(r"\\([\\\[\]])", r"\1", written).replace("{{", "{").replace("}}", "}")
    assert unescaped == printable(text)
