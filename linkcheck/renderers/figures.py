"""A run in a few words, for the formats that sum it up."""

from __future__ import annotations

from linkcheck.images.measures import apart
from linkcheck.model import Level, Verdict
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import ImageGroup, Report, Summary
from linkcheck.text.printable import printable


def caveat(report: Report) -> str | None:
    """Say why a report cannot be relied on as it is; None if it can."""
    if report.run.problem is not None:
        return f"This report is not reliable: {printable(report.run.problem)}"
    if not report.run.complete:
        return "The run was stopped before every URL was checked; this is what was known by then."
    return None


def extent(figures: Summary) -> str:
    """Say how much was checked: `35 links in 1 document`."""
    return f"{counted(figures.links, 'link')} in {counted(figures.documents, 'document')}"


def levels(figures: Summary) -> str:
    """Count the findings by level: `1 error, 2 warnings`, or `no findings`."""
    numbers: list[tuple[int, Level]] = [(getattr(figures.levels, level), level) for level in Level]
    return ", ".join(counted(number, level) for number, level in numbers if number) or "no findings"


def verdicts(figures: Summary) -> str:
    """Count the URLs by verdict: `7 URLs: 5 ok, 2 broken`."""
    numbers: list[tuple[int, Verdict]] = [
        (getattr(figures.verdicts, verdict), verdict) for verdict in Verdict
    ]
    found = ", ".join(f"{number:,} {verdict}" for number, verdict in numbers if number)
    return f"{counted(figures.urls, 'URL')}{': ' if found else ''}{found}"


def group_distance(group: ImageGroup) -> str:
    """Say how far the pictures of a group are apart where no tie of it says so; else nothing."""
    is_told = any(tie.measure is not None for tie in group.ties)
    return (
        "" if is_told or not group.max_distance_bits else f"at most {apart(group.max_distance_bits, 'phash')}"
    )
