"""The checkers that a crawl is measured with: how each is started, and what its report calls bad.

Peers run as they come, but for the time-out. Install one with `cargo install lychee`, `npm install -g
linkinator` or `pip install LinkChecker` (in an environment of its own: its package has our name), or name its
program in BENCH_LYCHEE, BENCH_LINKINATOR or BENCH_LINKCHECKER.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS, PER_HOST = 5, 8


@dataclass(frozen=True, slots=True)
class Checker:
    """How to check a post (`post.md` and `post.html` in a folder); the report comes on standard output.

    `read` returns what the report says of URLs: linkcheck's verdicts, or "broken" for what a peer calls bad.
    """

    name: str
    arguments: Callable[[Path], list[str]]
    read: Callable[[str], dict[str, str]]
    variable: str = ""

    @property
    def is_peer(self) -> bool:
        """True for other people's checkers."""
        return bool(self.variable)

    def command(self, folder: Path) -> list[str] | None:
        """Return the words that start it, None if it is not installed."""
        if not self.is_peer:
            return [sys.executable, "-m", "linkcheck", *self.arguments(folder)]
        program = os.environ.get(self.variable) or shutil.which(self.name)
        return [program, *self.arguments(folder)] if program else None


def _linkcheck(folder: Path) -> list[str]:
    limits = ["--timeout", str(TIMEOUT_SECONDS), "--per-host", str(PER_HOST), "--allow-private"]
    return ["check", str(folder / "post.md"), *limits, "-q", "--format", "json"]


def _read_linkcheck(report: str) -> dict[str, str]:
    return {each["url"]: each["verdict"] for each in json.loads(report)["resources"]}


def _lychee(folder: Path) -> list[str]:
    limits = ["--timeout", str(TIMEOUT_SECONDS), "--no-progress"]
    return [str(folder / "post.md"), *limits, "--format", "json"]


def _read_lychee(report: str) -> dict[str, str]:
    maps = (json.loads(report).get(name, {}) for name in ("error_map", "timeout_map"))
    return _bad(each["url"] for found in maps for rows in found.values() for each in rows)


def _linkinator(folder: Path) -> list[str]:
    return [str(folder / "post.html"), "--timeout", str(TIMEOUT_SECONDS * 1000), "--format", "json"]


def _read_linkinator(report: str) -> dict[str, str]:
    return _bad(each["url"] for each in json.loads(report)["links"] if each["state"] == "BROKEN")


def _linkchecker(folder: Path) -> list[str]:
    limits = ["--timeout", str(TIMEOUT_SECONDS), "--threads", "100", "--no-status"]
    return ["--check-extern", *limits, "--output", "csv/utf-8", str(folder / "post.html")]


def _read_linkchecker(report: str) -> dict[str, str]:
    lines = (line for line in report.splitlines() if line and not line.startswith("#"))
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return _bad(row["urlname"] for row in rows if row.get("valid") == "False")


def _bad(urls: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(urls, "broken")


CHECKERS = (
    Checker("linkcheck", _linkcheck, _read_linkcheck),
    Checker("lychee", _lychee, _read_lychee, "BENCH_LYCHEE"),
    Checker("linkinator", _linkinator, _read_linkinator, "BENCH_LINKINATOR"),
    Checker("linkchecker", _linkchecker, _read_linkchecker, "BENCH_LINKCHECKER"),
)
