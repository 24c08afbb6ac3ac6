"""The rules: one file each, a pure function from a crawl to findings. Its docstring is its manual."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from linkcheck.model import Crawl, Finding, Level
from linkcheck.registry import Option, Registry, manual, options

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
                fingerprint=_fingerprint(self.name, document, key),
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


def _fingerprint(*parts: str) -> str:
    """Hash what a finding is about, without line numbers, so that it survives moved lines."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
