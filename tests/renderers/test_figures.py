"""The formats that count: `prometheus` and `badge`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from linkcheck.model import Crawl, Level, Report, Resource, Verdict
from linkcheck.renderers.prometheus import escape_label
from linkcheck.text.printable import printable
from tests.canned import RUN, rendered
from tests.contracts.test_renderers import REPORTS

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    """Read the text as Prometheus does; no sample may come twice."""
    found: Samples = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation
        assert family.type in ("gauge", "histogram")
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in found
            found[key] = sample.value
    return found


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_prometheus_reads_every_report(report: Report) -> None:
    text = rendered("prometheus", report)
    assert text.endswith("\n")
    found = samples(text)
    assert sum(name == "linkcheck_urls" for name, _ in found) == len(Verdict)
    assert found["linkcheck_run_complete", ()] == float(report.run.is_complete)


def test_figures_are_those_of_the_report(report: Report) -> None:
    found = samples(rendered("prometheus", report))
    figures = json.loads(rendered("json", report))["summary"]
    assert found["linkcheck_documents", ()] == figures["documents"]
    assert found["linkcheck_links", ()] == figures["links"]
    for verdict, count in figures["verdicts"].items():
        assert found["linkcheck_urls", (("verdict", verdict),)] == count
    for level, count in figures["levels"].items():
        assert found["linkcheck_level_findings", (("level", level),)] == count
        rules = [value for (name, labels), value in found.items() if ("level", level) in labels]
        assert sum(rules) == 2 * count
    assert found["linkcheck_findings", (("level", "error"), ("rule", "broken-link"))] == 1
    assert found["linkcheck_run_duration_seconds", ()] == 1.235


def test_durations_are_counted_in_buckets() -> None:
    """Only of URLs that were asked for."""
    times = {"https://a.org/": 0.04, "https://b.org/": 0.3, "https://c.org/": 100.0}
    resources = {
        url: Resource(url, status=200, elapsed_seconds=time, attempts=1) for url, time in times.items()
    }
    resources["https://d.org/"] = Resource("https://d.org/", status=200, attempts=0)
    found = samples(rendered("prometheus", Report(RUN, Crawl((), (), resources))))

    def bucket(bound: str) -> float:
        return found["linkcheck_url_duration_seconds_bucket", (("le", bound),)]

    assert [bucket(bound) for bound in ("0.05", "0.25", "0.5", "60.0", "+Inf")] == [1, 1, 2, 2, 3]
    assert found["linkcheck_url_duration_seconds_count", ()] == 3
    assert found["linkcheck_url_duration_seconds_sum", ()] == pytest.approx(100.34)


@given(st.text())
def test_a_label_is_read_back(text: str) -> None:
    found = samples(f'# HELP a b\n# TYPE a gauge\na{{b="{escape_label(text)}"}} 1\n')
    ((_, labels),) = found
    assert dict(labels) == {"b": printable(text)}


def badge(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rendered("badge", report))
    assert found["schemaVersion"] == 1
    assert set(found) <= {"schemaVersion", "label", "message", "color", "isError"}
    return found


def test_a_badge_says_the_gravest(report: Report, empty_report: Report) -> None:
    assert badge(report) == {"schemaVersion": 1, "label": "links", "message": "2 errors", "color": "red"}
    milder = tuple(finding for finding in report.findings if finding.level is not Level.ERROR)
    said = badge(replace(report, findings=milder))
    assert (said["message"], said["color"]) == ("2 warnings", "yellow")
    notes = tuple(finding for finding in milder if finding.level is Level.NOTE)
    said = badge(replace(report, findings=notes))
    assert (said["message"], said["color"]) == ("9 checked", "brightgreen")
    assert badge(empty_report)["message"] == "none"


def test_a_badge_does_not_vouch_for_a_run_that_failed(report: Report) -> None:
    for run in (replace(RUN, is_complete=False), replace(RUN, problem="no network")):
        said = badge(replace(report, run=run, findings=()))
        assert (said["message"], said["color"], said["isError"]) == ("not checked", "lightgrey", True)
