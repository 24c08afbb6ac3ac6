"""Say in words what is to be mended: a line for each target, and the sum of it."""

from __future__ import annotations

from linkcheck.fixes.edits import Edit
from linkcheck.fixes.proposals import LeftAlone
from linkcheck.model import Link
from linkcheck.text.printable import printable

_COLORS = {"-": "31", "+": "32", "@": "36"}


def edit_line(name: str, edit: Edit) -> str:
    """Return where a target stands, what it is and what it should be, and what that mends."""
    kinds = ", ".join(edit.fixes)
    return f"{_place(name, edit.link)}: {printable(edit.old)} → {printable(edit.new)} ({kinds})"


def left_line(name: str, left: LeftAlone) -> str:
    """Return where a target stands that is left alone, and why."""
    target = printable(left.link.reference.target)
    return f"{_place(name, left.link)}: {target} is left alone: {printable(left.reason)}"


def summary(targets: int, files: int, left: int, *, is_written: bool) -> str:
    """Return what was or can be done, in one line."""
    if not targets:
        return f"nothing to fix{_and_left(left)}"
    counted = f"{_count(targets, 'target')} in {_count(files, 'file')}"
    if is_written:
        return f"{counted} fixed{_and_left(left)}"
    return f"{counted} to fix{_and_left(left)}; nothing is written yet: --diff shows it, --write writes it"


def shown(line: str, *, color: bool) -> str:
    """Return one line of a diff for a terminal: without control characters, coloured if wanted."""
    text = printable(line)
    code = _COLORS.get(line[:1]) if color else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _and_left(left: int) -> str:
    return f", {left} left alone" if left else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _place(name: str, link: Link) -> str:
    span = link.reference.span
    return f"{printable(name)}:{span.line}:{span.column or 1}"
