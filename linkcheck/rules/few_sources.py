"""The rule `few-sources`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linkcheck.analysis.sourcing import Sourcing, sourcings
from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule
from linkcheck.urls.references import site_of


@rule("few-sources", level=Level.NOTE)
def few_sources(
    crawl: Crawl,
    *,
    min_links: int = 5,
    max_pages: float = 2.0,
    min_site_links: int = 12,
    max_sites: float = 1.1,
) -> Iterator[Finding]:
    """A post has many links, but they rest on hardly more than one page, or on one site.

    Ten links look like ten sources. Where most of them lead to one page, or all of them to one publisher,
    nobody else is heard, and an error there is an error here. Cite a second, independent source. Ignore it
    in documentation, whose links rightly stay at home.

    The figure is the effective number of sources, 1 / sum of squared shares: so many equally cited sources
    would be as concentrated. Noted is a document of at least `min_links` links with fewer than `max_pages`
    effective pages (but more than one, see `single-source`), or of `min_site_links` with fewer than
    `max_sites` effective sites (registrable domains). A news agency's post has 1.9 pages and 1.0 site.
    """
    for sourcing in sourcings(crawl):
        links, pages = len(sourcing.originals), len(sourcing.leanings)
        is_narrow = links >= min_links and sourcing.effective_pages < max_pages
        is_local = links >= min_site_links and sourcing.effective_sites < max_sites
        if pages > 1 and (is_narrow or is_local):
            yield _finding(sourcing, links, pages, is_narrow=is_narrow)


def _finding(sourcing: Sourcing, links: int, pages: int, *, is_narrow: bool) -> Finding:
    sites = Counter(site_of(each.page) for each in sourcing.originals)
    return Finding(
        _of_pages(sourcing, links, sites) if is_narrow else _of_sites(sourcing, links, sites),
        sourcing.originals[0].link,
        key="few-sources",
        regions=tuple((each.link.document, each.link.reference.span) for each in sourcing.originals),
        evidence={
            "N": links,
            "U": pages,
            "effective_pages": round(sourcing.effective_pages, 2),
            "sites": len(sites),
            "effective_sites": round(sourcing.effective_sites, 2),
        },
    )


def _of_pages(sourcing: Sourcing, links: int, sites: Counter[str]) -> str:
    ((_, most),) = Counter(each.key for each in sourcing.originals).most_common(1)
    where = f", and all to one site, {next(iter(sites))}" if len(sites) == 1 else ""
    sources = f"it is as if the post had {sourcing.effective_pages:.1f} sources"
    return f"{most} of {links} {sourcing.unit} lead to one page{where}; {sources}"


def _of_sites(sourcing: Sourcing, links: int, sites: Counter[str]) -> str:
    ((site, most),) = sites.most_common(1)
    if most == links:
        return f"all {links} {sourcing.unit} lead to one site, {site}: nobody else is heard"
    figure = f"it is as if the post had {sourcing.effective_sites:.1f} publishers"
    return f"{most} of {links} {sourcing.unit} lead to one site, {site}; {figure}"
