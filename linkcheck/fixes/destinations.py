"""Whether what a redirect led to may stand in place of what was linked, and why not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from linkcheck.analysis.resolution import is_wall
from linkcheck.model import PERMANENT, Resource, Verdict
from linkcheck.urls.redaction import has_secret
from linkcheck.urls.references import canonical_key, fetch_url, site_of
from linkcheck.urls.services import is_short_link
from linkcheck.verdict import judge

# ISO 639-1, the languages of most editions; any two letters would take `/go` and `/tv` for one.
_LANGUAGES = (
    "ar|bg|bn|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl"
    "|sr|sv|th|tr|uk|ur|vi|zh"
)
_EDITION = re.compile(rf"/(?:{_LANGUAGES})(?:[-_][a-z]{{2,4}})?/?", re.IGNORECASE)
_FRONT_PAGE = re.compile(
    rf"(?:{_EDITION.pattern}|/)(?:(?:index|default|home)(?:\.\w{{1,5}})?/?)?", re.IGNORECASE
)
# What a server adds for one visit (PHP, Java, ASP, ColdFusion, shops); `redaction` knows the telling names.
_SESSION = re.compile(
    r"[?&;](?:aspsessionid\w*|cfid|cftoken|zenid|oscsid|s?sess(?:ion)?(?:_?id)?|_session|visit(?:or)?_?id)="
    r"|;jsessionid=|/\((?:[A-Z]\([A-Za-z0-9]{16,}\))+\)/",
    re.IGNORECASE,
)
# Addresses made to outlast the places they lead to (DOI, Handle, PURL, ARK).
_PERSISTENT = frozenset({"doi.org", "handle.net", "purl.org", "w3id.org", "n2t.net"})


def objection(resource: Resource, target: str) -> str | None:
    """Say why `target`, which the resource's redirects led to, must not replace its URL; None if it may."""
    grounds = (
        (site_of(resource.url) in _PERSISTENT, "it is a persistent identifier, made to be cited as it is"),
        (is_wall(resource.url, target), "the redirect leads to a login, a consent or an error page"),
        (bool(resource.missing_signs), "the redirect leads to a page that says that nothing is there"),
        (resource.parked_by is not None, "the redirect leads to a parked domain"),
        (_carries_session(target), "the redirect leads to an address made for one visit"),
        (_gives_up_https(resource.url, target), "the redirect gives up https"),
        (_loses_path(resource.url, target), "the redirect leads to a site's front page"),
        (_chooses_language(resource.url, target), "the redirect chooses a language"),
    )
    return next((reason for holds, reason in grounds if holds), None)


def is_proven(resource: Resource) -> bool:
    """Say whether a reader finds what was linked: it loads, and nothing speaks against the page."""
    is_page = not resource.missing_signs and resource.parked_by is None
    return judge(resource).verdict is Verdict.OK and is_page


def moved_to(resource: Resource) -> str | None:
    """Return where permanent redirects led to the end, with the fragment they name; None if any was not."""
    if not resource.redirects or any(hop.status not in PERMANENT for hop in resource.redirects):
        return None
    last, final = resource.redirects[-1].url, resource.final_url
    is_same = final is None or fetch_url(last) == fetch_url(final)
    return last if is_same else final


def led_to(resource: Resource) -> str | None:
    """Return where a short link led, whatever its status: as far as only it and others like it sent on.

    What follows counts too where it is permanent to the end.
    """
    hops = resource.redirects
    count = 0
    while count < len(hops) and _is_short(resource.url if not count else hops[count - 1].url):
        count += 1
    if not count:
        return None
    is_lasting = all(hop.status in PERMANENT for hop in hops[count:])
    return hops[-1 if is_lasting else count - 1].url


def same_page(first: Resource, second: Resource) -> bool:
    """Say whether two addresses were seen to hold the same: equal bytes, or all that was read of a page.

    A size alone tells enough of what is no page, such as a PDF, unless it is very small.
    """
    if first.sha256 is not None and second.sha256 is not None:
        return first.sha256 == second.sha256
    if first.media_type != second.media_type:
        return False
    if not first.title and not first.headings:
        return first.size_bytes == second.size_bytes and (first.size_bytes or 0) >= _TELLING_BYTES
    return _content(first) == _content(second)


_TELLING_BYTES = 1000


def _content(page: Resource) -> tuple[object, ...]:
    return page.title, page.headings, page.description, page.text_length, page.published_at


def _is_short(url: str) -> bool:
    site = site_of(url)
    return is_short_link(site) and site not in _PERSISTENT and site != "youtu.be"


def _carries_session(url: str) -> bool:
    return has_secret(url) or _SESSION.search(url) is not None


def _gives_up_https(before: str, after: str) -> bool:
    return before.startswith("https:") and after.startswith("http:") and not _is_short(before)


def _loses_path(before: str, after: str) -> bool:
    """Say whether a deep link ended at a front page; short links have no place of their own to lose."""
    return not _is_short(before) and _is_front_page(after) and not _is_front_page(before)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(canonical_key(url))
    return not parts.query and _FRONT_PAGE.fullmatch(parts.path or "/") is not None


def _chooses_language(before: str, after: str) -> bool:
    """Say whether a front page sent us to its edition in one language: another reader is sent elsewhere."""
    first, second = urlsplit(before), urlsplit(after)
    is_choice = _EDITION.fullmatch(second.path) is not None
    is_same_host = first.netloc.removeprefix("www.") == second.netloc.removeprefix("www.")
    return is_same_host and first.path in {"", "/"} and is_choice
