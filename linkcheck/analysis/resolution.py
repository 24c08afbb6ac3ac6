"""Which page a link cites, once the crawl has shown it: short links, variants and old addresses are one.

Spelling alone never makes two addresses one (RFC 3986 §6.2.2 aside); a redirect that was followed or a
canonical URL that is believed does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from linkcheck.model import CanonicalSource, FailureKind, Link, Resource, Verdict
from linkcheck.urls.references import canonical_key, fetch_url, registrable_domain, unwrap
from linkcheck.verdict import judge

# A short link, the page's old address, its AMP variant, its canonical URL: real chains end sooner.
_STEPS = 5
# Where sites send readers whom they do not let in: any page of theirs may lead there.
_WALL = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/)?(?:accounts?/|users?/|auth/|wp-)?"
    r"(?:log-?_?in|sign-?_?in|sso|oauth2?|auth|consent|cookies?(?:-?wall)?|captcha|challenge|verify|age-?gate"
    r"|subscribe|paywall|404|error|not-?_?found|unavailable|maintenance)(?:[./]|$)",
    re.IGNORECASE,
)
_WALL_HOST = re.compile(r"(?:consent|log-?in|sign-?in|auth|sso|accounts|guce|idp)\.")
_NO_PAGE = frozenset(
    {
        FailureKind.REDIRECT_LOOP,
        FailureKind.REDIRECT_LIMIT,
        FailureKind.REDIRECT_INVALID,
        FailureKind.REDIRECT_SCHEME,
        FailureKind.REDIRECT_PRIVATE,
    }
)


def cited_page(link: Link, resources: Mapping[str, Resource]) -> str:
    """Return the URL of the page that a web link cites, its fragment kept.

    Wrappers that carry their target are taken off; then redirects are followed and believed canonical URLs
    taken, from one resource of the crawl to the next. A redirect to a login, an error page or, from deeper
    down, the front page of the same site tells nothing of what was cited.
    """
    url = unwrap(link.url or "")
    page, _, fragment = url.partition("#")
    asked = page if page in resources else (link.fetch_url or page)
    seen = {page, asked}
    for _ in range(_STEPS):
        resource = resources.get(asked)
        target = _leads_to(resource) if resource is not None else None
        if target is None:
            break
        page, _, hop_fragment = target.partition("#")
        fragment = hop_fragment or fragment  # RFC 9110 §10.2.2
        if page in seen:
            break
        asked = page
        seen.add(page)
    return f"{page}#{fragment}" if fragment else page


def source_key(page: str) -> str:
    """Return the key under which spellings of one page meet: tracking off, the fragment kept.

    Fragments are kept because one page of documentation may hold many sources (`Element/input#type`).

    >>> source_key("https://e.org/a?utm_source=x#part")
    'https://e.org/a#part'
    """
    fragment = page.partition("#")[2]
    key = canonical_key(page).partition("#")[0]
    return f"{key}#{fragment}" if fragment else key


def _leads_to(resource: Resource) -> str | None:
    """Return the page that a resource shows to be meant, None for itself."""
    if resource.failure is not None and resource.failure.kind in _NO_PAGE:
        return None
    verdict = judge(resource).verdict
    if verdict in {Verdict.BROKEN, Verdict.SKIPPED} or resource.missing_signs or resource.parked_by:
        return None
    redirected = _redirected(resource)
    if redirected is not None and _is_turned_away(resource, redirected):
        return None
    stated = resource.stated_canonical_url
    if stated is None and resource.canonical_source is not CanonicalSource.REDIRECT:
        stated = resource.canonical_url
    return stated if stated is not None and verdict is Verdict.OK else redirected


def _redirected(resource: Resource) -> str | None:
    """Return where redirects lead, with the fragment that the last of them names."""
    if not resource.redirects:
        return None
    last = resource.redirects[-1].url
    final = resource.final_url or last
    return last if fetch_url(last) == fetch_url(final) else final


def _is_turned_away(resource: Resource, final: str) -> bool:
    """Say whether a redirect leads to a page that stands in for the one asked for."""
    if is_wall(resource.url, final):
        return True
    before, after = urlsplit(resource.url), urlsplit(final)
    is_same_site = registrable_domain(resource.url) == registrable_domain(final)
    is_front_page = after.path.strip("/") == "" and not after.query
    return is_same_site and is_front_page and before.path.strip("/") != "" and before.netloc == after.netloc


def is_wall(url: str, final: str) -> bool:
    """Say whether a redirect ended where sites send readers whom they do not let in."""
    before, after = urlsplit(url), urlsplit(final)
    if _WALL.match(after.path) and not _WALL.match(before.path):
        return True
    return _WALL_HOST.match(after.netloc) is not None and not _WALL_HOST.match(before.netloc)


def settle_canonicals(resources: Mapping[str, Resource]) -> Mapping[str, Resource]:
    """Doubt each canonical URL that the crawl itself shows to be none: it is broken, or leads elsewhere."""
    doubted = {
        url: replace(
            resource,
            canonical_url=None,
            canonical_source=None,
            canonical_candidate=resource.canonical_url,
            canonical_distrust=reason,
        )
        for url, resource in resources.items()
        if (reason := _distrust(resource, resources)) is not None
    }
    return {**resources, **doubted}


def _distrust(resource: Resource, resources: Mapping[str, Resource]) -> str | None:
    canonical = resource.canonical_url
    if canonical is None or resource.canonical_source is CanonicalSource.REDIRECT:
        return None
    target = resources.get(fetch_url(canonical))
    if target is None or canonical in {resource.url, resource.final_url}:
        return None
    judgement = judge(target)
    if judgement.verdict is Verdict.BROKEN or (target.status or 0) >= 500:
        return f"what it names does not load: {judgement.reason}"
    if target.is_noindex:
        return "what it names asks not to be indexed"
    final = target.final_url
    if target.redirects and final is not None and _loose(final) != _loose(canonical):
        return f"what it names redirects elsewhere, to {final}"
    return None


def _loose(url: str) -> str:
    """Return what is left of a page's address without scheme, `www.` and closing slash."""
    return canonical_key(url).partition("://")[2].removeprefix("www.").rstrip("/")
