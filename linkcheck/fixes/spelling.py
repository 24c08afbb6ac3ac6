"""Keep the author's spelling of what stays the same in a URL: Unicode, escapes, letter case."""

from __future__ import annotations

import re
from typing import NamedTuple

from linkcheck.errors import UrlError
from linkcheck.urls.references import resolve

# RFC 3986, appendix B.
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z")


class _Parts(NamedTuple):
    scheme: str
    authority: str
    path: str
    query: str | None
    fragment: str | None


def spelled(written: str, url: str, wanted: str) -> str:
    """Return `wanted`, with each part that it shares with `url` as `written` spells it.

    `url` is what `written` resolves to. Whatever comes out resolves to `wanted`.

    >>> spelled("http://مثال.org/é?a=1", "http://xn--mgbh0fb.org/%C3%A9?a=1", "https://xn--mgbh0fb.org/%C3%A9")
    'https://مثال.org/é'
    """
    author, old, new = _parts(written.strip()), _parts(url), _parts(wanted)
    if author is None or old is None or new is None:
        return wanted
    mixed = _joined(
        _Parts(
            author.scheme if old.scheme == new.scheme else new.scheme,
            _authority(author.authority, old.authority, new.authority),
            _path(author.path, old.path, new.path),
            _mapped(author.query, old.query, new.query, "&"),
            author.fragment if old.fragment == new.fragment else new.fragment,
        )
    )
    return mixed if _reads_as(mixed, wanted) else wanted


def _parts(url: str) -> _Parts | None:
    match = _URL.fullmatch(url)
    return _Parts(match[1], match[2], match[3], match[4], match[5]) if match else None


def _authority(author: str, old: str, new: str) -> str:
    """Return the new host with the labels it shares with the old one as written, but for a port."""
    author, host = _PORT.sub("", author), _PORT.sub("", old)
    return new if host != old else _mapped(author, host, new, ".") or new


def _path(author: str, old: str, new: str) -> str:
    return author if old == new else _mapped(author, old, new, "/") or new


def _mapped(author: str | None, old: str | None, new: str | None, separator: str) -> str | None:
    """Return `new` with every piece that `old` has too as the author wrote it."""
    if author is None or old is None or new is None:
        return new
    spellings = author.split(separator)
    pieces = old.split(separator)
    if len(spellings) != len(pieces):
        return new
    known = dict(zip(pieces, spellings, strict=True))
    return separator.join(known.get(piece, piece) for piece in new.split(separator))


def _joined(parts: _Parts) -> str:
    query = "" if parts.query is None else f"?{parts.query}"
    fragment = "" if parts.fragment is None else f"#{parts.fragment}"
    return f"{parts.scheme}://{parts.authority}{parts.path}{query}{fragment}"


def _reads_as(target: str, url: str) -> bool:
    try:
        return resolve(target).url == url
    except UrlError:
        return False
