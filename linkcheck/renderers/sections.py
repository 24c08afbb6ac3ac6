"""The terminal format's prose: the warning of an incomplete run, the findings, the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from textwrap import shorten

from rich.cells import cell_len

from linkcheck.model import Level, Verdict
from linkcheck.renderers.lines import (
    LEVEL_STYLES,
    LONGEST_MESSAGE,
    LONGEST_URL,
    VERDICT_STYLES,
    Line,
    blank_between,
    counted,
    line,
    padded,
    shortened,
)
from linkcheck.renderers.places import by_document, position, spot, where_else
from linkcheck.renderers.shape import Finding, Report, Summary
from linkcheck.text.printable import printable

_SHOWN_PLACES, _SHOWN_PLACES_OF_NOTE = 50, 3
_ROOM = 48  # cells: below, too little of a rule's summary is left to say anything
_MANY = 20  # findings: more than a screen, so that the first are out of sight when the last is read


def incomplete(report: Report) -> Iterator[Line]:
    """Say loudly that a run was stopped or lost its network, if so."""
    if report.run.problem is not None:
        yield line(("NOT RELIABLE", "bold red reverse"), f": {report.run.problem}")
    elif not report.run.complete:
        words = "the run was stopped before every URL was checked; this is what was known by then."
        yield line(("INCOMPLETE", "bold red reverse"), f": {words}")


def findings(report: Report, *, is_grouped: bool, verbose: bool) -> Iterator[Line]:
    """List the findings by document, in the order read.

    Grouped, each document's name is a heading. Otherwise each finding starts with `document:line:column:`, as
    compilers print it, for editors and grep.
    """
    groups = by_document(report)
    if is_grouped:
        yield from blank_between(_group(group, verbose=verbose) for group in groups)
        return
    for finding in chain.from_iterable(groups):
        yield from _finding(finding, _prefix(finding), indent=0, verbose=verbose)


def _group(group: Sequence[Finding], *, verbose: bool) -> Iterator[Line]:
    yield line((group[0].document or "All documents", "bold underline"))
    for finding in group:
        where = position(finding)
        yield from _finding(finding, f"{where} " if where else "", indent=2, verbose=verbose)


def _finding(finding: Finding, prefix: str, *, indent: int, verbose: bool) -> Iterator[Line]:
    is_note = finding.level is Level.NOTE
    yield line(
        (prefix, "bold"),
        (finding.level.value, LEVEL_STYLES[finding.level]),
        ": ",
        (shortened(finding.message, LONGEST_MESSAGE), "dim" if is_note else ""),
        (f" [{finding.rule}]", "dim"),
        indent=indent,
    )
    url = finding.url or finding.target
    if url:
        yield line((shortened(url, LONGEST_URL), "blue"), indent=indent + 2, is_whole=True)
    limit = _SHOWN_PLACES_OF_NOTE if is_note else _SHOWN_PLACES
    yield from _related(finding, None if verbose else limit, indent=indent + 2)


def _prefix(finding: Finding) -> str:
    where = spot(finding)
    return f"{where}: " if where else ""


def _related(finding: Finding, limit: int | None, *, indent: int) -> Iterator[Line]:
    start, shown, more = where_else(finding, limit)
    if shown:
        yield line((f"{start} ", "dim"), ", ".join(shown), indent=indent)
    if more:
        yield line((f"and at {counted(more, 'more place')}", "dim"), indent=indent)


def by_rule(report: Report, width: int) -> Iterator[Line]:
    """Count the findings by level and rule, gravest first, where there are too many to keep in view."""
    if len(report.findings) <= _MANY:
        return
    summaries = {rule.name: rule.summary for rule in report.rules}
    order = list(Level)
    counts = Counter((order.index(finding.level), finding.rule) for finding in report.findings)
    level_cells, rule_cells = max(map(len, Level)), max(cell_len(printable(rule)) for _, rule in counts)
    yield line(("Findings by rule", "bold"))
    for (rank, rule), count in sorted(counts.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
        level = order[rank]
        room = width - rule_cells - level_cells - 14
        words = shorten(printable(summaries.get(rule, "")), room, placeholder=" …") if room >= _ROOM else ""
        yield line(
            f"{count:7,} ",
            (padded(level, level_cells), LEVEL_STYLES[level]),
            "  ",
            (padded(rule, rule_cells), "bold"),
            (f"  {padded(words, room)}" if words else "", "dim"),
            indent=2,
            is_whole=True,
        )


def summary(report: Report) -> Iterator[Line]:
    """Sum the run up in one line, and say so where there was nothing to check."""
    figures = report.summary
    since = report.run.since
    if not figures.documents and since is not None and since.unchanged:
        yield line((f"No document changed since {since.ref}: nothing had to be checked.", "dim"))
    elif not figures.documents:
        yield line(("No documents were read: nothing was checked.", "bold yellow"))
    elif not figures.links:
        found = counted(figures.documents, "document")
        yield line((f"No links were found in {found}: nothing was checked.", "bold yellow"))
    yield line(
        f"{counted(figures.documents, 'document')}, {counted(figures.links, 'link')}, "
        f"{counted(figures.urls, 'URL')}",
        *_verdicts(figures),
        "; ",
        *_levels(figures),
        f"; {report.run.elapsed_seconds:.1f} s",
        hanging=0,
    )


def _verdicts(figures: Summary) -> Iterator[str | tuple[str, str]]:
    between = ": "
    for verdict in Verdict:
        number: int = getattr(figures.verdicts, verdict)
        if number:
            yield between
            yield f"{number:,} {verdict}", VERDICT_STYLES[verdict]
            between = ", "


def _levels(figures: Summary) -> Iterator[str | tuple[str, str]]:
    between = ""
    for level in Level:
        number: int = getattr(figures.levels, level)
        if number:
            yield between
            yield counted(number, level), LEVEL_STYLES[level]
            between = ", "
    if not between:
        yield "no findings", "green"
    if figures.suppressed:
        yield f", {figures.suppressed:,} suppressed"
