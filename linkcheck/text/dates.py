"""When a post was published, as far as it says so itself: front matter, markup, name, a forum's date line."""

from __future__ import annotations

import re
from datetime import date

from linkcheck.model import Document
from linkcheck.text.frontmatter import front_matter_text

_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_FIELD = re.compile(
    rf"^\s*[\"']?(?:date|published|pubdate|publish_?date|created)[\"']?\s*[:=]\s*[\"']?{_DAY}",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(
    rf"<meta[^>]+(?:article:published_time|datePublished|dc\.date|name=[\"']date)[^>]*content=[\"']{_DAY}"
    rf"|\"datePublished\"\s*:\s*\"{_DAY}|<time[^>]+datetime=[\"']{_DAY}",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!\d)(\d{4})[-_/](\d{2})[-_/](\d{2})(?!\d)")
# The line that forums of the vBulletin family put over a post, month first where the clock has twelve hours.
_FORUM = re.compile(r"^\s*(\d{2})-(\d{2})-(\d{4}), \d{2}:\d{2} (?:AM|PM)\s*$", re.MULTILINE)
_FORUM_LINES = 400  # characters: it stands at the top
_SEARCHED = 100_000
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def document_date(document: Document) -> date | None:
    """Return the day a document states as its own, in this order: front matter, markup, name, date line.

    >>> document_date(Document("posts/2021-03-04-title.md", "text/markdown", ""))
    datetime.date(2021, 3, 4)
    """
    places = [_FIELD.search(front_matter_text(document.text))]
    if document.media_type == "text/html":
        places.append(_MARKUP.search(document.text, 0, _SEARCHED))
    places.append(_NAME.search(document.name))
    for place in places:
        if place is not None and (day := _day(*(each for each in place.groups() if each is not None))):
            return day
    if forum := _FORUM.search(document.text, 0, _FORUM_LINES):
        month, day_of_month, year = forum.groups()
        return _day(year, month, day_of_month)
    return None


def _day(*parts: str) -> date | None:
    year, month, day = map(int, parts)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= year <= _LAST_YEAR else None
