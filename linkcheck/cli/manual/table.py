"""A table of facts, as the terminal shows it and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

# A last column narrower than this is not worth reading.
_NARROWEST = 24


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; cells are one line of text, with `backticks` around code. `title` may be empty."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""

    def markdown(self) -> str:
        """Return a GitHub table, without its title.

        >>> print(Table(("name", "means"), (("`a`", "x | y"),)).markdown())
        | name | means |
        | --- | --- |
        | `a` | x \\| y |
        """
        lines = (self.head, tuple("---" for _ in self.head), *self.rows)
        return "\n".join(f"| {' | '.join(map(_escaped, cells))} |".replace("  |", " |") for cells in lines)

    def text(self, width: int) -> str:
        """Return aligned columns without the head, the last column wrapped to `width`.

        Where the columns leave no room for that, each row is a paragraph.

        >>> print(Table(("name", "means"), (("`a`", "two words"),), title="All:").text(30))
        All:
          a  two words
        """
        rows = [tuple(map(_bare, row)) for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
        indent = " " * (2 + sum(widths) + 2 * len(widths))
        room = width - len(indent)
        lines = _wrap(self.title, width)
        if room < _NARROWEST and len(widths) > 1:
            return "\n".join([*lines, *(line for row in rows for line in self._paragraph(row, width))])
        for *cells, last in rows:
            before = "".join(f"{cell:<{wide}}  " for cell, wide in zip(cells, widths, strict=True))
            first, *more = _wrap(last, max(room, _NARROWEST)) or [""]
            lines += [f"  {before}{first}".rstrip(), *(indent + each for each in more)]
        return "\n".join(lines)

    def _paragraph(self, row: tuple[str, ...], width: int) -> list[str]:
        """Return a row's name, and below it what its other columns say under their heads."""
        name, *between, last = row
        facts = [f"{head}: {cell}" for head, cell in zip(self.head[1:], between, strict=False) if cell]
        lines = [*_wrap(last, width - 6), *_wrap("; ".join(facts), width - 6)]
        return [f"  {name}", *(f"      {line}" for line in lines)]


def wrapped(prose: str, width: int) -> str:
    """Return paragraphs broken at `width`; indented ones, which are examples, stay as they are."""
    paragraphs = prose.split("\n\n")
    return "\n\n".join(
        each if each.startswith("    ") else "\n".join(_wrap(one_line(each), width)) for each in paragraphs
    )


def code(*names: object) -> str:
    """Return names as code, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


def one_line(text: str) -> str:
    """Return text that was broken into lines as one."""
    return " ".join(text.split())


def rows(pairs: Iterable[tuple[object, str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of a name, set as code, and what it means."""
    return tuple((code(name), one_line(meaning)) for name, meaning in pairs)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _bare(cell: str) -> str:
    return match[1] if (match := re.fullmatch(r"`([^`]*)`", cell)) else cell
