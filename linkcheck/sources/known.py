"""The baseline on disk: read it, write it, and look which of its documents are no more."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from linkcheck.errors import UsageError

# A line of a baseline takes 200 bytes; so long a file is none.
_LONGEST_BYTES = 256 * 1024 * 1024


def baseline_content(file: str) -> str:
    """Read a baseline.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        if os.path.getsize(file) > _LONGEST_BYTES:
            raise UsageError(f"{file}: this is too large for a baseline")
        return Path(file).read_text("utf-8")
    except FileNotFoundError as error:
        raise UsageError(
            f"{file}: there is no such baseline; `linkcheck baseline PATH… -o {file}` writes one"
        ) from error
    except OSError as error:
        raise UsageError(f"{file}: the baseline cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: this is no baseline: it is not UTF-8") from error


def gone(documents: Iterable[str], *, root: str, file: str) -> frozenset[str]:
    """Return the documents that are found neither below the root folder, here, nor beside the baseline."""
    folders = tuple(dict.fromkeys((root, os.getcwd(), os.path.dirname(os.path.abspath(file)))))
    return frozenset(
        name
        for name in set(documents)
        if not name.startswith("<")
        and "://" not in name
        and not any(os.path.lexists(os.path.join(folder, name)) for folder in folders)
    )


def names_folder(inputs: Iterable[str]) -> bool:
    """Say whether inputs name more than single files: a folder, or what a glob finds."""
    return any(os.path.isdir(name) or (not os.path.lexists(name) and name != "-") for name in inputs)
