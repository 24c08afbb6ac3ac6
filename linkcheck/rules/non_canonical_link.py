"""The rule `non-canonical-link`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import CanonicalSource, Crawl, Finding, Level, Resource, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences
from linkcheck.urls.references import canonical_key, fetch_url


@rule("non-canonical-link", level=Level.NOTE)
def non_canonical_link(crawl: Crawl) -> Iterator[Finding]:
    """A page asks to be cited under another URL than the one linked (RFC 6596).

    Readers see the same page, but links to a tracking, AMP, mobile or session variant age badly and hide that
    two posts cite one source. Use the canonical URL the message gives. Ignore it where the variant is meant,
    such as one page of a printable series.

    What a page states is believed in this order: its `Link` header, its one `<link rel=canonical>` in the
    head, `og:url`, JSON-LD. It is not believed where several differ, or where it is relative, malformed, in
    the body, on another site, the site's root, page 1 of a series, another language or region, http from
    https, or where the run itself saw that it does not load, is not to be indexed or redirects elsewhere; the
    report then gives the reason (`canonical_distrust`).
    """
    for found in occurrences(crawl, is_clicked):
        resource = found.resource
        canonical = _canonical(resource)
        if found.judgement.verdict is Verdict.OK and canonical and _is_other(resource, canonical):
            source = resource.canonical_source
            yield Finding(
                f"the page names {canonical} as the URL to cite",
                found.link,
                related=found.others,
                evidence={"canonical_url": canonical, "canonical_source": source},
            )


def _canonical(resource: Resource) -> str | None:
    """Return what the page itself states and is believed; of permanent redirects, `moved-link` tells."""
    if resource.canonical_source is CanonicalSource.REDIRECT:
        return resource.stated_canonical_url
    return resource.canonical_url


def _is_other(resource: Resource, canonical: str) -> bool:
    """Say whether the canonical URL is another page, or this one without the tracking parameters it has."""
    final = resource.final_url or resource.url
    reached = {canonical_key(resource.url), canonical_key(final)}
    if canonical_key(canonical) not in reached:
        return True
    is_clean = len(canonical_key(canonical)) == len(fetch_url(canonical))
    return is_clean and len(canonical_key(resource.url)) < len(fetch_url(resource.url))
