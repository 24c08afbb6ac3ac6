"""The topic `config`."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import click

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code
from linkcheck.config import Config
from linkcheck.settings.sections import HostSettings, Ignore, PathSettings

_SECTIONS = {'[hosts."PATTERN"]': HostSettings, '[paths."PATTERN"]': PathSettings, "[[ignores]]": Ignore}
_TYPES = {bool: "true or false", int: "whole number", float: "number", str: "text"}


@topic("config")
def config() -> Iterator[Table]:
    """Settings: what a run can be told in a file, in the environment, or by flags.

    Settings stand in `linkcheck.toml`, or under `[tool.linkcheck]` in `pyproject.toml`. Each is also a
    variable of the environment (`LINKCHECK_TIMEOUT_SECONDS=5`; lists with one entry a line). Flags win over
    the environment, the environment over the file. A rule's level and options stand under `[rules.NAME]`; see
    `linkcheck explain NAME`.

    A section `[hosts."PATTERN"]` holds what differs for hosts that match, such as `example.org`,
    `*.example.org` or `localhost:8080`; `[paths."PATTERN"]` what differs for posts, by patterns as in
    `.gitignore` that start from the file's folder. Of several that match, the later wins. A header of a host
    goes to that host alone, whoever redirects where: another port has to be named, and nothing is sent once a
    redirect has led away from https. A variable in a header keeps secrets out of the file; it has to be set,
    and where it is empty the header is left out. `linkcheck config` prints what holds, and where from.
    """
    hints = get_type_hints(Config)
    options = settings_options()
    yield Table(
        ("setting", "type", "default", "flag", "meaning"),
        tuple(
            (
                code(each.name),
                _type(hints[each.name]),
                _default(each.default),
                code(*options[each.name].opts[:1]) if each.name in options else "",
                each.metadata.get("meaning") or (options[each.name].help or ""),
            )
            for each in fields(Config)
            if not each.metadata.get("internal")
        ),
    )
    for title, section in _SECTIONS.items():
        types = get_type_hints(section)
        yield Table(
            ("setting", "type", "default", "meaning"),
            tuple(
                (code(each.name), _type(types[each.name]), _default(each.default), each.metadata["meaning"])
                for each in fields(section)
                if not each.metadata.get("internal")
            ),
            title=title,
        )


def settings_options() -> Mapping[str, click.Option]:
    """Return the options that set a setting, by its name."""
    from linkcheck.cli.commands import linkcheck

    check = linkcheck.commands["check"]
    found = {each.name or "": each for each in check.params if isinstance(each, click.Option)}
    return {**found, "check_images": found["no_images"]}


def _type(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(code(each.value) for each in hint)
    if get_origin(hint) is tuple:
        return "list of texts"
    return _TYPES.get(hint, "table")


def _default(value: object) -> str:
    if value is None or not isinstance(value, bool | int | float | str | tuple):
        return "none"
    return code(json.dumps(value, default=str))
