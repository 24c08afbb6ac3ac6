"""The `junit` format: findings as test results, which every build server shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from linkcheck.model import Level
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.figures import caveat
from linkcheck.renderers.places import also_at, is_file, spot
from linkcheck.text.printable import printable
from linkcheck.urls.references import fetch_url

_SHOWN_PLACES = 50
# XML 1.0 §2.2: what is left of the characters that it does not allow once text is printable
_ILLEGAL = re.compile("[\ufffe\uffff]")
_NO_DOCUMENT = "all documents"


@dataclass(frozen=True, slots=True)
class _Case:
    """One test: `kind` is the element that says how it went, or nothing for one that passed."""

    name: str
    seconds: float = 0.0
    kind: str = ""
    type: str = ""
    message: str = ""
    output: str = ""


@renderer("junit", media_type="application/xml")
def render(report: shape.Report) -> str:
    """Write JUnit XML: a suite for each document, a test for each finding, of which errors fail.

    Warnings and notes pass and say what was found in their output; suppressed findings are skipped, with the
    reason. A document without any of them has one test that passes, so that it is seen to be checked.
    """
    lines = _suites(report)
    return "".join(f"{line}\n" for line in ('<?xml version="1.0" encoding="UTF-8"?>', *lines))


def _suites(report: shape.Report) -> Iterator[str]:
    suites = _cases(report)
    counts = _counts([case for cases in suites.values() for case in cases])
    del counts["skipped"]  # which the schema does not know here
    yield f"<testsuites{_attributes({'name': 'linkcheck', 'time': _time(report), **counts})}>"
    files = {document.name for document in report.documents if is_file(document.name)}
    for name, cases in suites.items():
        facts = {"name": name, **_counts(cases), "timestamp": f"{report.run.started_at:%Y-%m-%dT%H:%M:%S}"}
        yield f"<testsuite{_attributes(facts | ({'file': name} if name in files else {}))}>"
        yield from _written(cases, name)
        yield "</testsuite>"
    yield "</testsuites>"


def _time(report: shape.Report) -> str:
    return f"{report.run.elapsed_seconds:.3f}"


def _cases(report: shape.Report) -> dict[str, list[_Case]]:
    """Return the tests of each document, in the order read."""
    seconds = {resource.url: resource.elapsed_seconds for resource in report.resources}
    cases: dict[str, list[_Case]] = {document.name: [] for document in report.documents}
    for findings, is_suppressed in ((report.findings, False), (report.suppressed, True)):
        for finding in findings:
            case = _case(finding, seconds, is_suppressed=is_suppressed)
            cases.setdefault(finding.document or _NO_DOCUMENT, []).append(case)
    for found in cases.values():
        if not found:
            found.append(_Case("no findings"))
    if (problem := caveat(report)) is not None:
        run = _Case("the run", kind="error", type="incomplete", message=problem)
        cases.setdefault(_NO_DOCUMENT, []).insert(0, run)
    return cases


def _case(finding: shape.Finding, seconds: Mapping[str, float], *, is_suppressed: bool) -> _Case:
    """Make a test of a finding; its name has no line in it, so that a server sees its history."""
    about = finding.url or finding.target
    fetched = fetch_url(finding.url or "")
    kind = "skipped" if is_suppressed else "failure" if finding.level is Level.ERROR else ""
    found = finding.suppression
    why = f": {found.reason}" if found is not None and found.reason else ""
    return _Case(
        name=f"{finding.rule}: {about}" if about else finding.rule,
        seconds=seconds.get(fetched, 0.0),
        kind=kind,
        type=finding.rule,
        message=f"suppressed{why}" if is_suppressed else finding.message,
        output="\n".join(map(printable, _details(finding))),
    )


def _details(finding: shape.Finding) -> Iterator[str]:
    place = spot(finding)
    yield f"{place}: {finding.level}: {finding.message}" if place else f"{finding.level}: {finding.message}"
    if link := finding.url or finding.target:
        yield link
    if also := also_at(finding, limit=_SHOWN_PLACES):
        yield also


def _counts(cases: Iterable[_Case]) -> dict[str, object]:
    kinds = Counter(case.kind for case in cases)
    return {
        "tests": kinds.total(),
        "failures": kinds["failure"],
        "errors": kinds["error"],
        "skipped": kinds["skipped"],
    }


def _written(cases: Iterable[_Case], document: str) -> Iterator[str]:
    """Write the tests of one document, those of one name numbered: servers take them for one."""
    seen = Counter[str]()
    for case in cases:
        seen[case.name] += 1
        name = case.name if seen[case.name] == 1 else f"{case.name} ({seen[case.name]})"
        facts = {"name": name, "classname": document, "time": f"{case.seconds:.3f}"}
        content = "".join(_content(case))
        yield f"<testcase{_attributes(facts)}{f'>{content}</testcase>' if content else '/>'}"


def _content(case: _Case) -> Iterator[str]:
    if case.kind:
        yield f"<{case.kind}{_attributes({'type': case.type, 'message': case.message})}>"
        yield f"{text(case.output)}</{case.kind}>"
    elif case.output:
        yield f"<system-out>{text(case.output)}</system-out>"


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{text(printable(str(value)))}"' for name, value in values.items())


def text(value: str) -> str:
    """Write printable text as XML.

    >>> text("a < b & 'c'")
    'a &lt; b &amp; &#x27;c&#x27;'
    """
    return escape(_ILLEGAL.sub("\ufffd", value))
