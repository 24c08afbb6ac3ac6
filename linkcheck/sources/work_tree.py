"""The git work tree that a folder is in, told by what git leaves there, without running git."""

from __future__ import annotations

import os
from pathlib import Path


def work_tree(folder: str | Path) -> Path | None:
    """Return the innermost work tree that holds a folder (an absolute path); None if it is in none.

    Its `.git` may be a folder or, in a linked work tree or a submodule, a file.
    """
    start = Path(folder)
    return next((each for each in (start, *start.parents) if os.path.lexists(each / ".git")), None)
