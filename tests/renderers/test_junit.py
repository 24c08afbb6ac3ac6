"""The `junit` format: the schema of Jenkins' xUnit plug-in, and what is in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import xmlschema
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Report, Suppression, SuppressionKind
from linkcheck.renderers.junit import text
from linkcheck.text.printable import printable
from tests.canned import RUN, rendered
from tests.contracts.test_renderers import REPORTS
from tests.renderers.conftest import NOTES, PAGE, POST

# From pytest 9.2.0 (testing/example_scripts); its licence is in its head.
SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas/junit-10.xsd"))


def written(report: Report) -> Element:
    """Return the root of a document that keeps to the schema, and whose counts are right."""
    content = rendered("junit", report)
    SCHEMA.validate(content)
    root: Element = fromstring(content.encode())
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(sum(case.find(kind) is not None for case in cases))
        names = [case.get("name") for case in cases]
        assert len(names) == len(set(names))
    for name in ("tests", "failures", "errors"):
        assert root.get(name) == str(sum(int(suite.get(name) or 0) for suite in root))
    return root


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_report_keeps_to_the_schema(report: Report) -> None:
    written(report)


def test_the_schema_refuses_what_is_no_junit() -> None:
    assert not SCHEMA.is_valid('<testsuites><testsuite name="a"/></testsuites>')


def test_errors_fail_and_the_rest_passes_with_a_word(report: Report) -> None:
    root = written(report)
    assert [suite.get("name") for suite in root] == [POST, NOTES, "all documents"]
    cases = {(case.get("classname"), case.get("name")): case for case in root.iter("testcase")}
    overuse = cases[POST, f"link-overuse: {PAGE}"]
    assert overuse.find("failure") is None
    output = overuse.findtext("system-out") or ""
    assert output.startswith(f"{POST}:6:98: warning: ")
    assert output.endswith("\nat 6:98 “حيث تثير الروابط العسكرية”, 11:73 “قلقًا متزايدًا”, 12:89 “روسيا”")
    failure = cases[NOTES, "malformed-url: http://exa mple.org/[x"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("malformed-url", "its host has a space")
    moved = next(case for (_, name), case in cases.items() if (name or "").startswith("moved-link"))
    assert moved.get("time") == "0.123"
    assert (root[0].get("file"), root[2].get("file")) == (POST, None)


def test_suppressed_findings_are_skipped_with_the_reason(report: Report) -> None:
    hidden = replace(
        report.findings[0], suppression=Suppression(SuppressionKind.CONFIG, "known & old", "a:1")
    )
    skipped = written(replace(report, suppressed=(hidden,))).find(".//skipped")
    assert skipped is not None
    assert skipped.get("message") == "suppressed: known & old"


def test_a_clean_document_is_seen_to_be_checked(report: Report) -> None:
    root = written(replace(report, findings=(), suppressed=()))
    assert [[case.get("name") for case in suite] for suite in root] == [["no findings"], ["no findings"]]


def test_findings_alike_are_numbered(report: Report) -> None:
    root = written(replace(report, findings=report.findings[:1] * 3, suppressed=()))
    names = [case.get("name") or "" for case in root.iter("testcase") if case.get("name") != "no findings"]
    assert names[1:] == [f"{names[0]} (2)", f"{names[0]} (3)"]


def test_a_stopped_run_is_an_error(report: Report) -> None:
    error = written(replace(report, run=replace(RUN, is_complete=False))).find(".//error")
    assert error is not None
    assert (error.get("message") or "").startswith("The run was stopped")


@given(st.text())
def test_any_text_is_read_back(value: str) -> None:
    """What XML cannot carry was made visible before, or is replaced."""
    value = printable(value)
    element = fromstring(f'<a b="{text(value)}">{text(value)}</a>'.encode())
    expected = value.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert (element.get("b"), element.text or "") == (expected, expected)
