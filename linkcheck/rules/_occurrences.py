"""Links grouped by document and URL, so that one fault is one finding that names every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linkcheck.analysis.per_crawl import per_crawl
from linkcheck.model import Crawl, Kind, Link, Resource
from linkcheck.verdict import Judgement, judge


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every place of one URL in one document, and what the URL held. `others` are all but the first."""

    link: Link
    others: tuple[Link, ...]
    resource: Resource
    judgement: Judgement


def occurrences(crawl: Crawl, wanted: Callable[[Link], bool]) -> Iterator[Occurrences]:
    """Yield the wanted links of each document by the URL they fetch, in document order."""
    for each in _all(crawl):
        if not each.others:
            if wanted(each.link):
                yield each
        elif links := [link for link in (each.link, *each.others) if wanted(link)]:
            yield Occurrences(links[0], tuple(links[1:]), each.resource, each.judgement)


@per_crawl
def _all(crawl: Crawl) -> tuple[Occurrences, ...]:
    """Return the links that fetch anything, each resource judged once for all rules."""
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.fetch_url is not None:
            places.setdefault((link.document, link.fetch_url), []).append(link)
    judgements = {url: judge(resource) for url, resource in crawl.resources.items()}
    return tuple(
        Occurrences(links[0], tuple(links[1:]), crawl.resources[url], judgements[url])
        for (_, url), links in places.items()
        if url in judgements
    )


def is_picture(link: Link) -> bool:
    """Say whether a link shows an image in the post."""
    return link.reference.kind is Kind.IMAGE


def is_clicked(link: Link) -> bool:
    """Say whether a link is anything but an image."""
    return link.reference.kind is not Kind.IMAGE
