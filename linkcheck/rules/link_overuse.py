"""The rule `link-overuse`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.analysis.sourcing import Leaning, leanings
from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule
from linkcheck.urls.references import is_beside, is_web, site_of

_FRONT = re.compile(r"://[^/?#]*(?:/?|/(?:[^?#]*/)?index\.[a-z]{3,5})$")
# Where one does something and learns nothing: nobody cites it, in whatever words it is offered.
_ACT = re.compile(
    r"/(?:contact|contact-?us|kontakty?|contacto|sign-?up|registe?r|registration|log-?in|subscribe|newsletter|apply"
    r"|donate|pricing|trial|free-trial|downloads?)(?:\.[a-z]{3,5})?/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_SEVERE_USES, _SEVERE_GROUPS, _SEVERE_SHARE, _SEVERE_PROBABILITY = 6, 4, 0.50, 0.01
# Many uses of one page need less overuse than few: no honest document with so many had more than .22, none of
# 42,517 with five had .25, a live blog with five of 13 has .31.
_MANY_USES, _MANY_OVERUSE = 6, 0.33
_FIVE, _FIVE_OVERUSE = 5, 0.36
# Where all links lead to one page there is nothing to compare with: the uses and groups of "severe".
_ALONE_USES, _ALONE_GROUPS = _SEVERE_USES, _SEVERE_GROUPS
# Whoever cites by footnotes cites a source anew for every claim, so only what rests on it for the most part
# leans on it too much; so many notes do whatever their share, as long as O is that of many uses.
_NOTED_USES, _NOTED_GROUPS, _NOTED_SHARE, _COUNTLESS_USES = 8, 5, 0.50, 20


@rule("link-overuse", level=Level.WARNING)
def link_overuse(
    crawl: Crawl,
    *,
    min_links: int = 5,
    min_uses: int = 4,
    min_groups: int = 3,
    min_share: float = 0.30,
    max_probability: float = 0.05,
    min_overuse: float = 0.45,
) -> Iterator[Finding]:
    """One page is linked again and again, under words that have nothing to do with each other.

    A page can support a claim or two; when it stands behind "Moscow", "Tehran" and "the weapons" alike, most
    of those links support nothing, and the post rests on fewer sources than it seems to. Keep the link where
    the page supports the sentence, and cite other sources, or none, elsewhere. Ignore it in posts that are
    about that one page, such as a review.

    A page counts as overused in a document with at least `min_links` [N] links when it has `min_uses` [n] of
    them, under `min_groups` [G] groups of unlike anchors, a share of `min_share` [s = n/N], and chance would
    bring that about in fewer than `max_probability` [p] of documents that cite their pages alike, or
    O = s(1 - 1/G) is at least `min_overuse`, or .36 for n = 5 and .33 for n >= 6. A post whose links all lead
    to one page, where no chance can be told, needs n >= 6 and G >= 4.

    A page is one page however it is reached, once the crawl has shown it (short links, redirects, AMP and
    mobile variants, tracking); parts of it (`#part`) are told apart. Anchors that differ in numbers alone, or
    mostly have a word in common, are of one group; bare URLs and "here" are of none. Passages pasted twice
    are counted once; navigation, footers, code, the front page of the post's own site and pages where one
    signs up or writes to somebody (`/signup`, `/contact`) are left out.

    A footnote's anchor names its source and claims nothing: each of its marks in the text is a use, for the
    claim of the sentence before it. Notes and sentences that name a page, a section or an article of their
    source are left out. A page that is cited mostly by footnotes needs n >= 8 with s >= .50, or n >= 20 with
    O >= .33, and G >= 5: honest writers repeat a note for each claim.

    It is a note where all these links are written as paths from their own page (`../guide.html`), as manuals
    refer from one page to another.

    `severe` means n >= 6, G >= 4, s >= .50 and p < .01. The thresholds gave no warning on 281 honest
    documents (docs, news, blogs), whose greatest O was .30, nor on 60,686 pages of manuals and READMEs.
    """
    bases = {document.name: document.base_url for document in crawl.documents}
    for leaning in leanings(crawl):
        base = bases.get(leaning.links[0].document) or crawl.site_url
        if _ACT.search(leaning.page) or _is_home(leaning.page, base):
            continue
        uses, groups = len(leaning.links), len(leaning.groups)
        if leaning.document_links < min_links or uses < min_uses or groups < min_groups:
            continue
        if _is_noted(leaning) and not _rests_on_it(leaning):
            continue
        if leaning.probability is None:
            is_overused = uses >= _ALONE_USES and groups >= _ALONE_GROUPS
        else:
            is_unlikely = leaning.probability < max_probability or leaning.overuse >= min_overuse
            is_overused = leaning.share >= min_share and (is_unlikely or _is_heavy(leaning))
        if is_overused:
            yield _finding(leaning)


def _is_heavy(leaning: Leaning) -> bool:
    """Say whether a page is used so often that chance need not be asked."""
    uses, overuse = len(leaning.links), leaning.overuse
    return (uses >= _MANY_USES and overuse >= _MANY_OVERUSE) or (uses == _FIVE and overuse >= _FIVE_OVERUSE)


def _is_noted(leaning: Leaning) -> bool:
    """Say whether a page is cited by footnotes for the most part."""
    return 2 * len(leaning.claims) > len(leaning.links)


def _rests_on_it(leaning: Leaning) -> bool:
    """Say whether a document with footnotes rests on one page, which each of them may rightly cite again."""
    uses = len(leaning.links)
    is_most = uses >= _NOTED_USES and leaning.share >= _NOTED_SHARE
    is_countless = uses >= _COUNTLESS_USES and leaning.overuse >= _MANY_OVERUSE
    return len(leaning.groups) >= _NOTED_GROUPS and (is_most or is_countless)


def _is_home(page: str, base: str | None) -> bool:
    """Say whether a page is the front page of the post's own site: where "home", "up" and the logo lead."""
    is_own = base is not None and is_web(base) and site_of(page) == site_of(base)
    return is_own and _FRONT.search(page) is not None


def _finding(leaning: Leaning) -> Finding:
    uses, groups = len(leaning.links), len(leaning.groups)
    probability = leaning.probability
    is_severe = (
        uses >= _SEVERE_USES
        and groups >= _SEVERE_GROUPS
        and leaning.share >= _SEVERE_SHARE
        and probability is not None
        and probability < _SEVERE_PROBABILITY
    )
    through = f" (through {len(leaning.urls)} addresses)" if len(leaning.urls) > 1 else ""
    of_all = f"all {uses}" if probability is None else f"{uses} of {leaning.document_links}"
    words = (
        f"{of_all} citations, {len(leaning.claims)} of them by footnote, rest on one page{through},"
        f" for {groups} unrelated claims"
        if leaning.claims
        else f"{of_all} links lead to one page{through}, under {groups} unrelated anchors"
    )
    return Finding(
        words,
        leaning.links[0],
        related=leaning.links[1:],
        level=Level.NOTE
        if all(is_beside(link.reference.target) for link in leaning.links)
        else Level.WARNING,
        key=leaning.urls[0],
        evidence={
            "severity": "severe" if is_severe else "overuse",
            "n": uses,
            "N": leaning.document_links,
            "U": leaning.document_pages,
            "G": groups,
            "s": round(leaning.share, 4),
            "p": None if probability is None else float(f"{probability:.3g}"),
            "O": round(leaning.overuse, 4),
            "url": leaning.page,
            "urls": list(leaning.urls),
            "occurrences": leaning.occurrences,
            "distinct_anchors": len(leaning.anchors),
            "anchors": list(leaning.anchors),
            "anchor_groups": [list(group) for group in leaning.groups],
            **({"claims": list(leaning.claims)} if leaning.claims else {}),
        },
    )
