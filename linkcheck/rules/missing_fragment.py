"""The rule `missing-fragment`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from linkcheck.model import Crawl, Finding, Kind, Level, Link, Verdict
from linkcheck.rules import rule
from linkcheck.verdict import judge


@rule("missing-fragment", level=Level.WARNING)
def missing_fragment(crawl: Crawl) -> Iterator[Finding]:
    """A link points at a part of a page (`#part`) that the page does not have.

    The page loads, but readers land at its top and must search for what was meant. Look the heading's new
    name up on the page, or drop the fragment. Only pages read to their end are judged; ignore it for pages
    whose parts are drawn by scripts.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.reference.kind is Kind.HYPERLINK and link.url and _is_missing(link, crawl):
            places.setdefault((link.document, link.url), []).append(link)
    for links in places.values():
        yield Finding(
            f"the page has no part named #{unquote(links[0].fragment)}", links[0], related=tuple(links[1:])
        )


def _is_missing(link: Link, crawl: Crawl) -> bool:
    """Say whether a page was searched for the fragment in vain (HTML §7.4.6.4: `#top` is always there)."""
    resource = crawl.resource(link)
    if not link.fragment or resource is None or resource.fragments is None:
        return False
    if judge(resource).verdict is not Verdict.OK:
        return False
    fragment = link.fragment.partition(":~:")[0]
    is_route = fragment.startswith(("!", "/"))
    if not fragment or is_route or fragment.lower() == "top":
        return False
    names = {fragment, unquote(fragment)}
    names |= {f"user-content-{name}" for name in names}  # GitHub prefixes the ids that authors write
    return not names & resource.fragments
