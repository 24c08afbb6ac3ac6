"""The settings of a run, their defaults and their limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import get_origin

from linkcheck.errors import ConfigError
from linkcheck.settings.patterns import pattern_problem
from linkcheck.settings.sections import (
    HostSettings,
    Ignore,
    PathSettings,
    Status,
    accept_problems,
    header_problems,
    ignore_problems,
    missing_reasons,
    section_problems,
    unset_variables,
)
from linkcheck.settings.toml_text import toml_key
from linkcheck.settings.values import checked, options_of, setting, underscored

USER_AGENT = "Mozilla/5.0 (compatible; linkcheck/{version}; link and media provenance checker)"


# Files and folders; in a settings file they are relative to its own folder.
PATH_SETTINGS = frozenset(
    {"root_dir", "image_store", "sources_since", "ca_file", "trust_anchors", "baseline"}
)


class FailOn(StrEnum):
    """The least grave level of finding that fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEW = "new"
    """A warning or worse that the baseline does not know."""
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run can be told. Times are in seconds, sizes in bytes.

    `include` and `exclude` are regular expressions searched in URLs; an excluded URL is skipped unless it is
    also included. `connect_to` entries are `HOST:PORT:ADDRESS:PORT` as curl reads them. `headers` entries are
    `Name: value`, sent to every origin asked for directly and never carried across a redirect to another one.
    `sources_since` is an earlier JSON report, whose sources are the baseline. `since` is a git reference:
    only what changed since then is checked and, but with `whole_files`, only changed lines are reported.
    `accept` lists statuses that count as success (403, `5xx`, `500-504`). In a header, `${NAME}` stands for a
    variable of the environment. `rules` maps a rule's name to its settings; `level` (or "off") is known to
    every rule. `hosts` and `paths` hold what differs for hosts and posts that match a pattern, later ones
    winning; patterns of posts are relative to `folder`, or without it to the root folder of the run.
    `ignores` name findings that do not count; with `strict_ignores` every ignore has to give a reason.
    `baseline` is a file of findings that were there before. `file` is the one that the settings come from.
    """

    base_url: str | None = None
    root_dir: str | None = None
    site_url: str | None = None
    image_store: str | None = None
    sources_since: str | None = None
    since: str | None = None
    whole_files: bool = False
    stdin_format: str = "text"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    check_images: bool = setting(True, "Fetch and compare pictures.")
    allow_private: bool = False
    timeout_seconds: float = 20.0
    retries: int = 2
    concurrency: int = 512
    per_host: int = 8
    max_redirects: int = setting(10, "Redirects followed from one URL.")
    connect_to: tuple[str, ...] = ()
    ca_file: str | None = None
    trust_anchors: str | None = None
    robots: bool = False
    check_mail: bool = False
    suggest_archive: bool = False
    archive_url: str = "https://web.archive.org"
    retry_as_browser: bool = False
    headers: tuple[str, ...] = ()
    accept: tuple[Status, ...] = ()
    user_agent: str = ""
    max_document_bytes: int = setting(32 * 1024 * 1024, "Of a post, so many bytes may be read.")
    max_page_bytes: int = setting(4 * 1024 * 1024, "Of a linked page, so many bytes are read.")
    max_image_bytes: int = setting(20 * 1024 * 1024, "Larger pictures are not decoded.")
    max_image_pixels: int = setting(40_000_000, "Pictures of more pixels are not decoded.")
    fail_on: FailOn = FailOn.ERROR
    fail_if_empty: bool = False
    rules: Mapping[str, Mapping[str, object]] = field(
        default_factory=dict, metadata={"meaning": "Levels and options of rules, in tables `[rules.NAME]`."}
    )
    hosts: Mapping[str, HostSettings] = field(
        default_factory=dict,
        metadata={"meaning": 'What holds for some hosts alone, in tables `[hosts."*.example.org"]`.'},
    )
    paths: Mapping[str, PathSettings] = field(
        default_factory=dict,
        metadata={"meaning": 'What holds for some posts alone, in tables `[paths."posts/old/**"]`.'},
    )
    ignores: tuple[Ignore, ...] = field(
        default=(), metadata={"meaning": "Findings that do not count, each in a table `[[ignores]]`."}
    )
    strict_ignores: bool = False
    baseline: str | None = None
    folder: str | None = field(default=None, metadata={"internal": True})
    file: str = field(default="", metadata={"internal": True})


class OriginKind(StrEnum):
    """What kind of place a setting comes from, each winning over those before it."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place: what to call it in a message, and whether all values are text.

    `folder` is the one that a file is in.
    """

    where: str
    values: Mapping[str, object]
    is_text: bool = False
    kind: OriginKind = OriginKind.FILE
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting comes from: the kind of place, and which one (a file, a variable)."""

    kind: OriginKind
    where: str


@dataclass(frozen=True, slots=True)
class Effective:
    """A configuration made of layers; `origins` tells where each setting comes from that somebody made."""

    config: Config
    origins: Mapping[str, Origin]
    problems: tuple[str, ...]


def merged(layers: Iterable[Layer]) -> Config:
    """Make a configuration of layers, later ones winning setting by setting; `-` and `_` are one in names.

    Raises:
        ConfigError: settings that do not exist, have the wrong type or make no sense; all of them at once.
    """
    effective = combine(layers)
    if effective.problems:
        raise ConfigError(effective.problems)
    return effective.config


def combine(layers: Iterable[Layer]) -> Effective:
    """Make a configuration of layers as `merged` does; what is wrong in them is left out of it, and told."""
    known = options_of(Config)
    chosen: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    problems: list[str] = []
    for layer in layers:
        accepted, wrong = checked(
            underscored(layer.values), known, where=f"{layer.where}: ", is_text=layer.is_text
        )
        chosen |= accepted
        origins |= dict.fromkeys(accepted, Origin(layer.kind, layer.where))
        problems += wrong
        if layer.folder is not None:
            chosen |= {"folder": layer.folder, "file": layer.where}
    config = Config(**chosen)  # type: ignore[arg-type]  # each value was converted to its field's type
    found = Effective(config, origins, ())
    return replace(found, problems=(*problems, *located(found, _nonsense(config))))


def located(effective: Effective, problems: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write problems with the place of the setting, as far as anybody made it."""
    for key, problem in problems:
        origin = effective.origins.get(re.split(r"[.\[]", key)[0])
        yield f"{origin.where}: {key}: {problem}" if origin else f"{key}: {problem}"


def variable_problems(config: Config, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the headers that are made of variables which are not set."""
    yield from unset_variables(config.headers, environment)
    for pattern, section in config.hosts.items():
        for key, problem in unset_variables(section.headers, environment):
            yield f"hosts.{toml_key(pattern)}.{key}", problem


def validate(config: Config) -> None:
    """Look at settings that were not made of layers.

    Raises:
        ConfigError: some cannot be meant; all of them at once.
    """
    if problems := tuple(f"{key}: {problem}" for key, problem in _nonsense(config)):
        raise ConfigError(problems)


def is_list(name: str) -> bool:
    """Say whether a setting holds several values, which an environment variable gives one a line."""
    return any(option.name == name and get_origin(option.type) is tuple for option in options_of(Config))


def _nonsense(config: Config) -> Iterator[tuple[str, str]]:
    """Yield the settings that have the right type but cannot be meant, and why."""
    for name in ("timeout_seconds", "concurrency", "per_host", "max_document_bytes", "max_page_bytes"):
        if getattr(config, name) <= 0:
            yield name, f"expected more than 0, got {getattr(config, name)}"
    for name in ("retries", "max_redirects", "max_image_bytes", "max_image_pixels"):
        if getattr(config, name) < 0:
            yield name, f"expected 0 or more, got {getattr(config, name)}"
    for name in ("include", "exclude"):
        for pattern in getattr(config, name):
            if problem := pattern_problem(pattern):
                yield name, problem
    yield from header_problems(config.headers)
    yield from accept_problems(config.accept)
    yield from section_problems(config.hosts, config.paths)
    yield from ignore_problems(config.ignores)
    if config.strict_ignores:
        yield from missing_reasons(config.ignores, config.hosts, config.paths)
    for name in ("archive_url", "base_url", "site_url"):
        url = getattr(config, name)
        if url is not None and not url.startswith(("http://", "https://")):
            yield name, f"expected an absolute URL (https://…), got {url!r}"
