"""Measure how a post leans on its sources: which page, how often, under how unrelated anchors.

Figures only; the rules decide what is too much. Pasted copies are set aside first, so that pasting an
article twice does not make its sources look twice as overused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linkcheck.model import Crawl, Kind, Link, Source
from linkcheck.passages import copied_lines, duplicate_passages
from linkcheck.urls import canonical_key, is_web, unwrap
from linkcheck.words import Similarity, normalize

# Anchors at least so alike make one claim: between the 99th percentile of unrelated pairs (.18-.27) and
# the first values that split rewordings of one name.
GROUP_THRESHOLD = 0.30


@dataclass(frozen=True, slots=True)
class Leaning:
    """How one document leans on one page. Letters in brackets are those of the evidence.

    `links` are the places [n], in order, copies set aside; `occurrences` counts the copies too;
    `document_links` [N] and `document_pages` [U] are the whole document's; `share` [s] = n / N;
    `groups` [G] are its anchors, joined where alike; `anchors` [K] the distinct ones as written.
    `probability` [p] bounds the chance of so many links if all pages were cited alike (Bonferroni over U;
    None for a single page); `overuse` [O] = s * (1 - 1/G).
    """

    url: str
    links: tuple[Link, ...]
    occurrences: int
    document_links: int
    document_pages: int
    share: float
    anchors: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    probability: float | None
    overuse: float


def citations(links: Iterable[Link]) -> Iterator[Link]:
    """Yield the links that cite something: hyperlinks to the web, outside navigation."""
    for link in links:
        reference = link.reference
        is_citation = reference.kind is Kind.HYPERLINK and not reference.is_navigation
        if is_citation and link.url is not None and is_web(link.url):
            yield link


@lru_cache(maxsize=65_536)
def source_key(url: str) -> str:
    """Return the key of the page a link cites: wrappers and tracking off, the fragment kept.

    Fragments are kept because one page of documentation may hold many sources (`Element/input#type`).
    """
    unwrapped = unwrap(url)
    page = canonical_key(unwrapped)
    fragment = unwrapped.partition("#")[2]
    return f"{page.partition('#')[0]}#{fragment}" if fragment else page


def anchor_form(link: Link) -> str:
    """Return the normal form of a link's anchor; an anchor that is the URL itself says nothing."""
    anchor = link.reference.anchor
    if "://" in anchor or anchor == link.reference.target:
        return ""
    return normalize(anchor)


def similarity(crawl: Crawl) -> Similarity:
    """Weigh grams by all anchors of the crawl."""
    return Similarity(anchor_form(link) for link in citations(crawl.links))


def leanings(crawl: Crawl, *, min_uses: int = 2) -> Iterator[Leaning]:
    """Yield how each document leans on each page it cites so often, most cited first."""
    documents = {document.name: document for document in crawl.documents}
    alike = similarity(crawl)
    for name, links in _by_document(citations(crawl.links)):
        document = documents.get(name)
        copied = (
            copied_lines(duplicate_passages(document.text, document.media_type)) if document else frozenset()
        )
        originals = [link for link in links if link.reference.span.line not in copied]
        yield from _document_leanings(originals, links, alike, min_uses)


def _by_document(links: Iterable[Link]) -> Iterator[tuple[str, list[Link]]]:
    grouped: dict[str, list[Link]] = {}
    for link in links:
        grouped.setdefault(link.document, []).append(link)
    yield from grouped.items()


def _by_page(links: Sequence[Link]) -> dict[str, list[Link]]:
    pages: dict[str, list[Link]] = {}
    for link in links:
        pages.setdefault(source_key(link.url or ""), []).append(link)
    return dict(sorted(pages.items(), key=lambda page: -len(page[1])))


def _document_leanings(
    originals: list[Link], links: list[Link], alike: Similarity, min_uses: int
) -> Iterator[Leaning]:
    pages = _by_page(originals)
    total, count = len(originals), len(pages)
    occurrences = {page: len(places) for page, places in _by_page(links).items()}
    for page, places in pages.items():
        if len(places) < min_uses:
            continue
        share = len(places) / total
        groups = alike.groups([anchor_form(link) for link in places], threshold=GROUP_THRESHOLD)
        yield Leaning(
            url=places[0].url or "",
            links=tuple(places),
            occurrences=occurrences[page],
            document_links=total,
            document_pages=count,
            share=share,
            anchors=tuple(dict.fromkeys(link.reference.anchor for link in places)),
            groups=groups,
            probability=None
            if count == 1
            else min(1.0, count * binomial_tail(total, 1 / count, len(places))),
            overuse=share * (1 - 1 / len(groups)),
        )


def binomial_tail(trials: int, chance: float, at_least: int) -> float:
    """Return the probability of `at_least` or more successes, exact up to rounding.

    >>> round(4 * binomial_tail(16, 1 / 4, 11), 4)
    0.0011
    """
    logarithms = (
        math.lgamma(trials + 1)
        - math.lgamma(hits + 1)
        - math.lgamma(trials - hits + 1)
        + hits * math.log(chance)
        + (trials - hits) * math.log1p(-chance)
        for hits in range(at_least, trials + 1)
    )
    return min(1.0, math.fsum(map(math.exp, logarithms)))


def sources(crawl: Crawl) -> tuple[Source, ...]:
    """Return every page cited, most leaned on first, over all documents and as written (copies counted)."""
    pages = _by_page(list(citations(crawl.links)))
    total = sum(map(len, pages.values()))
    alike = similarity(crawl)
    found = [_source(places, total, alike) for places in pages.values()]
    return tuple(sorted(found, key=lambda source: (-source.links, source.url)))


def _source(places: list[Link], total: int, alike: Similarity) -> Source:
    forms = dict.fromkeys(anchor_form(link) for link in places)
    return Source(
        url=places[0].url or "",
        links=len(places),
        distinct_anchors=len(forms),
        share=round(len(places) / total, 4),
        unrelatedness=round(1 - alike.mean(forms), 4),
    )
