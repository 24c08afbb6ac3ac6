"""Tell from URLs alone that two of them are sizes or crops of one upload: the CMS says so by their names.

This needs no pixels, and also ties crops that share little of the picture. What it ties, one host ties:
the same photograph on two sites is for the hashes to find.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from linkcheck.images.sites import SCHEMES

_DEEPEST = 3
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Asset:
    """The upload that a URL is a rendition of.

    Two URLs with one `key` are renditions of one upload; if either is not `is_certain`, only where the
    pictures look alike, too.
    """

    key: str
    is_certain: bool


def asset_of(url: str) -> Asset:
    """Name the upload behind a picture's URL; a URL of no known scheme names itself.

    >>> thumbnail = "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Example.jpg/640px-Example.jpg"
    >>> asset_of(thumbnail)
    Asset(key='wikimedia:wikipedia/commons/a/a9/Example.jpg', is_certain=True)
    """
    return _asset(url, _DEEPEST, is_certain=True)


def _asset(url: str, deepest: int, *, is_certain: bool) -> Asset:
    try:
        parts = urlsplit(url)
    except ValueError:
        return Asset(url, is_certain=is_certain)
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(url) > _LONGEST:
        return Asset(url, is_certain=is_certain)
    name = parts.netloc.lower() + parts.path + (f"?{parts.query}" if parts.query else "")
    for scheme in SCHEMES:
        match = scheme.pattern.match(name)
        if match is None:
            continue
        key = scheme.key.format(match[0], *match.groups())
        is_certain = is_certain and scheme.is_certain
        if scheme.is_wrapped and deepest:
            return _asset(urljoin(url, _unquoted(key)), deepest - 1, is_certain=is_certain)
        return Asset(key, is_certain)
    return Asset(name, is_certain)


def _unquoted(url: str) -> str:
    """Undo the escaping of a URL written into another one, if it is escaped as a whole."""
    return unquote(url) if "%2F" in url.upper() and "://" not in url else url
