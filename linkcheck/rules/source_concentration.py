"""The rule `source-concentration`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from linkcheck.analysis.concentration import Concentration, concentrations
from linkcheck.analysis.grouping import FOLDER, grouped, within
from linkcheck.analysis.sourcing import Sourcing, sourcings
from linkcheck.model import Crawl, Finding, Level, Source
from linkcheck.rules import rule
from linkcheck.urls.references import site_of

_NAMED = 20
# A site of which one page has so much is told of by that page.
_ONE_PAGE = 0.9


@rule("source-concentration", level=Level.NOTE)
def source_concentration(
    crawl: Crawl,
    *,
    by: str = "",
    min_documents: int = 5,
    min_page_share: float = 0.3,
    min_site_share: float = 0.6,
    own_sites: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Many posts together rest on one page or one site.

    Each post may look well sourced; side by side they all repeat one voice, and if it errs or vanishes, all
    of them do. Look for independent sources in the posts named. Ignore it for a site's links to itself
    (`own_sites`, `--site-url` and `--base-url` are left out) and in documentation of one product.

    Looked at are all documents together, or apart by `by`: `folder` (each with all that is in it), or a field
    of their front matter or of HTML's `<meta>`, such as `author` or `section`. Noted is a page with a mean
    share of `min_page_share` of the links of at least `min_documents` documents, or a site (registrable
    domain) with `min_site_share`, if three or more cite it; of folders inside each other the outermost. Given
    an earlier report (`--sources-since`), only what was below that share then.
    """
    own = {*own_sites, *_own_sites(crawl)}
    found = [sourcing for sourcing in sourcings(crawl) if sourcing.originals]
    groups = _groups(crawl, found, by)
    if not groups and len(found) >= min_documents:
        yield _nothing_stated(by, len(found))
    told: dict[str, list[str]] = {}
    for group, of_group in groups.items():
        if len(of_group) < min_documents:
            continue
        for each in _heavy(of_group, crawl.earlier_sources, page=min_page_share, site=min_site_share):
            is_own = (each.source if each.is_site else site_of(each.source)) in own
            around = told.setdefault(each.source, [])
            is_told = by == FOLDER and any(within(group, other) for other in around)
            if not is_own and not is_told:
                around.append(group)
                yield _finding(each, by, group)


def _heavy(
    found: Sequence[Sourcing], earlier: Sequence[Source] | None, *, page: float, site: float
) -> Iterator[Concentration]:
    """Yield pages and sites with at least such a share, and less before; no site that is one of the pages."""
    of_page: dict[str, float] = {}
    for each in concentrations(found, earlier):
        least = site if each.is_site else page
        is_new = each.share_before is None or each.share_before < least
        is_one_page = each.is_site and of_page.get(each.source, 0) >= _ONE_PAGE * each.share
        if each.share >= least and len(each.citing) > 2 and is_new and not is_one_page:
            if not each.is_site:
                site_of_page = site_of(each.source)
                of_page[site_of_page] = max(each.share, of_page.get(site_of_page, 0))
            yield each


def _own_sites(crawl: Crawl) -> Iterator[str]:
    bases = {document.base_url for document in crawl.documents} | {crawl.site_url}
    yield from (site_of(base) for base in bases if base is not None)


def _groups(crawl: Crawl, found: Sequence[Sourcing], by: str) -> Mapping[str, Sequence[Sourcing]]:
    if not by:
        return {"": found}
    citing = {sourcing.document: sourcing for sourcing in found}
    documents = [document for document in crawl.documents if document.name in citing]
    return {group: [citing[name] for name in names] for group, names in grouped(documents, by).items()}


def _nothing_stated(by: str, documents: int) -> Finding:
    return Finding(
        f"none of {documents:,} posts states {by!r} in its front matter, so no group of them was looked at"
        " (rules.source-concentration.by)",
        key=f"nothing\n{by}",
        evidence={"by": by, "documents": documents},
    )


def _finding(each: Concentration, by: str, group: str) -> Finding:
    kind = "site" if each.is_site else "page"
    of_group = f" in {group}" if by == FOLDER else f" with {by} {group}" if by else ""
    before = "" if each.share_before is None else f", {each.share_before:.0%} in the earlier report"
    return Finding(
        f"on average over {each.documents:,} posts{of_group}, {each.share:.0%} of the links lead to one"
        f" {kind}, {each.source} (cited by {len(each.citing):,}{before})",
        each.places[0],
        related=each.places[1:_NAMED],
        regions=tuple((link.document, link.reference.span) for link in each.places),
        key=f"{kind}\n{by}\n{group}\n{each.source}",
        is_of_many=True,
        evidence={
            "kind": kind,
            "source": each.source,
            "by": by,
            "group": group,
            "documents": each.documents,
            "citing_documents": len(each.citing),
            "links": each.links,
            "share": round(each.share, 4),
            "share_before": None if each.share_before is None else round(each.share_before, 4),
            "citations": dict(islice(each.citing.items(), _NAMED)),
        },
    )
