"""The options that commands share, and how they become settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from linkcheck.cli.discovery import effective
from linkcheck.config import Config

Command = TypeVar("Command", bound=Callable[..., Any])


def grouped(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Make one decorator of several, whose options stand in that order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _setting(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    """Make an option that is a field of `Config`; left out, it sets nothing."""
    return click.option(*names, default=None, **attributes)


input_options = grouped(
    _setting("--base-url", metavar="URL", help="Resolve relative links against this URL."),
    _setting(
        "--root-dir",
        metavar="DIR",
        help="The folder that --base-url stands for, and links between files stay in.",
    ),
    _setting(
        "--site-url",
        metavar="URL",
        help="The posts' own site: with --root-dir its pages are looked up there, not fetched; pictures from "
        "elsewhere are hotlinked.",
    ),
    _setting(
        "--stdin-format", metavar="NAME", help="How to read standard input: markdown, html, text, bbcode."
    ),
    _setting("--fail-if-empty", is_flag=True, help="Exit 2 if there is no document or no link."),
    click.option("--config", "config_file", metavar="FILE", help="Read settings from this TOML file."),
)
ignore_options = _setting("--strict-ignores", is_flag=True, help="Follow only ignores that give a reason.")
check_options = grouped(
    _setting(
        "--since",
        metavar="REF",
        help="Check only what changed since this git branch, tag or commit, and report its changed lines.",
    ),
    _setting("--whole-files", is_flag=True, help="With --since: report all lines of the posts that changed."),
    _setting(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "new", "never"]),
        help="The least grave finding that makes the exit code 1 (error); new: warnings --baseline lacks.",
    ),
    _setting("--baseline", metavar="FILE", help="What this file holds counts no more (linkcheck baseline)."),
    ignore_options,
)
since_option = _setting(
    "--sources-since", metavar="FILE", help="An earlier JSON report: what of the sources is new since it."
)
connection_options = grouped(
    _setting("--allow-private", is_flag=True, help="Also ask private, loopback and link-local addresses."),
    _setting("--timeout", "timeout_seconds", type=float, metavar="SECONDS", help="For one request (20)."),
    _setting("--retries", type=int, metavar="N", help="For what may pass, such as a time-out (2)."),
    _setting("--concurrency", type=int, metavar="N", help="Requests under way at once (512)."),
    _setting("--per-host", type=int, metavar="N", help="Requests under way at once to one host (8)."),
    _setting(
        "--connect-to",
        multiple=True,
        metavar="HOST:PORT:ADDR:PORT",
        help="Connect elsewhere, as curl does; an empty HOST or PORT matches all (repeatable).",
    ),
    _setting("--ca-file", metavar="FILE", help="Trust these certificates too (PEM)."),
    _setting("--trust-anchors", metavar="FILE", help="Trust Content Credentials signed below these (PEM)."),
    _setting(
        "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="Send this too (repeatable)."
    ),
    _setting(
        "--accept",
        multiple=True,
        metavar="STATUS",
        help="Count these as success: 403, 5xx, 500-504 (repeatable).",
    ),
    _setting("--robots", is_flag=True, help="Obey robots.txt: what it disallows, and its crawl delay."),
    _setting("--user-agent", metavar="TEXT", help="Say this instead of linkcheck's own name."),
)
network_options = grouped(
    _setting(
        "--include",
        metavar="REGEX",
        multiple=True,
        help="Check only URLs that match; with --exclude, these all the same (repeatable).",
    ),
    _setting("--exclude", metavar="REGEX", multiple=True, help="Skip URLs that match (repeatable)."),
    connection_options,
    _setting(
        "--image-store", metavar="FILE", help="Remember pictures there, and say which were seen before."
    ),
    _setting("--check-mail", is_flag=True, help="Look up whether the domains of mail addresses take mail."),
    _setting("--suggest-archive", is_flag=True, help="Ask the Wayback Machine for copies of dead pages."),
    _setting("--archive-url", metavar="URL", help="Ask this archive instead (https://web.archive.org)."),
    _setting(
        "--retry-as-browser",
        is_flag=True,
        help="Ask again with a browser's headers where 403, 406 or 429 may only mean that we are none.",
    ),
    click.option("--no-images", is_flag=True, help="Do not fetch or compare pictures."),
)


quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress, no remarks.")


def config_of(
    flags: Mapping[str, Any], config_file: str | None, inputs: Sequence[str] = (), *, asks: bool = True
) -> Config:
    """Merge defaults, the file found above the inputs, environment and flags, in that order.

    Only what `asks` the web needs the variables that headers are made of.

    Raises:
        ConfigError: settings that do not exist or have the wrong type; all of them at once.
        UsageError: the settings file cannot be read.
    """
    environment = os.environ if asks else None
    return effective(flags, config_file, inputs, environment=environment).config
