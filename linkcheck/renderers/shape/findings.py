"""The public shape of findings: what a rule found, and why it may not count."""

from __future__ import annotations

from msgspec import Struct

from linkcheck.model import Level, SuppressionKind
from linkcheck.renderers.shape.posts import Place
from linkcheck.renderers.shape.scalars import Count, Evidence, Position


class Suppression(Struct, frozen=True, kw_only=True):
    """Why a finding does not count: what sets it aside, where that is written, and the reason given there."""

    kind: SuppressionKind
    reason: str
    place: str


class Finding(Struct, frozen=True, kw_only=True):
    """One rule's judgement. `line` is null where it is about a whole document, or about none.

    `url`, `target` and `anchor` are those of the link it is about, null if it is about none. `fingerprint`
    does not depend on line numbers; `key` is what it is made of besides rule and document. `places` counts
    the links of the document that each have the fault. `suppression` is null for what counts.
    """

    rule: str
    level: Level
    message: str
    document: str
    line: Position | None
    column: Position | None
    end_line: Position | None
    end_column: Position | None
    url: str | None
    target: str | None
    anchor: str | None
    related: tuple[Place, ...]
    evidence: dict[str, Evidence]
    fingerprint: str
    key: str = ""
    places: Count = 1
    suppression: Suppression | None = None


class RuleDescriptor(Struct, frozen=True, kw_only=True):
    """A rule that found something: its own level, and what it finds, why that harms and how to mend it."""

    name: str
    level: Level
    summary: str
    manual: str
