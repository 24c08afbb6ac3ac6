"""The rule `broken-link`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences


@rule("broken-link", level=Level.ERROR)
def broken_link(crawl: Crawl) -> Iterator[Finding]:
    """A link leads to nothing: the page is gone, or its host does not exist.

    The server itself, the registry of names or the certificate says so, and asking again will not help; what
    may pass is `unavailable-link`. A reader who clicks sees an error, and whatever the link was to prove is
    unproven. Link to the page's new place, to an archived copy, or take the link out. Ignore it where a post
    shows a dead address on purpose.
    """
    for found in occurrences(crawl, is_clicked):
        if found.judgement.verdict is Verdict.BROKEN:
            yield Finding(
                f"this link is broken: {found.judgement.reason}",
                found.link,
                related=found.others,
                evidence={"status": found.resource.status, "final_url": found.resource.final_url},
            )
