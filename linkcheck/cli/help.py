"""How `--help` is laid out: options under headings, every command with its whole first sentence."""

from __future__ import annotations

from collections.abc import Sequence

import click

from linkcheck.cli.exits import MEANINGS

# Options that commands share, by the name of their parameter; a command's own stand under "Options".
_HEADINGS: dict[str, Sequence[str]] = {
    heading: names.split()
    for heading, names in {
        "Reports": "formats form output quiet verbose",
        "What fails": "fail_on fail_if_empty since whole_files baseline update_baseline strict_ignores",
        "Posts": "config_file base_url root_dir site_url stdin_format",
        "Links": "include exclude check_mail accept retry_as_browser suggest_archive archive_url",
        "Pictures and sources": "no_images image_store trust_anchors sources_since",
        "Network": "allow_private timeout_seconds retries concurrency per_host robots headers user_agent "
        "ca_file connect_to",
    }.items()
}
# Fewer options need no headings.
_MANY = 12


class Command(click.Command):
    """A command whose options stand under headings where they are many."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options: this command's own first, if it has some."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = {each.name or "": each.get_help_record(ctx) for each in options}
        headings = _HEADINGS if len(records) > _MANY else {}
        shared = {name for names in headings.values() for name in names}
        own = [name for name, record in records.items() if record and name not in shared]
        sections = {**headings, "Options": own} if len(own) < 2 else {"Options": own, **headings}
        for heading, names in sections.items():
            if rows := [row for name in names if (row := records.get(name)) is not None]:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class Group(click.Group):
    """Commands, each told in a sentence that is not cut off."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands."""
        with formatter.section("Commands"):
            rows = [(name, each.get_short_help_str(1000)) for name, each in self.commands.items()]
            formatter.write_dl(rows)


class Program(Group):
    """The program: its commands, and the exit codes below them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of exit codes."""
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in MEANINGS.items()])
