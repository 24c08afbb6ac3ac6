"""The command `linkcheck report`: write a saved report again, in any of the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.formats import output_options
from linkcheck.cli.saved import read_saved

if TYPE_CHECKING:
    from linkcheck.renderers import shape


@click.command()
@click.argument("saved", metavar="REPORT.json|-")
@output_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "new", "never"]),
    default="never",
    help="Exit as check would have, with this as the least grave finding that fails (never).",
)
@click.option("--verbose", "-v", is_flag=True, help="List every URL with its verdict.")
def report(saved: str, formats: tuple[str, ...], output: str | None, fail_on: str, *, verbose: bool) -> int:
    """Write a saved JSON report again, as the run itself would have written it.

    \b
    linkcheck report report.json
    linkcheck report report.json --format sarif=links.sarif
    linkcheck report - --format markdown < report.json

    Nothing is checked again. The exit code is 0 unless --fail-on asks for that of the run.
    """
    from linkcheck.cli.output import outputs, write_shaped

    targets = outputs(formats, output, (saved,))
    found = read_saved(saved)
    write_shaped(found, targets, verbose=verbose)
    return EXIT_CLEAN if fail_on == "never" else _exit_code(found, fail_on)


def _exit_code(found: shape.Report, fail_on: str) -> int:
    from linkcheck.config import FailOn
    from linkcheck.suppress import fails

    if found.run.problem is not None:
        return EXIT_USAGE
    if not found.run.complete:
        return EXIT_INTERRUPTED
    return EXIT_FINDINGS if fails(found.findings, FailOn(fail_on)) else EXIT_CLEAN
