"""The command `linkcheck report`: write a saved report again, in any of the formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.formats import output_options
from linkcheck.errors import UsageError

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


def read_saved(name: str) -> shape.Report:
    """Read a saved report from a file, or from standard input for `-`.

    Raises:
        UsageError: it cannot be read, or is no report of linkcheck.
    """
    from linkcheck.renderers.saved import read_report

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return read_report(content)
    except OSError as error:
        raise UsageError(f"{name}: the report cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{'standard input' if name == '-' else name}: {error}") from error
