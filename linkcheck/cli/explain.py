"""The command `linkcheck explain`: the manual, a rule or a topic at a time."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from linkcheck.errors import UsageError

if TYPE_CHECKING:
    from linkcheck.rules import Rule


@click.command()
@click.argument("name", required=False, metavar="[RULE|TOPIC]")
def explain(name: str | None) -> None:
    """Print the manual of one rule or topic; without a name, list them all."""
    from linkcheck.cli.manual import topics
    from linkcheck.rules import rules
    from linkcheck.settings.values import nearest

    width = min(shutil.get_terminal_size().columns, 100)
    if name is None:
        click.echo(_contents(width))
    elif name in rules:
        click.echo(_explanation(rules[name], width))
    elif name in topics:
        click.echo(topics[name].text(width))
    else:
        hint = nearest(name, [*rules, *topics])
        raise UsageError(f"{name}: there is no such rule or topic{hint}; `linkcheck explain` lists them")


def _contents(width: int) -> str:
    from linkcheck.cli.manual import topics
    from linkcheck.cli.manual.table import Table
    from linkcheck.rules import rules

    found = Table((), tuple((each.name, each.level, each.summary) for each in rules.values()), "Rules:")
    told = Table((), tuple((each.name, each.summary) for each in topics.values()), "Topics:")
    return f"{found.text(width)}\n\n{told.text(width)}"


def _explanation(member: Rule, width: int) -> str:
    from linkcheck.cli.manual.table import wrapped
    from linkcheck.settings.toml_text import toml_value

    lines = [f"{member.name} ({member.level})", "", wrapped(member.manual, width)]
    if member.options:
        lines += ["", f"Options, under [rules.{member.name}] in linkcheck.toml:"]
        lines += [f"  {option.name} = {toml_value(option.default)}" for option in member.options]
    lines += ["", f'level = "off" under [rules.{member.name}] turns the rule off.']
    return "\n".join(lines)
