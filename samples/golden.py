"""Write what the sample posts are expected to say: `expected/report.json`, and the README's picture."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

import linkcheck
from samples.site import serve

FOLDER = Path(__file__).parent / "expected"
POSTS = "samples/posts"
# rich's template loads its font from elsewhere; a picture in a README must not.
_REMOTE_FONT = re.compile(r"\s*@font-face \{[^}]*\}")
SHOWN = ["samples/posts/forum-post.txt"]


async def check(*paths: str) -> linkcheck.Report:
    """Check sample posts against the sample web."""
    async with serve() as site:
        config = linkcheck.Config(connect_to=site.connect_to, ca_file=site.ca_file, retries=0)
        return await linkcheck.check(paths or (POSTS,), config)


def golden(report: linkcheck.Report) -> str:
    """Return the JSON report without what differs from run to run."""
    values: dict[str, Any] = json.loads(linkcheck.render(report, "json"))
    del values["run"], values["tool"]
    for resource in values["resources"]:
        for name in ("checked_at", "elapsed_seconds", "cached", "certificate_expires_at"):
            del resource[name]
    return json.dumps(values, indent=1, ensure_ascii=False) + "\n"


def picture(report: linkcheck.Report) -> str:
    """Return an SVG of the terminal report."""
    report = replace(report, run=replace(report.run, elapsed_seconds=0.0))
    text = linkcheck.render(report, "terminal", width=100, color=True)
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=100, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(text))
    svg = console.export_svg(title="linkcheck check forum-post.txt", unique_id="linkcheck")
    return _REMOTE_FONT.sub("", svg)


def main() -> None:
    """Write both."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "report.json").write_text(golden(asyncio.run(check())), "utf-8")
    (FOLDER / "terminal.svg").write_text(picture(asyncio.run(check(*SHOWN))), "utf-8")


if __name__ == "__main__":
    main()
