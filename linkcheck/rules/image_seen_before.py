"""The rule `image-seen-before`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from linkcheck.images.measures import apart
from linkcheck.model import Crawl, Finding, Level, Link, Recollection, Relation, Sighting
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences

_SHOWN = 10
# Standard input is another post at every run, whatever its name.
_NAMELESS = "<stdin>"

_Seen = tuple[Recollection, Sighting]


@rule("image-seen-before", level=Level.WARNING)
def image_seen_before(crawl: Crawl, *, same_post: bool = True) -> Iterator[Finding]:
    """A picture was seen in an earlier run: in another post, or in this one.

    Earlier runs are remembered in the file that `--image-store` names, and a picture is recognised there even
    if it was scaled, recompressed, cropped or mirrored since. One that comes back in another post is a
    warning: it may illustrate something that it does not show. Compare where it was first seen, when, and
    with what credit. One that this post was the first to show is a note, which `same_post = false` turns off,
    and so is what may be another picture (`possible`). Ignore it for logos, portraits and pictures of a
    series.
    """
    for found in occurrences(crawl, is_picture):
        ties = crawl.seen_before.get(found.resource.url, ())
        seen = [(tie, each) for tie in ties for each in tie.sightings]
        elsewhere = [pair for pair in seen if _is_another_post(pair[1], found.link)]
        if not seen:
            continue
        # Of two on one date this post's own is the first.
        tie, first = min(seen, key=lambda pair: (*_first(pair), _is_another_post(pair[1], found.link)))
        is_own = not _is_another_post(first, found.link)
        if is_own and not same_post:
            continue
        counted = seen if is_own else elsewhere
        yield Finding(
            f"this picture was seen before: {_words(first, found.link)}, {_tie(tie)}"
            f"{_since(elsewhere) if is_own else ''}",
            found.link,
            related=found.others,
            level=Level.NOTE if is_own or tie.relation is Relation.POSSIBLE else Level.WARNING,
            evidence={
                "relation": tie.relation,
                "distance_bits": tie.distance_bits,
                "first_seen": _told(first),
                "sightings": [_told(each) for _, each in counted[:_SHOWN]],
            },
        )


def _since(elsewhere: list[_Seen]) -> str:
    """Name the post that took it over, if there is one."""
    if not elsewhere:
        return ""
    _, later = min(elsewhere, key=_first)
    place = f"in {later.post}" if later.post else "elsewhere"
    others = len({sighting.post for _, sighting in elsewhere}) - 1
    more = f" and {others} more" if others else ""
    return f"; since {later.seen_at:%Y-%m-%d} also {place}{more}"


def _first(seen: _Seen) -> tuple[bool, datetime]:
    """Order by date; what is not certain comes last."""
    return seen[0].relation is Relation.POSSIBLE, seen[1].seen_at


def _is_another_post(sighting: Sighting, link: Link) -> bool:
    return sighting.post != link.document or link.document == _NAMELESS


def _words(first: Sighting, link: Link) -> str:
    post = (
        "in this post" if not _is_another_post(first, link) else f"in {first.post}" if first.post else "added"
    )
    credit = f", credited to {first.credit}" if first.credit else ""
    return f"first {post} on {first.seen_at:%Y-%m-%d} as {first.url}{credit}"


def _tie(tie: Recollection) -> str:
    name = tie.relation.replace("-", " ")
    return f"{name}, {apart(tie.distance_bits, tie.measure or 'hash')}" if tie.distance_bits else name


def _told(sighting: Sighting) -> dict[str, object]:
    return {
        "post": sighting.post,
        "url": sighting.url,
        "credit": sighting.credit,
        "seen_at": f"{sighting.seen_at:%Y-%m-%dT%H:%M:%SZ}",
    }
