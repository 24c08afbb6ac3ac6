"""What the `meta` elements of a page's head say of it: description, other titles, dates; read in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from turbohtml import Document

from linkcheck.pages.structured import Item, page_dates

# Without one of these there is nothing to read; looking for bytes is quicker than walking the tree.
_MARKS = (b"description", b"og:title", b"twitter:title", b"date", b"published", b"modified", b"_time")
_LENGTH = 500
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_TITLES = ("og:title", "twitter:title")
# In the order in which they are believed: what the articles' own vocabularies say, then publishers' habits.
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    *("dcterms.created", "dcterms.issued", "dc.date.issued", "citation_publication_date"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publish_date", "publication_date"),
    *("dc.date", "dcterms.date", "date"),
)
_MODIFIED = (
    "article:modified_time",
    "datemodified",
    *("og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised"),
)


@dataclass(frozen=True, slots=True)
class Statements:
    """What a page says of itself beside its title; dates are as written, the most trustworthy first."""

    description: str | None = None
    titles: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


NO_STATEMENTS = Statements()
# `<time itemprop=datePublished datetime=…>`, and the `pubdate` of HTML5 drafts.
_DATED = re.compile(rb"<time\b([^>]{1,400})>", re.IGNORECASE)
_ROLE = re.compile(rb"""itemprop\s*=\s*["']?(datePublished|dateModified)|\b(pubdate)\b""", re.IGNORECASE)
_WHEN = re.compile(rb"""datetime\s*=\s*(?:"([^"]{1,40})"|'([^']{1,40})'|([^"'>\s]{1,40}))""", re.IGNORECASE)
_BODY_BYTES = 65_536


def read_statements(
    document: Document, lowered_head: bytes, items: Iterable[Item], *, body: bytes = b""
) -> Statements:
    """Read what a page states: in its head, given in lower case too, and in its `body` if that has times."""
    stated = page_dates(items)
    seen = _times(body, len(lowered_head)) if body else ((), ())
    metas = _metas(document) if _is_marked(lowered_head) else {}
    if not metas and stated == seen == ((), ()):
        return NO_STATEMENTS
    return Statements(
        description=next(iter(_of(metas, _DESCRIPTIONS)), None),
        titles=tuple(_of(metas, _TITLES)),
        published=(*stated[0], *_of(metas, _PUBLISHED), *seen[0]),
        modified=(*stated[1], *_of(metas, _MODIFIED), *seen[1]),
    )


def _is_marked(lowered_head: bytes) -> bool:
    if b"<meta" not in lowered_head:
        return b"\0" in lowered_head  # two bytes a letter
    return any(mark in lowered_head for mark in _MARKS)


def _times(body: bytes, start: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the times that elements of the body's beginning mark as the publication's, and the change's."""
    published: list[str] = []
    modified: list[str] = []
    for element in _DATED.finditer(body, start, start + _BODY_BYTES):
        role, when = _ROLE.search(element[1]), _WHEN.search(element[1])
        if role and when:
            is_change = (role[1] or b"").lower() == b"datemodified"
            (modified if is_change else published).append(
                next(filter(None, when.groups()), b"").decode("latin-1").strip()
            )
    return tuple(published), tuple(modified)


def _metas(document: Document) -> dict[str, str]:
    """Return the content of each named `meta` element, the first of a name, with single spaces."""
    found: dict[str, str] = {}
    for meta in document.select("meta[content]"):
        for attribute in ("name", "property", "itemprop"):
            name, content = meta.attr(attribute), meta.attr("content")
            if isinstance(name, str) and name and isinstance(content, str):
                found.setdefault(name.strip().lower(), " ".join(content.split())[:_LENGTH])
    return found


def _of(metas: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """Return the contents of these names, in this order, each once."""
    return list(dict.fromkeys(metas[name] for name in names if metas.get(name)))
