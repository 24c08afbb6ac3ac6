"""How many findings each rule makes on the honest posts in `samples/honest`, where none is a warning.

`python -m tests.bench.rules PATH…` counts them on other posts.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import linkcheck
from linkcheck.model import Finding, Report
from linkcheck.rules import rules

HONEST = Path(__file__).parents[2] / "samples/honest"


def check(*paths: Path) -> Report:
    """Judge posts without asking for anything they link to."""
    config = linkcheck.Config(exclude=("",))
    return asyncio.run(linkcheck.check(paths or (HONEST,), config))


def grave(report: Report) -> Sequence[Finding]:
    """Return the findings that are more than notes."""
    return [found for found in report.findings if found.level is not linkcheck.Level.NOTE]


def main(*paths: Path) -> None:
    """Print the table, and every finding that is more than a note."""
    report = check(*paths)
    counts = Counter((found.rule, found.level.value) for found in report.findings)
    width = max(map(len, rules))
    print(f"{len(report.crawl.documents)} honest posts, {len(report.crawl.links)} links, nothing fetched")
    for name in rules:
        levels = {level: count for (rule, level), count in sorted(counts.items()) if rule == name}
        print(f"  {name:<{width}}  {', '.join(f'{count} {level}' for level, count in levels.items()) or '-'}")
    found = grave(report)
    print(f"{len(found)} more than a note")
    for each in found:
        print(f"  {each.document}:{each.span.line if each.span else '-'}: {each.rule}: {each.message}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
