"""The words of HTML as written, without its tags: what stands before each of some places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from linkcheck.extractors._claims import MARK

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|template|textarea|svg|math)\b.*?(?:</(?P=raw)\s*>|\Z)"
    r"|</?(?P<name>[a-z][a-z0-9]*)\b(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = frozenset(
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
    return " ".join("".join(_pieces(written)).split())


def words_before(written: str, places: Iterable[tuple[int, int]], window: int) -> Iterator[str]:
    """Yield the last words before each place, in order; every place is one `MARK`, a new block a blank line.

    Linear in the length of `written`, however many places there are.
    """
    before, position = "", 0
    for start, end in places:
        before = (before + "".join(_pieces(written[position:start])))[-window:]
        yield before
        before += MARK
        position = max(position, end)


def _pieces(written: str) -> Iterator[str]:
    position = 0
    for token in _TOKEN.finditer(written):
        yield _BLANKS.sub(" ", html.unescape(written[position : token.start()]))
        position = token.end()
        if token["name"] is not None and token["name"].lower() in _BREAKS:
            yield "\n\n"
    yield _BLANKS.sub(" ", html.unescape(written[position:]))
