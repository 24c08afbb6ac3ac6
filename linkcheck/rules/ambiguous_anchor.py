"""The rule `ambiguous-anchor`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.analysis.anchors import page_of, says_nothing
from linkcheck.analysis.sourcing import anchor_form, citations
from linkcheck.model import Crawl, Finding, Level, Link
from linkcheck.rules import rule

_NUMBER = re.compile(r"[\d\s.,:/-]+")


@rule("ambiguous-anchor", level=Level.NOTE)
def ambiguous_anchor(crawl: Crawl, *, min_letters: int = 2) -> Iterator[Finding]:
    """An anchor does not tell where its link leads: it says "here", or it leads to several pages at once.

    Readers who skim, and those who listen to a list of a page's links, meet the anchor without its sentence
    (WCAG 2.2, 2.4.4 and 2.4.9). Name what the page is ("the inquiry's report of 2019"). Ignore it in tables
    and lists whose rows say what each of the equal anchors stands for.

    Empty anchors are known in 32 languages. An anchor for several pages counts from `min_letters` letters,
    numbers left out, as they mark footnotes and versions; parts of one page are one page.
    """
    anchors: dict[tuple[str, str], list[Link]] = {}
    for link in citations(crawl.links):
        form = anchor_form(link)
        if form and not _NUMBER.fullmatch(form):
            anchors.setdefault((link.document, form), []).append(link)
    for (_, form), links in anchors.items():
        if says_nothing(form):
            yield _finding(links, "this anchor does not say where it leads", form, 0)
            continue
        marked = [link for link in links if not link.reference.anchor_inferred]
        pages = {page_of(link, crawl.resource(link)) for link in marked}
        if len(pages) > 1 and sum(map(str.isalpha, form)) >= min_letters:
            yield _finding(marked, f"this anchor leads to {len(pages)} different pages", form, len(pages))


def _finding(links: list[Link], message: str, form: str, pages: int) -> Finding:
    return Finding(
        message,
        links[0],
        related=tuple(links[1:]),
        key=form,
        evidence={"anchor": links[0].reference.anchor, "is_empty": not pages, "pages": max(pages, 1)},
    )
