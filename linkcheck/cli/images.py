"""The commands on pictures by themselves: remember them, find them again, list what is remembered."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linkcheck.cli.commands import linkcheck
from linkcheck.cli.exits import EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE
from linkcheck.cli.help import Group
from linkcheck.cli.options import config_of, connection_options
from linkcheck.text.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from linkcheck.config import Config
    from linkcheck.store.pictures import Known

Command = TypeVar("Command", bound=Callable[..., Any])


def _store_option(command: Command) -> Command:
    command = click.option("--config", "config_file", metavar="FILE", help="Read settings from this file.")(
        command
    )
    return click.option(
        "--image-store", default=None, metavar="FILE", help="Where pictures are kept (your cache folder)."
    )(command)


def _format_option(command: Command) -> Command:
    choice = click.Choice(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", help="How to write it.")(command)


@linkcheck.group(cls=Group)
def images() -> None:
    """Remember pictures, and find them again even if scaled, recompressed or cropped."""


@images.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--post", metavar="NAME", help="The post in which the pictures were seen.")
@click.option("--credit", metavar="TEXT", help="Whose they are (else what their own metadata says).")
@_store_option
@connection_options
def add(
    inputs: tuple[str, ...], post: str | None, credit: str | None, config_file: str | None, **flags: Any
) -> int:
    """Remember pictures: files, folders, globs or URLs. What is named as added is safe on disk."""
    from linkcheck import gallery, runtime
    from linkcheck.store.pictures import ImageStore

    config = config_of(flags, config_file, inputs)

    async def main() -> int:
        failed = 0
        with ImageStore(_place(config)) as store:
            async with aclosing(gallery.add(inputs, config, store, post=post, credit=credit)) as added:
                async for asked, is_new in added:
                    failed += _problem(asked.name, asked.problem)
                    if asked.problem is None:
                        click.echo(f"{'added' if is_new else 'known'} {printable(asked.name)}")
        return failed

    return EXIT_USAGE if runtime.run(main()) else EXIT_CLEAN


@images.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL...")
@_format_option
@click.option("--fail-if-seen", is_flag=True, help="Exit with 1 if any of them was seen before.")
@_store_option
@connection_options
def find(
    inputs: tuple[str, ...], form: str, fail_if_seen: bool, config_file: str | None, **flags: Any
) -> int:
    """Say whether pictures were seen before: first where and when, and what ties them."""
    from linkcheck import gallery, runtime
    from linkcheck.renderers.known import Answer, answer_lines, answers_json

    config = config_of(flags, config_file, inputs)
    known = _known(config)

    async def main() -> list[Answer]:
        async with aclosing(gallery.find(inputs, config, known)) as found:
            return [Answer(asked.name, asked.problem, asked.resource, ties) async for asked, ties in found]

    answers = runtime.run(main())
    failed = sum(_problem(answer.name, answer.problem) for answer in answers)
    sys.stdout.write(answers_json(answers) if form == "json" else answer_lines(answers, len(known)))
    if failed:
        return EXIT_USAGE
    return EXIT_FINDINGS if fail_if_seen and any(answer.ties for answer in answers) else EXIT_CLEAN


@images.command("list")
@_format_option
@_store_option
def list_(form: str, config_file: str | None, **flags: Any) -> int:
    """List the pictures that are remembered, in the order in which they were first seen."""
    from linkcheck.renderers.known import known_json, known_lines

    known = _known(config_of(flags, config_file, asks=False))
    sys.stdout.write(known_json(known) if form == "json" else known_lines(known))
    return EXIT_CLEAN


@images.command()
@click.argument("names", nargs=-1, required=True, metavar="PATH|URL|POST|SHA256...")
@_store_option
def forget(names: tuple[str, ...], config_file: str | None, **flags: Any) -> int:
    """Forget pictures by what `list` shows: their path or URL, their post, or how their SHA-256 begins.

    A picture that was seen in other places too is known from these only. If one of the names is not known,
    nothing is forgotten.
    """
    from linkcheck.renderers.known import known_lines
    from linkcheck.store.pictures import ImageStore
    from linkcheck.store.schema import require_store

    place = _place(config_of(flags, config_file, asks=False))
    require_store(place)
    with ImageStore(place) as store:
        gone = store.forget(names)
    for line in known_lines(gone).splitlines():
        click.echo(f"forgotten {line}")
    return EXIT_CLEAN


@images.command()
@click.argument("report", metavar="REPORT.json|-")
@click.option("-o", "--output", required=True, metavar="FILE", help="The page to write.")
def sheet(report: str, output: str) -> int:
    """Show the pictures that a JSON report ties together side by side, on a page that loads nothing."""
    from linkcheck.cli.output import write_text
    from linkcheck.cli.saved import read_saved
    from linkcheck.renderers.sheet import sheet as made

    write_text(made(read_saved(report)), output, what="page")
    return EXIT_CLEAN


def _place(config: Config) -> Path:
    from pathlib import Path

    from linkcheck.gallery import default_store

    return Path(config.image_store).expanduser() if config.image_store else default_store()


def _known(config: Config) -> tuple[Known, ...]:
    """Return what the store holds; nobody has to have made the one in the cache folder."""
    from linkcheck.store.pictures import ImageStore

    place = _place(config)
    if not config.image_store and not place.exists():
        click.echo("linkcheck: nothing is remembered yet; `linkcheck images add` does that", err=True)
        return ()
    with ImageStore(place, is_for_reading=True) as store:
        return store.known()


def _problem(name: str, problem: str | None) -> bool:
    if problem is not None:
        click.echo(f"linkcheck: {printable(name)}: {printable(problem)}", err=True)
    return problem is not None
