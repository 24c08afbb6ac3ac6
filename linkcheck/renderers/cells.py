"""Tables as CSV (RFC 4180) that a spreadsheet reads without running any of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

from linkcheck.text.printable import printable

# Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"[\s'\"]*[=+\-@\t\r\n|%]")


def csv_text(rows: Iterable[Iterable[object]], *, line_end: str = "\n") -> str:
    """Write rows as comma-separated values."""
    output = StringIO()
    writer = csv.writer(output, lineterminator=line_end)
    writer.writerows(map(cell, row) for row in rows)
    return output.getvalue()


def cell(value: object) -> str:
    """Write one value: text is made printable, and gets a `'` in front where it may be taken for a formula.

    >>> cell("=1+1"), cell("a, b"), cell(-1), cell(None)
    ("'=1+1", 'a, b', '-1', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = printable(value)
    return f"'{text}" if _FORMULA.match(text) else text
