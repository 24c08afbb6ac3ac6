"""Measure how much a set of documents rests on one page or one site, now and in an earlier report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkcheck.analysis.resolution import source_key
from linkcheck.analysis.sourcing import Citation, Sourcing
from linkcheck.model import Link, Source
from linkcheck.urls.references import site_of

_Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much some documents rest on one page or site.

    `share` is the mean over the documents of its part of their citations, so that a long post counts as much
    as a short one; `share_before` the same in the earlier report, None if there is none. `citing` counts
    citations by document, the heaviest first; `places` holds the first link of each of these documents.
    """

    source: str
    is_site: bool
    documents: int
    links: int
    share: float
    share_before: float | None
    citing: Mapping[str, int]
    places: tuple[Link, ...]


def concentrations(found: Sequence[Sourcing], earlier: Sequence[Source] | None) -> Iterator[Concentration]:
    """Yield every page and site that such documents cite."""
    documents = [sourcing for sourcing in found if sourcing.originals]
    names = {sourcing.document for sourcing in documents}
    for is_site in (False, True):
        counts = {each.document: Counter(_keys(each.originals, is_site=is_site)) for each in documents}
        before = None if earlier is None else _earlier_counts(earlier, names, is_site=is_site)
        yield from _concentrations(documents, counts, before, is_site=is_site)


def _concentrations(
    documents: Sequence[Sourcing], counts: _Counts, before: _Counts | None, *, is_site: bool
) -> Iterator[Concentration]:
    shares = _mean_shares(counts)
    shares_before = None if before is None else _mean_shares(before)
    first: dict[str, dict[str, Citation]] = {}
    for sourcing in documents:
        for each in sourcing.originals:
            source = site_of(each.page) if is_site else each.key
            first.setdefault(source, {}).setdefault(sourcing.document, each)
    for source, places in first.items():
        citing = {name: counts[name][source] for name in places}
        ordered = dict(sorted(citing.items(), key=lambda each: (-each[1], each[0])))
        yield Concentration(
            source=source if is_site else next(iter(places.values())).page,
            is_site=is_site,
            documents=len(documents),
            links=sum(citing.values()),
            share=shares[source],
            share_before=None if shares_before is None else shares_before.get(source, 0.0),
            citing=ordered,
            places=tuple(places[name].link for name in ordered),
        )


def _keys(found: Iterable[Citation], *, is_site: bool) -> Iterator[str]:
    for each in found:
        yield site_of(each.page) if is_site else each.key


def _mean_shares(counts: _Counts) -> dict[str, float]:
    shares: dict[str, float] = {}
    for of_document in counts.values():
        total = sum(of_document.values())
        for source, count in of_document.items():
            shares[source] = shares.get(source, 0.0) + count / total / len(counts)
    return shares


def _earlier_counts(earlier: Sequence[Source], names: set[str], *, is_site: bool) -> _Counts:
    counts: dict[str, Counter[str]] = {}
    for source in earlier:
        key = site_of(source.url) if is_site else source_key(source.url)
        for use in source.documents:
            if use.document in names and use.citations:
                counts.setdefault(use.document, Counter())[key] += use.citations
    return counts
