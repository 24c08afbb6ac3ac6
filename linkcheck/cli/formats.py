"""The options that say how a report is written and where; their help names the formats there are."""

from __future__ import annotations

import click

from linkcheck.cli.options import grouped


class _FormatOption(click.Option):
    """An option whose help is made when it is shown, so that no format is imported at start-up."""

    @property
    def help(self) -> str | None:
        """Name every output format."""
        from linkcheck.renderers import renderers

        return f"One of {', '.join(renderers)}; =FILE writes it there (repeatable; else terminal)."

    @help.setter  # noqa: A003  # it is click's name
    def help(self, text: str | None) -> None:
        """Let click set what it was given, which is nothing."""


output_options = grouped(
    click.option("--format", "formats", cls=_FormatOption, multiple=True, metavar="NAME[=FILE]"),
    click.option("--output", metavar="FILE", help="Write the format named without a file there."),
)
