"""The `github` format: workflow commands, which GitHub Actions shows as annotations on lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linkcheck.model import Level
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.figures import caveat, extent, levels
from linkcheck.renderers.lines import counted
from linkcheck.renderers.places import also_at, in_repository, is_file, spot
from linkcheck.text.printable import printable

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
# What the runner keeps of a step (ExecutionContext.cs in actions/runner): so many annotations of each level,
# and so many characters of a message.
_SHOWN, _LONGEST = 10, 4096
_SHOWN_PLACES = 10


@renderer("github", media_type="text/plain")
def render(report: shape.Report) -> str:
    """Write annotations for GitHub Actions, the gravest first, and the rest as a folded part of the log.

    GitHub keeps ten annotations of each level for a step; findings past that are listed in the log only.
    Files are named as in their repository, wherever in it linkcheck ran.
    """
    return "".join(f"{line}\n" for line in _lines(in_repository(report)))


def _lines(report: shape.Report) -> Iterator[str]:
    state = caveat(report)
    if state is not None:
        yield _command("error", {"title": "linkcheck"}, state)
    for level, name in _COMMANDS.items():
        found = [finding for finding in report.findings if finding.level is level]
        room = _SHOWN - 1 if state is not None and level is Level.ERROR else _SHOWN
        yield from (_annotation(name, finding) for finding in found[:room])
        yield from _folded(level, found[room:])
    yield f"linkcheck: {levels(report.summary)}; {extent(report.summary)}"


def _annotation(name: str, finding: shape.Finding) -> str:
    properties: dict[str, object] = {"title": finding.rule}
    text = printable(finding.message)
    if is_file(finding.document):
        properties = {"file": finding.document.removeprefix("./"), **_region(finding), **properties}
    elif finding.document:
        text = f"{printable(spot(finding))}: {text}"
    # Each line after the first begins with a word of ours: no text from outside begins a line of the log.
    link = finding.url or finding.target
    parts = (text, f"Link: {printable(link)}" if link else "", _also(finding))
    return _command(name, properties, "\n".join(filter(None, parts)))


def _region(finding: shape.Finding) -> dict[str, object]:
    """Return the lines, and the columns where GitHub takes them: in an annotation of one line."""
    if finding.line is None:
        return {}
    end_line = finding.end_line or finding.line
    region: dict[str, object] = {"line": finding.line, "endLine": end_line}
    if finding.column is not None and end_line == finding.line:
        region["col"] = finding.column
        if finding.end_column is not None:
            region["endColumn"] = max(finding.end_column, finding.column)
    return region


def _also(finding: shape.Finding) -> str:
    words = also_at(finding, limit=_SHOWN_PLACES)
    return f"A{printable(words)[1:]}" if words else ""


def _command(name: str, properties: dict[str, object], message: str) -> str:
    """Write a command as actions/toolkit does; its parser ends the properties at the first `::`."""
    written = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::{name} {written}::{escape_message(message[:_LONGEST])}"


def escape_message(text: str) -> str:
    r"""Escape what a command's message cannot hold.

    >>> escape_message("100 %\n::error::")
    '100 %25%0A::error::'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape what a command's property cannot hold, and make it printable.

    >>> escape_property("a,b: 5%.md")
    'a%2Cb%3A 5%25.md'
    """
    return escape_message(printable(text)).replace(":", "%3A").replace(",", "%2C")


def _folded(level: Level, findings: Sequence[shape.Finding]) -> Iterable[str]:
    if not findings:
        return
    yield f"::group::{counted(len(findings), f'more {level}')} (GitHub keeps {_SHOWN} annotations of a level)"
    for finding in findings:
        place = spot(finding)
        where = f"{place}: " if place else ""
        yield printable(f"{where}{level}: {finding.message} [{finding.rule}]")
    yield "::endgroup::"
