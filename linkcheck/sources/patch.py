"""Read what git prints of a difference: names whatever bytes they hold, and the lines that are new."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that differs. Paths are from the top of the work tree; `path` is None for one that is gone.

    `old_path` is None for one that is new, `old_blob` names what it held. `lines` are the changed ones, None
    for all of them; `has_changed` is False where only its name, its mode or the ends of its lines differ.
    `has_lost_lines` says that something was taken out of it.
    """

    path: str | None
    old_path: str | None
    old_blob: str
    lines: tuple[tuple[int, int], ...] | None = None
    has_changed: bool = True
    has_lost_lines: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """What `--raw` and `--numstat` say of one file; the counts of lines are None for a binary one.

    A file is not counted if nothing is left of its difference but the ends of lines.
    """

    status: str
    path: str
    old_path: str
    modes: tuple[str, str]
    old_blob: str
    added: int | None = 0
    removed: int | None = 0


def read_records(fields: Iterable[bytes]) -> Iterator[Record]:
    """Read `--raw --numstat -z`, which says first the one and then the other of every file."""
    parts = iter(fields)
    raw: dict[str, Record] = {}
    for field in parts:
        if field.startswith(b":"):
            old_mode, mode, old_blob, _, status = field[1:].decode("ascii").split(" ")
            old_path = path = file_name(next(parts))
            if status[0] in "RC":
                path = file_name(next(parts))
            raw.setdefault(path, Record(status[0], path, old_path, (old_mode, mode), old_blob))
        elif field:
            added, removed, name = field.split(b"\t", 2)
            if not name:
                next(parts)
                name = next(parts)
            if (record := raw.get(file_name(name))) is not None:
                raw[record.path] = replace(record, added=_count(added), removed=_count(removed))
    yield from raw.values()


def _count(written: bytes) -> int | None:
    return None if written == b"-" else int(written)


def entry_of(record: Record, lines: Mapping[str, Sequence[tuple[int, int]]]) -> Entry:
    """Make one of what a record and the patch say of a file; all of it is new where lines tell nothing."""
    if record.status == "D":
        return Entry(None, record.old_path, record.old_blob)
    old_path = None if record.status == "A" else record.old_path
    is_file = all(mode.startswith("100") for mode in record.modes)
    if record.status not in "MR" or not is_file or record.added is None:
        return Entry(record.path, old_path, record.old_blob)
    return Entry(
        record.path,
        old_path,
        record.old_blob,
        tuple(lines.get(record.path, ())),
        has_changed=bool(record.added or record.removed),
        has_lost_lines=bool(record.removed),
    )


def changed_lines(patch: Iterable[bytes]) -> dict[str, list[tuple[int, int]]]:
    """Return the stretches of new lines of every file of a patch without context, by path."""
    found: dict[str, list[tuple[int, int]]] = {}
    path, left = "", 0
    for line in patch:
        if left and line[:1] in b"+-":
            left -= 1
        elif line.startswith(b"+++ "):
            path = _header_path(line[4:].rstrip(b"\r\n"))
        elif hunk := _HUNK.match(line):
            removed, first, added = (1 if part is None else int(part) for part in hunk.groups())
            left = removed + added
            if added:
                found.setdefault(path, []).append((first, first + added - 1))
    return found


def _header_path(written: bytes) -> str:
    """Return the path of a `+++` line, which git quotes as C does if it holds anything unusual."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return file_name(written.removeprefix(b"b/"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)


def file_name(path: bytes) -> str:
    """Return a path as this system's functions want it."""
    return os.fsdecode(path).replace("/", os.sep)
