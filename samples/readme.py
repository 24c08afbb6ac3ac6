"""`make readme`: write the README's reference from the code; with `--check`, say whether it is current.

A region stands between `<!-- generated: NAME -->` and `<!-- /generated -->`; all else is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import yaml

from linkcheck.cli.commands import linkcheck
from linkcheck.cli.manual import topics
from linkcheck.cli.manual.table import Table, code, one_line
from linkcheck.rules import rules
from linkcheck.settings.toml_text import toml_value

_ROOT = Path(__file__).parents[1]
README = _ROOT / "README.md"
_REGION = re.compile(r"(<!-- generated: (\S+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
# How deep a heading the objects of the JSON report get.
_OBJECT = "#### "


def regions() -> Mapping[str, Callable[[], str]]:
    """Return what writes each region, by name: a topic of the manual, or a list that only the README has."""
    from_topics = {name: lambda name=name: _topic(name) for name in topics}
    return {
        **from_topics,
        "rules": _rules,
        "rule-options": _rule_options,
        "options": _options,
        "action": _action,
    }


def generated(text: str) -> str:
    """Return the README with every region written anew.

    Raises:
        ValueError: a region's name is unknown, or a region that must be there is not.
    """
    written = {name: write() for name, write in regions().items()}
    found = {match[2] for match in _REGION.finditer(text)}
    wrong = sorted(found - set(written)) + sorted(name for name in set(written) - found if written[name])
    if wrong:
        raise ValueError(f"README.md: generated regions are missing or unknown: {', '.join(wrong)}")
    return _REGION.sub(lambda match: f"{match[1]}\n{written[match[2]]}\n\n{match[3]}", text)


def _topic(name: str) -> str:
    parts = (f"{_titled(table.title)}{table.markdown()}" for table in topics[name].facts())
    return "\n\n".join(parts)


def _titled(title: str) -> str:
    """Return what stands before a table: a heading, and below it what follows the title's colon."""
    heading, _, about = title.partition(":")
    return "".join(
        f"{part}\n\n" for part in (f"{_OBJECT}{heading}" if heading else "", about.strip()) if part
    )


def _rules() -> str:
    rows = tuple((code(each.name), str(each.level), each.summary) for each in rules.values())
    return Table(("rule", "level", "finds"), rows).markdown()


def _rule_options() -> str:
    rows = tuple(
        (code(each.name), code(option.name), code(toml_value(option.default)))
        for each in rules.values()
        for option in each.options
    )
    return Table(("rule", "option", "default"), rows).markdown()


def _action() -> str:
    """Return the inputs of the GitHub action."""
    inputs = yaml.safe_load((_ROOT / "action.yml").read_text("utf-8"))["inputs"]
    rows = tuple(
        (code(name), code(each["default"]) if each["default"] else "none", each["description"])
        for name, each in inputs.items()
    )
    return Table(("input", "default", "meaning"), rows).markdown()


def _options() -> str:
    return "\n\n".join(_command(name, command) for name, command in _commands("linkcheck", linkcheck))


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, by its full name."""
    if isinstance(command, click.Group):
        for word, member in command.commands.items():
            yield from _commands(f"{name} {word}", member)
    else:
        yield name, command


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f"{_OBJECT}`{usage}`", one_line((command.help or "").partition("\n\n")[0])]
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    if options:
        rows = tuple((_flags(each, context), each.help or "") for each in options)
        parts.append(Table(("option", "meaning"), rows).markdown())
    return "\n\n".join(parts)


def _flags(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return f"`{record[0]}`" if record else code(*option.opts)


def main() -> int:
    """Write the README, or with `--check` return 1 if it is not current."""
    before = README.read_text("utf-8")
    after = generated(before)
    if after == before:
        return 0
    if "--check" in sys.argv[1:]:
        print("README.md: its reference does not say what the code says; run `make readme`", file=sys.stderr)
        return 1
    README.write_text(after, "utf-8", newline="\n")
    print("README.md: written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
