"""The rule `bidi-control`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link, Reference
from linkcheck.rules import rule
from linkcheck.rules._invisible import is_well, places
from linkcheck.text.invisible import (
    decoded,
    direction_controls,
    has_invisible,
    is_balanced,
    is_encoded,
    names,
    overrides,
)


@rule("bidi-control", level=Level.WARNING)
def bidi_control(crawl: Crawl) -> Iterator[Finding]:
    """Characters that control the direction of writing stand in a URL, or turn an anchor's letters around.

    In a URL they are no part of the address, so it leads elsewhere or nowhere. In an anchor, an override
    (U+202D, U+202E) shows letters in another order than they are written: `moc.knab` looks like `bank.com`.
    Delete the character that the message names.

    In anchors, marks (U+200E, U+200F, U+061C) and embeddings and isolates that are closed again are left
    alone: Arabic and Hebrew prose needs them. One left open reaches beyond its link, which is a note. So is a
    mark that a URL holds as an escape (`%E2%80%8E`) or whose page answers: some sites have such addresses.
    """
    for links in places(crawl, lambda link: _fault(crawl, link) is not None):
        fault = _fault(crawl, links[0])
        if fault is not None:
            level, where, found = fault
            yield Finding(
                f"{where}: {', '.join(names(found))}",
                links[0],
                related=tuple(links[1:]),
                key=f"{links[0].reference.target} {links[0].reference.anchor}",
                level=level,
                evidence={"characters": names(found), "count": len(found)},
            )


def _fault(crawl: Crawl, link: Link) -> tuple[Level, str, list[str]] | None:
    return _in_url(crawl, link) or _in_anchor(link.reference)


def _in_url(crawl: Crawl, link: Link) -> tuple[Level, str, list[str]] | None:
    target, url = link.reference.target, link.url
    if url is None or not (has_invisible(target) or is_encoded(url)):
        return None
    where = "this URL holds what controls the direction of writing"
    if found := direction_controls(target):
        is_grave = bool(overrides(target)) or not is_well(crawl, link)
        return Level.WARNING if is_grave else Level.NOTE, where, found
    if found := direction_controls(decoded(url)):
        return Level.WARNING if overrides(decoded(url)) else Level.NOTE, where, found
    return None


def _in_anchor(reference: Reference) -> tuple[Level, str, list[str]] | None:
    anchor = reference.anchor
    if not has_invisible(anchor):
        return None
    if found := overrides(anchor):
        return Level.WARNING, "this anchor shows its letters in another order than they are written", found
    if not reference.anchor_inferred and not is_balanced(anchor):  # an inferred one may be cut anywhere
        return Level.NOTE, "this anchor turns the direction of what follows it", direction_controls(anchor)
    return None
