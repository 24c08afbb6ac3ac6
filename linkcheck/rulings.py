"""Run the rules over a crawl, each post under the settings that hold for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from linkcheck.config import Config
from linkcheck.errors import ConfigError
from linkcheck.model import Crawl, Finding
from linkcheck.rules import RuleSetting, rule_problems, rule_settings, rules
from linkcheck.settings.sections import PathSections, ignored_rules
from linkcheck.settings.toml_text import toml_key
from linkcheck.settings.values import nearest, underscored

Chosen = Mapping[str, Mapping[str, object]]


class Rulings:
    """The rules that are on for each post of a crawl."""

    def __init__(self, crawl: Crawl, config: Config) -> None:
        """Read the settings.

        Raises:
            ConfigError: a rule or setting does not exist or has the wrong type; all of them at once.
        """
        self._general = {setting.rule.name: setting for setting in rule_settings(config.rules)}
        self._special = _special(crawl, config)

    def is_on(self, rule: str, document: str) -> bool:
        """Say whether a rule is on for a post, named as in the crawl."""
        return rule in self._special.get(document, self._general)

    def findings(self, crawl: Crawl, *, only: Collection[str] = ()) -> list[Finding]:
        """Return what the rules find, or `only` some of them, in the order of reports.

        A rule always reads the whole crawl. Where posts have other options than the rest, it runs once for
        each choice of options, and of each run only the findings in posts of that choice are kept.
        """
        found: list[Finding] = []
        on = {name for settings in (self._general, *self._special.values()) for name in settings}
        for name in sorted(on & set(only) if only else on):
            of_posts = {post: settings.get(name) for post, settings in self._special.items()}
            found += _run(crawl, self._general.get(name), of_posts)
        return in_order(found)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of reports: by document, place and rule."""
    return sorted(findings, key=_order)


def _special(crawl: Crawl, config: Config) -> Mapping[str, Mapping[str, RuleSetting]]:
    """Return the rules that are on for each post that has settings of its own."""
    sections = PathSections(config.paths, config.folder)
    made: dict[tuple[int, ...], Mapping[str, RuleSetting]] = {}
    special: dict[str, Mapping[str, RuleSetting]] = {}
    for document in crawl.documents if config.paths else ():
        if overrides := sections.rules_of(document):
            key = tuple(map(id, overrides))
            if key not in made:
                chosen = _joined(config.rules, *overrides)
                made[key] = {each.rule.name: each for each in rule_settings(chosen)}
            special[document.name] = made[key]
    return special


def _joined(*layers: Chosen) -> Chosen:
    """Join settings of rules key by key, the later ones winning."""
    joined: dict[str, dict[str, object]] = {}
    for layer in layers:
        for name, values in layer.items():
            joined.setdefault(name, {}).update(underscored(values))
    return joined


def _run(
    crawl: Crawl, general: RuleSetting | None, special: Mapping[str, RuleSetting | None]
) -> Iterator[Finding]:
    """Run one rule once for each choice of its options; None where it is off."""
    runs: dict[str, RuleSetting] = {}
    for setting in (general, *special.values()):
        if setting is not None:
            runs.setdefault(_choice(setting), setting)
    for choice, setting in runs.items():
        for finding in setting.rule.run(crawl, setting.options):
            held = special.get(finding.document, general)
            if held is not None and _choice(held) == choice:
                yield finding if held.level is None else replace(finding, level=held.level)


def _choice(setting: RuleSetting) -> str:
    return repr(sorted(setting.options.items()))


def rule_faults(config: Config) -> Iterator[str]:
    """Yield what is wrong with the settings of rules, in general and for some posts."""
    yield from rule_problems(config.rules)
    for place, name in ignored_rules(config.ignores, config.hosts, config.paths):
        if name not in rules:
            yield f"{place}: there is no rule {name!r}{nearest(name, rules)}"
    for pattern, section in config.paths.items():
        yield from rule_problems(section.rules, place=f"paths.{toml_key(pattern)}.")


def check_rules(config: Config) -> None:
    """Look at the settings of rules.

    Raises:
        ConfigError: a rule or setting does not exist or has the wrong type; all of them at once.
    """
    if problems := tuple(rule_faults(config)):
        raise ConfigError(problems)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    span = finding.span
    return (
        finding.document,
        span.line if span else 0,
        (span.column or 0) if span else 0,
        finding.rule,
        finding.fingerprint,
    )
