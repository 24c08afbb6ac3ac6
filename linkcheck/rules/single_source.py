"""The rule `single-source`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.analysis.sourcing import leanings
from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule


@rule("single-source", level=Level.NOTE)
def single_source(crawl: Crawl, *, min_uses: int = 4, min_groups: int = 3) -> Iterator[Finding]:
    """Every link of a post leads to the same page, under words that have little to do with each other.

    A reader who follows any of them finds the same text, so the post stands on one leg however many links it
    shows. Link the page once and look for a second source. Ignore it in posts that are about that page, such
    as a review or an announcement: a single source is not a fault by itself.

    A document is noted when at least `min_uses` links in it all lead to one page and make `min_groups` groups
    of unlike anchors; `link-overuse` warns of six and more. Passages pasted twice are counted once,
    navigation and code are left out.
    """
    for leaning in leanings(crawl):
        uses, groups = len(leaning.links), len(leaning.groups)
        if leaning.document_pages == 1 and uses >= min_uses and groups >= min_groups:
            how = f"{uses} links lead to one page, under {groups} unrelated anchors"
            if leaning.claims:
                how = f"{uses} citations rest on one page, for {groups} unrelated claims"
            yield Finding(
                f"all {how}: there is no second source",
                leaning.links[0],
                related=leaning.links[1:],
                key=leaning.urls[0],
                evidence={
                    "n": uses,
                    "N": leaning.document_links,
                    "U": 1,
                    "G": groups,
                    "url": leaning.page,
                    "occurrences": leaning.occurrences,
                    "distinct_anchors": len(leaning.anchors),
                    "anchor_groups": [list(group) for group in leaning.groups],
                },
            )
