"""Documents as URIs (RFC 3986), for formats that name files so."""

from __future__ import annotations

import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:[/\\]")
# What RFC 3986 §2 lets stand in a URI besides letters and digits; % is there for what is encoded already.
_LEGAL = ":/?#[]@!$&'()*+,;=%~-._"


def uri_of(document: str) -> str:
    """Return a document's name as a URI: relative for a file that was named so, else absolute.

    >>> uri_of("posts/100 % café: a#1.md")
    'posts/100%20%25%20caf%C3%A9%3A%20a%231.md'
    >>> uri_of("/home/me/a b.md"), uri_of("https://e.org/?q=ü")
    ('file:///home/me/a%20b.md', 'https://e.org/?q=%C3%BC')
    """
    if document.startswith(("http://", "https://")):
        return quote(document, safe=_LEGAL)
    if _DRIVE.match(document):
        path = document[2:].replace("\\", "/")
        return f"file:///{document[0]}:{quote(path)}"
    path = quote(document.removeprefix("./"))
    return f"file://{path}" if path.startswith("/") else path


def is_relative(uri: str) -> bool:
    """Say whether a URI of `uri_of` has to be read from the folder in which linkcheck ran."""
    return not uri.startswith(("http://", "https://", "file:"))
