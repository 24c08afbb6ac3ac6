"""What is known when links are to be mended: the resources, the archive's copies, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from linkcheck.model import Finding, Link, Report, Resource, SuppressionKind

# A document and the line and column at which a target stands in it.
Place = tuple[str, int, int | None]


class Fix(StrEnum):
    """What can be mended, in the order in which it is tried."""

    WRAPPERS = "wrappers"
    REDIRECTS = "redirects"
    HTTPS = "https"
    TRACKING = "tracking"
    ARCHIVE = "archive"


# The rules whose findings a fix answers: whoever ignores one of them wants the link as it is.
RULES = ("broken-link", "moved-link", "non-canonical-link")
# An address is replaced by its archived copy only on request: the post then cites another site.
USUAL = frozenset(Fix) - {Fix.ARCHIVE}
# A finding that is known of old (baseline) or stands on a line that was not changed is worth mending.
WANTED_AS_IS = frozenset({SuppressionKind.IN_SOURCE, SuppressionKind.CONFIG})


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """The resources by URL, the copy of each dead page by document and URL, and the places to leave alone."""

    resources: Mapping[str, Resource]
    copies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ignored: frozenset[Place] = frozenset()

    def with_resources(self, resources: Iterable[Resource]) -> Facts:
        """Return the same with more resources."""
        return replace(self, resources={**self.resources, **{each.url: each for each in resources}})


def facts_of(report: Report) -> Facts:
    """Return what a finished run knows."""
    copies = {
        (finding.document, finding.link.fetch_url): copy
        for finding in report.findings
        if finding.rule == "broken-link"
        and finding.link is not None
        and finding.link.fetch_url is not None
        and isinstance(copy := finding.evidence.get("archived_url"), str)
    }
    ignored = frozenset(place_of(link) for each in report.suppressed for link in _ignored_links(each))
    return Facts(report.crawl.resources, copies, ignored)


def place_of(link: Link) -> Place:
    """Return where a link's target stands."""
    span = link.reference.span
    return link.document, span.line, span.column


def _ignored_links(finding: Finding) -> tuple[Link, ...]:
    kind = finding.suppression.kind if finding.suppression is not None else None
    if finding.rule not in RULES or kind not in WANTED_AS_IS or finding.link is None:
        return ()
    return (finding.link, *finding.related)
