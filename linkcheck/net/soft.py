"""Signs that a page which loads is not the one that was asked for."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from linkcheck.model import MissingSign, Redirect
from linkcheck.net.phrases import says_missing
from linkcheck.urls.references import registrable_domain

_ERROR_PATH = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/)?(?:404|error|errors?/404|404error|not-?_?found|page-?_?not-?_?found|notfound)"
    r"(?:\.[a-z]{3,5})?/?",
    re.IGNORECASE,
)
_ROOT_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{3,5})?/?)?", re.IGNORECASE
)
_LONG_SEGMENT = 12
# A page about missing pages is longer than one that says that it is missing.
_SHORT_TEXT = 2000


def read_signs(
    *, url: str, redirects: Sequence[Redirect], final_url: str, title: str | None, headings: Sequence[str]
) -> frozenset[MissingSign]:
    """Return what speaks for a missing page without asking further."""
    signs = set()
    if says_missing(title):
        signs.add(MissingSign.TITLE)
    if any(map(says_missing, headings)):
        signs.add(MissingSign.HEADING)
    if redirects and registrable_domain(url) == registrable_domain(final_url) and _is_deep(url):
        path = urlsplit(final_url).path
        if _ERROR_PATH.fullmatch(path):
            signs.add(MissingSign.ERROR_PATH)
        elif _ROOT_PATH.fullmatch(path) and not urlsplit(final_url).query:
            signs.add(MissingSign.ROOT)
    return frozenset(signs)


def is_telling(signs: frozenset[MissingSign], text_length: int | None) -> bool:
    """Say whether signs are enough without a look at a sibling: a short page that says so twice."""
    if MissingSign.ERROR_PATH in signs:
        return True
    is_short = text_length is not None and text_length < _SHORT_TEXT
    return is_short and {MissingSign.TITLE, MissingSign.HEADING} <= signs


def sibling_of(url: str) -> str:
    """Return a URL beside this one that nobody has ever written."""
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    return urlunsplit(parts._replace(path=f"{folder}/{secrets.token_hex(12)}", query="", fragment=""))


def folder_of(url: str) -> str:
    """Return what siblings have in common."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}/"


def _is_deep(url: str) -> bool:
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    if not segments or _ROOT_PATH.fullmatch(urlsplit(url).path):
        return False
    return len(segments) > 1 or len(segments[0]) >= _LONG_SEGMENT
