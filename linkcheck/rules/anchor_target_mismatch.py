"""The rule `anchor-target-mismatch`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from linkcheck.analysis.anchors import says_nothing
from linkcheck.analysis.shown import shown_address
from linkcheck.analysis.sourcing import anchor_form, citations
from linkcheck.analysis.topics import bigrams, overlap, page_words
from linkcheck.model import Crawl, Finding, Level, Link, Resource, Verdict
from linkcheck.rules import rule
from linkcheck.text.languages import is_foreign, language_of
from linkcheck.text.prose import clause_around
from linkcheck.text.words import Similarity
from linkcheck.verdict import judge

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Of 1,374 honest anchors in the Rust documentation 23 shared no word with their page. So much likeness of
# letter groups spares five of those; 95 % of random pairs without a common word have less.
_ALIKE = 0.35
_WORDS = Similarity(())


@dataclass(frozen=True, slots=True)
class _Doubt:
    link: Link
    resource: Resource
    form: str


@rule("anchor-target-mismatch", level=Level.NOTE)
def anchor_target_mismatch(crawl: Crawl) -> Iterator[Finding]:
    """An anchor and its sentence have nothing in common with the page that the link leads to.

    A link promises that the page supports the words. Where neither they nor their sentence share a word, a
    stem or a part of a word with the page's title, description, headings or address, the link may be wrong,
    moved to another story, or decoration. Check that the page says what the sentence says, or cite one that
    does. Ignore it where a page says the same in other words.

    Links of a post to one page are one finding. Only pages that loaded and say what they are about are
    compared, and only where anchor and page have letters of one script, and neither what the page states nor
    their words show post and page to be in two languages; otherwise nothing is known and nothing is said.
    Anchors like "here", addresses, numbers, navigation, front pages and links to a part of a page are left
    alone. Of 1,374 honest links between pages of the Rust documentation 1.3 % had nothing in common even
    without their sentences; of random pairs, 68 %.
    """
    places: dict[tuple[str, str], list[_Doubt]] = {}
    for doubt in _doubts(crawl):
        places.setdefault((doubt.link.document, doubt.resource.url), []).append(doubt)
    for found in places.values():
        link, resource = found[0].link, found[0].resource
        anchors: dict[str, str] = {}
        for each in found:
            anchors.setdefault(each.form, each.link.reference.anchor)
        yield Finding(
            f"{_named([*anchors.values()])} nothing in common with title, headings and address of the page"
            f" “{resource.title}”",
            link,
            related=tuple(each.link for each in found[1:]),
            evidence={
                "target_overlap": 0.0,
                "anchors": [*anchors.values()],
                "title": resource.title,
                "description": resource.description,
                "headings": list(resource.headings),
            },
        )


def _named(anchors: list[str]) -> str:
    first = f"“{anchors[0]}”"
    if len(anchors) == 1:
        return f"{first} has"
    others = "one other anchor" if len(anchors) == 2 else f"{len(anchors) - 1} other anchors"
    return f"{first} and {others} have"


def _doubts(crawl: Crawl) -> Iterator[_Doubt]:
    """Yield the links whose words share none with their page."""
    posts = {document.name: document for document in crawl.documents}
    texts = {name: document.text for name, document in posts.items()}
    telling = {url for url, resource in crawl.resources.items() if _is_telling(resource)}
    for link in citations(crawl.links):
        resource = crawl.resource(link)
        if link.fragment or resource is None or resource.url not in telling:
            continue
        form = anchor_form(link)
        shown = shown_address(link.reference.anchor)
        if not _LETTERS.search(form) or says_nothing(form) or (shown and not shown.is_name):
            continue
        if overlap(link.reference.anchor, resource) == 0 and not (
            _supports(link, resource, texts)
            or _is_alike(form, page_words(resource))
            or is_foreign(resource, language_of(posts[link.document]))
        ):
            yield _Doubt(link, resource, form)


def _supports(link: Link, resource: Resource, texts: Mapping[str, str]) -> bool:
    """Say whether the sentence around a link shares anything with its page."""
    reference = link.reference
    clause = reference.context
    if not clause:
        lines = _lines(texts.get(link.document, ""))
        line = lines[reference.span.line - 1] if reference.span.line <= len(lines) else ""
        clause = clause_around(line, reference.span.column or 1)
    return bool(overlap(clause, resource))


def _is_alike(form: str, page: str) -> bool:
    """Say whether any word of an anchor has letter groups in common with one of its page."""
    return any(_is_word_alike(word, page) for word in form.split())


@lru_cache(maxsize=32_768)
def _is_word_alike(word: str, page: str) -> bool:
    pairs = bigrams([word])
    return any(
        _WORDS.cosine(word, other) >= _ALIKE
        for other in _distinct(page)
        if any(pair in other for pair in pairs)
    )


@lru_cache(maxsize=64)
def _distinct(page: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(page.split()))


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _is_telling(resource: Resource) -> bool:
    """Say whether a page loaded as itself and says what it is about; a front page is about everything."""
    if judge(resource).verdict is not Verdict.OK or resource.media_type not in _PAGES or not resource.title:
        return False
    if resource.missing_signs or resource.parked_by or resource.is_script_built:
        return False
    final = urlsplit(resource.final_url or resource.url)
    return final.path.strip("/") != "" or bool(final.query)
