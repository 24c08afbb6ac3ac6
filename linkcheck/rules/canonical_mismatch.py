"""The rule `canonical-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import CanonicalSource, Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences
from linkcheck.urls import canonical_key


@rule("canonical-mismatch", level=Level.NOTE)
def canonical_mismatch(crawl: Crawl) -> Iterator[Finding]:
    """A page asks to be cited under another URL than the one linked (RFC 6596).

    Readers see the same page, but links to a tracking, mobile or session variant age badly and hide that two
    posts cite one source. Use the canonical URL the message gives. Ignore it where the variant is meant, such
    as one page of a printable series.
    """
    for found in occurrences(crawl, is_clicked):
        resource = found.resource
        canonical = resource.canonical_url
        if found.judgement.verdict is not Verdict.OK or canonical is None:
            continue
        if resource.canonical_source is CanonicalSource.REDIRECT:
            continue  # moved-link says so already
        reached = {canonical_key(resource.url), canonical_key(resource.final_url or resource.url)}
        if canonical_key(canonical) not in reached:
            yield Finding(
                f"the page names {canonical} as the URL to cite",
                found.link,
                related=found.others,
                evidence={"canonical_url": canonical, "canonical_source": resource.canonical_source},
            )
