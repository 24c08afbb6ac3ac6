"""The `sarif` format: findings for code scanning, editors and dashboards (SARIF 2.1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from linkcheck.model import Level
from linkcheck.renderers import renderer, sarif_log, shape
from linkcheck.renderers.figures import caveat
from linkcheck.renderers.json_text import json_text
from linkcheck.renderers.places import in_repository, placed
from linkcheck.renderers.sarif_results import ROOT, artifact_location, literal, message, result
from linkcheck.text.printable import printable

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LONGEST_DESCRIPTION = 1024  # GitHub cuts what is longer
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}


@renderer("sarif", media_type="application/sarif+json")
def render(report: shape.Report) -> str:
    """Write findings as SARIF 2.1.0, for GitHub code scanning, editors and dashboards.

    Suppressed findings are there too, marked as such. GitHub shows the 5,000 gravest of at most 25,000
    results, and 100 locations of each.
    """
    log = sarif_log.Log(schema=_SCHEMA, version="2.1.0", runs=(_run(in_repository(report)),))
    return json_text(log)


def _run(report: shape.Report) -> sarif_log.Run:
    findings = [placed(finding, report) for finding in (*report.findings, *report.suppressed)]
    rules = _rules(report.rules, findings)
    documents = _documents(report.documents, findings)
    artifacts = {name: index for index, name in enumerate(documents)}
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    driver = sarif_log.Driver(
        name=report.tool.name,
        version=report.tool.version,
        semantic_version=report.tool.version,
        rules=rules,
    )
    return sarif_log.Run(
        tool=sarif_log.Tool(driver=driver),
        invocations=(_invocation(report),),
        language="en-US",
        original_uri_base_ids={
            ROOT: sarif_log.ArtifactLocation(
                description=sarif_log.Text(
                    text="The root of the repository, or the folder in which linkcheck ran."
                )
            )
        },
        artifacts=tuple(_artifact(name, media_type, artifacts) for name, media_type in documents.items()),
        results=tuple(
            result(
                finding, indexes[printable(finding.rule)], artifacts, has_suppressed=bool(report.suppressed)
            )
            for finding in findings
        ),
        column_kind="unicodeCodePoints",
    )


def _invocation(report: shape.Report) -> sarif_log.Invocation:
    run, problem = report.run, caveat(report)
    return sarif_log.Invocation(
        execution_successful=problem is None,
        start_time_utc=run.started_at,
        end_time_utc=run.started_at + timedelta(seconds=run.elapsed_seconds),
        tool_execution_notifications=(
            () if problem is None else (sarif_log.Notification(level=Level.ERROR, message=message(problem)),)
        ),
    )


def _rules(
    described: Iterable[shape.RuleDescriptor], findings: Iterable[shape.Finding]
) -> tuple[sarif_log.Rule, ...]:
    """Describe the rules of the findings; of one that the report does not describe only the name is known."""
    known = {rule.name: rule for rule in described}
    names = sorted(known.keys() | {finding.rule for finding in findings})
    return tuple(_rule(known[name]) if name in known else _undescribed(name) for name in names)


def _rule(rule: shape.RuleDescriptor) -> sarif_log.Rule:
    details = rule.manual.removeprefix(rule.summary).strip() or rule.summary
    lines = [printable(line) for line in rule.manual.splitlines()]
    return sarif_log.Rule(
        id=printable(rule.name),
        short_description=_short(rule.summary),
        full_description=_short(details.partition("\n\n")[0]),
        help=sarif_log.Text(text="\n".join(map(literal, lines)), markdown="\n".join(lines)),
        default_configuration=sarif_log.Configuration(level=rule.level),
        properties={"problem.severity": _SEVERITIES[rule.level], "tags": ["links"]},
    )


def _undescribed(name: str) -> sarif_log.Rule:
    """Describe a rule by its name alone; GitHub takes none without a description."""
    text = _short(name)
    return sarif_log.Rule(id=printable(name), short_description=text, full_description=text, help=text)


def _short(text: str) -> sarif_log.Text:
    return message(" ".join(text.split())[:_LONGEST_DESCRIPTION])


def _documents(
    documents: Iterable[shape.Document], findings: Iterable[shape.Finding]
) -> dict[str, str | None]:
    """Return the documents that were read or are named in findings, with their media types if known."""
    found: dict[str, str | None] = {document.name: document.media_type for document in documents}
    for finding in findings:
        for name in (finding.document, *(place.document for place in finding.related)):
            if name:
                found.setdefault(name, None)
    return found


def _artifact(name: str, media_type: str | None, artifacts: dict[str, int]) -> sarif_log.Artifact:
    fits = media_type is not None and re.fullmatch(r"[^/]+/.+", media_type)
    return sarif_log.Artifact(
        location=artifact_location(name, artifacts),
        mime_type=printable(media_type) if media_type is not None and fits else None,
        roles=("analysisTarget",),
    )
