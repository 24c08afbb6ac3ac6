"""What the rules about invisible characters have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkcheck.model import Crawl, Link, Resource, Verdict
from linkcheck.text.invisible import has_invisible
from linkcheck.verdict import judge


def places(crawl: Crawl, wanted: Callable[[Link], bool]) -> Iterator[list[Link]]:
    """Yield the wanted links of each document with one target and one anchor, in document order."""
    found: dict[tuple[str, str, str], list[Link]] = {}
    for link in crawl.links:
        if wanted(link):
            key = (link.document, link.reference.target, link.reference.anchor)
            found.setdefault(key, []).append(link)
    yield from found.values()


def lines_of(crawl: Crawl) -> dict[str, list[str]]:
    """Return the lines of each document in plain text that holds anything invisible."""
    return {
        document.name: document.text.split("\n")
        for document in crawl.documents
        if document.media_type in ("text/plain", "text/x-bbcode") and has_invisible(document.text)
    }


def is_well(crawl: Crawl, link: Link) -> bool:
    """Say whether the page behind a link was asked for and answered."""
    resource: Resource | None = crawl.resource(link)
    return resource is not None and resource.checked_at is not None and judge(resource).verdict is Verdict.OK
