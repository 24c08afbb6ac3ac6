"""The sections of the settings: what holds for some hosts, and for some posts, alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from linkcheck.model import Document
from linkcheck.settings.patterns import (
    HostPattern,
    PathPattern,
    host_problem,
    path_problem,
    pattern_problem,
    status_problem,
    statuses,
)
from linkcheck.settings.toml_text import toml_key
from linkcheck.settings.values import setting

Status = int | str
# RFC 9110 §5.6.2
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSettings:
    """What holds for the hosts of one `[hosts."PATTERN"]`; None leaves what holds in general.

    `headers` are sent to these hosts alone. `accept` lists statuses that count as success. `skip` leaves
    their URLs unasked.
    """

    headers: tuple[str, ...] = setting((), "Sent to these hosts alone; `${NAME}` is a variable's value.")
    accept: tuple[Status, ...] = setting((), "Statuses that count as success: `403`, `5xx`, `500-504`.")
    skip: bool = setting(False, "Ask for nothing there.")
    per_host: int | None = setting(None, "Requests under way at once to each of them.")
    delay_seconds: float = setting(0.0, "Time between the starts of two requests.")
    timeout_seconds: float | None = setting(None, "For one request.")
    ignore: tuple[str, ...] = setting((), "Rules that do not count there; `all` for every rule.")
    reason: str = setting("", "Why they are ignored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathSettings:
    """What holds for the posts of one `[paths."PATTERN"]`: levels and options of rules."""

    rules: Mapping[str, Mapping[str, object]] = field(
        default_factory=dict, metadata={"meaning": "Levels and options of rules there."}
    )
    accept: tuple[Status, ...] = setting((), "Statuses that are no fault of links there.")
    ignore: tuple[str, ...] = setting((), "Rules that do not count there; `all` for every rule.")
    reason: str = setting("", "Why they are ignored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One `[[ignores]]`: findings that do not count, as far as all of what is given applies to them.

    `url` is a regular expression searched in the URL, `host` and `path` are patterns as those of sections.
    It holds to the end of the day `until` (UTC). `key` is its place in the settings.
    """

    rule: str | tuple[str, ...] = setting((), "One rule or a list of them; without it every rule.")
    url: str | None = setting(None, "A regular expression searched in the URL.")
    host: str | None = setting(None, "A pattern of hosts.")
    path: str | None = setting(None, "A pattern of posts.")
    until: date | None = field(
        default=None, metadata={"meaning": "The last day on which it holds, such as `2026-12-31`."}
    )
    reason: str = setting("", "Why; `--strict-ignores` asks for one.")
    key: str = field(default="", metadata={"internal": True})

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules it is about, none for all."""
        names = (self.rule,) if isinstance(self.rule, str) else self.rule
        return () if "all" in names or "*" in names else names


class HostSections:
    """Finds the settings of hosts."""

    def __init__(self, sections: Mapping[str, HostSettings]) -> None:
        """Read sections by their patterns."""
        self._sections = [(name, HostPattern(name), section) for name, section in sections.items()]
        self._accepting = [
            (f"hosts.{toml_key(name)}.accept", pattern, statuses(section.accept))
            for name, pattern, section in self._sections
            if section.accept
        ]

    def of(self, url: str, *, is_direct: bool = True) -> HostSettings:
        """Return what holds for a web URL's host, later sections winning; their lists are joined."""
        found = _NO_HOST
        for _, pattern, section in self._sections:
            if pattern.matches(url, is_direct=is_direct):
                found = _joined(found, section)
        return found

    def accepting(self, status: int, url: str) -> str:
        """Return the setting that takes a status of a web URL's host for success, nothing if none does."""
        for key, pattern, is_accepted in self._accepting:
            if is_accepted(status) and pattern.matches(url):
                return key
        return ""

    def skipping(self, url: str) -> str:
        """Return the setting that leaves a web URL unasked, nothing if none does."""
        for name, pattern, section in self._sections:
            if section.skip and pattern.matches(url):
                return f"hosts.{toml_key(name)}.skip"
        return ""


_NO_HOST = HostSettings()


def _joined(one: HostSettings, other: HostSettings) -> HostSettings:
    return HostSettings(
        headers=(*one.headers, *other.headers),
        accept=(*one.accept, *other.accept),
        skip=one.skip or other.skip,
        per_host=one.per_host if other.per_host is None else other.per_host,
        delay_seconds=other.delay_seconds or one.delay_seconds,
        timeout_seconds=one.timeout_seconds if other.timeout_seconds is None else other.timeout_seconds,
    )  # what is ignored is looked at section by section


class PathSections:
    """Finds the settings of posts."""

    def __init__(self, sections: Mapping[str, PathSettings], folder: str | None) -> None:
        """Read sections whose patterns are relative to a folder, if there is one."""
        self._sections = [(PathPattern(pattern, folder), section) for pattern, section in sections.items()]

    def rules_of(self, document: Document) -> tuple[Mapping[str, Mapping[str, object]], ...]:
        """Return the settings of rules that hold for a post besides the general ones, the strongest last."""
        return tuple(
            section.rules
            for pattern, section in self._sections
            if section.rules and pattern.matches(document)
        )


def header_problems(headers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the place and the fault of headers that cannot be sent; their values may be secrets."""
    for number, header in enumerate(headers):
        name, colon, value = header.partition(":")
        if not colon or not _TOKEN.fullmatch(name.strip()) or "\n" in value or "\r" in value:
            yield f"headers[{number}]", "expected 'Name: value' on one line"
        elif "${" in _VARIABLE.sub("", value):
            yield f"headers[{number}]", "expected the name of a variable and } after ${"


def accept_problems(values: Iterable[Status]) -> Iterator[tuple[str, str]]:
    """Yield the place and the fault of what names no statuses."""
    for number, value in enumerate(values):
        if problem := status_problem(value):
            yield f"accept[{number}]", problem


def section_problems(
    hosts: Mapping[str, HostSettings], paths: Mapping[str, PathSettings]
) -> Iterator[tuple[str, str]]:
    """Yield the place and the fault of what has the right type in a section but cannot be meant."""
    for pattern, host in hosts.items():
        place = f"hosts.{toml_key(pattern)}"
        if problem := host_problem(pattern):
            yield place, problem
        for key, problem in (*header_problems(host.headers), *accept_problems(host.accept)):
            yield f"{place}.{key}", problem
        for key in ("per_host", "timeout_seconds"):
            if (value := getattr(host, key)) is not None and value <= 0:
                yield f"{place}.{key}", f"expected more than 0, got {value}"
        if host.delay_seconds < 0:
            yield f"{place}.delay_seconds", f"expected 0 or more, got {host.delay_seconds}"
    for pattern, section in paths.items():
        place = f"paths.{toml_key(pattern)}"
        if problem := path_problem(pattern):
            yield place, problem
        for key, problem in accept_problems(section.accept):
            yield f"{place}.{key}", problem


def ignore_problems(ignores: Iterable[Ignore]) -> Iterator[tuple[str, str]]:
    """Yield the place and the fault of ignores that cannot be meant."""
    for number, ignore in enumerate(ignores):
        place = f"ignores[{number}]"
        if not ignore.rules and ignore.url is None and ignore.host is None and ignore.path is None:
            yield place, "expected a rule, url, host or path; this would ignore everything"
        if ignore.url is not None and (problem := pattern_problem(ignore.url)):
            yield f"{place}.url", problem
        if ignore.host is not None and (problem := host_problem(ignore.host)):
            yield f"{place}.host", problem
        if ignore.path is not None and (problem := path_problem(ignore.path)):
            yield f"{place}.path", problem


def missing_reasons(
    ignores: Iterable[Ignore], hosts: Mapping[str, HostSettings], paths: Mapping[str, PathSettings]
) -> Iterator[tuple[str, str]]:
    """Yield the ignores that give no reason."""
    sections: dict[str, HostSettings | PathSettings] = {
        **{f"hosts.{toml_key(name)}": section for name, section in hosts.items()},
        **{f"paths.{toml_key(name)}": section for name, section in paths.items()},
    }
    places = [f"ignores[{number}]" for number, each in enumerate(ignores) if not each.reason.strip()]
    places += [place for place, each in sections.items() if each.ignore and not each.reason.strip()]
    for place in places:
        yield f"{place}.reason", "expected a reason (strict_ignores)"


def ignored_rules(
    ignores: Iterable[Ignore], hosts: Mapping[str, HostSettings], paths: Mapping[str, PathSettings]
) -> Iterator[tuple[str, str]]:
    """Yield the place of each rule that is ignored by name, and the name."""
    for number, ignore in enumerate(ignores):
        yield from ((f"ignores[{number}].rule", name) for name in ignore.rules)
    ignored = {f"hosts.{toml_key(name)}.ignore": section.ignore for name, section in hosts.items()}
    ignored |= {f"paths.{toml_key(name)}.ignore": section.ignore for name, section in paths.items()}
    for place, names in ignored.items():
        for number, name in enumerate(names):
            if name not in ("all", "*"):
                yield f"{place}[{number}]", name


def unset_variables(headers: Iterable[str], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the place and the name of each variable that a header is made of and that is not set."""
    for number, header in enumerate(headers):
        for name in _VARIABLE.findall(header):
            if name not in environment:
                yield f"headers[{number}]", f"the environment variable {name} is not set"


def with_variables(headers: Iterable[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield headers with the values of variables in place of `${NAME}`.

    A header is left out where a variable it is made of is empty, as secrets are in a build of a fork.

    >>> list(with_variables(["A: ${X} b", "B: ${Y}"], {"X": "1", "Y": ""}))
    ['A: 1 b']
    """
    for header in headers:
        names = _VARIABLE.findall(header)
        if all(environment.get(name) for name in names):
            yield _VARIABLE.sub(lambda match: environment[match[1]], header)
