"""The `github` format, read back as the Actions runner reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Crawl, Document, Finding, Kind, Level, Link, Reference, Report, Span
from linkcheck.renderers.github import escape_message, escape_property
from linkcheck.text.printable import printable
from tests.canned import RUN, rendered
from tests.renderers.conftest import POST, finding, link

HOSTILE = "x\n::error file=a::b\r\n##[add-mask]c %0A::stop-commands::d ##vso[task.setvariable variable=a]b"


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner takes it."""

    name: str
    properties: dict[str, str]
    message: str


def parsed(line: str) -> Command | None:
    """Read a line as ActionCommand.cs of actions/runner does; None for a line that is only shown.

    The first form stands at the start of a line, the older one (`##[name]`) anywhere.
    """
    trimmed = line.lstrip()
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        name, _, pairs = trimmed[2:end].partition(" ")
        properties = dict(pair.split("=", 1) for pair in pairs.split(",") if pair.strip())
        return Command(
            name,
            {key.strip(): _unescaped(value, colon=":", comma=",") for key, value in properties.items()},
            _unescaped(trimmed[end + 2 :]),
        )
    assert "##[" not in line
    assert "##vso[" not in line
    return None


def _unescaped(text: str, **_: str) -> str:
    if _:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def commands(report: Report) -> list[Command]:
    return [command for line in rendered("github", report).splitlines() if (command := parsed(line))]


def test_a_finding_is_an_annotation_on_its_line(report: Report) -> None:
    found = {command.properties["title"]: command for command in commands(report)}
    overuse = found["link-overuse"]
    assert overuse.name == "warning"
    assert overuse.properties["file"] == POST
    assert (overuse.properties["line"], overuse.properties["col"]) == ("6", "98")
    lines = overuse.message.split("\n")
    assert lines[1].startswith("Link: https://arabic.euronews.com/")
    assert lines[2] == "At 6:98 “حيث تثير الروابط العسكرية”, 11:73 “قلقًا متزايدًا”, 12:89 “روسيا”"
    assert [command.name for command in commands(report)] == sorted(
        (command.name for command in commands(report)), key=["error", "warning", "notice"].index
    )


def test_columns_are_left_out_where_github_ignores_them() -> None:
    """It takes columns only in an annotation of one line."""
    place = Link(POST, Reference("https://e.org/", Kind.HYPERLINK, Span(3, 5, 4, 2)), "https://e.org/")
    (command,) = commands(Report(RUN, _crawl(), (finding("a-rule", Level.NOTE, "m", place),)))
    assert command.properties == {"file": POST, "line": "3", "endLine": "4", "title": "a-rule"}


def _crawl(name: str = POST) -> Crawl:
    return Crawl((Document(name, "text/plain", ""),), (), {})


def test_what_github_would_drop_is_listed_in_the_log() -> None:
    """Ten annotations of each level are kept; the gravest come first, and none is lost."""
    place = link(POST, 3, 1, "https://e.org/", Kind.HYPERLINK)
    findings = tuple(
        finding("a-rule", level, f"number {number}", place)
        for level in (Level.NOTE, Level.ERROR)
        for number in range(12)
    )
    report = Report(RUN, _crawl(), findings)
    lines = rendered("github", report).splitlines()
    names = [command.name for command in commands(report)]
    assert names == [*["error"] * 10, "group", "endgroup", *["notice"] * 10, "group", "endgroup"]
    assert f"{POST}:3:1: error: number 11 [a-rule]" in lines
    assert "::group::2 more errors (GitHub keeps 10 annotations of a level)" in lines
    assert lines[-1] == "linkcheck: 12 errors, 12 notes; 0 links in 1 document"


def test_an_incomplete_run_is_an_error_of_its_own(report: Report) -> None:
    stopped = replace(report, run=replace(RUN, is_complete=False))
    assert commands(stopped)[0].message.startswith("The run was stopped")
    lost = replace(report, run=replace(RUN, problem="no network\n::error::x"))
    assert commands(lost)[0].message == "This report is not reliable: no network ::error::x"


@pytest.mark.parametrize("document", ["<stdin>", "https://e.org/post", ""])
def test_what_is_no_file_gets_no_file(document: str) -> None:
    report = Report(RUN, _crawl(document), (Finding("m", document=document, level=Level.ERROR, rule="r"),))
    (command,) = commands(report)
    assert command.properties == {"title": "r"}
    assert command.message == (f"{document}: m" if document else "m")


def test_nothing_from_outside_becomes_a_command() -> None:
    """Neither in a property, nor in a message, nor in what is only listed."""
    reference = Reference(HOSTILE, Kind.HYPERLINK, Span(1, 1, 1, 2), HOSTILE)
    place = Link(HOSTILE, reference, f"https://e.org/{HOSTILE}")
    findings = tuple(
        Finding(HOSTILE, place, HOSTILE, Span(1, 1), (place,), level=Level.ERROR, rule="r") for _ in range(12)
    )
    report = Report(RUN, _crawl(HOSTILE), findings)
    found = commands(report)
    assert [command.name for command in found] == [*["error"] * 10, "group", "endgroup"]
    for command in found[:10]:
        assert command.properties["file"] == printable(HOSTILE)
        assert all(not line.lstrip().startswith(("::", "##[")) for line in command.message.split("\n"))


@given(st.text())
def test_the_runner_reads_back_what_was_escaped(text: str) -> None:
    assert _unescaped(escape_message(text)) == text
    escaped = escape_property(text)
    assert not set(escaped) & set(":,\r\n")
    assert _unescaped(escaped, colon=":", comma=",") == printable(text)


@given(st.text(st.sampled_from(":#[]% \nvsoerr"), max_size=20))
def test_printable_text_never_is_a_command(text: str) -> None:
    command = parsed(printable(text))
    assert command is None


def test_files_are_named_as_in_their_repository(report: Report) -> None:
    """Run in a folder of the repository, or on absolute paths: annotations need paths below its root."""
    documents = tuple(
        replace(each, repository_path=f"site/{each.name}") if each.name == POST else each
        for each in report.crawl.documents
    )
    inside = replace(report, crawl=replace(report.crawl, documents=documents))
    files = {command.properties.get("file") for command in commands(inside)}
    assert f"site/{POST}" in files
    assert POST not in files
    for name in ("gitlab", "sarif"):
        text = rendered(name, inside)
        assert f'"site/{POST}"' in text
        assert f'"{POST}"' not in text
