"""What one run takes from the image store and leaves in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from linkcheck.analysis.credits import Statement, Voice, statements
from linkcheck.errors import UsageError
from linkcheck.model import Crawl, Kind, Recollection, Report, Sighting
from linkcheck.store.pictures import ImageStore, Known
from linkcheck.store.recognition import recogniser, shown_pictures, stored_url

# Whoever stands first here is believed.
_VOICES = (Voice.CAPTION, Voice.METADATA, Voice.POST, Voice.PAGE)


class Memory:
    """The image store of one run. A store that fails on the way costs no report: it says what went wrong."""

    def __init__(self, file: str) -> None:
        """Make sure that the file can be used.

        Raises:
            UsageError: it cannot.
        """
        self._path = Path(file).expanduser()
        self._problem: str | None = None
        ImageStore(self._path).close()

    async def recall(self, crawl: Crawl) -> Mapping[str, tuple[Recollection, ...]]:
        """Return what earlier runs knew of the pictures of a crawl, by URL."""
        try:
            return await asyncio.to_thread(self._recalled, crawl)
        except UsageError as error:
            self._problem = str(error)
            return {}

    async def remember(self, report: Report) -> Report:
        """Keep the pictures of a report and return it, with the problem of the store if there is one."""
        try:
            await asyncio.to_thread(self._remembered, report)
        except UsageError as error:
            self._problem = str(error)
        if self._problem is None or report.run.problem is not None:
            return report
        return replace(report, run=replace(report.run, problem=self._problem))

    def _recalled(self, crawl: Crawl) -> Mapping[str, tuple[Recollection, ...]]:
        with ImageStore(self._path) as store:
            recognise = recogniser(store.known())
        asked = tuple(shown_pictures(crawl))
        return {resource.url: ties for resource, ties in zip(asked, recognise(asked), strict=True) if ties}

    def _remembered(self, report: Report) -> None:
        crawl = report.crawl
        said = statements(crawl)
        posts: dict[str, dict[str, None]] = {}
        for link in crawl.links:
            if link.reference.kind is Kind.IMAGE and link.fetch_url is not None:
                posts.setdefault(link.fetch_url, {}).setdefault(link.document)
        seen = []
        for resource in shown_pictures(crawl):
            if resource.picture is not None and resource.sha256 is not None:
                url, words = stored_url(resource.url), said.get(resource.url, ())
                sightings = tuple(
                    Sighting(url, report.run.started_at, post, credit_of(words, post))
                    for post in posts[resource.url]
                )
                seen.append(Known(resource.sha256, resource.picture, sightings))
        with ImageStore(self._path) as store:
            store.add_all(seen)


def credit_of(said: tuple[Statement, ...], post: str) -> str | None:
    """Return the credit that counts for a picture in a post, if there is any."""
    for voice in _VOICES:
        for statement in said:
            if statement.voice is voice and (voice is not Voice.CAPTION or statement.where == post):
                return statement.words
    return None
