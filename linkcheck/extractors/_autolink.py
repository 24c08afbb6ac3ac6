"""GFM extended autolinks: addresses that readers can click though the author only typed them (GFM §6.9).

Beyond the specification, an address also ends at the quotes and stops of other scripts. GFM counts `،` or
`»` as part of the URL, which no author means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.extractors._scanner import INVISIBLE

# Signs are rare and quickly found; what stands before one is read backwards.
_SIGN = re.compile(r"://|@|[wW]{3}\.")
_SCHEMES = ("https", "http", "ftp")
_LOCAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+_-"
# Longer than any local part (RFC 5321 §4.5.3.1.1 allows 64 octets); a limit keeps the search linear.
_LOCAL_LENGTH = 320
_DOMAIN = re.compile(r"\w[\w-]*(?:\.[\w-]+)*")
_MAIL_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
# White space and quotes end an address also where they are written as character references.
_REST = re.compile(
    rf"(?:[^\s<&«»“”„‹›。、，；：！？《》〈〉「」『』【】{INVISIBLE}]"
    r"|&(?!(?:nbsp|lt|gt|quot|[lr]aquo|#(?:32|160|x20|xa0));))*+",
    re.IGNORECASE,
)
_TRAILING = frozenset("?!.,:*_~'\"،؛؟۔…")
# The longest named character reference has 33 characters.
_ENTITY_LENGTH = 34


def find_autolinks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each autolink in a run of text, and what its target has before it.

    >>> list(find_autolinks("www.example.org, me@example.org"))
    [(0, 15, 'http://'), (17, 31, 'mailto:')]
    """
    seen = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < seen:
            continue
        if sign[0] == "@":
            start, end, prefix = _mail(text, sign.start(), seen)
        elif sign[0] == "://":
            start, end, prefix = _url(text, sign.start(), seen)
        else:
            start, prefix = sign.start(), "http://"
            before = text[start - 1 : start]
            end = 0 if before.strip().strip("*_~(") else _url_end(text, start, start, is_www=True)
        if end:
            seen = end
            yield start, end, prefix


def _url(text: str, colon: int, floor: int) -> tuple[int, int, str]:
    """Return the place of the URL whose scheme ends at `colon`, and its prefix; the end is 0 if none."""
    head = text[max(floor, colon - len("https")) : colon].lower()
    scheme = next((name for name in _SCHEMES if head.endswith(name)), "")
    start = colon - len(scheme)
    before = text[start - 1 : start]
    if not scheme or (before.isascii() and before.isalnum()):
        return start, 0, ""
    return start, _url_end(text, start, colon + len("://"), is_www=False), ""


def _mail(text: str, sign: int, floor: int) -> tuple[int, int, str]:
    """Return the place of the address around the `@` at `sign`, and its prefix; the end is 0 if none."""
    head = text[max(floor, sign - _LOCAL_LENGTH) : sign]
    start = sign - len(head) + len(head.rstrip(_LOCAL))
    domain = _MAIL_DOMAIN.match(text, sign + 1)
    if start == sign or domain is None or domain[0][-1] in "-_":
        return start, 0, ""
    scheme = "mailto:"
    if text[max(floor, start - len(scheme)) : start] == scheme:
        return start - len(scheme), domain.end(), ""
    return start, domain.end(), scheme


def _url_end(text: str, start: int, host: int, *, is_www: bool) -> int:
    """Return the end of a URL whose host starts at `host`, 0 if the host is no valid domain."""
    domain = _DOMAIN.match(text, host)
    if domain is None:
        return 0
    segments = domain[0].split(".")
    if any("_" in segment for segment in segments[-2:]) or (is_www and len(segments) < 2):
        return 0
    if text.startswith("[", domain.end()):  # AsciiDoc's `https://example.org[words]`; no host has one
        return domain.end()
    rest = _REST.match(text, domain.end())
    return _trimmed(text, start, rest.end() if rest else domain.end())


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without trailing punctuation, unbalanced closing brackets and entity references."""
    excess = {
        closer: text.count(closer, start, end) - text.count(opener, start, end)
        for opener, closer in ("()", "[]", "{}")
    }
    while True:
        last = text[end - 1]
        if last == ";":
            entity = text.rfind("&", max(start, end - _ENTITY_LENGTH), end)
            end = entity if entity >= 0 and text[entity + 1 : end - 1].isalnum() else end - 1
        elif excess.get(last, 0) > 0:
            excess[last] -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        else:
            return end
