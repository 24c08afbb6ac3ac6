"""The rule `malformed-url`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link, ProblemKind
from linkcheck.rules import rule
from linkcheck.urls.placeholders import has_placeholder

# What stands for something else in an example: dots, a variable, a word for the port, no host.
_EXAMPLE = re.compile(r"\.\.\.|…|[$<>{}\[\]*]|//[^/]*:[A-Za-z]|//(?=[/:]|$)")


@rule("malformed-url", level=Level.ERROR)
def malformed_url(crawl: Crawl) -> Iterator[Finding]:
    """A link's target is no URL that a browser could open.

    A space in the host, a port that is no number, an empty target, a mistyped or forgotten `https://`: the
    message says which. Nobody can follow such a link. Correct the target; it is quoted as written.

    Left alone are addresses that a program fills in (`https://{{ host }}/`, `https://<your-domain>/`), and
    examples that a program took for links, as their text is the address itself: `http://proxy.example:port`,
    `http://...`.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.problem is None or link.problem.kind is not ProblemKind.MALFORMED:
            continue
        if not _is_example(link):
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


def _is_example(link: Link) -> bool:
    reference = link.reference
    if has_placeholder(reference.target):
        return True
    shown = unicodedata.normalize("NFKC", reference.anchor)  # a typesetter writes `…` for `...`
    is_typed = reference.anchor_inferred or shown == reference.target
    return is_typed and _EXAMPLE.search(reference.target) is not None
