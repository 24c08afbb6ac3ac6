"""The `csv` format: findings for a spreadsheet."""

from __future__ import annotations

from linkcheck.renderers import renderer, shape
from linkcheck.renderers.cells import csv_text
from linkcheck.renderers.places import others_of

_COLUMNS = (
    "level rule document line column end_line end_column message url target anchor other_places fingerprint"
).split()


@renderer("csv", media_type="text/csv")
def render(report: shape.Report) -> str:
    """Write one row for each finding, for spreadsheets.

    Fields are quoted and lines end as in RFC 4180. A cell that a spreadsheet could take for a formula gets a
    `'` in front.
    """
    return csv_text([_COLUMNS, *map(_row, report.findings)], line_end="\r\n")


def _row(finding: shape.Finding) -> list[object]:
    values = {name: getattr(finding, name) for name in _COLUMNS if name not in ("level", "other_places")}
    values |= {"level": finding.level.value, "other_places": len(others_of(finding))}
    return [values[name] for name in _COLUMNS]
