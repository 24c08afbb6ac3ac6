"""The formats with a line for each finding: `csv` and `jsonl`, and GitLab's list."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Crawl, Document, Finding, Level, Report, Span
from linkcheck.renderers.cells import cell, csv_text
from linkcheck.text.printable import printable
from tests.canned import RUN, rendered
from tests.contracts.test_renderers import REPORTS
from tests.renderers.conftest import NOTES, POST


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(rendered("csv", report), newline="")))


def test_csv_has_a_row_for_each_finding(report: Report) -> None:
    found = rows(report)
    assert [row["rule"] for row in found] == [finding.rule for finding in report.findings]
    overuse = next(row for row in found if row["rule"] == "link-overuse")
    assert (overuse["level"], overuse["document"], overuse["line"], overuse["column"]) == (
        "warning",
        POST,
        "6",
        "98",
    )
    assert overuse["other_places"] == "2"
    odd = found[-1]
    assert (odd["line"], odd["document"], odd["url"]) == ("", "", "")


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_csv_keeps_to_rfc_4180(report: Report) -> None:
    """Every record has as many fields as the head, and ends in CRLF."""
    text = rendered("csv", report)
    assert text.count("\r\n") == text.count("\n") == len(report.findings) + 1
    parsed = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert {len(record) for record in parsed} == {13}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\n=1",
        '"=1',
        "'=1",
        "|cmd",
        "%0A",
        "=HYPERLINK(1)",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    report = Report(RUN, Crawl((), (), {}), (Finding(text, document=text, level=Level.NOTE, rule="r"),))
    (row,) = rows(report)
    assert row["message"].startswith("'")
    assert row["document"].startswith("'")


@pytest.mark.parametrize("text", ["https://e.org/=1", "a-b", "1", "نص", "11 of 16 links", ""])
def test_other_text_is_left_alone(text: str) -> None:
    assert cell(text) == text


@given(st.lists(st.text(), min_size=1))
def test_cells_are_read_back(values: list[str]) -> None:
    (record,) = csv.reader(StringIO(csv_text([[*values, "end"]], line_end="\r\n"), newline=""), strict=True)
    assert record[-1] == "end"
    for value, read in zip(values, record, strict=False):
        assert read.removeprefix("'") == printable(value).removeprefix("'")
        assert not re.match(r"\s*[=+\-@|%]", read)


def test_a_line_of_jsonl_is_a_finding_of_the_json_report(report: Report) -> None:
    lines = rendered("jsonl", report).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", report))["findings"]


def test_jsonl_of_nothing_is_nothing(empty_report: Report) -> None:
    assert rendered("jsonl", empty_report) == ""


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_no_text_breaks_a_line_of_jsonl(report: Report) -> None:
    """Not even the ends of line that only Unicode knows."""
    lines = rendered("jsonl", report).splitlines()
    assert len(lines) == len(report.findings)
    assert all(isinstance(json.loads(line), dict) for line in lines)


def issues(report: Report) -> list[dict[str, Any]]:
    found = json.loads(rendered("gitlab", report))
    assert isinstance(found, list)
    return found


def test_gitlab_gets_what_it_asks_for(report: Report) -> None:
    found = issues(report)
    assert len(found) == len(report.findings)
    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"]
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    broken = next(issue for issue in found if issue["check_name"] == "broken-link")
    assert (broken["severity"], broken["location"]) == (
        "major",
        {"path": NOTES, "lines": {"begin": 7, "end": 7}},
    )
    assert broken["description"].endswith("; at 7:4 “第二頁”, 11:2 “again”")


def test_gitlab_fingerprints_differ_and_survive_moved_lines(report: Report) -> None:
    twice = replace(report, findings=report.findings * 2)
    prints = [issue["fingerprint"] for issue in issues(twice)]
    assert len(set(prints)) == len(prints)
    assert prints[: len(report.findings)] == [issue["fingerprint"] for issue in issues(report)]
    moved = replace(report, findings=tuple(replace(each, span=Span(99)) for each in report.findings))
    assert [issue["fingerprint"] for issue in issues(moved)] == [
        issue["fingerprint"] for issue in issues(report)
    ]


def test_gitlab_gets_no_issue_without_a_file() -> None:
    found = Finding("m", level=Level.NOTE, rule="r")
    assert issues(Report(RUN, Crawl((), (), {}), (found,))) == []
    crawl = Crawl((Document("./a.md", "text/markdown", ""),), (), {})
    (issue,) = issues(Report(RUN, crawl, (found,)))
    assert issue["location"] == {"path": "a.md", "lines": {"begin": 1, "end": 1}}
