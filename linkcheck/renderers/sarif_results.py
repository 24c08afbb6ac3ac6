"""Findings as SARIF results: their messages, places and suppressions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from linkcheck.model import SuppressionKind
from linkcheck.renderers import sarif_log, shape
from linkcheck.renderers.artifacts import is_relative, uri_of
from linkcheck.renderers.places import others_of, position, quoted_anchor, told_apart
from linkcheck.text.printable import printable

ROOT = "%SRCROOT%"
# GitHub shows 100 locations of a result; in the text there is room for the first few.
_LINKED_PLACES, _MOST_PLACES = 10, 100
_SYNTAX = re.compile(r"[\\\[\]]")


def result(
    finding: shape.Finding, rule_index: int, artifacts: Mapping[str, int], *, has_suppressed: bool
) -> sarif_log.Result:
    """Write one finding; `artifacts` has the index of each document, `has_suppressed` is of the run."""
    others = others_of(finding)
    known = {
        "url": finding.url,
        "target": finding.target,
        "anchor": finding.anchor,
        "evidence": finding.evidence or None,
        "otherPlaces": len(others) or None,
    }
    return sarif_log.Result(
        rule_id=printable(finding.rule),
        rule_index=rule_index,
        level=finding.level,
        message=message(finding.message, _links(others, has_anchors=told_apart(finding))),
        locations=(_location(finding, artifacts),) if finding.document else (),
        related_locations=tuple(
            _related(place, number, artifacts) for number, place in enumerate(others[:_MOST_PLACES], start=1)
        ),
        partial_fingerprints={"linkcheck/v1": finding.fingerprint} if finding.fingerprint else None,
        suppressions=_suppressions(finding, has_suppressed=has_suppressed),
        properties={name: value for name, value in known.items() if value is not None} or None,
    )


def message(text: str, links: str = "") -> sarif_log.Text:
    """Write a message with nothing in its text that reads as a link or placeholder, and links behind it."""
    return sarif_log.Text(text=literal(text) + links)


def literal(text: str) -> str:
    r"""Make text printable and escape what messages give a meaning (§3.11.5, §3.11.6).

    >>> literal("[x](1) {0} \\")
    '\\[x\\](1) {{0}} \\\\'
    """
    escaped = _SYNTAX.sub(r"\\\g<0>", printable(text))
    return escaped.replace("{", "{{").replace("}", "}}")


def _links(others: Sequence[shape.Place], *, has_anchors: bool) -> str:
    """Name the first other places, each as a link to its related location (§3.11.6), and with its anchor."""
    if not others:
        return ""
    linked = (
        f"[{literal(f'{place.document}:{position(place)}')}]({number})"
        f"{literal(quoted_anchor(place)) if has_anchors else ''}"
        for number, place in enumerate(others[:_LINKED_PLACES], start=1)
    )
    more = len(others) - _LINKED_PLACES
    return f". Also at {', '.join(linked)}{f' and {more:,} more' if more > 0 else ''}."


def artifact_location(name: str, artifacts: Mapping[str, int]) -> sarif_log.ArtifactLocation:
    """Name a document; GitHub takes relative URIs to be below the root of the repository."""
    uri = uri_of(name)
    base = ROOT if is_relative(uri) else None
    return sarif_log.ArtifactLocation(uri=uri, uri_base_id=base, index=artifacts[name])


def _location(finding: shape.Finding, artifacts: Mapping[str, int]) -> sarif_log.Location:
    return sarif_log.Location(
        physical_location=sarif_log.PhysicalLocation(
            artifact_location=artifact_location(finding.document, artifacts), region=_region(finding)
        )
    )


def _region(finding: shape.Finding) -> sarif_log.Region:
    """Return where a finding stands; one about a whole document begins at its first line, for GitHub."""
    if finding.line is None:
        return sarif_log.Region(start_line=1)
    has_end = finding.column is not None and finding.end_column is not None
    return sarif_log.Region(
        start_line=finding.line,
        start_column=finding.column,
        end_line=finding.end_line,
        end_column=finding.end_column if has_end else None,
    )


def _related(place: shape.Place, number: int, artifacts: Mapping[str, int]) -> sarif_log.Location:
    return sarif_log.Location(
        id=number,
        physical_location=sarif_log.PhysicalLocation(
            artifact_location=artifact_location(place.document, artifacts),
            region=sarif_log.Region(start_line=place.line, start_column=place.column),
        ),
        message=None if place.url is None else message(place.url),
    )


def _suppressions(
    finding: shape.Finding, *, has_suppressed: bool
) -> tuple[sarif_log.Suppression, ...] | None:
    """Say why a finding does not count; in a run with any such, the others say that nothing does."""
    found = finding.suppression
    if found is None:
        return () if has_suppressed else None
    known = {"kind": found.kind.value, "place": found.place}
    suppression = sarif_log.Suppression(
        kind="inSource" if found.kind is SuppressionKind.IN_SOURCE else "external",
        status="accepted",
        justification=printable(found.reason) or None,
        properties={name: value for name, value in known.items() if value},
    )
    return (suppression,)
