"""Where settings are found: a file above the inputs, the environment, the flags."""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from linkcheck.config import (
    PATH_SETTINGS,
    Effective,
    Layer,
    OriginKind,
    combine,
    is_list,
    located,
    variable_problems,
)
from linkcheck.errors import ConfigError, UsageError

_ENVIRONMENT = "LINKCHECK_"
_FILE_VARIABLE = "LINKCHECK_CONFIG"
# Read by the border of the command line, not settings of a run.
_NO_SETTINGS = frozenset({"LINKCHECK_TRACEBACK", _FILE_VARIABLE})
_FILES = ("linkcheck.toml", "pyproject.toml")


def effective(
    flags: Mapping[str, Any],
    config_file: str | None,
    inputs: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
) -> Effective:
    """Merge defaults, file, environment and flags, in that order.

    The file is the one named (`--config`, `LINKCHECK_CONFIG`), else the nearest `linkcheck.toml` or
    `pyproject.toml` with a `[tool.linkcheck]` in or above the folder that holds all inputs, no higher than
    the git work tree it lies in. With an `environment`, variables that headers are made of have to be set.

    Raises:
        ConfigError: settings that do not exist, have the wrong type or make no sense; all of them at once.
        UsageError: the settings file cannot be read.
    """
    file = _file_layer(config_file or os.environ.get(_FILE_VARIABLE), inputs)
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    if given.pop("no_images", False):
        given["check_images"] = False
    flagged = Layer("command line", given, kind=OriginKind.COMMAND_LINE)
    found = combine((*file, *_environment_layers(), flagged))
    unset = () if environment is None else located(found, variable_problems(found.config, environment))
    if problems := (*found.problems, *_rule_problems(found), *unset):
        raise ConfigError(problems)
    return found


def _rule_problems(found: Effective) -> Iterator[str]:
    """Yield what is wrong with the settings of rules, which only the rules themselves know."""
    config = found.config
    sections = (*config.paths.values(), *config.hosts.values())
    if config.rules or config.ignores or sections:
        from linkcheck.rulings import rule_faults

        for problem in rule_faults(config):
            yield f"{found.origins[re.split(r'[.[]', problem)[0]].where}: {problem}"


def _file_layer(name: str | None, inputs: Sequence[str]) -> tuple[Layer, ...]:
    if name is not None:
        values = _own_part(Path(name), _toml(Path(name))) or {}
        return (_layer(Path(name), values, name),)
    for folder in _folders(inputs):
        for file in _FILES:
            path = folder / file
            if path.is_file() and (part := _own_part(path, _toml(path))) is not None:
                return (_layer(path, part, _shown(path)),)
    return ()


def _folders(inputs: Sequence[str]) -> Iterator[Path]:
    """Yield the folder that holds all inputs and those above it (for pages, the current one)."""
    from linkcheck.sources.files import is_url
    from linkcheck.sources.work_tree import work_tree

    named = [_folder(name) for name in inputs if name != "-" and not is_url(name)]
    start = Path.cwd()
    if named:
        try:
            start = Path(os.path.commonpath(named))
        except ValueError:  # they are on several drives
            start = named[0]
    tree = work_tree(start)
    for folder in (start, *start.parents):
        yield folder
        if folder == tree:
            return


def _folder(name: str) -> Path:
    """Return the folder that an input is in, or is; of a glob, the one that all it matches is in."""
    path = Path(os.path.abspath(name))
    while glob.has_magic(str(path)) and not os.path.lexists(path):
        path = path.parent
    return path if path.is_dir() else path.parent


def _shown(path: Path) -> str:
    """Return a path as short as it can be written from here."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # it is on another drive
        return str(path)


def _layer(path: Path, values: Mapping[str, Any], name: str) -> Layer:
    """Make a layer of a file's settings; relative paths in it start from its folder."""
    folder = path.parent
    placed = {
        key: _below(folder, value) if key.replace("-", "_") in PATH_SETTINGS else value
        for key, value in values.items()
    }
    return Layer(name, placed, folder=os.path.realpath(folder).replace(os.sep, "/"))


def _below(folder: Path, value: object) -> object:
    if not isinstance(value, str) or value.startswith("~"):
        return value
    return _shown(Path(os.path.abspath(folder / value)))


def _own_part(path: Path, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what a file says to linkcheck; None for a pyproject.toml that says nothing to it.

    Raises:
        UsageError: `tool.linkcheck` is no table.
    """
    if path.name != "pyproject.toml":
        return values
    tools = values.get("tool", {})
    part = tools.get("linkcheck") if isinstance(tools, Mapping) else None
    if part is not None and not isinstance(part, Mapping):
        raise UsageError(f"{path}: tool.linkcheck: expected a table, [tool.linkcheck]")
    return part


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: this is not valid TOML: {error}") from error


def _environment_layers() -> Iterator[Layer]:
    for name, value in sorted(os.environ.items()):
        if name.startswith(_ENVIRONMENT) and name not in _NO_SETTINGS:
            key = name.removeprefix(_ENVIRONMENT).lower()
            values = {key: value.splitlines() if is_list(key) else value}
            yield Layer(name, values, is_text=True, kind=OriginKind.ENVIRONMENT)
