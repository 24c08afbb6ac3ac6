"""The file of findings that were there before: one line each, sorted, for people and for merges.

Columns are separated by tabs: document, rule, what tells the finding apart (mostly the target), how many
places have it, fingerprint. Nothing in a line depends on line numbers, so that moved text changes no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from linkcheck.model import BaselineEntry

_HEADER = "# linkcheck baseline 1: document, rule, target, places, fingerprint"
_VERSION = re.compile(r"# linkcheck baseline (\d+)\b")
# What would break a line or a column, or hide in it.
_UNSAFE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_COLUMNS = ("document", "rule", "target", "places", "fingerprint")
_COUNT = re.compile("[1-9][0-9]{0,8}")
_FINGERPRINT = re.compile(r"[0-9a-f]{8,64}")
_MOST_PROBLEMS = 20


def baseline_text(entries: Iterable[BaselineEntry]) -> str:
    """Write a baseline; entries that are the same become one line with the higher count."""
    lines = sorted({_line(entry) for entry in joined(entries)})
    return "".join(f"{line}\n" for line in (_HEADER, *lines))


def joined(entries: Iterable[BaselineEntry]) -> list[BaselineEntry]:
    """Return one entry for each fingerprint, with the highest count: branches may have written it twice."""
    by_fingerprint: dict[str, BaselineEntry] = {}
    for entry in entries:
        known = by_fingerprint.get(entry.fingerprint)
        if known is None or known.count < entry.count:
            by_fingerprint[entry.fingerprint] = entry
    return list(by_fingerprint.values())


def _line(entry: BaselineEntry) -> str:
    columns = (entry.document, entry.rule, entry.target)
    line = "\t".join((*map(_escaped, columns), str(entry.count), entry.fingerprint))
    return f"\\u{{23}}{line[1:]}" if line.startswith("#") else line


def read_baseline(text: str) -> tuple[BaselineEntry, ...]:
    """Read a baseline; empty lines and those that begin with `#` say nothing.

    Raises:
        ValueError: lines that are no entries, one problem a line.
    """
    entries: list[BaselineEntry] = []
    problems: list[str] = []
    lines = text.removeprefix("\ufeff").split("\n")
    version = _VERSION.match(lines[0])
    if version is not None and version[1] != "1":
        raise ValueError(f"1: this is version {version[1]} of baselines, which this linkcheck does not read")
    for number, line in enumerate(lines, start=1):
        words = line.removesuffix("\r")
        if not words.strip() or words.startswith("#"):
            continue
        if problem := _problem(words):
            problems.append(f"{number}: {problem}")
            continue
        document, rule, target, count, fingerprint = words.split("\t")
        entries.append(
            BaselineEntry(_plain(document), rule, _plain(target), int(count), fingerprint, line=number)
        )
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"{number}: there are more before this line"]
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(joined(entries))


def _problem(line: str) -> str | None:
    columns = line.split("\t")
    if len(columns) != len(_COLUMNS):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            return "a merge was not finished here: keep the lines of both sides"
        return f"expected {', '.join(_COLUMNS)} with tabs between, got {len(columns)} columns"
    if not _COUNT.fullmatch(columns[3]):
        return f"expected a number of places, got {columns[3]!r}"
    if not _FINGERPRINT.fullmatch(columns[4]):
        return f"expected a fingerprint, got {columns[4]!r}"
    return None


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), text)
