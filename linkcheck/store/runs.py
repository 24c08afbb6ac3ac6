"""What one run takes from the store and leaves in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from linkcheck.credits import Statement, Voice, statements
from linkcheck.model import Crawl, Kind, Recollection, Sighting
from linkcheck.redaction import redact
from linkcheck.store.pictures import ImageStore
from linkcheck.store.recognition import recogniser, shown_pictures

# Whoever stands first here is believed.
_VOICES = (Voice.CAPTION, Voice.METADATA, Voice.POST, Voice.PAGE)


def recall(path: Path, crawl: Crawl) -> Mapping[str, tuple[Recollection, ...]]:
    """Return what earlier runs knew of the pictures of a crawl, by URL.

    Raises:
        UsageError: the store cannot be used.
    """
    with ImageStore(path) as store:
        recognise = recogniser(store.known())
    found = {resource.url: recognise(resource) for resource in shown_pictures(crawl)}
    return {url: ties for url, ties in found.items() if ties}


def remember(path: Path, crawl: Crawl, seen_at: datetime) -> int:
    """Keep the pictures of a crawl; return how many places of pictures are new.

    Raises:
        UsageError: the store cannot be used.
    """
    said = statements(crawl)
    posts: dict[str, dict[str, None]] = {}
    for link in crawl.links:
        if link.reference.kind is Kind.IMAGE and link.fetch_url is not None:
            posts.setdefault(link.fetch_url, {}).setdefault(link.document)
    added = 0
    with ImageStore(path) as store:
        for resource in shown_pictures(crawl):
            if resource.picture is None or resource.sha256 is None:
                continue
            added += store.add(
                resource.sha256,
                resource.picture,
                (
                    Sighting(
                        stored_url(resource.url), seen_at, post, credit_of(said.get(resource.url, ()), post)
                    )
                    for post in posts[resource.url]
                ),
            )
    return added


def stored_url(url: str) -> str:
    """Return a URL as it is kept: without secrets, and without the data of a `data:` URL."""
    return url.partition(",")[0] if url.startswith("data:") else redact(url)


def credit_of(said: tuple[Statement, ...], post: str) -> str | None:
    """Return the credit that counts for a picture in a post, if there is any."""
    for voice in _VOICES:
        for statement in said:
            if statement.voice is voice and (voice is not Voice.CAPTION or statement.where == post):
                return statement.words
    return None
