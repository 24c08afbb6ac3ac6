"""Pages with a stated date that posts with a date of their own cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from linkcheck.model import Crawl, Kind, Link, Resource, Verdict
from linkcheck.rules._occurrences import occurrences
from linkcheck.text.dates import last_date


@dataclass(frozen=True, slots=True)
class DatedCitation:
    """A page cited in a post last changed on that day; `others` are the further places in the post."""

    link: Link
    others: tuple[Link, ...]
    resource: Resource
    day: date


def dated_citations(crawl: Crawl) -> Iterator[DatedCitation]:
    """Yield each page with a stated date that a dated post cites; front pages change by their nature."""
    days: dict[str, date | None] = {}
    documents = {document.name: document for document in crawl.documents}
    for found in occurrences(crawl, _is_citation):
        resource, name = found.resource, found.link.document
        if resource.published_at is None and resource.modified_at is None:
            continue
        if found.judgement.verdict is not Verdict.OK or _is_front_page(resource):
            continue
        if name not in days:
            days[name] = last_date(documents[name]) if name in documents else None
        if (day := days[name]) is not None:
            yield DatedCitation(found.link, found.others, resource, day)


def _is_citation(link: Link) -> bool:
    return link.reference.kind is Kind.HYPERLINK and not link.reference.is_navigation


def _is_front_page(resource: Resource) -> bool:
    parts = urlsplit(resource.final_url or resource.url)
    return parts.path.strip("/") == "" and not parts.query
