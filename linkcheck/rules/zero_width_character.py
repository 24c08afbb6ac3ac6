"""The rule `zero-width-character`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link
from linkcheck.rules import rule
from linkcheck.rules._invisible import is_well, lines_of, places
from linkcheck.text.invisible import ZERO_WIDTH, decoded, has_invisible, is_encoded, names, zero_width

# What a bare URL was cut at: in front of more of its characters, not of the words after it.
_CUT = re.compile(f"([{ZERO_WIDTH}]+)[A-Za-z0-9/?&=#%_.-]")


@rule("zero-width-character", level=Level.WARNING)
def zero_width_character(crawl: Crawl) -> Iterator[Finding]:
    """A URL holds characters that nobody sees: a zero-width space, a byte-order mark, a soft hyphen.

    They come along when a URL is copied from a chat, a PDF or a page that breaks long words. The URL looks
    right and leads elsewhere or nowhere, and whoever types it anew gets another address than whoever clicks.
    Type the URL again, or delete the character that the message names.

    Joiners in Persian, Urdu and Indic words and in emoji are left alone. It is a note where the author
    wrote the escape (`%E2%80%8B`) or the page answers, as some sites have such addresses.
    """
    lines = lines_of(crawl)
    for links in places(crawl, lambda link: bool(_found(link, lines.get(link.document, [])))):
        link = links[0]
        found = _found(link, lines.get(link.document, []))
        is_raw = bool(zero_width(link.reference.target)) or not is_encoded(link.url or "")
        yield Finding(
            f"this URL holds what nobody sees: {', '.join(names(found))}",
            link,
            related=tuple(links[1:]),
            level=Level.WARNING if is_raw and not is_well(crawl, link) else Level.NOTE,
            evidence={"characters": names(found), "count": len(found)},
        )


def _found(link: Link, lines: list[str]) -> list[str]:
    target, url = link.reference.target, link.url or ""
    if link.problem is not None or not link.url:
        return []
    if has_invisible(target):
        return zero_width(target)
    if is_encoded(url):
        return zero_width(decoded(url))
    return _after(link, lines)


def _after(link: Link, lines: list[str]) -> list[str]:
    """Return the characters that a bare URL of plain text was cut at, with more of it behind them."""
    span = link.reference.span
    if not lines or span.end_column is None or span.end_line is None:
        return []
    cut = _CUT.match(lines[span.end_line - 1], span.end_column - 1)
    return list(cut[1]) if cut else []
