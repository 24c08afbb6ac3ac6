"""The rules: one file each, a pure function from a crawl to findings. Its docstring is its manual."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from linkcheck.errors import ConfigError
from linkcheck.model import Crawl, Finding, Level
from linkcheck.registry import Registry, manual, options
from linkcheck.settings.toml_text import toml_key
from linkcheck.settings.values import Option, checked, nearest, underscored

Check = Callable[..., Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its usual level, and the function that finds."""

    name: str
    level: Level
    check: Check

    @property
    def manual(self) -> str:
        """What is found, why it harms, how to mend it and when to ignore it."""
        return manual(self.check)

    @property
    def summary(self) -> str:
        """The manual's first line."""
        return self.manual.partition("\n")[0]

    @property
    def options(self) -> tuple[Option, ...]:
        """The rule's settings."""
        return options(self.check)

    def run(
        self, crawl: Crawl, settings: Mapping[str, object], level: Level | None = None
    ) -> Iterator[Finding]:
        """Yield this rule's findings, complete; `level` overrides the rule's own and any finding's."""
        names = {document.name: document.path or document.name for document in crawl.documents}
        for finding in self.check(crawl, **settings):
            link = finding.link
            document = link.document if link else finding.document
            span = link.reference.span if link else finding.span
            key = finding.key or (link.reference.target if link else "")
            yield replace(
                finding,
                document=document,
                span=span,
                key=key,
                level=level or finding.level or self.level,
                rule=self.name,
                fingerprint=_fingerprint(
                    self.name, "" if finding.is_of_many else names.get(document, document), key
                ),
                is_per_link=link is not None and not finding.key,
            )


rules: Registry[Rule] = Registry(__name__)


def rule(name: str, *, level: Level) -> Callable[[Check], Check]:
    """Register the decorated function as a rule.

    The function takes a `Crawl` and yields `Finding`s; keyword-only arguments with defaults are its options.
    """

    def register(check: Check) -> Check:
        rules.register(Rule(name, level, check))
        return check

    return register


_LEVEL = Option("level", str, None)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A rule that is on, with its settings; `level` is None where the rule's own holds."""

    rule: Rule
    options: Mapping[str, object]
    level: Level | None


def rule_settings(chosen: Mapping[str, Mapping[str, object]]) -> tuple[RuleSetting, ...]:
    """Return every rule that is on, with the settings chosen for it.

    Each rule knows `level` (`error`, `warning`, `note` or `off`) besides its own options.

    Raises:
        ConfigError: a rule or setting does not exist or has the wrong type; all of them at once.
    """
    if problems := tuple(rule_problems(chosen)):
        raise ConfigError(problems)
    settings: list[RuleSetting] = []
    for name, member in rules.items():
        accepted, _ = _checked(member, chosen.get(name, {}), "")
        level = accepted.pop("level", None)
        if level != "off":
            settings.append(RuleSetting(member, accepted, Level(str(level)) if level else None))
    return tuple(settings)


def rule_problems(chosen: object, *, place: str = "") -> Iterator[str]:
    """Yield what is wrong with settings of rules, each with its key; `place` stands before the keys.

    A file's sections are tables; what Python code gives may be anything.
    """
    if not isinstance(chosen, Mapping):
        yield f"{place}rules: expected a table for each rule, got {chosen!r}"
        return
    for name, values in chosen.items():
        key = f"{place}rules.{toml_key(name)}"
        if name not in rules:
            yield f"{key}: there is no such rule{nearest(name, rules)}"
            continue
        if not isinstance(values, Mapping):
            yield f"{key}: expected a table of settings such as {{'level': 'off'}}, got {values!r}"
            continue
        accepted, wrong = _checked(rules[name], values, f"{key}.")
        yield from wrong
        level = accepted.get("level")
        if level is not None and level not in (*Level, "off"):
            hint = nearest(str(level), (*Level, "off"))
            yield f"{key}.level: expected error, warning, note or off, got {level!r}{hint}"


def _checked(member: Rule, chosen: Mapping[str, object], where: str) -> tuple[dict[str, object], list[str]]:
    return checked(underscored(chosen), (*member.options, _LEVEL), where=where)


def _fingerprint(*parts: str) -> str:
    """Hash what a finding is about, without line numbers, so that it survives moved lines."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
