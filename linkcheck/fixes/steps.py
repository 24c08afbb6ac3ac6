"""One change of an address at a time: a wrapper taken off, a redirect followed, https, tracking left out."""

from __future__ import annotations

from dataclasses import dataclass

from linkcheck.fixes.destinations import is_proven, led_to, moved_to, objection, same_page
from linkcheck.fixes.facts import Facts, Fix
from linkcheck.fixes.parameters import without_tracking
from linkcheck.model import PERMANENT, FailureKind, Resource, Verdict
from linkcheck.urls.references import fetch_url, has_port, unwrap
from linkcheck.verdict import judge

_USELESS = frozenset({Verdict.BROKEN, Verdict.UNAVAILABLE, Verdict.SKIPPED})


@dataclass(frozen=True, slots=True)
class Step:
    """The address that is better than another, its fragment included if it names one, and what that mends."""

    url: str
    fix: Fix


Outcome = Step | str | None
"""A step, the reason why one that suggests itself is not taken, or nothing."""


def next_step(url: str, facts: Facts, wanted: frozenset[Fix]) -> tuple[Step | None, str | None]:
    """Return the first step that can be taken from an address (without fragment), and the first refusal."""
    resource = facts.resources.get(url)
    if (
        resource is not None
        and resource.failure is not None
        and resource.failure.kind is FailureKind.EXCLUDED
    ):
        return None, None
    refusal = None
    for take in (_unwrapped, _lengthened, _moved, _secured, _untracked):
        outcome = take(url, facts, wanted)
        if isinstance(outcome, Step):
            return outcome, None
        refusal = refusal or outcome
    return None, refusal


def secure_variant(url: str) -> str | None:
    """Return the https address that differs in nothing else; None for https, and where a port is named.

    >>> secure_variant("http://e.org/a"), secure_variant("http://e.org:8080/a")
    ('https://e.org/a', None)
    """
    scheme, _, rest = url.partition("://")
    return f"https://{rest}" if scheme == "http" and not has_port(url) else None


def _unwrapped(url: str, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Take off a wrapper that carries its target in its own address."""
    inner = unwrap(url) if Fix.WRAPPERS in wanted else url
    if inner == url:
        return None
    resource = facts.resources.get(fetch_url(inner))
    if resource is not None and (judge(resource).verdict in _USELESS or resource.parked_by is not None):
        return f"what it wraps does not load: {judge(resource).reason}"
    return Step(inner, Fix.WRAPPERS)


def _lengthened(url: str, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Replace a short link by what the crawl found behind it."""
    resource = facts.resources.get(url)
    target = led_to(resource) if resource is not None and Fix.WRAPPERS in wanted else None
    if resource is None or target is None or judge(resource).verdict is not Verdict.OK:
        return None
    return _checked(resource, target, facts) or Step(target, Fix.WRAPPERS)


def _moved(url: str, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Follow redirects that are permanent to the last."""
    resource = facts.resources.get(url)
    target = moved_to(resource) if resource is not None else None
    if resource is None or target is None or judge(resource).verdict is not Verdict.OK:
        return None
    secure = secure_variant(url)
    is_scheme_only = fetch_url(target) == secure
    if Fix.REDIRECTS in wanted or (is_scheme_only and Fix.HTTPS in wanted):
        return _checked(resource, target, facts) or Step(
            target, Fix.HTTPS if is_scheme_only else Fix.REDIRECTS
        )
    if Fix.HTTPS in wanted and secure in {hop.url for hop in resource.redirects}:
        return Step(secure, Fix.HTTPS)
    return None


def _secured(url: str, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Ask for https where the crawl found the same page there."""
    resource, secure = facts.resources.get(url), secure_variant(url)
    if Fix.HTTPS not in wanted or secure is None or resource is None or not is_proven(resource):
        return None
    other = facts.resources.get(secure)
    if other is None:
        return Step(secure, Fix.HTTPS) if resource.final_url == secure else None
    is_there = is_proven(other) and other.final_url in {None, secure}
    names_itself_so = secure in {resource.canonical_url, resource.stated_canonical_url}
    is_same = resource.final_url == secure or names_itself_so or same_page(resource, other)
    return Step(secure, Fix.HTTPS) if is_there and is_same else None


def _untracked(url: str, facts: Facts, wanted: frozenset[Fix]) -> Outcome:
    """Leave out what only tracks the reader."""
    resource = facts.resources.get(url)
    bare = without_tracking(url, resource) if Fix.TRACKING in wanted else url
    if bare == url or (resource is not None and judge(resource).verdict in _USELESS):
        return None
    other = facts.resources.get(bare)
    is_worse = other is not None and judge(other).verdict in _USELESS
    if other is not None and is_worse:
        return f"without its tracking parameters it does not load: {judge(other).reason}"
    return Step(bare, Fix.TRACKING)


def _checked(resource: Resource, target: str, facts: Facts) -> str | None:
    """Say why what a redirect led to is not taken: on its face, or as it answers when asked for itself."""
    if reason := objection(resource, target):
        return reason
    other = facts.resources.get(fetch_url(target))
    if other is None or other is resource:
        return None
    if not is_proven(other):
        return f"where the redirect leads, asked for directly: {judge(other).reason}"
    if any(hop.status not in PERMANENT for hop in other.redirects):
        return "where the redirect leads, asked for directly, leads elsewhere"
    return None
