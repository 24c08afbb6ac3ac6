"""Measure how a post leans on its sources: which page, how often, under how unrelated anchors.

Figures only; the rules decide what is too much. Pasted copies are set aside first, so that pasting an
article twice does not make its sources look twice as overused.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from linkcheck.analysis.claims import claim_form, claim_of, claims
from linkcheck.analysis.frames import frame_words, without_words
from linkcheck.analysis.per_crawl import per_crawl
from linkcheck.analysis.resolution import cited_page, source_key
from linkcheck.model import Crawl, Document, Kind, Link
from linkcheck.passages import copied_lines, duplicate_passages
from linkcheck.text.words import Similarity, normalize
from linkcheck.urls.references import is_web, site_of

_NEGLIGIBLE = 1e-17


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of a page: the page's address as the crawl shows it, its key, the form of the words for it.

    Those are a link's anchor or, where marks call on it from the text, the claim of each: `link` then stands
    at the mark, `claim` is the claim, and `is_repeated` is True for all marks of a link but the first.
    """

    link: Link
    page: str
    key: str
    anchor: str
    claim: str = ""
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Leaning:
    """How one document leans on one page. Letters in brackets are those of the evidence.

    `links` are the places [n], in order, copies set aside; `occurrences` counts the copies too;
    `document_links` [N] and `document_pages` [U] are the whole document's; `share` [s] = n / N;
    `groups` [G] are its anchors with words, joined where alike; `anchors` [K] the distinct ones as written.
    `page` is its address as the crawl shows it, `urls` the addresses as written.
    `probability` [p] bounds the chance of so many links if all pages were cited alike (Bonferroni over U;
    None for a single page); `overuse` [O] = s * (1 - 1/G). `claims` are what marks of footnotes stand behind,
    one for each such use.
    """

    page: str
    links: tuple[Link, ...]
    urls: tuple[str, ...]
    occurrences: int
    document_links: int
    document_pages: int
    share: float
    anchors: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    probability: float | None
    overuse: float
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How one document is sourced: its citations with and without pasted copies, and its leanings.

    `leanings` are in order of use, most first. The effective numbers are 1 / sum of squared shares
    (Herfindahl-Hirschman), by page and by registrable domain: so many equally cited ones would concentrate
    the document as much.
    """

    document: str
    citations: tuple[Citation, ...]
    originals: tuple[Citation, ...]
    leanings: tuple[Leaning, ...]
    effective_pages: float
    effective_sites: float

    @property
    def unit(self) -> str:
        """What its originals are called: links, or citations where marks of footnotes are among them."""
        return "citations" if any(each.claim for each in self.originals) else "links"


def citations(links: Iterable[Link]) -> Iterator[Link]:
    """Yield the links that cite something: hyperlinks to the web, outside navigation and the post itself."""
    for link in links:
        reference = link.reference
        is_inside = reference.target.startswith("#") or not reference.target
        is_citation = reference.kind is Kind.HYPERLINK and not reference.is_navigation and not is_inside
        if is_citation and link.url is not None and is_web(link.url):
            yield link


def anchor_form(link: Link) -> str:
    """Return the normal form of a link's anchor; an anchor that is the URL itself says nothing."""
    anchor = link.reference.anchor
    if "://" in anchor or anchor == link.reference.target:
        return ""
    return _form(anchor)


_form = lru_cache(maxsize=16_384)(normalize)


def similarity(crawl: Crawl) -> Similarity:
    """Weigh grams by all anchors of the crawl."""
    return _cited(crawl)[1]


@per_crawl
def sourcings(crawl: Crawl) -> tuple[Sourcing, ...]:
    """Return how each document that cites anything is sourced, in document order."""
    documents = {document.name: document for document in crawl.documents}
    found, alike = _cited(crawl)
    by_document: dict[str, list[Citation]] = {}
    for each in found:
        by_document.setdefault(each.link.document, []).append(each)
    return tuple(_sourcing(name, cited, documents.get(name), alike) for name, cited in by_document.items())


@per_crawl
def _cited(crawl: Crawl) -> tuple[tuple[Citation, ...], Similarity]:
    """Return every citation of a crawl, and what weighs their anchors; an address is looked up once."""
    pages: dict[tuple[str | None, str | None], tuple[str, str]] = {}
    found: list[Citation] = []
    for link in citations(crawl.links):
        address = link.url, link.fetch_url
        if address not in pages:
            page = cited_page(link, crawl.resources)
            pages[address] = page, source_key(page)
        found.extend(_uses(link, *pages[address]))
    return tuple(found), Similarity(claim_of(each.anchor) for each in found)


def _uses(link: Link, page: str, key: str) -> Iterator[Citation]:
    """Yield each use of a page by a link: one, or one for every mark that calls on it."""
    reference = link.reference
    if not reference.marks:
        yield Citation(link, page, key, anchor_form(link))
    for number, mark in enumerate(reference.marks):
        at_mark = replace(link, reference=replace(reference, span=mark.span, marks=()))
        yield Citation(at_mark, page, key, claim_form(mark.claim), mark.claim, is_repeated=number > 0)


def _sourcing(name: str, found: list[Citation], document: Document | None, alike: Similarity) -> Sourcing:
    copied = copied_lines(duplicate_passages(document.text, document.media_type)) if document else frozenset()
    originals = _unframed([each for each in found if each.link.reference.span.line not in copied])
    return Sourcing(
        document=name,
        citations=tuple(found),
        originals=tuple(originals),
        leanings=tuple(_leanings(originals, found, alike)),
        effective_pages=effective_number(Counter(each.key for each in originals).values()),
        effective_sites=effective_number(Counter(site_of(each.page) for each in originals).values()),
    )


def _unframed(found: list[Citation]) -> list[Citation]:
    """Take off anchors that were inferred what frames the clauses of the whole post."""
    frame = frame_words((each.anchor, each.key) for each in found if _is_inferred(each))
    if not frame:
        return found
    return [
        replace(each, anchor=without_words(each.anchor, frame)) if _is_inferred(each) else each
        for each in found
    ]


def _is_inferred(citation: Citation) -> bool:
    """Say whether the words for a page are an anchor whose beginning was guessed."""
    return bool(citation.anchor and citation.link.reference.anchor_inferred and not citation.claim)


def by_page(found: Iterable[Citation]) -> dict[str, list[Citation]]:
    """Group citations by the page they cite, most cited first."""
    pages: dict[str, list[Citation]] = {}
    for each in found:
        pages.setdefault(each.key, []).append(each)
    return dict(sorted(pages.items(), key=lambda page: -len(page[1])))


def _leanings(originals: list[Citation], found: list[Citation], alike: Similarity) -> Iterator[Leaning]:
    pages = by_page(originals)
    total, count = len(originals), len(pages)
    occurrences = Counter(each.key for each in found)
    for key, places in pages.items():
        share = len(places) / total
        groups = claims([each.anchor for each in places], alike)
        yield Leaning(
            page=places[0].page,
            links=tuple([each.link for each in places]),
            urls=_distinct([each.link.url or "" for each in places]),
            occurrences=occurrences[key],
            document_links=total,
            document_pages=count,
            share=share,
            anchors=_distinct([each.link.reference.anchor for each in places]),
            groups=groups,
            probability=_probability(len(places), total, count),
            overuse=share * (1 - 1 / len(groups)),
            claims=tuple([each.claim for each in places if each.claim]),
        )


def _distinct(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts)) if len(texts) > 1 else tuple(texts)


def _probability(uses: int, total: int, count: int) -> float | None:
    """Bound the chance that any of so many pages, cited alike, gets so many of all links."""
    if count == 1:
        return None
    if uses * count <= total:  # no more than its part; the tail is then about a half or more
        return 1.0
    return min(1.0, count * binomial_tail(total, 1 / count, uses))


def effective_number(counts: Iterable[int]) -> float:
    """Return the inverse Herfindahl-Hirschman index of some counts; 0 for none.

    >>> round(effective_number([11, 3, 1, 1]), 2)
    1.94
    """
    counts = list(counts)
    squares = sum(count * count for count in counts)
    return sum(counts) ** 2 / squares if squares else 0.0


def binomial_tail(trials: int, chance: float, at_least: int) -> float:
    """Return the probability of `at_least` or more successes, exact up to rounding.

    >>> round(4 * binomial_tail(16, 1 / 4, 11), 4)
    0.0011
    """
    term = math.exp(
        math.lgamma(trials + 1)
        - math.lgamma(at_least + 1)
        - math.lgamma(trials - at_least + 1)
        + at_least * math.log(chance)
        + (trials - at_least) * math.log1p(-chance)
    )
    if term == 0.0:  # too small for a number, far from the mean on either side
        return 1.0 if at_least < trials * chance else 0.0
    total, hits = 0.0, at_least
    while hits <= trials and (term > total * _NEGLIGIBLE or hits <= trials * chance):
        total += term
        term *= (trials - hits) / (hits + 1) * chance / (1 - chance)
        hits += 1
    return min(1.0, total)


def leanings(crawl: Crawl) -> Iterator[Leaning]:
    """Yield how each document leans on each page it cites, most cited first."""
    for sourcing in sourcings(crawl):
        yield from sourcing.leanings


def originals_of(found: Sequence[Sourcing]) -> list[Citation]:
    """Return the citations of several documents, copies set aside."""
    return [each for sourcing in found for each in sourcing.originals]
