"""Do we care today? What is ignored or known is kept, but apart; and which levels fail a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol

from linkcheck.config import Config, FailOn
from linkcheck.model import BaselineEntry, Comment, Crawl, Finding, IgnoreFault, Level
from linkcheck.suppress.configured import ConfiguredIgnores
from linkcheck.suppress.inline import InlineIgnores
from linkcheck.suppress.knowledge import IsOn, Knowledge
from linkcheck.suppress.known import Known

_GRAVITY = {level: gravity for gravity, level in enumerate(Level)}
_LONG_AGO = datetime.min.replace(tzinfo=UTC).date()


@dataclass(frozen=True, slots=True)
class Before:
    """What is known from before a run: its day, the baseline, and the documents of that which are no more.

    `is_whole` is False for a run on single files, which says nothing of what is ignored in others.
    """

    today: date = _LONG_AGO
    baseline: tuple[BaselineEntry, ...] | None = None
    gone: frozenset[str] = frozenset()
    is_whole: bool = True
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings that count, those that do not, what is wrong with ignores, and what the baseline keeps."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    faults: tuple[IgnoreFault, ...] = ()
    baseline: tuple[BaselineEntry, ...] | None = None
    mended: int = 0


@dataclass(slots=True)
class Ignores:
    """All there is to ignore in a run."""

    config: Config
    crawl: Crawl
    before: Before
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    known_rules: Collection[str] = ()

    def settle(self, findings: Iterable[Finding], *, is_on: IsOn) -> Settled:
        """Hold findings to the ignores in posts, then to those of the settings, then to the baseline.

        Each ends either among those that count or once among those that do not.
        """
        inline = InlineIgnores(
            self.crawl.documents, self.comments, self.known_rules, is_strict=self.config.strict_ignores
        )
        configured = ConfiguredIgnores(self.config, self.crawl, self.before.today)
        known = Known(
            self.before.baseline or (), self.crawl, file=self.config.baseline or "", gone=self.before.gone
        )
        kept: list[Finding] = []
        suppressed: list[Finding] = []
        for finding in findings:
            settled = finding
            for step in (inline.settle, configured.settle, known.settle):
                settled = step(settled)
                if settled.suppression is not None:
                    break
            (kept if settled.suppression is None else suppressed).append(settled)
        knowledge = Knowledge(
            self.crawl, is_on, is_complete=self.before.is_complete, is_whole=self.before.is_whole
        )
        mended = tuple(known.mended(knowledge))
        faults = (*inline.faults(knowledge), *configured.faults(knowledge), *known.faults(mended))
        left = None if self.before.baseline is None else known.remaining(mended)
        return Settled(tuple(kept), tuple(suppressed), faults, left, len(mended))


class Levelled(Protocol):
    """A finding of a run, or of a saved report."""

    @property
    def level(self) -> Level:
        """How grave it is."""
        ...


def fails(findings: Iterable[Levelled], fail_on: FailOn) -> bool:
    """Say whether any finding is at or above the level that fails a run."""
    if fail_on is FailOn.NEVER:
        return False
    bound = _GRAVITY[Level.WARNING if fail_on is FailOn.NEW else Level(fail_on)]
    return any(_GRAVITY[finding.level] <= bound for finding in findings)
