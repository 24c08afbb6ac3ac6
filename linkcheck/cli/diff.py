"""The command `linkcheck diff`: what changed between two saved reports."""

from __future__ import annotations

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS
from linkcheck.cli.saved import read_saved


@click.command()
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="How to write it.",
)
@click.option("--output", metavar="FILE", help="Write it there.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="never",
    help="The least grave new finding that makes the exit code 1 (never).",
)
def diff(old: str, new: str, form: str, output: str | None, fail_on: str) -> int:
    """Say what changed between two JSON reports: links, findings, sources and pictures.

    Newly broken, recovered and moved links; new and fixed findings, however lines have moved; new sources
    and pictures. What was not reached, or not asked for again, counts as neither broken nor recovered.

    The exit code is 0 unless --fail-on asks for 1 where there are new findings.
    """
    from linkcheck.cli.output import require_writable, write_text
    from linkcheck.comparison import compare
    from linkcheck.comparison.written import as_markdown, as_text
    from linkcheck.config import FailOn
    from linkcheck.renderers.json_text import json_text
    from linkcheck.suppress import fails

    if output is not None:
        require_writable(output)
    found = compare(read_saved(old), read_saved(new))
    writers = {"text": as_text, "json": json_text, "markdown": as_markdown}
    write_text(writers[form](found), output, what="comparison")
    return EXIT_FINDINGS if fails(found.new_findings, FailOn(fail_on)) else EXIT_CLEAN
