"""The rule `ambiguous-anchor`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from linkcheck.analysis.anchors import is_named_by, page_of, says_nothing
from linkcheck.analysis.sourcing import anchor_form, citations
from linkcheck.model import Crawl, Document, Finding, Level, Link
from linkcheck.rules import rule
from linkcheck.text.rows import row_around
from linkcheck.text.words import normalize

_HTML = ("text/html", "application/xhtml+xml")
_WORD = re.compile(r"[^\W\d_]+")


@rule("ambiguous-anchor", level=Level.NOTE)
def ambiguous_anchor(crawl: Crawl, *, min_letters: int = 2) -> Iterator[Finding]:
    """An anchor does not tell where its link leads: it says "here", or it leads to several pages at once.

    Readers who skim, and those who listen to a list of a page's links, meet the anchor without its sentence
    (WCAG 2.2, 2.4.4 and 2.4.9). Name what the page is ("the inquiry's report of 2019"). Ignore it where a
    heading says what each of the equal anchors stands for.

    Empty anchors are known in 32 languages. An anchor for several pages counts if it has a word of
    `min_letters` letters; numbers mark footnotes and versions. Left alone are parts of one page, pages whose
    addresses all name the anchor (`tcpdump`: its package and its article), and anchors that each stand in a
    row of a table or an item of a list with words of its own.
    """
    anchors: dict[tuple[str, str], list[Link]] = {}
    documents = {document.name: document for document in crawl.documents}
    for link in citations(crawl.links):
        if form := anchor_form(link):
            anchors.setdefault((link.document, form), []).append(link)
    for (name, form), links in anchors.items():
        if says_nothing(form):
            yield _finding(links, "this anchor does not say where it leads", form, 0)
            continue
        marked = [link for link in links if not link.reference.anchor_inferred]
        pages = {page_of(link, crawl.resource(link)) for link in marked}
        is_word = max(map(len, _WORD.findall(form)), default=0) >= min_letters
        if len(pages) > 1 and is_word and not _is_told(documents[name], marked, form):
            yield _finding(marked, f"this anchor leads to {len(pages)} different pages", form, len(pages))


def _is_told(document: Document, links: list[Link], form: str) -> bool:
    """Say whether addresses or rows tell what each of equal anchors stands for."""
    if all(is_named_by(form, link.url or "") for link in links):
        return True
    rows: set[str] = set()
    for row in _rows(document, links):
        words = normalize(row).replace(form, "").strip()
        if not words or words in rows:
            return False
        rows.add(words)
    return True


def _rows(document: Document, links: list[Link]) -> Iterator[str]:
    """Yield the words of the row or item that each link stands in, nothing where it stands in none."""
    text, spans = document.text, [link.reference.span for link in links]
    starts = _line_starts(text)
    is_html = document.media_type in _HTML
    for span in spans:
        row = (
            None
            if span.column is None
            else row_around(text, starts[span.line - 1] + span.column - 1, is_html=is_html)
        )
        yield row or ""


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    return 0, *(end.end() for end in re.finditer("\n", text))


def _finding(links: list[Link], message: str, form: str, pages: int) -> Finding:
    return Finding(
        message,
        links[0],
        related=tuple(links[1:]),
        key=form,
        evidence={"anchor": links[0].reference.anchor, "is_empty": not pages, "pages": max(pages, 1)},
    )
