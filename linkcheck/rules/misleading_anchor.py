"""The rule `misleading-anchor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkcheck.analysis.anchors import Shown, may_show_address, named_by_user, shown_address
from linkcheck.model import Crawl, Finding, Kind, Level, Link, Resource
from linkcheck.rules import rule
from linkcheck.urls.references import host_key, is_web, registrable_domain, site_of, unwrap
from linkcheck.urls.services import is_about, is_short_link, owner_of


@dataclass(frozen=True, slots=True)
class _Deceit:
    shown: str
    shown_site: str
    target_site: str
    level: Level
    reason: str


@rule("misleading-anchor", level=Level.WARNING)
def misleading_anchor(crawl: Crawl) -> Iterator[Finding]:
    """An anchor shows one address, and the link leads to another site.

    Whoever reads `https://bank.com` and clicks expects that site; leading them elsewhere is how passwords are
    stolen, and in an honest post it is a slip that sends readers to the wrong source. The same holds for
    `https://bank.com@evil.example`, where what looks like the site is a user name. Make anchor and target
    agree, or write words instead of an address.

    Sites are compared by registrable domain, with other widths and alphabets, invisible characters and known
    redirect services seen through. Left alone are sites of one owner, sites that redirect to each other,
    archives and catalogues whose address names the site, and shortened addresses (`example.org/very/lo…`).
    It is a note only where the anchor may be the name of a company (`Booking.com`), where the address stands
    among other words, where only the ending of the domain differs, and where a short link was not followed.
    """
    joined: dict[str, set[str]] | None = None
    places: dict[tuple[str, _Deceit], tuple[_Deceit, list[Link]]] = {}
    for link in crawl.links:
        if not _is_suspect(link):
            continue
        if joined is None:
            joined = _joined_sites(crawl)
        deceit = _deceit(link, crawl.resource(link), joined)
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


def _is_suspect(link: Link) -> bool:
    """Say quickly whether a link could mislead: most anchors show no address, or the target's own."""
    reference, url = link.reference, link.url
    if url is None or reference.kind is not Kind.HYPERLINK or not (is_web(url) or _runs(url)):
        return False
    if "@" in url and named_by_user(url):
        return True
    return reference.anchor != reference.target and may_show_address(reference.anchor)


def _runs(url: str) -> bool:
    """Say whether a URL leads nowhere but holds what a browser would run or show itself."""
    return url.startswith(("javascript:", "vbscript:", "data:", "blob:"))


def _deceit(link: Link, resource: Resource | None, joined: dict[str, set[str]]) -> _Deceit | None:
    url = link.url or ""
    target = unwrap(url)
    if user := named_by_user(target) or named_by_user(url):
        site = site_of(target)
        if site_of(f"https://{user}/") != site:
            return _Deceit(user, user, site, Level.WARNING, ": what stands before the @ is a user name")
    shown = _shown(link)
    if shown is None:
        return None
    reached = (resource.final_url if resource and resource.redirects else None) or target
    if _runs(url):
        scheme = url.partition(":")[0]
        return _Deceit(shown.text, shown.site, f"{scheme}:", Level.WARNING, ", which is run, not opened")
    sites = {site_of(each) for each in (target, reached)}
    if _agree(shown, sites, joined) or any(
        is_about(each, site=site_of(each), name=shown.host) for each in (target, reached)
    ):
        return None
    return _judged(shown, target if is_short_link(site_of(reached)) else reached)


def _shown(link: Link) -> Shown | None:
    """Return what the anchor shows; of one inferred from a sentence, what its last word does."""
    anchor = link.reference.anchor
    if not link.reference.anchor_inferred:
        return shown_address(anchor)
    last = anchor.split()[-1:]
    is_plain = last and (last[0] == anchor or last[0].lower().startswith("www."))
    return shown_address(last[0]) if is_plain else None


def _agree(shown: Shown, sites: set[str], joined: dict[str, set[str]]) -> bool:
    owners = {owner_of(site) for site in sites}
    if owner_of(shown.site) in owners or is_short_link(shown.site):
        return True
    if joined.get(shown.site, set()) & sites:
        return True
    return shown.is_cut and any(site.startswith(shown.host.removeprefix("www.")) for site in sites)


def _judged(shown: Shown, url: str) -> _Deceit:
    site, host = site_of(url), host_key(url).rpartition(":")[0]
    name = shown.site.partition(".")[0]
    is_sibling = site.partition(".")[0] == name and registrable_domain(url) is not None
    is_imitation = name in host and not is_sibling
    level, reason = Level.WARNING, ""
    if is_short_link(site):
        level, reason = Level.NOTE, ", a short link that was not followed"
    elif is_sibling or (shown.is_doubtful and not is_imitation):
        level = Level.NOTE
    return _Deceit(shown.text, shown.site, site, level, reason)


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
