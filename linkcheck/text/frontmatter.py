"""Read single fields of a post's front matter, YAML (`---`) or TOML (`+++`), as static site generators do."""

from __future__ import annotations

import re

from linkcheck.model import Document

_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.{0,65536}?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_ITEM = re.compile(r"\s*-\s+(.*)")


def without_front_matter(text: str) -> str:
    """Return a post's text behind its front matter.

    >>> without_front_matter("---\\ntitle: x\\n---\\ntext")
    'text'
    """
    found = _FRONT_MATTER.match(text)
    return text[found.end() :] if found else text


def front_matter(document: Document, key: str) -> tuple[str, ...]:
    """Return the values of a top-level field, one for a plain value; none if the post does not state it.

    >>> post = Document("a.md", "text/markdown", "---\\ntags: [news, 'port']\\nauthor: Ida\\n---\\n")
    >>> front_matter(post, "tags"), front_matter(post, "author"), front_matter(post, "x")
    (('news', 'port'), ('Ida',), ())
    """
    found = _FRONT_MATTER.match(document.text)
    if found is None:
        return ()
    field = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*[:=]\s*(.*)", re.IGNORECASE)
    lines = found[2].split("\n")
    for number, line in enumerate(lines):
        if match := field.fullmatch(line):
            return _values(match[1], lines[number + 1 :])
    return ()


def _values(written: str, rest: list[str]) -> tuple[str, ...]:
    written = written.strip()
    if written.startswith("["):
        return tuple(filter(None, map(_bare, written.strip("[]").split(","))))
    if written:
        return (_bare(written),)
    values = []
    for line in rest:
        item = _ITEM.fullmatch(line)
        if item is None:
            break
        values.append(_bare(item[1]))
    return tuple(filter(None, values))


def _bare(value: str) -> str:
    return value.strip().strip("\"'")
