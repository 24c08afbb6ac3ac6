"""The rule `blocked-link`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import occurrences


@rule("blocked-link", level=Level.NOTE)
def blocked_link(crawl: Crawl) -> Iterator[Finding]:
    """A link cannot be judged: the server turns robots away, or asks for a login or payment.

    Many sites answer every program with 403 or 999 while a browser is served. Nothing is known to be wrong,
    so this is a note. Open the link once in a browser; where readers meet a login or a paywall too, think of
    a source that they can read.
    """
    for found in occurrences(crawl, lambda link: True):
        if found.judgement.verdict is Verdict.BLOCKED:
            yield Finding(
                f"this link cannot be checked: {found.judgement.reason}",
                found.link,
                related=found.others,
                evidence={"status": found.resource.status, "final_url": found.resource.final_url},
            )
