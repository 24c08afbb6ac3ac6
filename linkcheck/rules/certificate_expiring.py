"""The rule `certificate-expiring`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from linkcheck.model import Crawl, Finding, Level, Link, Resource
from linkcheck.rules import rule


@rule("certificate-expiring", level=Level.NOTE)
def certificate_expiring(crawl: Crawl, *, days: int = 14) -> Iterator[Finding]:
    """A site's TLS certificate runs out within days, and then browsers will warn readers off.

    Most certificates renew themselves, some weeks before they expire; one this close has probably failed to.
    Tell the site's owner, or look again in some days. There is one finding for each host, at its first link.
    """
    places: dict[str, list[tuple[Link, Resource]]] = {}
    for link in crawl.links:
        resource = crawl.resource(link)
        if resource is not None and _days_left(resource) is not None:
            host = urlsplit(resource.final_url or resource.url).hostname or ""
            places.setdefault(host, []).append((link, resource))
    for host, found in places.items():
        link, resource = found[0]
        left = _days_left(resource)
        if left is not None and left < timedelta(days=days):
            yield Finding(
                f"the certificate of {host} expires in {_words(left)}",
                link,
                related=tuple(other for other, _ in found[1:]),
                evidence={"host": host, "expires_at": str(resource.certificate_expires_at)},
                key=host,
            )


def _days_left(resource: Resource) -> timedelta | None:
    if resource.certificate_expires_at is None or resource.checked_at is None:
        return None
    return resource.certificate_expires_at - resource.checked_at


def _words(left: timedelta) -> str:
    if left.days < 1:
        return "less than a day"
    return "1 day" if left.days == 1 else f"{left.days} days"
