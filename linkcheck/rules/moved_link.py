"""The rule `moved-link`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import PERMANENT, Crawl, Finding, Level, Resource, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import occurrences


@rule("moved-link", level=Level.NOTE)
def moved_link(crawl: Crawl) -> Iterator[Finding]:
    """A link works only through a permanent redirect; the message gives the URL to use instead.

    The server says that the page has moved for good (301, 308). Redirects are dropped one day, and then the
    link breaks. Replace the target. Temporary redirects (302, 303, 307) are left alone: their sites want the
    old URL kept. Where a permanent redirect is followed by a temporary one, the URL between them is given.
    """
    for found in occurrences(crawl, lambda link: True):
        target = _moved_to(found.resource)
        if target is not None and found.judgement.verdict is Verdict.OK:
            yield Finding(
                f"this link has moved for good; use {target}",
                found.link,
                related=found.others,
                evidence={"moved_to": target, "statuses": [hop.status for hop in found.resource.redirects]},
            )


def _moved_to(resource: Resource) -> str | None:
    """Return where the leading permanent redirects led, None if the first was not permanent."""
    target = None
    for hop in resource.redirects:
        if hop.status not in PERMANENT:
            break
        target = hop.url
    return target if target != resource.url else None
