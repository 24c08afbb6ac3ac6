"""Mistyped `http://` and `https://`: what browsers take for a path, or for a program that nobody has."""

from __future__ import annotations

import re
from functools import lru_cache

_START = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{1,9}?)(:{1,2}|[;.,]?)(/{1,2})([^/\\].*)", re.DOTALL)
_MEANT = ("https", "http")
_LETTERS = frozenset("https")
# Near to http, and yet schemes: Secure HTTP (RFC 2660), Globus, UPnP. Defanged `hxxp` is two letters away.
_OTHERS = frozenset({"shttp", "httpg", "httpu", "httpx"})
_LEAST_LENGTH = 3


def meant_url(target: str) -> str | None:
    """Return the URL that a target with a mistyped scheme was meant to be; None if nothing is mistyped.

    >>> meant_url("htps://example.org/a"), meant_url("https//example.org"), meant_url("ftp://example.org/")
    ('https://example.org/a', 'https://example.org', None)
    """
    match = _START.fullmatch(target.strip())
    if match is None:
        return None
    scheme, mark, slashes, rest = match.groups()
    meant = _scheme_meant(scheme.lower())
    is_whole = (mark, slashes) == (":", "//")
    if meant is None or (meant == scheme.lower() and is_whole):
        return None
    if not mark.startswith(":") and (slashes != "//" or (meant != scheme.lower() and not _is_host(rest))):
        return None
    return f"{meant}://{rest}"


def _is_host(rest: str) -> bool:
    return "." in rest.partition("/")[0].strip(".")


@lru_cache(maxsize=1024)
def _scheme_meant(scheme: str) -> str | None:
    """Return the scheme that is one slip away, or two if its letters are all there is."""
    if scheme in _OTHERS or len(scheme) < _LEAST_LENGTH:
        return None
    meant = min(_MEANT, key=lambda each: _slips(scheme, each))
    return meant if _slips(scheme, meant) <= 1 + _LETTERS.issuperset(scheme) else None


def _slips(typed: str, meant: str) -> int:
    """Count the letters that are left out, added or mistaken (Levenshtein)."""
    row = list(range(len(meant) + 1))
    for count, letter in enumerate(typed, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(meant, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != other)),
            )
    return row[-1]
