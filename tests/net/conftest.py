"""The site, and a way to fetch from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from linkcheck.config import Config
from linkcheck.model import Kind, Request, Resource
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.names import Names
from tests.site import Site, serving

Fetch = Callable[..., Awaitable[Resource]]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that misbehaves on demand."""
    async with serving() as running:
        yield running


@pytest.fixture
async def fetch() -> Fetch:
    """Fetch one URL with a fetcher of its own; settings are keyword arguments."""

    async def fetch_one(
        url: str,
        *,
        kinds: tuple[Kind, ...] = (Kind.HYPERLINK,),
        fragments: tuple[str, ...] = (),
        resolver: Names | None = None,
        **settings: object,
    ) -> Resource:
        config = Config(**{"allow_private": True, "timeout_seconds": 5.0, **settings})  # type: ignore[arg-type]
        async with LocalFetcher(config, resolver=resolver, second_pass_seconds=0.05) as fetcher:
            request = Request(url, frozenset(kinds), frozenset(fragments))
            resources = [resource async for resource in fetcher.fetch([request])]
        assert len(resources) == 1
        return resources[0]

    return fetch_one
