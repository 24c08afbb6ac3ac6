"""The command `linkcheck config`: what a run would be told, and where each value comes from."""

from __future__ import annotations

import sys
from typing import Any

import click

from linkcheck.cli.discovery import effective
from linkcheck.cli.help import Command
from linkcheck.cli.options import check_options, input_options, network_options, since_option


@click.command(cls=Command)
@click.argument("inputs", nargs=-1, metavar="[PATH|GLOB|URL|-]...")
@click.option(
    "--format", "form", type=click.Choice(["toml", "json"]), default="toml", help="How to write them."
)
@check_options
@input_options
@network_options
@since_option
def config(inputs: tuple[str, ...], form: str, config_file: str | None, **flags: Any) -> None:
    """Print the settings that a check of these inputs would have, and where each comes from.

    The settings file is looked for in and above the folder that holds the inputs (the current one without
    any). What is printed is itself a settings file, but for values of headers, which are masked.
    """
    from linkcheck.effective import as_json, toml

    found = effective(flags, config_file, inputs)
    text = as_json(found) if form == "json" else toml(found)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
