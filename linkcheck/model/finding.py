"""What a rule finds, how grave it is, and what keeps it from counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from linkcheck.model.post import Link, Span


class Level(StrEnum):
    """How grave a finding is (SARIF §3.27.10, without `none`); most grave first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# A rule's own level is filled in when the rule is run, so readers of a report never meet this None.
_UNSET = cast(Level, None)


class SuppressionKind(StrEnum):
    """What keeps a finding from counting: the post, the settings, the baseline, or an unchanged line."""

    IN_SOURCE = "in-source"
    CONFIG = "config"
    BASELINE = "baseline"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count (SARIF §3.35): what sets it aside, and the `reason` given in its `place`.

    Both are empty where nobody said.
    """

    kind: SuppressionKind
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's judgement on one place (SARIF §3.27 result).

    A rule gives `message` and, as far as they apply, the primary `link`, or else the `document` and `span`,
    the `related` links, and the `evidence` (plain JSON values). `key` tells findings of one rule in one
    document apart without line numbers; left empty, it is the link's target. `rule`, `level` and
    `fingerprint` are filled in when the rule is run; a rule sets `level` only to differ from its own.
    `suppression` is set on what does not count. `regions` are further places that are no links, by document.
    `is_per_link` is filled in too: each of the `related` links to the same URL in the same document then has
    the fault by itself. `is_of_many` is set by a rule that judges many documents together: which of them it
    names first may change, and is no part of the fingerprint.
    """

    message: str
    link: Link | None = None
    document: str = ""
    span: Span | None = None
    related: tuple[Link, ...] = ()
    evidence: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    level: Level = _UNSET
    rule: str = ""
    fingerprint: str = ""
    suppression: Suppression | None = None
    regions: tuple[tuple[str, Span], ...] = ()
    is_per_link: bool = False
    is_of_many: bool = False

    @property
    def marked(self) -> tuple[Link, ...]:
        """The links of the document that each have the fault, the primary one first; none if not so found."""
        link = self.link
        if link is None or not self.is_per_link:
            return ()
        return (link, *(each for each in self.related if _is_same(each, link)))

    @property
    def places(self) -> int:
        """How many places have the fault: one where it is about several links together, or about none."""
        return len(self.marked) or 1


def _is_same(link: Link, other: Link) -> bool:
    one, two = (each.fetch_url or each.reference.target for each in (link, other))
    return link.document == other.document and one == two


@dataclass(frozen=True, slots=True)
class IgnoreFault:
    """An ignore that does not work, or that nothing needs: what the rule named so finds.

    `document` and `span` are where it is written, which may be a file of settings or a baseline.
    """

    rule: str
    message: str
    document: str
    span: Span | None
    key: str


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """A finding that was there before: its document, rule and key as people read them, and its fingerprint.

    `count` is how many places had the fault, `line` where the entry stands in its file, 0 if in none.
    """

    document: str
    rule: str
    target: str
    count: int
    fingerprint: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleDescriptor:
    """What a reader of findings should know of their rule (SARIF §3.49): its own level and its manual."""

    name: str
    level: Level
    summary: str
    manual: str
