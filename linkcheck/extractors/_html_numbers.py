"""Footnotes of HTML that nothing links: `<sup>1</sup>` or `[1]`, and a numbered list of sources behind.

The page is laid out as text in which everything keeps its offset, and read as plain text is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from linkcheck.extractors._footnotes import Note
from linkcheck.extractors._html_words import BREAKS, TOKEN
from linkcheck.extractors._numbered_notes import HIDDEN, LINKED, numbered_notes

# Few pages have such marks, which these find out soonest.
_RAISED = re.compile(r"<sup\b[^<>]*>\s*\[?\d", re.IGNORECASE)
_BRACKETED = re.compile(r"\[\d{1,3}[\],]")
# After these no item of a list goes on.
_ENDS = frozenset("ol ul dl table h1 h2 h3 h4 h5 h6 hr footer nav aside section article".split())
_UNSEEN = str.maketrans({HIDDEN: None, LINKED: None, "\n": "\n\n"})


def html_numbers(written: str) -> tuple[Note, ...]:
    """Return the notes of a page by their numbers; none if in doubt."""
    is_likely = _BRACKETED.search(written) or _RAISED.search(written)
    return numbered_notes("".join(_laid_out(written)), _plain) if is_likely else ()


def _plain(text: str) -> str:
    return html.unescape(text.translate(_UNSEEN))


def _laid_out(written: str) -> Iterator[str]:
    """Yield the parts of a page as text, each as long as it is written."""
    position = 0
    lists: list[int | None] = []  # the number of the last item of each open list, None where it has none
    for token in TOKEN.finditer(written):
        yield written[position : token.start()].replace("\n", " ")
        position = token.end()
        name, is_end = (token["name"] or "").lower(), token[0].startswith("</")
        if name in {"ol", "ul"}:
            lists = lists[:-1] if is_end else [*lists[-8:], 0 if name == "ol" else None]
        sign = _sign(name, token[0], is_end=is_end)
        if name == "li" and not is_end and lists and (number := lists[-1]) is not None:
            lists[-1] = number + 1
            sign = f"\n{number + 1}. "
        length = len(token[0])
        yield sign[-length:].rjust(length, HIDDEN)
    yield written[position:].replace("\n", " ")


def _sign(name: str, tag: str, *, is_end: bool) -> str:
    """Return what stands for a tag in the text."""
    if name == "sup":
        return "[/sup]" if is_end else "[sup]"
    if name == "a":
        return LINKED if "//" in tag else ""
    if name in _ENDS:
        return "\n\n"
    return "\n" if name in BREAKS else ""
