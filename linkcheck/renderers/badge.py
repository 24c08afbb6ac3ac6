"""The `badge` format: what a badge in a README says (shields.io endpoint, schema version 1)."""

from __future__ import annotations

from msgspec import Struct

from linkcheck.renderers import renderer, shape
from linkcheck.renderers.figures import caveat
from linkcheck.renderers.json_text import json_text
from linkcheck.renderers.lines import counted


class _Badge(Struct, frozen=True, rename="camel", omit_defaults=True):
    schema_version: int
    label: str
    message: str
    color: str
    is_error: bool = False


@renderer("badge", media_type="application/json")
def render(report: shape.Report) -> str:
    """Write the figures of a badge, which shields.io draws from the file's address."""
    message, color = _message(report)
    badge = _Badge(1, "links", message, color, is_error=caveat(report) is not None)
    return json_text(badge)


def _message(report: shape.Report) -> tuple[str, str]:
    figures = report.summary
    if caveat(report) is not None:
        return "not checked", "lightgrey"
    if figures.levels.error:
        return counted(figures.levels.error, "error"), "red"
    if figures.levels.warning:
        return counted(figures.levels.warning, "warning"), "yellow"
    if not figures.links:
        return "none", "lightgrey"
    return f"{figures.links:,} checked", "brightgreen"
