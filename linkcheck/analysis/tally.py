"""The source table: every page cited over all documents, and how much each document leans on it."""

from __future__ import annotations

from dataclasses import replace

from linkcheck.analysis.claims import claim_of, distinct_claims
from linkcheck.analysis.resolution import source_key
from linkcheck.analysis.sourcing import (
    Citation,
    Leaning,
    Sourcing,
    by_page,
    similarity,
    sourcings,
)
from linkcheck.model import Crawl, Source, SourceUse
from linkcheck.text.words import Similarity


def sources(crawl: Crawl) -> tuple[Source, ...]:
    """Return every page cited, most leaned on first, over all documents."""
    found = sourcings(crawl)
    written = by_page(each for sourcing in found for each in sourcing.citations)
    original = by_page(each for sourcing in found for each in sourcing.originals)
    uses = _uses(found)
    groups = _groups(found)
    total = sum(map(_links, written.values()))
    total_original = sum(map(len, original.values()))
    alike = similarity(crawl)
    made = {
        key: _source(
            places, original.get(key, []), uses[key], groups.get(key, 1), (total, total_original), alike
        )
        for key, places in written.items()
    }
    if crawl.earlier_sources is not None:
        before = {source_key(source.url): source.share for source in crawl.earlier_sources}
        made = {key: replace(source, share_before=before.get(key, 0.0)) for key, source in made.items()}
    return tuple(sorted(made.values(), key=lambda source: (-max(source.links, source.citations), source.url)))


def _source(
    places: list[Citation],
    originals: list[Citation],
    uses: list[SourceUse],
    groups: int,
    totals: tuple[int, int],
    alike: Similarity,
) -> Source:
    forms = tuple(dict.fromkeys(each.anchor for each in places))
    links = _links(places)
    share = len(originals) / totals[1] if originals else 0.0
    return Source(
        url=places[0].page,
        links=links,
        distinct_anchors=len(forms),
        share=round(links / totals[0], 4),
        unrelatedness=round(1 - alike.mean(map(claim_of, forms)), 4),
        citations=len(originals),
        anchor_groups=groups,
        overuse=round(share * (1 - 1 / groups), 4),
        urls=tuple(sorted({each.link.url or "" for each in places})),
        documents=tuple(sorted(uses, key=lambda use: (-use.links, use.document))),
    )


def _links(places: list[Citation]) -> int:
    """Count links as written; a footnote's is one, however often it is called on."""
    return sum(not each.is_repeated for each in places)


def _groups(found: tuple[Sourcing, ...]) -> dict[str, int]:
    """Return how many claims all documents make on each page."""
    claimed: dict[str, list[tuple[str, ...]]] = {}
    for sourcing in found:
        for key, leaning in zip(by_page(sourcing.originals), sourcing.leanings, strict=True):
            claimed.setdefault(key, []).extend(leaning.groups)
    return {key: distinct_claims(groups) for key, groups in claimed.items()}


def _uses(found: tuple[Sourcing, ...]) -> dict[str, list[SourceUse]]:
    uses: dict[str, list[SourceUse]] = {}
    for sourcing in found:
        leanings = dict(zip(by_page(sourcing.originals), sourcing.leanings, strict=True))
        for key, places in by_page(sourcing.citations).items():
            uses.setdefault(key, []).append(_use(sourcing.document, places, leanings.get(key)))
    return uses


def _use(document: str, places: list[Citation], leaning: Leaning | None) -> SourceUse:
    return SourceUse(
        document=document,
        links=_links(places),
        citations=len(leaning.links) if leaning else 0,
        distinct_anchors=len({each.anchor for each in places}),
        share=round(leaning.share, 4) if leaning else 0.0,
        overuse=round(leaning.overuse, 4) if leaning else 0.0,
    )
