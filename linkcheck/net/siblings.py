"""Ask for an address that was made up, to see whether a site answers everything alike."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from linkcheck.model import MissingSign, Request, Resource
from linkcheck.net.job import Again, Job
from linkcheck.net.page import read_page
from linkcheck.net.redirects import start_chain
from linkcheck.net.replies import Reply
from linkcheck.net.soft import folder_of, is_telling, sibling_of
from linkcheck.net.steps import Steps

_MAX_STEPS = 6


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a made-up address shows: status, title and the path of the URL that answered."""

    status: int
    title: str | None
    path: str


class Siblings:
    """One made-up address for each folder of a site, asked for when a page there looks missing."""

    def __init__(self, steps: Steps) -> None:
        """Ask nothing yet."""
        self._steps = steps
        self._sights: dict[str, asyncio.Task[_Sight | None]] = {}

    async def compare(self, resource: Resource) -> Resource:
        """Return the resource with what its sibling says: one sign more, or none left."""
        signs = resource.missing_signs
        if not signs or is_telling(signs, resource.text_length):
            return resource
        sight = await self._look(resource.url)
        if sight is None:
            return resource
        if sight.status in (404, 410):  # this site tells what is missing from what is not
            return replace(resource, missing_signs=frozenset())
        path = urlsplit(resource.final_url or "").path
        is_same = sight.path == path if MissingSign.ROOT in signs else sight.title == resource.title
        if 200 <= sight.status < 300 and is_same:
            return replace(resource, missing_signs=signs | {MissingSign.SIBLING})
        return resource

    async def _look(self, url: str) -> _Sight | None:
        folder = folder_of(url)
        if folder not in self._sights:
            self._sights[folder] = asyncio.create_task(self._ask(sibling_of(url)))
        return await asyncio.shield(self._sights[folder])

    async def _ask(self, url: str) -> _Sight | None:
        job = Job(Request(url), start_chain(url), is_last_pass=True)
        for _ in range(_MAX_STEPS):
            outcome = await self._steps.take(job)
            if isinstance(outcome, Reply) and not job.challenge:
                head = outcome.head
                page = read_page(outcome.body, url=job.chain.url, charset=head.charset)
                return _Sight(head.status, page.title, urlsplit(job.chain.url).path)
            if not isinstance(outcome, Again):
                return None
        return None
