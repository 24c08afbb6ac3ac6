"""The `markdown` format: a report for a job summary, an issue or a comment on GitHub or GitLab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkcheck.model import Level
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.figures import caveat, extent, levels, verdicts
from linkcheck.renderers.lines import counted, shortened
from linkcheck.renderers.markdown_text import code, prose
from linkcheck.renderers.places import also_at, spot

_SHOWN_PLACES, _SHOWN_SOURCES, _SHOWN_PICTURES = 10, 10, 20
_LONGEST_URL, _LONGEST_MESSAGE = 300, 600
_ROOM_FOR_REMARK = 200


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows under a heading; `is_folded` for what is opened only on demand, `noun` is what the rows are."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    noun: str
    is_folded: bool = False

    @property
    def opening(self) -> str:
        """What stands before the rows."""
        title = f"<details><summary>{self.heading}</summary>" if self.is_folded else f"### {self.heading}"
        return f"\n{title}\n\n{_row(self.columns)}{_row(('---',) * len(self.columns))}"

    @property
    def closing(self) -> str:
        """What stands behind the rows."""
        return "\n</details>\n" if self.is_folded else ""


@renderer("markdown", media_type="text/markdown")
def render(report: shape.Report, *, max_characters: int = 65_000) -> str:
    """Write findings by level, then sources and pictures, for a job summary, an issue or a comment on GitHub.

    What does not fit into `max_characters` is left out and counted: an issue takes 65,536 characters, a job
    summary 1 MiB.
    """
    return "".join(_fitting(_head(report), list(_tables(report)), max_characters))


def _head(report: shape.Report) -> str:
    figures = report.summary
    parts = [extent(figures), verdicts(figures)]
    if figures.suppressed:
        parts.append(f"{figures.suppressed:,} suppressed")
    problem = caveat(report)
    warning = f"> [!WARNING]\n> {prose(problem)}\n\n" if problem else ""
    return f"## linkcheck: {levels(figures)}\n\n{warning}{' · '.join(parts)}\n"


def _tables(report: shape.Report) -> Iterator[_Table]:
    for level in Level:
        found = [finding for finding in report.findings if finding.level is level]
        if found:
            rows = tuple(map(_finding, found))
            is_folded = level is Level.NOTE
            heading = counted(len(found), level).capitalize()
            yield _Table(heading, ("Where", "What", "Link"), rows, "finding", is_folded)
    if sources := [source for source in report.sources if source.links > 1]:
        rows = tuple(map(_source, sources[:_SHOWN_SOURCES]))
        yield _Table("Pages linked most", ("Share", "Links", "Page"), rows, "page", is_folded=True)
    if report.image_groups:
        rows = tuple(map(_picture, report.image_groups[:_SHOWN_PICTURES]))
        yield _Table("Pictures shown more than once", ("How", "Where"), rows, "picture", is_folded=True)


def _finding(finding: shape.Finding) -> tuple[str, ...]:
    also = also_at(finding, limit=_SHOWN_PLACES)
    message = shortened(finding.message, _LONGEST_MESSAGE)
    what = f"{prose(message)} ({code(finding.rule)}){f'; {prose(also)}' if also else ''}"
    return code(spot(finding)), what, code(shortened(finding.url or finding.target or "", _LONGEST_URL))


def _source(source: shape.Source) -> tuple[str, ...]:
    return f"{source.share:.0%}", f"{source.links:,}", code(shortened(source.url, _LONGEST_URL))


def _picture(group: shape.ImageGroup) -> tuple[str, ...]:
    shown = ", ".join(code(spot(place)) for place in group.links[:_SHOWN_PLACES])
    more = len(group.links) - _SHOWN_PLACES
    return group.relation.replace("-", " "), f"{shown}{f' and {more:,} more' if more > 0 else ''}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _fitting(head: str, tables: Sequence[_Table], limit: int) -> Iterator[str]:
    """Yield the text up to the last row that fits, and say how much is left out."""
    room = limit - len(head) - _ROOM_FOR_REMARK
    yield head
    left_out: dict[str, int] = {}
    for table in tables:
        rows, room = _fitting_rows(table, room if not left_out else 0)
        if rows:
            yield table.opening + "".join(rows) + table.closing
        if len(rows) < len(table.rows):
            left_out[table.noun] = left_out.get(table.noun, 0) + len(table.rows) - len(rows)
    if left_out:
        words = ", ".join(counted(number, noun) for noun, number in left_out.items())
        yield f"\n**Left out here, since there is no room for more: {words}.** Other formats hold them all.\n"


def _fitting_rows(table: _Table, room: int) -> tuple[list[str], int]:
    """Return the rows of a table that fit, and the room that they leave."""
    room -= len(table.opening) + len(table.closing)
    rows: list[str] = []
    for cells in table.rows:
        row = _row(cells)
        if room < len(row):
            break
        room -= len(row)
        rows.append(row)
    return rows, room
