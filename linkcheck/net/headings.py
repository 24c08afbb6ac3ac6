"""The fragments of a Markdown file: its headings' ids as GitHub makes them, and the ids of its HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pyromark

_DROPPED = re.compile(r"[^\w\- ]")
_IDS = re.compile(r"<[a-z][^>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\{[^}]*#([^\s}]+)[^}]*\}\s*$")


def markdown_fragments(text: str) -> frozenset[str]:
    """Return every fragment that a link into the file can have."""
    counts: Counter[str] = Counter()
    fragments = set(_IDS.findall(text))
    for heading in _headings(text):
        if own := _ATTRIBUTE.search(heading):
            fragments.add(own[1])
        slug = slug_of(heading)
        fragments.add(f"{slug}-{counts[slug]}" if counts[slug] else slug)
        counts[slug] += 1
    return frozenset(fragments)


def slug_of(heading: str) -> str:
    """Return a heading's id as GitHub's html-pipeline makes it (toc_filter).

    >>> slug_of("What's new in 2.0?")
    'whats-new-in-20'
    """
    return _DROPPED.sub("", heading.strip().lower()).replace(" ", "-")


def _headings(text: str) -> Iterator[str]:
    words: list[str] | None = None
    for event in pyromark.events(text):
        if not isinstance(event, dict):
            continue
        if isinstance(start := event.get("Start"), dict) and "Heading" in start:
            words = []
        elif isinstance(end := event.get("End"), dict) and "Heading" in end and words is not None:
            yield "".join(words)
            words = None
        elif words is not None:
            words += [str(value) for key, value in event.items() if key in ("Text", "Code")]
