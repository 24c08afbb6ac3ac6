"""Find the URLs written bare in running text, in any script.

A URL is recognised by its scheme, or as GFM does by `www.` (GFM §6.9); other bare domains are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from operator import methodcaller

from linkcheck.model import Kind

# Bidirectional controls and invisible characters stand around URLs in right-to-left posts, never inside
# them. U+200C and U+200D do occur inside: Persian and Indic paths need them.
INVISIBLE = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_STOPS = '\\s\x00-\x1f\x7f<>"`|\\\\^«»“”„‟‹›‘’‚‛。、，；：！？．｡､《》〈〉『』' + INVISIBLE
_TRAILING = ".,:;!?'*_~…،؛؟۔\u200c\u200d([{（【「"
_CLOSERS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "」": "「"}
_OPENERS = frozenset(_CLOSERS.values())

# Python finds a literal first character a hundred times as fast as an alternation that ignores case, so
# the colon is searched and the scheme read backwards.
_COLON = re.compile(r":(?://|(?<=[oO]:))")
_SCHEMES = ("https", "http", "ftp", "mailto")
_WORLD_WIDE = tuple(re.compile(rf"{letters}\.(?=[^\W_])") for letters in ("www", "WWW", "Www"))
# What may stand before `www.`: GFM's list, and the brackets and quotes around links in running text.
_BEFORE_WORLD_WIDE = frozenset("*_~([]{<（【「\"'“”„«»‹›‘’|" + INVISIBLE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*+")
_EDGE = re.compile(rf"[{_STOPS}()\[\]{{}}（）【】「」]|,(?=(?:https?|ftp)://)")
# A BBCode tag ends a URL; `[b]=` is an array in a query.
_TAG = re.compile(
    r"\[(?:/[a-z]|(?:b|i|u|s|url|img|quote|code|color|size|font|left|center|right|justify|list|email|media|"
    r"video|spoiler|indent|attach)(?:=|\](?!=)))",
    re.IGNORECASE,
)
# A bounded local part (RFC 5321 §4.5.3.1.1 allows 64 octets) keeps the search linear.
_MAILBOX = re.compile(rf"[^{_STOPS}@()\[\]]{{1,320}}@\w")
_HOST = re.compile(r"\w|\[[0-9A-Fa-f:.]+\]")
# AsciiDoc writes `https://example.org[words]`; only an IPv6 host begins with a bracket (RFC 3986 §3.2.2).
_AUTHORITY = re.compile(r"[^\s/?#\[]{1,300}(?<!@)(?=\[)")
# The words after `https://example.org/a`; `?a[b]=1` and `/pages/[id].js` go on behind the bracket.
_WORDS = re.compile(r"\[(?P<words>[^\[\]\n]{0,300}(?:\n[^\[\]\n]{1,300})?)\](?![\w/=&?#%~+-]|\.\w)")
_IMAGE = re.compile(
    r"[a-z]+://[^/?#]+/[^?#]*\.(?:jpe?g|jfif|png|apng|gif|webp|avif|svg|bmp|tiff?|hei[cf]|ico|jxl)(?:[?#]|\Z)",
    re.IGNORECASE,
)


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each URL, in order; linear in the length of `text`."""
    seen = 0
    signs = (_COLON.finditer(text), *(pattern.finditer(text) for pattern in _WORLD_WIDE))
    for match in merge(*signs, key=methodcaller("start")):
        if match.start() < seen:
            continue
        start = _start(text, match)
        if start is None or start < seen:
            continue
        edge = _edge(text, start, match.end())
        end = match.end() + len(text[match.end() : edge].rstrip(_TRAILING))
        if end > match.end():
            seen = edge
            yield start, end


def with_scheme(written: str) -> str:
    """Return the URL that an address found in running text stands for.

    >>> with_scheme("www.example.org/a"), with_scheme("https://example.org")
    ('http://www.example.org/a', 'https://example.org')
    """
    return f"http://{written}" if is_world_wide(written) else written


def is_world_wide(written: str) -> bool:
    """Say whether an address found in running text is one without a scheme."""
    return written[:4].lower() == "www."


def kind_of(url: str) -> Kind:
    """Judge by the path's suffix whether a bare URL is an image or a hyperlink.

    >>> kind_of("https://example.org/a.JPG?width=300").value
    'image'
    """
    return Kind.IMAGE if _IMAGE.match(url) else Kind.HYPERLINK


def _start(text: str, sign: re.Match[str]) -> int | None:
    """Return where the URL begins whose sign was found; None if it is none."""
    if sign[0][0] == ":":
        return _scheme_start(text, sign.start(), is_mail=sign.end() == sign.start() + 1)
    before = text[sign.start() - 1 : sign.start()]
    is_alone = not before or before.isspace() or before in _BEFORE_WORLD_WIDE
    return sign.start() if is_alone and _is_domain(text, sign.start()) else None


def _is_domain(text: str, start: int) -> bool:
    """Say whether a domain stands here: no `_` in its last two labels (GFM), and no mailbox of somebody's."""
    domain = _DOMAIN.match(text, start)
    if domain is None or text.startswith("@", domain.end()):
        return False
    return not any("_" in label for label in domain[0].rsplit(".", 2)[-2:])


def _scheme_start(text: str, colon: int, *, is_mail: bool) -> int | None:
    """Return where the scheme before `colon` starts; None unless it is ours and an address follows."""
    head = text[max(0, colon - 7) : colon].lower()
    scheme = next((name for name in _SCHEMES if head.endswith(name)), "")
    start = colon - len(scheme)
    before = text[start - 1 : start]
    if not scheme or (before.isascii() and before.isalnum()) or before == "+":
        return None
    if is_mail:
        return start if scheme == "mailto" and _MAILBOX.match(text, colon + 1) else None
    return start if scheme != "mailto" and _HOST.match(text, colon + 3) else None


def macro_words(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the `words` in brackets that AsciiDoc writes right behind a URL from `start` to `end`, if any.

    An address may hold brackets, too, so one word counts only where no path and no query could.
    """
    found = _WORDS.match(text, end) if text.startswith("[", end) else None
    if found is None or any(map(str.isspace, found["words"])):
        return found
    return None if text[end - 1] == "/" or text.find("?", start, end) >= 0 else found


def _edge(text: str, start: int, address: int) -> int:
    """Return the first offset that cannot belong to a URL: a stop, a tag or a bracket closed too often.

    The URL starts at `start`, and what its sign promises at `address`.
    """
    depths = dict.fromkeys(_OPENERS, 0)
    authority = _AUTHORITY.match(text, address)
    end = authority.end() if authority else len(text)
    for match in _EDGE.finditer(text, address, end):
        character = match[0]
        if character in _OPENERS:
            if _TAG.match(text, match.start()) or macro_words(text, start, match.start()):
                return match.start()
            depths[character] += 1
        elif (opener := _CLOSERS.get(character)) and depths[opener]:
            depths[opener] -= 1
        else:
            return match.start()
    return end
