"""Read the saved report that a command names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck.errors import UsageError

if TYPE_CHECKING:
    from linkcheck.renderers import shape


def read_saved(name: str) -> shape.Report:
    """Read a saved report from a file, or from standard input for `-`.

    Raises:
        UsageError: it cannot be read, or is no report of linkcheck.
    """
    from linkcheck.renderers.saved import read_report

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return read_report(content)
    except OSError as error:
        raise UsageError(f"{name}: the report cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{'standard input' if name == '-' else name}: {error}") from error
