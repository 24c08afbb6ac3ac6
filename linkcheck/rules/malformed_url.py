"""The rule `malformed-url`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link, ProblemKind
from linkcheck.rules import rule


@rule("malformed-url", level=Level.ERROR)
def malformed_url(crawl: Crawl) -> Iterator[Finding]:
    """A link's target is no URL that a browser could open.

    A space in the host, a port that is no number, an empty target, a forgotten `https://`: the message says
    which. Nobody can follow such a link. Correct the target; it is quoted as written.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.problem is not None and link.problem.kind is ProblemKind.MALFORMED:
            places.setdefault((link.document, link.reference.target), []).append(link)
    for links in places.values():
        problem = links[0].problem
        reason = problem.detail if problem else ""
        yield Finding(
            f"this is not a usable URL: {reason}",
            links[0],
            related=tuple(links[1:]),
            evidence={"target": links[0].reference.target, "reason": reason},
        )
