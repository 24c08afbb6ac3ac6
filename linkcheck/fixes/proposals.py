"""From a link and what is known of the web to the target it should have, or why it keeps its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from linkcheck.fixes.destinations import is_proven
from linkcheck.fixes.facts import Facts, Fix, place_of
from linkcheck.fixes.spelling import spelled
from linkcheck.fixes.steps import next_step, secure_variant
from linkcheck.model import Kind, Link, Resource
from linkcheck.urls.redaction import has_secret, is_masked
from linkcheck.urls.references import is_web

# Written with two slashes; what a browser also takes for one (`http:a`) is rarely what its author meant.
_WEB_TARGET = re.compile(r"\s*https?://", re.IGNORECASE)
# What a document says of itself (`<link rel=canonical>`) is not for others to change.
_KINDS = frozenset({Kind.HYPERLINK, Kind.IMAGE, Kind.MEDIA, Kind.FRAME})
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """The target a link should have, as a reader of the post's text gets it, and what that mends."""

    link: Link
    target: str
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A link that is not changed though something is to be said for it, and the reason."""

    link: Link
    reason: str


@dataclass(frozen=True, slots=True)
class _Chain:
    """Where the steps from one address lead, what they mended, and why there were no more, if known."""

    page: str
    fragment: str
    fixes: tuple[Fix, ...]
    refusal: str | None


Outcome = Proposal | LeftAlone | None
_Chains = dict[tuple[str, str], _Chain]


def propose(link: Link, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Return what to do with a link; None if there is nothing to do or it is not ours to change.

    Only absolute web addresses are changed. A link keeps its own fragment.
    """
    return _proposed(link, facts, wanted, {})


def proposals(links: Iterable[Link], facts: Facts, wanted: frozenset[Fix]) -> list[Outcome]:
    """Return what to do with each link; what is known of an address is weighed once."""
    chains: _Chains = {}
    return [_proposed(link, facts, wanted, chains) for link in links]


def _proposed(link: Link, facts: Facts, wanted: frozenset[Fix], chains: _Chains) -> Outcome:
    if not _is_ours(link):
        return None
    proposal = _archived(link, facts, wanted) or _mended(link, facts, wanted, chains)
    if isinstance(proposal, Proposal):
        if place_of(link) in facts.ignored:
            return LeftAlone(link, "what was found there is ignored")
        if has_secret(link.url or ""):
            return LeftAlone(link, "its address carries what looks like a secret")
        if is_masked(proposal.target):
            return LeftAlone(link, "what it leads to carries a secret, which the report masks")
        if link.reference.kind is Kind.IMAGE and _shows_nothing(facts.resources.get(link.fetch_url or "")):
            return LeftAlone(link, "what it leads to is no picture")
    return proposal


def unproven(links: Iterable[Link], facts: Facts, wanted: frozenset[Fix]) -> tuple[Link, ...]:
    """Return what has to be fetched to prove what is proposed for the links, or might be: links by URL."""
    asked: dict[tuple[str, Kind], Link] = {}
    for link in links:
        asked_for = link.fetch_url or ""
        if _is_ours(link) and asked_for in facts.resources:
            url = _unproven(_chain(asked_for, link.fragment, facts, wanted).page, facts, wanted)
            if url is not None and not has_secret(url):
                asked[url, link.reference.kind] = replace(link, url=url, fetch_url=url, fragment="")
    return tuple(asked[key] for key in sorted(asked))


def _unproven(page: str, facts: Facts, wanted: frozenset[Fix]) -> str | None:
    """Return the URL that nobody has asked for: the page itself, or its https variant."""
    resource = facts.resources.get(page)
    if resource is None:
        return page
    secure = secure_variant(page) if Fix.HTTPS in wanted and is_proven(resource) else None
    return secure if secure not in facts.resources else None


def _is_ours(link: Link) -> bool:
    reference = link.reference
    is_absolute = link.url is not None and _WEB_TARGET.match(reference.target) is not None
    # A page of the posts' own site is looked up on disk.
    return is_absolute and is_web(link.fetch_url or "") and reference.kind in _KINDS


def _shows_nothing(resource: Resource | None) -> bool:
    return resource is not None and (resource.picture_problem is not None or resource.is_wrong_type)


def _archived(link: Link, facts: Facts, wanted: frozenset[Fix]) -> Proposal | None:
    """Return the archive's copy of a page that is gone."""
    copy = facts.copies.get((link.document, link.fetch_url or ""))
    if Fix.ARCHIVE not in wanted or copy is None or link.reference.kind is not Kind.HYPERLINK:
        return None
    return Proposal(link, f"{copy}#{link.fragment}" if link.fragment else copy, (Fix.ARCHIVE,))


def _mended(link: Link, facts: Facts, wanted: frozenset[Fix], chains: _Chains) -> Outcome:
    key = link.fetch_url or "", link.fragment
    if key not in chains:
        chains[key] = _chain(*key, facts, wanted)
    chain = chains[key]
    url = f"{chain.page}#{chain.fragment}" if chain.fragment else chain.page
    if chain.fixes and chain.page != link.fetch_url:
        return Proposal(link, spelled(link.reference.target, link.url or "", url), chain.fixes)
    return LeftAlone(link, chain.refusal) if chain.refusal is not None else None


def _chain(url: str, fragment: str, facts: Facts, wanted: frozenset[Fix]) -> _Chain:
    """Take steps from one address to the next until there is none left."""
    fixes: list[Fix] = []
    seen = {url}
    refusal = None
    for _ in range(_MOST_STEPS):
        step, refusal = next_step(url, facts, wanted)
        if step is None:
            break
        page, _, named = step.url.partition("#")
        if page in seen:
            break
        if named and fragment and named != fragment:
            refusal = f"the redirect leads to #{named} of the page, the link to #{fragment}"
            break
        seen.add(page)
        url, fragment = page, named or fragment
        if step.fix not in fixes:
            fixes.append(step.fix)
    return _Chain(url, fragment, tuple(fixes), refusal)
