"""The rule `source-concentration`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from linkcheck.analysis.concentration import Concentration, concentrations
from linkcheck.analysis.sourcing import Sourcing, sourcings
from linkcheck.model import Crawl, Document, Finding, Level
from linkcheck.rules import rule
from linkcheck.text.frontmatter import front_matter
from linkcheck.urls.references import site_of

_NAMED = 20


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

    Looked at are all documents together, or apart by `by`: `folder`, or a field of their front matter such as
    `author` or `section`. Noted is a page with a mean share of `min_page_share` of the links of at least
    `min_documents` documents, or a site (registrable domain) with `min_site_share`, if three or more cite
    it. Given an earlier report (`--sources-since`), only what was below that share then.
    """
    own = {*own_sites, *_own_sites(crawl)}
    for group, found in _groups(crawl, by):
        if len(found) < min_documents:
            continue
        for each in concentrations(found, crawl.earlier_sources):
            least = min_site_share if each.is_site else min_page_share
            is_new = each.share_before is None or each.share_before < least
            is_own = (each.source if each.is_site else site_of(each.source)) in own
            if each.share >= least and len(each.citing) > 2 and is_new and not is_own:
                yield _finding(each, by, group)


def _own_sites(crawl: Crawl) -> Iterator[str]:
    bases = {document.base_url for document in crawl.documents} | {crawl.site_url}
    yield from (site_of(base) for base in bases if base is not None)


def _groups(crawl: Crawl, by: str) -> Iterator[tuple[str, Sequence[Sourcing]]]:
    documents = {document.name: document for document in crawl.documents}
    groups: dict[str, list[Sourcing]] = {}
    for sourcing in sourcings(crawl):
        document = documents.get(sourcing.document)
        if sourcing.originals and document is not None:
            for name in _names(document, by):
                groups.setdefault(name, []).append(sourcing)
    yield from groups.items()


def _names(document: Document, by: str) -> tuple[str, ...]:
    if not by:
        return ("",)
    if by == "folder":
        return (document.name.replace("\\", "/").rpartition("/")[0] or ".",)
    return front_matter(document, by)


def _finding(each: Concentration, by: str, group: str) -> Finding:
    kind = "site" if each.is_site else "page"
    of_group = f" with {by} {group}" if by else ""
    before = "" if each.share_before is None else f", {each.share_before:.0%} in the earlier report"
    return Finding(
        f"{each.share:.0%} of the links of {each.documents} posts{of_group} lead to one {kind}, {each.source}"
        f" (cited by {len(each.citing)}{before})",
        each.places[0],
        related=each.places[1:_NAMED],
        regions=tuple((link.document, link.reference.span) for link in each.places),
        key=f"{kind}\n{by}\n{group}\n{each.source}",
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
