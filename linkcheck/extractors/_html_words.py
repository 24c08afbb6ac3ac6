"""The words of HTML as written, without its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|template|textarea|svg|math)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|</?(?P<name>[a-z][a-z0-9]*)\b(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE | re.DOTALL,
)
BREAKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 head header hr li main nav ol p pre section summary table tbody td tfoot th"
    " thead title tr ul".split()
)
_BLANKS = re.compile(r"\s+")


def words_of(written: str) -> str:
    """Return the words of some HTML.

    >>> words_of("<p>Oslo <b>rose</b> &amp; fell.<p>So")
    'Oslo rose & fell. So'
    """
    return " ".join(plain(written).split())


def plain(written: str) -> str:
    """Return the words of a part of some HTML as they stand, a blank line where a new block begins."""
    return "".join(_pieces(written))


def _pieces(written: str) -> Iterator[str]:
    position = 0
    for token in TOKEN.finditer(written):
        yield _BLANKS.sub(" ", html.unescape(written[position : token.start()]))
        position = token.end()
        if token["name"] is not None and token["name"].lower() in BREAKS:
            yield "\n\n"
    yield _BLANKS.sub(" ", html.unescape(written[position:]))
