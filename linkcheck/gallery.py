"""Pictures by themselves, without posts: add them to the store, and find them there again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from linkcheck.analysis.credits import metadata_of
from linkcheck.config import Config
from linkcheck.model import Kind, Recollection, Request, Resource, Sighting
from linkcheck.net.abreast import abreast
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.pictured import pictured
from linkcheck.sources.files import Found, read
from linkcheck.sources.pictures import find_pictures
from linkcheck.store.pictures import ImageStore, Known
from linkcheck.store.recognition import Recogniser, recogniser, stored_url
from linkcheck.verdict import judge

# Comparing many pictures with the store takes little longer than comparing one.
_RECOGNISED_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """One picture that was named: what it held, or the problem that prevented looking."""

    name: str
    resource: Resource
    problem: str | None = None


async def pictures(inputs: Sequence[str], config: Config) -> AsyncGenerator[Asked, None]:
    """Yield the pictures that inputs name: files in the order named, then URLs as they are answered.

    Raises:
        UsageError: an input does not exist, or an option cannot be used as given.
        EnvironmentFaultError: this machine, not the web, keeps URLs from being asked.
    """
    named = list(find_pictures(inputs))
    async with LocalFetcher(config) as fetcher:
        files = (_file(each, fetcher, config) for each in named if isinstance(each, Found))
        async with aclosing(abreast(files, limit=fetcher.workers.at_once)) as found:
            async for asked in found:
                yield asked
        urls = [Request(each, frozenset({Kind.IMAGE})) for each in named if isinstance(each, str)]
        if urls:
            async for resource in fetcher.fetch(urls):
                yield Asked(resource.url, resource, _problem(resource))


async def _file(found: Found, fetcher: LocalFetcher, config: Config) -> Asked:
    body, problem = await asyncio.to_thread(read, found, config.max_image_bytes)
    if problem is not None:
        problem = problem.replace("max_document_bytes", "max_image_bytes")
        return Asked(found.name, Resource(found.name), problem)
    answer = await fetcher.workers.read(body)
    resource = pictured(Resource(found.name, is_found=True), body, answer)
    return Asked(found.name, resource, None if resource.picture else getattr(answer, "reason", None))


def _problem(resource: Resource) -> str | None:
    if resource.picture is not None:
        return None
    return resource.picture_problem or resource.picture_note or judge(resource).reason or "no picture"


async def add(
    inputs: Sequence[str], config: Config, store: ImageStore, *, post: str | None, credit: str | None
) -> AsyncGenerator[tuple[Asked, bool], None]:
    """Keep the pictures that inputs name; yield each once it is safe, and whether it is new in its place."""
    async for asked in pictures(inputs, config):
        is_new = False
        resource = asked.resource
        if resource.picture is not None and resource.sha256 is not None:
            sighting = Sighting(
                stored_url(resource.url), datetime.now(UTC), post, credit or _credit(resource)
            )
            is_new = store.add(resource.sha256, resource.picture, [sighting]) > 0
        yield asked, is_new


def _credit(resource: Resource) -> str | None:
    metadata = metadata_of(resource)
    words = [metadata[name] for name in ("creator", "credit") if name in metadata]
    return " / ".join(words) or metadata.get("copyright")


async def find(
    inputs: Sequence[str], config: Config, known: Sequence[Known]
) -> AsyncGenerator[tuple[Asked, tuple[Recollection, ...]], None]:
    """Yield each picture that inputs name with what is known of it, the surest first."""
    recognise = recogniser(known)
    waiting: list[Asked] = []
    async for asked in pictures(inputs, config):
        waiting.append(asked)
        if len(waiting) >= _RECOGNISED_AT_ONCE:
            for answer in _recognised(waiting, recognise):
                yield answer
            waiting.clear()
    for answer in _recognised(waiting, recognise):
        yield answer


def _recognised(
    asked: Sequence[Asked], recognise: Recogniser
) -> Iterator[tuple[Asked, tuple[Recollection, ...]]]:
    shown = [each.resource for each in asked if each.resource.picture is not None]
    ties = iter(recognise(shown))
    for each in asked:
        yield each, () if each.resource.picture is None else next(ties)


def default_store() -> Path:
    """Return the store that is used where none is named: a file in the user's cache folder, which is made."""
    from platformdirs import user_cache_path

    return user_cache_path("linkcheck", appauthor=False, ensure_exists=True) / "images.sqlite3"
