"""The rule `parked-domain`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences


@rule("parked-domain", level=Level.WARNING)
def parked_domain(crawl: Crawl) -> Iterator[Finding]:
    """A link leads to a domain that is parked or for sale: the site it once meant is gone.

    The page is advertising now, and may be worse tomorrow. Link to an archived copy or to another source.
    Parked pages are told by the services that serve them, or by a title that offers the domain itself.
    """
    for found in occurrences(crawl, is_clicked):
        parked_by = found.resource.parked_by
        if parked_by is not None and found.judgement.verdict is Verdict.OK:
            yield Finding(
                f"this domain is parked or for sale ({parked_by}), so the site that was linked is gone",
                found.link,
                related=found.others,
                evidence={"parked_by": parked_by},
            )
