"""The command `linkcheck sources`: the source table of posts alone."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.help import Command
from linkcheck.cli.options import config_of, input_options, network_options, quiet_option, since_option
from linkcheck.cli.remarks import is_empty, remark_unread
from linkcheck.errors import EnvironmentFaultError, UsageError
from linkcheck.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.config import Config
    from linkcheck.model import Report

_SHOWN = 40  # pages: about a screen


@click.command(cls=Command)
@click.argument("inputs", nargs=-1, metavar="[PATH|GLOB|URL|-]...", required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "csv"]),
    default="terminal",
    help="How to write the table.",
)
@click.option("--output", metavar="FILE", help="Write the table there.")
@click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help=f"Show so many pages, 0 for all ({_SHOWN} on a terminal, elsewhere all); JSON and CSV have all.",
)
@click.option(
    "--by",
    metavar="FIELD",
    help="Sum up what the posts of each folder lean on, or of each author or section (front matter, <meta>).",
)
@click.option(
    "--offline", is_flag=True, help="Fetch nothing: pages are told apart as their URLs are written."
)
@input_options
@network_options
@since_option
@quiet_option
def sources(
    inputs: tuple[str, ...],
    form: str,
    output: str | None,
    top: int | None,
    by: str | None,
    offline: bool,
    config_file: str | None,
    quiet: bool,
    **flags: Any,
) -> int:
    """Print how much posts lean on each page they cite, the most overused first.

    Links are fetched, without pictures, to see which of them lead to one page. Of each page, n counts its
    links without pasted copies, groups their anchors without those that are alike, and O is its part of all n
    times 1 - 1/groups. The sites with the most links follow.
    """
    from linkcheck.cli.output import require_writable, write_text
    from linkcheck.engine import for_sources

    if by is not None and not by.strip():
        raise UsageError("--by: name a field of the front matter, such as author, or folder")
    if output is not None:
        require_writable(output)
    config = for_sources(config_of(flags, config_file, inputs))
    report = _measured(inputs, config, offline=offline, quiet=quiet)
    write_text(_rendered(report, form, _top(top, output), by), output, what="table")
    unread = [document for document in report.crawl.documents if document.problem is not None]
    for document in unread:
        click.echo(f"linkcheck: {printable(document.name)}: {printable(document.problem or '')}", err=True)
    if not quiet:
        remark_unread(inputs, report.crawl.documents)
    if not report.run.is_complete and report.run.problem is None:
        return EXIT_INTERRUPTED
    if is_empty(len(report.crawl.documents), len(report.crawl.links), config, quiet=quiet):
        return EXIT_USAGE
    return EXIT_FINDINGS if unread else EXIT_CLEAN


def _measured(inputs: Sequence[str], config: Config, *, offline: bool, quiet: bool) -> Report:
    """Measure the posts; without a network as with `--offline`, since the table needs none."""
    from linkcheck.cli.session import checked
    from linkcheck.urls.references import is_web

    if offline:
        return checked(inputs, config, quiet=quiet, is_offline=True)
    try:
        report = checked(inputs, config, quiet=quiet)
    except EnvironmentFaultError as error:
        if "-" in inputs or any(map(is_web, inputs)):
            raise
        _remark(str(error))
        return checked(inputs, config, quiet=quiet, is_offline=True)
    if report.run.problem is not None:
        _remark(report.run.problem)
    return report


def _remark(problem: str) -> None:
    click.echo(f"linkcheck: {printable(problem)}: pages are told apart as their URLs are written", err=True)


def _top(top: int | None, output: str | None) -> int:
    """Return how many pages are shown, 0 for all: a screen holds so many, a file or pipe all."""
    is_screen = output is None and sys.stdout.isatty()
    return top if top is not None else _SHOWN if is_screen else 0


def _rendered(report: Report, form: str, top: int, by: str | None) -> str:
    from linkcheck.renderers.source_table import csv_table, shape_sources, table_lines

    table = shape_sources(report, by)
    if by and table.sources and not table.groups:
        click.echo(f"linkcheck: --by: no post states {printable(by)!r} in its front matter", err=True)
    if form == "csv":
        return csv_table(table)
    if form == "json":
        from linkcheck.renderers.json_report import encode

        return encode(table)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 120
    return "".join(f"{each.text.rstrip()}\n" for each in table_lines(table, width, top=top))
