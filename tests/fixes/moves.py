"""A small web in which addresses have moved, for the tests of fixes."""

from __future__ import annotations

from collections.abc import Iterable

from linkcheck.engine import extract
from linkcheck.fixes.edits import Edit, applied, edits_of
from linkcheck.fixes.facts import USUAL, Facts, Fix
from linkcheck.fixes.proposals import LeftAlone, propose
from linkcheck.model import Document, Redirect, Resource

OLD = "http://old.example/a"
NEW = "https://new.example/b"


def page(url: str, *hops: tuple[int, str], **fields: object) -> Resource:
    """Return a page that answers 200, after these hops."""
    final = hops[-1][1].partition("#")[0] if hops else url
    redirects = tuple(Redirect(status, target) for status, target in hops)
    return Resource(url, **{"status": 200, "redirects": redirects, "final_url": final, **fields})  # type: ignore[arg-type]


def moved(old: str = OLD, new: str = NEW) -> Resource:
    """Return a page that has moved for good."""
    return page(old, (301, new))


def web(*resources: Resource) -> Facts:
    """Return what is known of the web when these resources are."""
    return Facts({each.url: each for each in resources})


def fixed(
    text: str, media_type: str, facts: Facts, wanted: Iterable[Fix] = USUAL
) -> tuple[str, tuple[Edit, ...], tuple[LeftAlone, ...]]:
    """Return the text with its links fixed, the edits, and what was left alone."""
    post = Document("post", media_type, text)
    links = extract(post)
    outcomes = [propose(link, facts, frozenset(wanted)) for link in links]
    edits, left = edits_of(post, links, outcomes)
    return applied(text, edits), edits, left
