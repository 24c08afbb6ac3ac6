"""The rule `missing-text-fragment`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link, Verdict
from linkcheck.rules import rule
from linkcheck.verdict import judge


@rule("missing-text-fragment", level=Level.NOTE)
def missing_text_fragment(crawl: Crawl) -> Iterator[Finding]:
    """A link points at words of a page (`#:~:text=`) that the page does not have any more.

    Readers land at the page's top, and the words that the post relies on may have been changed or taken back:
    read the page again. Only pages read to their end are judged, and none that scripts build.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        resource = crawl.resource(link)
        if resource is None or link.url is None or resource.is_script_built:
            continue
        if link.fragment in resource.missing_texts and judge(resource).verdict is Verdict.OK:
            places.setdefault((link.document, link.url), []).append(link)
    for links in places.values():
        yield Finding(
            "the page does not have the words that this link points at", links[0], related=tuple(links[1:])
        )
