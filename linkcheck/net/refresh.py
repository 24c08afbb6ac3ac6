"""The page that sends readers on by itself: `<meta http-equiv=refresh>` (WHATWG HTML §4.2.5.3), `Refresh`."""

from __future__ import annotations

import re

import turbohtml

from linkcheck.errors import UrlError
from linkcheck.net.page import find_head_end
from linkcheck.urls.references import fetch_url, is_web, resolve

_MARK = re.compile(rb"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)
# Shared declarative refresh steps, as far as a URL follows.
_CONTENT = re.compile(
    r"\s*(\d*)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(?:\"([^\"]*)\"?.*|'([^']*)'?.*|(.*))",
    re.IGNORECASE | re.DOTALL,
)
# Longer ones reload a page that people are meant to read.
_LONGEST_SECONDS = 10


def find_refresh(body: bytes, url: str, *, header: str | None = None) -> str | None:
    """Return the absolute URL that a page sends its readers on to at once; None if it does not.

    `header` is its `Refresh` field, which browsers read before the page. What stands in `noscript` is for
    browsers without scripts, which hardly anybody uses.
    """
    if header and (target := _target(header, url)):
        return target
    end = find_head_end(body) or len(body)
    if b"refresh" not in body[:end].lower() or not _MARK.search(body, 0, end):
        return None
    for meta in turbohtml.parse(body[:end], positions=False).select("meta[http-equiv][content]"):
        name, content = meta.attr("http-equiv"), meta.attr("content")
        if str(name).strip().lower() != "refresh" or meta.closest("noscript") is not None:
            continue
        return _target(str(content), url)
    return None


def _target(content: str, url: str) -> str | None:
    match = _CONTENT.fullmatch(content)
    if match is None or int(match[1][:6] or "0") > _LONGEST_SECONDS:
        return None
    text = (match[2] or match[3] or match[4] or "").strip()
    try:
        target = resolve(text, url).url
    except UrlError:
        return None
    return target if text and is_web(target) and fetch_url(target) != fetch_url(url) else None
