"""What anchors say without an address: whether they say anything, and which page they are for."""

from __future__ import annotations

import re
from functools import cache

from linkcheck.model import Link, Resource
from linkcheck.text.empty_anchors import EMPTY_ANCHORS
from linkcheck.text.words import normalize
from linkcheck.urls.references import canonical_key, readable, unwrap

_LETTERS = re.compile(r"[^\W_]+")
# A part of a page that a wiki opens for its writers (MediaWiki's `section`).
_SECTION = re.compile(r"&section=[T-]?\d+(?=&|$)")
_VARIANT = re.compile(r"^https?://(?:www\.)?")


@cache
def _empty_forms() -> frozenset[str]:
    return frozenset(normalize(anchor) for anchors in EMPTY_ANCHORS.values() for anchor in anchors)


def says_nothing(form: str) -> bool:
    """Say whether an anchor in its normal form is one like "here" in any language.

    >>> says_nothing("click here"), says_nothing("اضغط هنا"), says_nothing("the report")
    (True, True, False)
    """
    return form in _empty_forms()


def is_named_by(form: str, url: str) -> bool:
    """Say whether a URL spells an anchor in its normal form out, as that of a page on the thing does.

    >>> is_named_by("font manager", "https://packages.example/sid/font-manager"), is_named_by("here", "https://e.org/")
    (True, False)
    """
    return form.replace(" ", "") in "".join(_LETTERS.findall(normalize(readable(url))))


def page_of(link: Link, resource: Resource | None) -> str:
    """Return a key of the page a link leads to, as far as is known; scheme, `www.` and a last slash aside."""
    url = unwrap(link.url or "")
    if resource is not None and resource.status == 200:
        url = resource.canonical_url or (resource.final_url if resource.redirects else None) or url
    return _SECTION.sub("", _VARIANT.sub("", canonical_key(url))).rstrip("/")
