"""The rule `unchecked-fragment`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link, Verdict
from linkcheck.rules import rule
from linkcheck.rules.missing_fragment import is_sought
from linkcheck.verdict import judge


@rule("unchecked-fragment", level=Level.NOTE)
def unchecked_fragment(crawl: Crawl) -> Iterator[Finding]:
    """A link points at a part of a page that scripts build, so whether the part is there is not known.

    The page came without its text, which a browser would fetch and draw. Open the link once and see.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        resource = crawl.resource(link)
        if resource is None or link.url is None or not resource.is_script_built:
            continue
        if judge(resource).verdict is Verdict.OK and is_sought(link, resource):
            places.setdefault((link.document, link.url), []).append(link)
    for links in places.values():
        yield Finding(
            "whether the page has this part is not known: scripts build it",
            links[0],
            related=tuple(links[1:]),
        )
