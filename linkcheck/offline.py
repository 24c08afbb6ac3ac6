"""The fetcher of a run that fetches nothing (`linkcheck sources --offline`); it loads no network code."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

from linkcheck.errors import UsageError
from linkcheck.model import Download, Failure, FailureKind, Request, Resource


class OfflineFetcher:
    """Skips every request."""

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        """Yield for each request that it was not made."""
        for request in requests:
            yield Resource(request.url, failure=Failure(FailureKind.EXCLUDED, "--offline"))

    async def download(self, url: str) -> Download:
        """Refuse to fetch a document.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{url}: nothing is fetched here; save the page, or use check")
