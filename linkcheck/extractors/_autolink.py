"""GFM extended autolinks: addresses that readers can click though the author only typed them (GFM §6.9).

Beyond the specification, an address also ends at the quotes and stops of other scripts. GFM counts `،` or
`»` as part of the URL, which no author means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.extractors._scanner import INVISIBLE

_LOCAL = "A-Za-z0-9.+_-"
_START = re.compile(
    rf"(?P<url>(?<![A-Za-z0-9])(?:https?|ftp)://)|(?<![^\s*_~(])(?P<www>www\.)|(?<![{_LOCAL}])[{_LOCAL}]+@",
    re.IGNORECASE,
)
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
    for match in _START.finditer(text):
        start = match.start()
        if start < seen:
            continue
        if match["url"] or match["www"]:
            prefix = "" if match["url"] else "http://"
            end = _url_end(text, start, match.end() if match["url"] else start, is_www=bool(match["www"]))
        else:
            end = _mail_end(text, match.end())
            prefix = "mailto:"
            if text[max(seen, start - len(prefix)) : start] == prefix:
                start, prefix = start - len(prefix), ""
        if end:
            seen = end
            yield start, end, prefix


def _url_end(text: str, start: int, host: int, *, is_www: bool) -> int:
    """Return the end of a URL whose host starts at `host`, 0 if the host is no valid domain."""
    domain = _DOMAIN.match(text, host)
    if domain is None:
        return 0
    segments = domain[0].split(".")
    if any("_" in segment for segment in segments[-2:]) or (is_www and len(segments) < 2):
        return 0
    rest = _REST.match(text, domain.end())
    return _trimmed(text, start, rest.end() if rest else domain.end())


def _mail_end(text: str, start: int) -> int:
    """Return the end of an e-mail address whose domain starts at `start`, 0 if it is none."""
    domain = _MAIL_DOMAIN.match(text, start)
    return domain.end() if domain and domain[0][-1] not in "-_" else 0


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
