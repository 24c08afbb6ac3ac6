"""The rule `unavailable-link`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import occurrences


@rule("unavailable-link", level=Level.WARNING)
def unavailable_link(crawl: Crawl) -> Iterator[Finding]:
    """A link or picture could not be reached, in a way that may pass.

    The host timed out, refused the connection, or kept answering with a server error or "too many requests".
    This is no proof that anything is gone, so it does not fail a run by default. If it comes back in run
    after run, treat it as broken. Ignore it for hosts that are known to be slow to robots.
    """
    for found in occurrences(crawl, lambda link: True):
        if found.judgement.verdict is Verdict.UNAVAILABLE:
            yield Finding(
                f"this link could not be reached: {found.judgement.reason}",
                found.link,
                related=found.others,
                evidence={"status": found.resource.status, "final_url": found.resource.final_url},
            )
