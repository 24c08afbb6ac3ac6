"""The public shape of what changed between two reports."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from linkcheck.model import Verdict
from linkcheck.renderers.shape import Count, Finding, Place, Time, Tool


class Change(Struct, frozen=True, kw_only=True):
    """One URL that is not what it was; `before` is null for one that was not in the old report.

    `final_url` is where it leads now, `is_permanent` says that only permanent redirects lead there.
    """

    url: str
    before: Verdict | None
    after: Verdict | None
    reason: str
    final_url: str | None
    is_permanent: bool
    places: tuple[Place, ...]


class Counts(Struct, frozen=True, kw_only=True):
    """How much changed, in figures."""

    broken: Count
    recovered: Count
    unreachable: Count
    unchecked: Count
    moved: Count
    new_findings: Count
    fixed_findings: Count


class Difference(Struct, frozen=True, kw_only=True):
    """What changed from an old report to a new one.

    `broken` could be reached or was not there before; `recovered` was broken and loads again; `unreachable`
    failed now in a way that may pass, and `unchecked` was broken and was not asked for again: of neither is
    it known whether it works. `moved` leads elsewhere. `fixed_findings` are those whose reason was looked for
    again and not found.
    """

    schema_version: Literal[1]
    tool: Tool
    old_started_at: Time
    new_started_at: Time
    is_complete: bool
    summary: Counts
    broken: tuple[Change, ...]
    recovered: tuple[Change, ...]
    unreachable: tuple[Change, ...]
    unchecked: tuple[Change, ...]
    moved: tuple[Change, ...]
    new_findings: tuple[Finding, ...]
    fixed_findings: tuple[Finding, ...]
    new_sources: tuple[str, ...]
    gone_sources: tuple[str, ...]
    new_pictures: tuple[str, ...]
    gone_pictures: tuple[str, ...]
