"""Query parameters that only track the reader, and services whose URLs wrap another: both by exact name.

General names such as `ref`, `source`, `id` or `spm` are left alone: on many sites they choose the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

_NAMES = frozenset(
    (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid"
        " _hsenc _hsmi hsCtaTracking mkt_tok vero_id _openstat wickedid srsltid _gl _ga s_cid li_fat_id cmpid"
    ).split()
)
_PREFIXES = ("utm_", "__hs", "ml_subscriber", "at_")
_OLYTICS = re.compile(r"oly_(?:anon|enc)_id")


def is_tracking_parameter(name: str) -> bool:
    """Say whether a query parameter of this name never changes what is shown.

    >>> is_tracking_parameter("utm_source"), is_tracking_parameter("ref")
    (True, False)
    """
    return name in _NAMES or name.startswith(_PREFIXES) or _OLYTICS.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """A service that redirects: its hosts, its path, and the parameters that may hold the target."""

    host: re.Pattern[str]
    path: str
    parameters: tuple[str, ...]


def _wrapper(host: str, path: str, *parameters: str) -> _Wrapper:
    return _Wrapper(re.compile(host), path, parameters)


_WRAPPERS = (
    _wrapper(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}", "/url", "q", "url"),
    _wrapper(r"(?:l|lm)\.facebook\.com", "/l.php", "u"),
    _wrapper(r"l\.instagram\.com", "/", "u"),
    _wrapper(r"l\.messenger\.com", "/l.php", "u"),
    _wrapper(r"out\.reddit\.com", "/", "url"),
    _wrapper(r"(?:www\.|m\.)?youtube\.com", "/redirect", "q"),
    _wrapper(r"(?:www\.|m\.)?vk\.com", "/away.php", "to"),
    _wrapper(r"steamcommunity\.com", "/linkfilter/", "u", "url"),
    _wrapper(r"t\.umblr\.com", "/redirect", "z"),
    _wrapper(r"(?:www\.)?duckduckgo\.com", "/l/", "uddg"),
    _wrapper(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com", "/", "url"),
)


def _amp_target(host: str, path: str) -> str | None:
    """Return the page behind an AMP cache path: `/c/s/host/…` or `/amp/s/host/…`, `s` meaning https."""
    if host.endswith("cdn.ampproject.org"):
        match = re.fullmatch(r"/[cvi]/(s/)?(.+)", path)
    elif re.fullmatch(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}", host):
        match = re.fullmatch(r"/amp/(s/)?(.+)", path)
    else:
        return None
    return f"{'https' if match[1] else 'http'}://{match[2]}" if match else None


# Most URLs are no wrapper's, and this tells so without taking them apart.
_PERHAPS = re.compile(
    r"google\.|facebook\.com|instagram\.com|messenger\.com|reddit\.com|youtube\.com|vk\.com|steamcommunity\.com"
    r"|umblr\.com|duckduckgo\.com|outlook\.com|href\.li|ampproject\.org"
)


def wrapped_target(url: str) -> str | None:
    """Return what a known wrapper's URL carries, as written there; None if the URL wraps nothing."""
    if not _PERHAPS.search(url):
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == "href.li":
        return unquote(parts.query) or None
    if target := _amp_target(host, parts.path):
        return target
    for wrapper in _WRAPPERS:
        if wrapper.host.fullmatch(host) and (parts.path or "/") == wrapper.path:
            values = parse_qs(parts.query)
            return next((values[name][0] for name in wrapper.parameters if name in values), None)
    return None
