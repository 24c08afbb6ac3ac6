"""Take tracking parameters off a URL, by the table of known ones and by what the page itself says."""

from __future__ import annotations

from linkcheck.model import Resource
from linkcheck.urls.references import fetch_url
from linkcheck.urls.tracking import is_tracking_parameter

# Names that track on some sites and choose the page on others: they go only where the page's own canonical
# URL, all else equal, does without them.
_PERHAPS = frozenset(
    "ref refid ref_src ref_url referrer source src from campaign cid spm share si feature via trk tracking "
    "xtor partner promo cmp cmpid mbid smid smtyp sr_share igsh".split()
)


def without_tracking(url: str, resource: Resource | None = None) -> str:
    """Return the URL without parameters that only track the reader; all others keep their order.

    >>> without_tracking("https://e.org/a?utm_source=x&b=1&gclid=2")
    'https://e.org/a?b=1'
    """
    address, question, query = url.partition("?")
    if not question:
        return url
    pairs = query.split("&")
    known = [pair for pair in pairs if not is_tracking_parameter(_name(pair))]
    doubted = [pair for pair in known if _name(pair) not in _PERHAPS]
    if len(doubted) < len(known) and _joined(address, doubted) in _canonical_urls(resource):
        known = doubted
    return url if len(known) == len(pairs) else _joined(address, known)


def _joined(address: str, pairs: list[str]) -> str:
    return f"{address}?{'&'.join(pairs)}" if any(pairs) else address


def _name(pair: str) -> str:
    return pair.partition("=")[0]


def _canonical_urls(resource: Resource | None) -> set[str]:
    if resource is None:
        return set()
    stated = (resource.canonical_url, resource.stated_canonical_url)
    return {fetch_url(url) for url in stated if url is not None}
