"""The rule `misleading-anchor`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.analysis.deceit import Deceit, deceit_of, is_suspect
from linkcheck.model import Crawl, Finding, Level, Link
from linkcheck.rules import rule
from linkcheck.urls.references import is_web, site_of
from linkcheck.urls.services import is_short_link


@rule("misleading-anchor", level=Level.WARNING)
def misleading_anchor(crawl: Crawl) -> Iterator[Finding]:
    """An anchor shows one address, and the link leads to another site.

    Whoever reads `https://bank.com` and clicks expects that site; leading them elsewhere is how passwords are
    stolen, and in an honest post it is a slip that sends readers to the wrong source. The same holds for
    `https://bank.com@evil.example`, where what looks like the site is a user name. Make anchor and target
    agree, or write words instead of an address.

    Sites are compared by registrable domain, with other widths and alphabets, invisible characters and known
    redirect services seen through; `alice.github.io` and `bob.github.io` are two sites, and all of `gov.uk`
    is one. Addresses among words count where the words only lead to them ("log in at bank.com") or name their
    site ("Bank Support: bank.com"), mail addresses where the link writes to another domain. Left alone are
    sites of one owner, sites that redirect to each other, archives, catalogues and code hosts whose address
    names the site, and shortened addresses (`example.org/very/lo…`). It is a note only where the anchor may
    be the name of a company (`Booking.com`) or a mailbox, where other words stand beside the address, where
    only the ending of the domain differs, and where a short link was not followed or an archive's copy may be
    of any page.
    """
    joined: dict[str, set[str]] | None = None
    places: dict[tuple[str, Deceit], tuple[Deceit, list[Link]]] = {}
    for link in crawl.links:
        if not is_suspect(link):
            continue
        if joined is None:
            joined = _joined_sites(crawl)
        deceit = deceit_of(link, crawl.resource(link), joined)
        if deceit is not None:
            places.setdefault((link.document, deceit), (deceit, []))[1].append(link)
    for deceit, links in places.values():
        yield Finding(
            f"the anchor shows {deceit.shown}, but the link leads to {deceit.target_site}{deceit.reason}",
            links[0],
            related=tuple(links[1:]),
            key=f"{deceit.shown} {links[0].reference.target}",
            level=deceit.level,
            evidence={
                "shown": deceit.shown,
                "shown_domain": deceit.shown_site,
                "target_domain": deceit.target_site,
            },
        )


def _joined_sites(crawl: Crawl) -> dict[str, set[str]]:
    """Return which sites were seen to redirect to each other; short links redirect to anybody."""
    joined: dict[str, set[str]] = {}
    for resource in crawl.resources.values():
        if resource.redirects and resource.final_url is not None and is_web(resource.url):
            one, other = site_of(resource.url), site_of(resource.final_url)
            if one != other and not is_short_link(one):
                joined.setdefault(one, set()).add(other)
                joined.setdefault(other, set()).add(one)
    return joined
