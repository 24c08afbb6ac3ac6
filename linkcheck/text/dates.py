"""When a post was published and last changed, as far as it says so itself.

Front matter, markup, a header, the file's name and a forum's date line are asked, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from linkcheck.model import Document
from linkcheck.text.days import day_of, read_day
from linkcheck.text.frontmatter import front_matter, front_matter_text

_PUBLISHED = (
    "date published publishDate publish_date pubDate published_at publishedAt datePublished"
    " created created_at"
).split()
# Those of Hugo, Jekyll, Docusaurus, Hexo, Zola, Astro, Ghost and others.
_UPDATED = (
    "lastmod last_modified_at last_update.date updated updated_at updatedAt updatedDate update_date"
    " modified dateModified last_updated"
).split()
_CONTENT = r"[^>]{0,400}?content=[\"']([^\"']{8,40})"
_MARKED_PUBLISHED = re.compile(
    rf"<meta[^>]{{1,400}}?(?:article:published_time|datePublished|dc\.date|name=[\"']date[\"']){_CONTENT}"
    r"|\"datePublished\"\s*:\s*\"([^\"]{8,40})|<time[^>]{1,400}?datetime=[\"']([^\"']{8,40})",
    re.IGNORECASE,
)
_MARKED_UPDATED = re.compile(
    rf"<meta[^>]{{1,400}}?(?:article:modified_time|dateModified|og:updated_time){_CONTENT}"
    r"|\"dateModified\"\s*:\s*\"([^\"]{8,40})",
    re.IGNORECASE,
)
# A header without fences, as Pelican reads it, or the fields of reStructuredText, AsciiDoc and Org.
_HEADER = re.compile(r"\A\ufeff?(?:[A-Za-z][\w -]{0,30}: .*\n){0,30}?Date: (.{8,40})$", re.MULTILINE)
_HEADER_FIELD = re.compile(
    r"^(?::(?:date|revdate):|#\+date:) *[\[<]?(.{8,40})$", re.IGNORECASE | re.MULTILINE
)
_HEADER_LETTERS = 1000
_NAME = re.compile(r"(?<!\d)(\d{4})[-_/](\d{2})[-_/](\d{2})(?!\d)")
# The line that forums of the vBulletin family put over a post, month first where the clock has twelve hours.
_FORUM = re.compile(r"^\s*(\d{2})-(\d{2})-(\d{4}), \d{2}:\d{2} (?:AM|PM)\s*$", re.MULTILINE)
_FORUM_LETTERS = 400
_SEARCHED = 100_000


def document_date(document: Document) -> date | None:
    """Return the day a document states as that of its publication; None if it states none.

    >>> document_date(Document("posts/2021-03-04-title.md", "text/markdown", ""))
    datetime.date(2021, 3, 4)
    """
    return next(_published(document), None)


def last_date(document: Document) -> date | None:
    """Return the day a document states as its last: of its publication, or of a later change.

    >>> last_date(Document("a.md", "text/markdown", "---\\ndate: 2021-03-04\\nlastmod: 2023-01-02\\n---\\n"))
    datetime.date(2023, 1, 2)
    """
    days = document_date(document), next(_updated(document), None)
    return max(filter(None, days), default=None)


def _published(document: Document) -> Iterator[date]:
    yield from _stated(document, _PUBLISHED, _MARKED_PUBLISHED)
    if not front_matter_text(document.text):
        yield from _days(_header(document.text))
    if name := _NAME.search(document.name):
        yield from filter(None, [day_of(*map(int, name.groups()))])
    if forum := _FORUM.search(document.text, 0, _FORUM_LETTERS):
        month, day, year = map(int, forum.groups())
        yield from filter(None, [day_of(year, month, day)])


def _updated(document: Document) -> Iterator[date]:
    return _stated(document, _UPDATED, _MARKED_UPDATED)


def _stated(document: Document, fields: Iterable[str], markup: re.Pattern[str]) -> Iterator[date]:
    for field in fields:
        yield from _days(front_matter(document, field))
    if document.media_type == "text/html":
        for found in markup.finditer(document.text, 0, _SEARCHED):
            yield from _days(filter(None, found.groups()))


def _header(text: str) -> Iterator[str]:
    for pattern in (_HEADER, _HEADER_FIELD):
        if found := pattern.search(text, 0, _HEADER_LETTERS):
            yield found[1]


def _days(written: Iterable[str]) -> Iterator[date]:
    return filter(None, map(read_day, written))
