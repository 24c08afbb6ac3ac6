"""The commands and what each of them does with its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linkcheck import __version__
from linkcheck.cli.baseline import baseline, require_baseline, settle_baseline
from linkcheck.cli.config import config as config_command
from linkcheck.cli.diff import diff
from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.explain import explain
from linkcheck.cli.fix import fix
from linkcheck.cli.formats import output_options
from linkcheck.cli.help import Command, Program
from linkcheck.cli.init import init
from linkcheck.cli.options import (
    check_options,
    config_of,
    input_options,
    network_options,
    quiet_option,
    since_option,
)
from linkcheck.cli.remarks import is_empty, remark_unread
from linkcheck.cli.report import report as report_command
from linkcheck.cli.table import sources
from linkcheck.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.model import Link, Report

# Of links that were not checked, so many are named.
_NAMED = 3


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="linkcheck")
def linkcheck() -> None:
    """Check the links, the sourcing and the pictures of posts."""


@linkcheck.command(cls=Command)
@click.argument("inputs", nargs=-1, metavar="[PATH|GLOB|URL|-]...")
@output_options
@check_options
@input_options
@network_options
@since_option
@quiet_option
@click.option("--verbose", "-v", is_flag=True, help="List every URL with its verdict.")
@click.option("--update-baseline", is_flag=True, help="Take what is mended out of the baseline.")
def check(
    inputs: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    config_file: str | None,
    quiet: bool,
    verbose: bool,
    update_baseline: bool,
    **flags: Any,
) -> int:
    """Check every link and picture of posts, and what their sources carry.

    Of folders and globs, what git ignores is left out, unless it is named (public/) or all that a glob finds.
    """
    from linkcheck.cli.interrupts import Interrupts
    from linkcheck.cli.output import outputs, write
    from linkcheck.cli.session import checked
    from linkcheck.suppress import fails

    _require(inputs)
    config = config_of(flags, config_file, inputs)
    require_baseline(config, is_updated=update_baseline)
    targets = outputs(formats, output, inputs)
    with Interrupts() as interrupts:
        report = checked(inputs, config, quiet=quiet, interrupts=interrupts)
        write(report, targets, verbose=verbose)
    if report.run.problem is not None:
        click.echo(f"linkcheck: {printable(report.run.problem)}", err=True)
        return EXIT_USAGE
    if not report.run.is_complete:
        return interrupts.exit_code or EXIT_INTERRUPTED
    settle_baseline(report, config, is_updated=update_baseline, quiet=quiet)
    if not quiet:
        remark_unread(inputs, report.crawl.documents)
        _remark_since(report)
        _remark_relative(report)
        if config.suggest_archive:
            _remark_archive(report)
        _remark_credentials(report)
    if report.run.since is None and is_empty(
        len(report.crawl.documents), len(report.crawl.links), config, quiet=quiet
    ):
        return EXIT_USAGE
    return EXIT_FINDINGS if fails(report.findings, config.fail_on) else EXIT_CLEAN


@linkcheck.command()
@click.argument("inputs", nargs=-1, metavar="[PATH|GLOB|-]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to list them."
)
@input_options
def extract(inputs: tuple[str, ...], form: str, config_file: str | None, **flags: Any) -> int:
    """List the links of posts; fetch nothing."""
    from linkcheck import reading, runtime
    from linkcheck.cli.output import write_text

    _require(inputs)
    config = config_of(flags, config_file, inputs, asks=False)
    found = runtime.run(reading.extract(inputs, config))
    if form == "json":
        from linkcheck.renderers.json_report import links_json

        text = links_json(found.documents, found.links)
    else:
        text = "".join(map(_line, found.links))
    write_text(text, None, what="list")
    unread = [document for document in found.documents if document.problem is not None]
    for document in unread:
        click.echo(f"linkcheck: {printable(document.name)}: {printable(document.problem or '')}", err=True)
    remark_unread(inputs, found.documents)
    if is_empty(len(found.documents), len(found.links), config, quiet=False):
        return EXIT_USAGE
    return EXIT_FINDINGS if unread else EXIT_CLEAN


linkcheck.add_command(sources)
linkcheck.add_command(report_command)
linkcheck.add_command(diff)
linkcheck.add_command(fix)
linkcheck.add_command(explain)
linkcheck.add_command(config_command)
linkcheck.add_command(baseline)
linkcheck.add_command(init)


@linkcheck.command()
def schema() -> None:
    """Print the JSON Schema of the json report."""
    import json

    from linkcheck.renderers.shape import report_schema

    click.echo(json.dumps(report_schema(), indent=2))


def _require(inputs: tuple[str, ...]) -> None:
    if not inputs:
        raise click.UsageError("name at least one file, folder, glob or URL, or - for standard input")


def _remark_since(report: Report) -> None:
    """Say how much of the inputs a run with --since looked at."""
    if (since := report.run.since) is not None:
        total = since.changed + since.rechecked + since.unchanged
        also = f"; {since.rechecked:,} more have links that it may have broken" if since.rechecked else ""
        of_all = f"{since.changed:,} of {total:,} documents changed since {printable(since.ref)}"
        click.echo(f"linkcheck: {of_all} ({since.commit[:12]}){also}", err=True)


def _remark_relative(report: Report) -> None:
    """Say how many links could not be checked because nobody said where the posts stand."""
    kinds = [link.problem.kind for link in report.crawl.links if link.problem is not None]
    if count := sum(kind == "no-base" for kind in kinds):
        were = "1 relative link was" if count == 1 else f"{count} relative links were"
        click.echo(f"linkcheck: {were} not checked; --base-url says what they are relative to", err=True)
    held = (report.crawl.resource(link) for link in report.crawl.links)
    if count := sum(
        each is not None and each.failure is not None and each.failure.kind == "root-unknown" for each in held
    ):
        begin = "1 link that begins with / was" if count == 1 else f"{count} links that begin with / were"
        click.echo(f"linkcheck: {begin} not checked; --root-dir says what folder / is", err=True)
    outside = [link for link in report.crawl.links if link.problem and link.problem.kind == "outside-root"]
    if outside:
        is_one = len(outside) == 1
        begin = "1 link was" if is_one else f"{len(outside)} links were"
        lead = "it leads" if is_one else "they lead"
        why = f"{lead} out of the root folder (--root-dir): {_places(outside)}"
        click.echo(f"linkcheck: {begin} not checked: {why}", err=True)


def _places(links: Sequence[Link]) -> str:
    """Name where the first few of links are, and their targets."""
    from linkcheck.urls.redaction import redact

    named = [
        f"{printable(each.document)}:{each.reference.span.line} ({printable(redact(each.reference.target))})"
        for each in links[:_NAMED]
    ]
    more = f" and {len(links) - _NAMED} more" if len(links) > _NAMED else ""
    return ", ".join(named) + more


def _remark_archive(report: Report) -> None:
    """Say for how many dead pages the archive did not answer."""
    from linkcheck.model import Verdict
    from linkcheck.urls.references import is_web
    from linkcheck.verdict import judge

    dead = [each for each in report.crawl.resources.values() if judge(each).verdict is Verdict.BROKEN]
    if count := sum(each.snapshots is None and is_web(each.url) for each in dead):
        pages = "1 dead page" if count == 1 else f"{count} dead pages"
        click.echo(f"linkcheck: the archive did not answer for {pages}", err=True)


def _remark_credentials(report: Report) -> None:
    """Say for how many pictures Content Credentials could not be read for want of the library."""
    held = [
        each.picture.credentials if each.picture is not None else each.picture_credentials
        for each in report.crawl.resources.values()
    ]
    if count := sum(each is not None and "[c2pa]" in (each.note or "") for each in held):
        carry = "1 picture carries" if count == 1 else f"{count} pictures carry"
        how = "pip install linkcheck-provenance[c2pa] has them read"
        click.echo(f"linkcheck: {carry} Content Credentials; {how}", err=True)


def _line(link: Link) -> str:
    reference = link.reference
    column = reference.span.column or 0
    target = link.url or f"{reference.target} ({link.problem.detail if link.problem else ''})"
    anchor = f'  "{printable(reference.anchor)}"' if reference.anchor else ""
    place = f"{printable(link.document)}:{reference.span.line}:{column}"
    return f"{place}: {reference.kind} {printable(target)}{anchor}\n"
