"""The command `linkcheck fix`: rewrite link targets in posts as the web shows they should be."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.cli.help import Command
from linkcheck.cli.options import config_of, input_options, network_options
from linkcheck.errors import UsageError
from linkcheck.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.config import Config
    from linkcheck.fixes.facts import Fix
    from linkcheck.mending import Mended


@click.command(cls=Command)
@click.argument("inputs", nargs=-1, metavar="PATH|GLOB...", required=True)
@click.option(
    "--from",
    "report",
    metavar="REPORT.json|-",
    help="Use what this JSON report says of the web, and fetch nothing.",
)
@click.option(
    "--only",
    metavar="KIND,...",
    help="Fix only these: redirects, https, tracking, wrappers, archive (all but archive).",
)
@click.option(
    "--archive",
    is_flag=True,
    help="Also replace dead links by their archived copies.",
)
@click.option("--diff", is_flag=True, help="Print a unified diff, which `git apply` takes.")
@click.option("--write", is_flag=True, help="Write the files. Without it nothing is changed.")
@input_options
@network_options
@click.option("--quiet", "-q", is_flag=True, help="No progress, no remarks, no summary.")
def fix(
    inputs: tuple[str, ...],
    report: str | None,
    only: str | None,
    *,
    archive: bool,
    diff: bool,
    write: bool,
    config_file: str | None,
    quiet: bool,
    **flags: Any,
) -> int:
    """Rewrite link targets that have a better address, and change nothing else in the files.

    The posts are checked first, or a report of an earlier check is used (--from). Then these are rewritten,
    in Markdown, HTML, BBCode and plain text:

    \b
    redirects  what has moved for good (301, 308), to where it is now; never to a
               login, a front page, a session's address or a page that says
               "not found"
    https      http where the same page was seen at its https address
    tracking   parameters such as utm_source and fbclid, taken off
    wrappers   google.com/url?q=, l.facebook.com and the like taken off, and short
               links (t.co, bit.ly) replaced by what the check found behind them
    archive    dead links replaced by their copy in the Wayback Machine (opt-in)

    Nothing is written unless you say --write: the edits are listed, or shown with --diff. What cannot be
    changed safely is left alone, and the reason is given. Relative links, code, front matter and links whose
    findings are ignored are never changed.

    \b
    linkcheck fix posts/                                  what would be changed?
    linkcheck fix posts/ --diff                           show it in place
    linkcheck fix posts/ --write                          do it
    linkcheck fix posts/ --from report.json --only https  from an earlier check

    The exit code is 1 if there is something to fix and it was not written, which makes a check for CI and
    pre-commit; 0 if there is nothing to fix or all was written; 2 for wrong usage or a file that cannot be
    read or written.
    """
    from linkcheck.sources.files import is_url

    if stray := [name for name in inputs if name == "-" or is_url(name)]:
        raise UsageError(f"{stray[0]}: name files or folders; only a file can be fixed")
    wanted = _wanted(only, archive=archive)
    config = config_of(flags, config_file, inputs)
    if report is not None:
        mended = _from_saved(report, inputs, config, wanted)
    else:
        from linkcheck.cli.session import checked
        from linkcheck.mending import mend_report, settings_for

        settings = settings_for(config, wanted)
        made = checked(inputs, settings, quiet=quiet)
        if made.run.problem is not None:
            raise UsageError(made.run.problem)
        if not made.run.is_complete:
            click.echo("linkcheck: interrupted; nothing was fixed", err=True)
            return EXIT_INTERRUPTED
        mended = mend_report(made, inputs, settings, wanted)
    return _carried_out(mended, config, diff=diff, write=write, quiet=quiet)


def _wanted(only: str | None, *, archive: bool) -> frozenset[Fix]:
    from linkcheck.fixes.facts import USUAL, Fix
    from linkcheck.settings.values import nearest

    names = [name.strip() for name in only.split(",") if name.strip()] if only is not None else list(USUAL)
    known = [str(each) for each in Fix]
    if wrong := [name for name in names if name not in known]:
        raise UsageError(f"--only: {wrong[0]!r} is none of {', '.join(known)}{nearest(wrong[0], known)}")
    if not names:
        raise UsageError(f"--only: name at least one of {', '.join(known)}")
    return frozenset(map(Fix, names)) | ({Fix.ARCHIVE} if archive else set())


def _from_saved(file: str, inputs: Sequence[str], config: Config, wanted: frozenset[Fix]) -> Iterator[Mended]:
    from linkcheck.cli.saved import read_saved
    from linkcheck.mending import mend_saved

    try:
        report = read_saved(file)
    except UsageError as error:
        raise UsageError(f"--from: {error}") from error
    return mend_saved(report, inputs, config, wanted)


def _carried_out(files: Iterator[Mended], config: Config, *, diff: bool, write: bool, quiet: bool) -> int:
    """Print, and write if told to, what is to be done to each file; return the exit code."""
    from linkcheck.fixes.listing import summary

    links = targets = changed = left = failed = 0
    for mended in files:
        problem = mended.problem or (_written(mended) if write else None)
        if problem is not None:
            click.echo(f"linkcheck: {printable(mended.name)}: {printable(problem)}", err=True)
            failed += 1
        if not write or problem is None:
            targets += len(mended.edits)
            changed += bool(mended.edits)
            _print_edits(mended, diff=diff)
        links += mended.links
        left += len(mended.left)
        _print_left(mended, is_remark=diff, quiet=quiet)
    sys.stdout.flush()
    if not quiet:
        line = summary(targets, changed, left, is_written=write)
        click.echo(f"linkcheck: {line}", err=True)
    if failed or (config.fail_if_empty and not links):
        return EXIT_USAGE
    return EXIT_FINDINGS if targets and not write else EXIT_CLEAN


def _written(mended: Mended) -> str | None:
    from linkcheck.sources.rewriting import applied
    from linkcheck.sources.saving import save

    original = mended.original
    if original is None or not mended.replacements:
        return None
    return save(original.path, before=original.body, after=applied(original.body, mended.replacements))


def _print_edits(mended: Mended, *, diff: bool) -> None:
    from linkcheck.fixes.listing import edit_line

    if not diff:
        _print(*(edit_line(mended.name, edit) for edit in mended.edits))
    elif mended.original is not None:
        if sys.stdout.isatty():
            _print(*_shown_diff(mended))
        else:
            from linkcheck.fixes.patch import unified_diff

            lines = unified_diff(_in_patch(mended.name), mended.original.body, mended.replacements)
            sys.stdout.buffer.writelines(lines)


def _shown_diff(mended: Mended) -> Iterator[str]:
    """Yield the lines of a diff for a person: in Unicode whatever the file is in, and safe to print."""
    from linkcheck.fixes.listing import shown
    from linkcheck.mending import in_unicode

    color = "NO_COLOR" not in os.environ
    for line in in_unicode(mended, _in_patch(mended.name)):
        yield shown(line, color=color)


def _print_left(mended: Mended, *, is_remark: bool, quiet: bool) -> None:
    from linkcheck.fixes.listing import left_line

    lines = [left_line(mended.name, each) for each in mended.left]
    if not is_remark:
        _print(*lines)
    elif not quiet:
        for line in lines:
            click.echo(f"linkcheck: {line}", err=True)


def _print(*lines: str) -> None:
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _in_patch(name: str) -> str:
    """Return a file's name as `git apply` looks for it: relative to the current folder, where it is below."""
    relative = os.path.relpath(name)
    inside = name.lstrip("/") if relative.startswith(os.pardir) else relative
    return inside.replace(os.sep, "/")
