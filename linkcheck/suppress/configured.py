"""Set aside what the settings ignore, and say which of these ignores are idle or have expired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from linkcheck.config import Config
from linkcheck.model import (
    Crawl,
    Document,
    Finding,
    IgnoreFault,
    Link,
    Resource,
    Suppression,
    SuppressionKind,
)
from linkcheck.settings.patterns import HostPattern, PathPattern, statuses
from linkcheck.settings.sections import Ignore
from linkcheck.settings.toml_text import toml_key
from linkcheck.suppress.knowledge import Knowledge
from linkcheck.urls.references import is_web

# What a status alone makes a finding of.
_OF_STATUS = ("broken-link", "broken-image", "blocked-link", "unavailable-link")


@dataclass(frozen=True)
class _Compiled:
    """An ignore ready to be held to findings."""

    ignore: Ignore
    folder: str | None
    file: str

    @cached_property
    def _url(self) -> re.Pattern[str] | None:
        return None if self.ignore.url is None else re.compile(self.ignore.url)

    @cached_property
    def _host(self) -> HostPattern | None:
        return None if self.ignore.host is None else HostPattern(self.ignore.host)

    @cached_property
    def _path(self) -> PathPattern | None:
        return None if self.ignore.path is None else PathPattern(self.ignore.path, self.folder)

    @property
    def is_about_links(self) -> bool:
        return self.ignore.url is not None or self.ignore.host is not None

    def names(self, rule: str) -> bool:
        return not self.ignore.rules or rule in self.ignore.rules

    def is_in(self, document: Document | None) -> bool:
        return self._path is None or (document is not None and self._path.matches(document))

    def is_about(self, link: Link | None) -> bool:
        if not self.is_about_links:
            return True
        if link is None:
            return False
        url = link.url or link.reference.target
        if self._url is not None and not self._url.search(url):
            return False
        return self._host is None or (is_web(url) and self._host.matches(url))


class ConfiguredIgnores:
    """The ignores of the settings, those of sections among them, and which were met."""

    def __init__(self, config: Config, crawl: Crawl, today: date) -> None:
        """Read the settings; what has expired before today does not count."""
        made = [_Compiled(ignore, config.folder, config.file) for ignore in _ignores(config)]
        self._expired = [each for each in made if each.ignore.until is not None and each.ignore.until < today]
        self._all = [each for each in made if each not in self._expired]
        self._documents = {document.name: document for document in crawl.documents}
        self._resources: Mapping[str, Resource] = crawl.resources
        self._accepting = [
            (
                f"paths.{toml_key(pattern)}.accept",
                PathPattern(pattern, config.folder),
                statuses(section.accept),
            )
            for pattern, section in config.paths.items()
            if section.accept
        ]
        self._file = config.file
        self._met: set[str] = set()

    def settle(self, finding: Finding) -> Finding:
        """Return a finding set aside, or as it is."""
        document = self._documents.get(finding.document)
        met = [
            each
            for each in self._all
            if each.names(finding.rule) and each.is_in(document) and each.is_about(finding.link)
        ]
        self._met |= {each.ignore.key for each in met}
        if met:
            return self._set_aside(finding, met[0].ignore.reason, met[0].ignore.key)
        if key := self._accepting_key(finding, document):
            return self._set_aside(finding, "the status is accepted", key)
        return finding

    def _accepting_key(self, finding: Finding, document: Document | None) -> str:
        """Return the setting by which a status is no fault of links in a post."""
        if document is None or finding.link is None or finding.rule not in _OF_STATUS:
            return ""
        resource = self._resources.get(finding.link.fetch_url or "")
        for key, pattern, is_accepted in self._accepting:
            if resource is not None and is_accepted(resource.status or 0) and pattern.matches(document):
                return key
        return ""

    def _set_aside(self, finding: Finding, reason: str, key: str) -> Finding:
        place = f"{self._file}: {key}" if self._file else key
        return replace(finding, suppression=Suppression(SuppressionKind.CONFIG, reason, place))

    def faults(self, knowledge: Knowledge) -> Iterator[IgnoreFault]:
        """Yield the ignores that have expired, and those that this run shows to be idle."""
        for each in self._expired:
            message = f"{each.ignore.key} has expired on {each.ignore.until}: what it ignored counts again"
            yield IgnoreFault("invalid-ignore", message, self._file, None, _said(each.ignore))
        for each in self._all:
            if each.ignore.key not in self._met and self._is_idle(each, knowledge):
                message = f"{each.ignore.key} ignores nothing: {_said(each.ignore)}"
                yield IgnoreFault("unused-ignore", message, self._file, None, _said(each.ignore))

    def _is_idle(self, each: _Compiled, knowledge: Knowledge) -> bool:
        """Say whether an ignore was met by nothing though the run would have shown it."""
        names = [document.name for document in self._documents.values() if each.is_in(document)]
        rules = each.ignore.rules
        if rules and not any(knowledge.tells(rule, name) for rule in rules for name in names or [""]):
            return False
        links = [link for name in names for link in knowledge.links(name) if each.is_about(link)]
        has_any = bool(links) if each.is_about_links else bool(names)
        return knowledge.is_known(links) and (has_any or knowledge.is_whole)


def _ignores(config: Config) -> Iterable[Ignore]:
    """Yield the ignores as written, then those that sections stand for."""
    for number, ignore in enumerate(config.ignores):
        yield replace(ignore, key=f"ignores[{number}]")
    for pattern, host in config.hosts.items():
        if host.ignore:
            key = f"hosts.{toml_key(pattern)}.ignore"
            yield Ignore(rule=host.ignore, host=pattern, reason=host.reason, key=key)
    for pattern, section in config.paths.items():
        if section.ignore:
            key = f"paths.{toml_key(pattern)}.ignore"
            yield Ignore(rule=section.ignore, path=pattern, reason=section.reason, key=key)


def _said(ignore: Ignore) -> str:
    """Say in words what an ignore is about."""
    what = " or ".join(ignore.rules) or "any finding"
    about = {"URLs that match": ignore.url, "the host": ignore.host, "posts like": ignore.path}
    rest = "".join(f" for {words} {value}" for words, value in about.items() if value is not None)
    return f"no {what}{rest}".replace("no any finding", "no finding")
