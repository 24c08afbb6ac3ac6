"""The `terminal` format: a report for people, with colour on a terminal and as plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Literal

from linkcheck.renderers import renderer, shape
from linkcheck.renderers.lines import Line, blank_between
from linkcheck.renderers.sections import by_rule, findings, incomplete, summary
from linkcheck.renderers.tables import pictures, resources, sources

_MIN_WIDTH = 32  # below it, tables have no room for their last column


@renderer("terminal", media_type="text/plain")
def render(report: shape.Report, *, width: int = 80, color: bool = False, verbose: bool = False) -> str:
    """Write findings by document, sources, pictures and a summary, for people.

    Without colour each finding starts with `document:line:column: level: ` and its lines are not broken, for
    editors and grep. `verbose` adds every URL with its verdict and redirects.
    """
    width = max(width, _MIN_WIDTH)
    lines = blank_between(_sections(report, width, color=color, verbose=verbose))
    return _painted(lines, width) if color else "".join(f"{line.text.rstrip()}\n" for line in lines)


def _sections(report: shape.Report, width: int, *, color: bool, verbose: bool) -> Iterator[Iterator[Line]]:
    yield incomplete(report)
    if verbose:
        yield resources(report)
    yield findings(report, is_grouped=color, verbose=verbose)
    yield sources(report, width)
    yield pictures(report, width, verbose=verbose)
    yield by_rule(report, width)
    yield incomplete(report)
    yield summary(report)


def _painted(lines: Iterable[Line], width: int) -> str:
    """Break and colour the lines. All text goes in as `Text`, which knows no markup."""
    from rich.console import Console  # late, since pipes and other formats do without it
    from rich.text import Text

    output = StringIO()
    console = Console(
        file=output,
        width=width,
        force_terminal=True,
        force_jupyter=False,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in lines:
        text = Text.assemble(*line.parts)
        # Long words are cut at the edge, but not where one may be a URL, so that it can be copied.
        overflow: Literal["ignore", "fold"] = "ignore" if "://" in text.plain else "fold"
        room = max(width - line.indent - line.hanging, 1)
        pieces = [text] if line.is_whole else text.wrap(console, room, overflow=overflow)
        for index, piece in enumerate(pieces):
            piece.rstrip()
            indent = line.indent + (line.hanging if index else 0)
            console.print(Text(" " * indent) + piece, soft_wrap=True)
    return output.getvalue()
