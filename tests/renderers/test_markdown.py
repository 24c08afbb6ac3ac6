"""The `markdown` format, read by GitHub's own parser (cmark-gfm)."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Finding, Level, Report
from linkcheck.renderers.markdown_text import code, prose
from linkcheck.text.printable import printable
from tests.canned import RUN, rendered
from tests.contracts.test_renderers import REPORTS
from tests.renderers.conftest import GONE, POST

# What GitHub makes a link or a picture of after Markdown: people, issues, emoji.
_REFERENCES = re.compile(r"(?<!\w)@\w|#\d|\bGH-\d|:[\w+-]+:|https?://|\bwww\.|\w@\w")
_PART = "\u200b"


class Page(HTMLParser):
    """A page's elements, and its text outside and inside of code."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.text, self.code = "", ""
        self._is_code = False
        self.feed(github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self._is_code = self._is_code or tag == "code"
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_code = self._is_code and tag != "code"

    def handle_data(self, text: str) -> None:
        if self.cells:
            self.cells[-1] += text
        if self._is_code:
            self.code += text
        else:
            self.text += text


def test_findings_stand_in_tables_by_level(report: Report) -> None:
    text = rendered("markdown", report)
    assert text.startswith("## linkcheck: 2 errors, 2 warnings, 2 notes\n")
    page = Page(text)
    names = [tag for tag, _ in page.tags]
    assert names.count("table") == 5  # three levels, sources, pictures
    assert names.count("details") == 3
    cells = [cell.partition("\n")[0] for cell in page.cells]
    assert f"{POST}:6:98" in cells
    assert any(
        cell.endswith("; at 6:98 “حيث تثير الروابط العسكرية”, 11:73 “قلقًا متزايدًا”, 12:89 “روسيا”")
        for cell in cells
    )
    assert GONE + "#part" in cells
    assert "1 suppressed" in text


def test_a_report_of_nothing_says_so(empty_report: Report) -> None:
    text = rendered("markdown", empty_report)
    assert text == "## linkcheck: no findings\n\n0 links in 0 documents · 0 URLs\n"


def test_an_incomplete_run_is_warned_of(report: Report) -> None:
    assert "> [!WARNING]\n> The run was stopped" in rendered(
        "markdown", replace(report, run=replace(RUN, is_complete=False))
    )


@pytest.mark.parametrize("limit", [600, 1000, 1400, 2000, 5000])
def test_what_does_not_fit_is_left_out_and_counted(report: Report, limit: int) -> None:
    """Whole rows are left out, so the tables stay tables."""
    many = replace(report, findings=report.findings * 20)
    text = rendered("markdown", many, max_characters=limit)
    assert len(text) <= limit
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    shown = sum(f"`{rule}`" in line for line in text.splitlines() for rule in {f.rule for f in many.findings})
    left_out = re.search(r"no room for more: ([\d,]+) findings", text)
    assert left_out
    assert shown + int(left_out[1]) == len(many.findings)
    assert text.count("<details>") == text.count("</details>") == tags.count("details")
    assert "left out" not in rendered("markdown", report)


def test_a_report_of_any_size_fits_an_issue(report: Report) -> None:
    many = replace(report, findings=report.findings * 1000)
    assert len(rendered("markdown", many)) <= 65_536


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_nothing_from_outside_means_anything(report: Report) -> None:
    page = Page(rendered("markdown", report))
    known = {
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "details",
        "summary",
        "blockquote",
    }
    assert {tag for tag, _ in page.tags} <= known
    assert not any(attributes for _, attributes in page.tags)
    assert not _REFERENCES.search(page.text)


ACTIVE = st.text(st.sampled_from("\\`*_[]()<>|~&$#@:!wW.haGHps/1 -+=\"'\n") | st.characters(), max_size=30)


@given(ACTIVE)
def test_prose_is_shown_as_it_is(text: str) -> None:
    page = Page(f"| a |\n| --- |\n| x {prose(text)} x |\n")
    assert [tag for tag, _ in page.tags] == ["table", "thead", "tr", "th", "tbody", "tr", "td"]
    (cell,) = page.cells
    assert " ".join(cell.replace(_PART, "").split()) == " ".join(f"x {printable(text)} x".split())
    assert not _REFERENCES.search(cell)


@given(ACTIVE)
def test_code_is_shown_as_it_is(text: str) -> None:
    page = Page(f"| a |\n| --- |\n| {code(text)} |\n")
    expected = printable(text).strip()
    tags = [tag for tag, _ in page.tags]
    assert tags == ["table", "thead", "tr", "th", "tbody", "tr", "td", *(["code"] if expected else [])]
    assert " ".join(page.code.replace(_PART, "").split()) == " ".join(expected.split())


def test_a_finding_about_no_link_has_an_empty_cell() -> None:
    report = replace(REPORTS["empty"], findings=(Finding("odd", level=Level.ERROR, rule="odd-run"),))
    assert "|  | odd (`odd-run`) |  |" in rendered("markdown", report)
