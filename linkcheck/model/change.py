"""What a run with `--since` is compared with, and how a document differs from then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Change:
    """How a document differs from an earlier state of its repository; by default, not at all.

    `lines` are the first and the last line of each changed stretch, in order; None if all of the document is
    new. What was only taken out is in no stretch. `is_moved` says that it stands in another folder than
    before, so that its relative links may mean other files; `is_renamed` that its name is another at all.
    """

    is_changed: bool = False
    lines: tuple[tuple[int, int], ...] | None = ()
    is_renamed: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The commit that a run is compared with, and what links between files may miss since then.

    `ref` is what the user wrote, `commit` the last one that it shares with HEAD. `gone` are paths below the
    root folder, as a link may write them, of files that were deleted, renamed or moved; `lost` are the
    fragments that a file no longer has, by the same kind of path.
    """

    ref: str
    commit: str
    gone: frozenset[str] = frozenset()
    lost: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Since:
    """A comparison in figures: how many of the documents named changed, and how many did not.

    `rechecked` ones did not change, but link to files that were taken from them; `unchanged` ones do not.
    """

    ref: str
    commit: str
    changed: int
    rechecked: int
    unchanged: int
