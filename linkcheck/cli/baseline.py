"""The command `linkcheck baseline`: take what is found today as known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.help import Command
from linkcheck.cli.options import config_of, ignore_options, input_options, network_options, quiet_option
from linkcheck.cli.saved import read_saved
from linkcheck.errors import UsageError
from linkcheck.text.printable import printable

if TYPE_CHECKING:
    from linkcheck.config import Config
    from linkcheck.model import BaselineEntry, Report
    from linkcheck.renderers import shape


@click.command(cls=Command)
@click.argument("inputs", nargs=-1, metavar="[PATH|GLOB|URL|-]...")
@click.option(
    "--output", "-o", metavar="FILE", help="Write it there (the `baseline` of the settings, else stdout)."
)
@click.option("--from", "saved", metavar="REPORT.json", help="Take those of a JSON report; check nothing.")
@ignore_options
@input_options
@network_options
@quiet_option
def baseline(
    inputs: tuple[str, ...],
    output: str | None,
    saved: str | None,
    config_file: str | None,
    quiet: bool,
    **flags: Any,
) -> int:
    """Write down the findings of today, so that `check --baseline FILE` counts only new ones.

    The file has one line a finding, sorted, without line numbers: moved text changes nothing in it.
    """
    from linkcheck.cli.output import require_writable

    if bool(inputs) == (saved is not None):
        raise UsageError("name what to check, or a report with --from; one of the two")
    config = config_of(flags, config_file, inputs, asks=saved is None)
    output = output or config.baseline
    if output is not None:
        require_writable(output)
    report = read_saved(saved) if saved is not None else _found(inputs, config, quiet=quiet)
    if report.run.problem is not None or not report.run.complete:
        problem = report.run.problem or "the run was interrupted"
        click.echo(f"linkcheck: {printable(problem)}: no baseline is written", err=True)
        return EXIT_USAGE if report.run.problem is not None else EXIT_INTERRUPTED
    from linkcheck.renderers.baseline import baseline_entries

    count = write_baseline(baseline_entries(report), output)
    if not quiet and output is not None:
        findings = "1 finding" if count == 1 else f"{count} findings"
        click.echo(f"linkcheck: wrote {findings} to {output}", err=True)
    return EXIT_CLEAN


def _found(inputs: Sequence[str], config: Config, *, quiet: bool) -> shape.Report:
    from linkcheck.cli.session import checked
    from linkcheck.renderers.shaping import shape_report

    return shape_report(checked(inputs, replace(config, baseline=None), quiet=quiet))


def write_baseline(entries: Iterable[BaselineEntry], file: str | None) -> int:
    """Write a baseline, to standard output without a file; return how many entries it has.

    Raises:
        UsageError: the file cannot be written.
    """
    from linkcheck.cli.output import write_text
    from linkcheck.suppress.baseline import baseline_text

    kept = tuple(entries)
    write_text(baseline_text(kept), file, what="baseline")
    return len(kept)


def require_baseline(config: Config, *, is_updated: bool) -> None:
    """Refuse what needs a baseline where none is given.

    Raises:
        UsageError: `--fail-on new` without anything that tells what is old, or an update of nothing, or one
            by a run that has not looked at everything.
    """
    if config.fail_on == "new" and config.baseline is None and config.since is None:
        raise UsageError("--fail-on new: say what is old with --baseline FILE or --since REF")
    if is_updated and config.baseline is None:
        raise UsageError("--update-baseline: name the file with --baseline FILE")
    if is_updated and config.since is not None:
        raise UsageError("--update-baseline: a run with --since does not see what is mended elsewhere")


def settle_baseline(report: Report, config: Config, *, is_updated: bool, quiet: bool) -> None:
    """Say how many entries of the baseline are mended, and take them out if it is to be updated.

    Raises:
        UsageError: the file cannot be written.
    """
    if report.baseline is None or config.baseline is None:
        return
    if is_updated:
        write_baseline(report.baseline, config.baseline)
    if report.mended and not quiet:
        entries = "1 entry" if report.mended == 1 else f"{report.mended} entries"
        now = "taken out" if is_updated else "mended; --update-baseline prunes the file"
        click.echo(f"linkcheck: {config.baseline}: {entries} {now}", err=True)
