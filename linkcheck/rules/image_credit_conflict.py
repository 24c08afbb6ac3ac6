"""The rule `image-credit-conflict`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from linkcheck.analysis.credits import Statement, Voice, statements
from linkcheck.model import Crawl, Finding, Kind, Level, Link, Relation
from linkcheck.rules import rule
from linkcheck.text.captions import contradict

_SHOWN = 60
_WHO = {
    Voice.METADATA: "its metadata credits",
    Voice.PAGE: "a page credits",
    Voice.POST: "the post's structured data credits",
    Voice.CAPTION: "a caption credits",
}


@rule("image-credit-conflict", level=Level.WARNING)
def image_credit_conflict(crawl: Crawl) -> Iterator[Finding]:
    """One picture is credited to different people or agencies.

    Compared are the picture's own metadata, the structured data of pages and posts, and the credits in
    captions ("Photo: …", "© …", in many languages), for every place where the same picture is shown. At most
    one of them is right, and a wrong credit breaks licences and misleads readers on where a picture comes
    from. Find the picture's source and correct the caption. A photographer here and an agency there is no
    conflict, nor is a part of a name. Ignore it where two agencies both distribute a picture.
    """
    said = statements(crawl)
    for links in _pictures(crawl):
        urls = dict.fromkeys(link.fetch_url for link in links if link.fetch_url)
        every = list(dict.fromkeys(statement for url in urls for statement in said.get(url, ())))
        pair = next(
            ((one, other) for one, other in combinations(every, 2) if contradict(one.names, other.names)),
            None,
        )
        if pair is not None:
            yield Finding(
                f"this picture is credited differently: {_phrase(pair[0])}, {_phrase(pair[1])}",
                links[0],
                related=links[1:],
                evidence={
                    "credits": [
                        {"stated_by": each.voice, "where": each.where, "credit": each.words} for each in every
                    ]
                },
            )


def _phrase(statement: Statement) -> str:
    words = statement.words
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    where = "" if statement.voice is Voice.METADATA else f" ({statement.where})"
    return f"{_WHO[statement.voice]} “{shown}”{where}"


def _pictures(crawl: Crawl) -> Iterator[tuple[Link, ...]]:
    """Yield the places of each picture: those of a group, then those of each URL in none."""
    grouped: set[str] = set()
    for group in crawl.image_groups:
        if group.relation is not Relation.POSSIBLE:
            grouped.update(group.urls)
            yield group.links
    alone: dict[str, list[Link]] = {}
    for link in crawl.links:
        if link.reference.kind is Kind.IMAGE and link.fetch_url is not None and link.fetch_url not in grouped:
            alone.setdefault(link.fetch_url, []).append(link)
    for links in alone.values():
        yield tuple(links)
