"""Lines of text in styled parts: what the terminal format says, before colour and width are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from linkcheck.model import Level, Verdict
from linkcheck.text.printable import printable

LEVEL_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "cyan"}
VERDICT_STYLES = {
    Verdict.OK: "green",
    Verdict.BROKEN: "bold red",
    Verdict.BLOCKED: "magenta",
    Verdict.UNAVAILABLE: "yellow",
    Verdict.SKIPPED: "dim",
}

# In cells: beyond, a URL is a document of its own, and one `data:` URL fills the screen.
LONGEST_URL, LONGEST_MESSAGE = 300, 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its parts as (text, rich style), and how far it is indented.

    Where it has to be broken, its other lines are indented by `hanging` more. A line that `is_whole` is never
    broken, so that a URL on it can be copied.
    """

    parts: tuple[tuple[str, str], ...]
    indent: int = 0
    hanging: int = 2
    is_whole: bool = False

    @property
    def text(self) -> str:
        """The line without style."""
        return " " * self.indent + "".join(text for text, _ in self.parts)


def line(*parts: str | tuple[str, str], indent: int = 0, hanging: int = 2, is_whole: bool = False) -> Line:
    r"""Make a line of plain strings and (text, style) pairs; all text is made printable here.

    >>> line("a\x1b[2J", ("b", "red"), indent=2).text
    '  a\\x1b[2Jb'
    """
    pairs = ((part, "") if isinstance(part, str) else part for part in parts)
    return Line(tuple((printable(text), style) for text, style in pairs), indent, hanging, is_whole)


def blank_between(blocks: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yield the lines of all blocks that have any, a blank line between one block and the next."""
    is_first = True
    for block in map(tuple, blocks):
        if block and not is_first:
            yield Line(())
        is_first = is_first and not block
        yield from block


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form.

    >>> counted(1, "link"), counted(1200, "link"), counted(2, "address", "addresses")
    ('1 link', '1,200 links', '2 addresses')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(text: str, cells: int) -> str:
    """Cut the middle out of a text that is wider than so many terminal cells.

    >>> shortened("https://example.org/a/long/path.html", 20)
    'https://ex…path.html'
    """
    text = printable(text)
    if cell_len(text) <= cells:
        return text
    tail_cells = max(cells - 1, 0) // 2
    head = set_cell_size(text, max(cells - 1 - tail_cells, 0))
    tail = set_cell_size(text[::-1], tail_cells)[::-1]
    return f"{head}…{tail}"


def padded(text: str, cells: int) -> str:
    """Fill or cut a text to so many terminal cells."""
    return set_cell_size(printable(text), cells)
