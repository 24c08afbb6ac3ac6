"""The composition root: the only place that chooses a fetcher and joins sources, engine and network."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from linkcheck import engine, events, reading, sources
from linkcheck.config import Config, validate
from linkcheck.model import Fetcher, Link, Report, Resource
from linkcheck.offline import OfflineFetcher
from linkcheck.planning import plan
from linkcheck.prior import read_before
from linkcheck.rulings import check_rules
from linkcheck.sources.earlier import read_sources

if TYPE_CHECKING:
    from linkcheck.store.runs import Memory

Value = TypeVar("Value")


async def check(
    inputs: Sequence[str],
    config: Config,
    *,
    observe: events.Observer = events.ignore,
    stop: asyncio.Event | None = None,
    is_offline: bool = False,
) -> Report:
    """Check the posts that the inputs name and return the report; offline, nothing is fetched for it.

    Raises:
        UsageError: an input does not exist, or an option cannot be used as given; so for the image store
            and the earlier report.
        ConfigError: rule settings that do not exist or have the wrong type.
        EnvironmentFaultError: this machine, not the web, keeps the run from telling anything.
    """
    validate(config)
    check_rules(config)
    earlier = read_sources(config.sources_since) if config.sources_since is not None else None
    changes = await asyncio.to_thread(sources.find_changes, inputs, config, formats=reading.formats(config))
    memory = _memory(config)
    before = read_before(inputs, config)
    async with _fetcher(inputs, config, is_offline=is_offline) as (asked, download):
        documents = reading.documents(inputs, config, download, changes)
        report = await engine.check(
            documents,
            asked,
            config,
            inputs=inputs,
            clock=_now,
            observe=observe,
            stop=stop,
            recall=memory.recall if memory is not None else None,
            earlier_sources=earlier,
            comparison=changes.comparison if changes is not None else None,
            before=before,
        )
    return report if memory is None else await memory.remember(report)


@asynccontextmanager
async def _fetcher(
    inputs: Sequence[str], config: Config, *, is_offline: bool
) -> AsyncIterator[tuple[Fetcher, reading.Fetch]]:
    """Open what asks for resources, and what downloads documents."""
    if is_offline:
        nothing = OfflineFetcher()
        yield nothing, nothing.download
        return
    from linkcheck.net.archive import ArchiveFetcher
    from linkcheck.net.fetcher import LocalFetcher

    async with LocalFetcher(config, root=sources.root_folder(inputs, config.root_dir)) as fetcher:
        asked = ArchiveFetcher(fetcher, config.archive_url) if config.suggest_archive else fetcher
        yield asked, fetcher.download


def _memory(config: Config) -> Memory | None:
    if config.image_store is None:
        return None
    from linkcheck.store.runs import Memory  # it brings numpy

    return Memory(config.image_store)


async def fetch(links: Iterable[Link], inputs: Sequence[str], config: Config) -> tuple[Resource, ...]:
    """Return what more URLs hold than a run has asked for; those that the settings exclude are not asked.

    Raises:
        UsageError: an option cannot be used as given.
        EnvironmentFaultError: this machine, not the web, keeps them from being asked.
    """
    from linkcheck.net.fetcher import LocalFetcher

    planned = plan(links, config)
    async with LocalFetcher(config, root=sources.root_folder(inputs, config.root_dir)) as fetcher:
        return (*planned.skipped, *[resource async for resource in fetcher.fetch(planned.requests)])


def _now() -> datetime:
    return datetime.now(UTC)


def run(main: Coroutine[None, None, Value]) -> Value:
    """Run a coroutine on the fastest event loop there is; what libraries log is for us, not for users."""
    if not os.environ.get("LINKCHECK_TRACEBACK"):
        for library in ("asyncio", "aiohttp"):
            logging.getLogger(library).addHandler(logging.NullHandler())
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop

    return uvloop.run(main)
