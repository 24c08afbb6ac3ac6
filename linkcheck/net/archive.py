"""Copies of dead pages in a web archive: a fetcher around another that asks the Wayback CDX server.

The interface is that of `web.archive.org/cdx/search/cdx` (Internet Archive, "Wayback CDX Server API").
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlencode

from linkcheck.model import Download, Fetcher, Request, Resource, Snapshot, Verdict
from linkcheck.urls.redaction import has_secret
from linkcheck.urls.references import is_web
from linkcheck.verdict import judge

_AT_ONCE = 4  # the archive is a charity's
_MOST_SNAPSHOTS = 2000
_MOMENT = "%Y%m%d%H%M%S"


class Downloader(Fetcher, Protocol):
    """A fetcher that can also read one document whole."""

    async def download(self, url: str) -> Download:
        """Read a document."""
        ...


class ArchiveFetcher:
    """Passes on what another fetcher yields; dead web pages come last, with their snapshots."""

    def __init__(self, inner: Downloader, archive_url: str) -> None:
        """Ask the archive at this URL."""
        self._inner = inner
        self._archive_url = archive_url.rstrip("/")
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        """Yield exactly one resource for each request."""
        dead: list[Resource] = []
        async for resource in self._inner.fetch(requests):
            if judge(resource).verdict is Verdict.BROKEN and is_web(resource.url):
                dead.append(resource)
            else:
                yield resource
        for looking in asyncio.as_completed([self._look(resource) for resource in dead]):
            yield await looking

    async def _look(self, resource: Resource) -> Resource:
        if has_secret(resource.url):  # is told to nobody
            return replace(resource, snapshots=())
        query = urlencode(
            {
                "url": resource.url,
                "output": "json",
                "fl": "timestamp,original",
                "filter": "statuscode:200",
                "collapse": "timestamp:6",  # one a month
                "limit": f"-{_MOST_SNAPSHOTS}",
            }
        )
        async with self._free:
            found = await self._inner.download(f"{self._archive_url}/cdx/search/cdx?{query}")
        return replace(resource, snapshots=None if found.problem else self._snapshots(found.body))

    def _snapshots(self, body: bytes) -> tuple[Snapshot, ...] | None:
        """Read the archive's rows, oldest first; None if it did not answer as it should."""
        try:
            rows = json.loads(body or b"[]")
        except ValueError:
            return None
        if not isinstance(rows, list):
            return None
        snapshots = []
        for row in rows[1:]:  # the first names the columns
            with suppress(ValueError, TypeError):
                timestamp, original = row
                taken_at = datetime.strptime(timestamp, _MOMENT).replace(tzinfo=UTC)
                snapshots.append(Snapshot(f"{self._archive_url}/web/{timestamp}/{original}", taken_at))
        return tuple(sorted(snapshots, key=lambda snapshot: snapshot.taken_at))
