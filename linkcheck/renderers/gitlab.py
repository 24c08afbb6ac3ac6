"""The `gitlab` format: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from linkcheck.model import Level
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.json_text import json_text
from linkcheck.renderers.places import also_at, in_repository, placed
from linkcheck.text.printable import printable

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
_SHOWN_PLACES = 10


class _Lines(Struct, frozen=True):
    begin: int
    end: int


class _Location(Struct, frozen=True):
    path: str
    lines: _Lines


class _Issue(Struct, frozen=True):
    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: _Location


@renderer("gitlab", media_type="application/json")
def render(report: shape.Report) -> str:
    """Write a Code Quality report for GitLab merge requests."""
    return json_text(tuple(_issues(in_repository(report))))


def _issues(report: shape.Report) -> Iterator[_Issue]:
    """Yield the findings that have a place; GitLab passes over the others.

    Fingerprints have to differ, so of findings alike all but the first are numbered. They have no line in
    them, so that an issue stays the same when its line moves.
    """
    seen = Counter[str]()
    for finding in (placed(each, report) for each in report.findings):
        if finding.document:
            key = "\0".join((finding.rule, finding.fingerprint))
            seen[key] += 1
            line = finding.line or 1
            also = also_at(finding, limit=_SHOWN_PLACES)
            yield _Issue(
                description=printable(f"{finding.message}{f'; {also}' if also else ''}"),
                check_name=printable(finding.rule),
                fingerprint=hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest(),
                severity=_SEVERITIES[finding.level],
                location=_Location(
                    printable(finding.document.removeprefix("./")),
                    _Lines(line, max(finding.end_line or line, line)),
                ),
            )
