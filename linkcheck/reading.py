"""Which posts the inputs name, and the links in them: sources joined with extractors, without a network."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck import engine, sources
from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.extractors import extractors
from linkcheck.model import Document, Download, Link
from linkcheck.offline import OfflineFetcher
from linkcheck.settings.values import nearest
from linkcheck.urls.own_site import own_site

if TYPE_CHECKING:
    from linkcheck.sources.changes import Changes

Fetch = Callable[[str], Coroutine[None, None, Download]]


# The event loop asks a finished task for its repr; spelling out every link takes longer than finding it.
@dataclass(frozen=True, slots=True, repr=False)
class Extraction:
    """The documents that inputs name, and their links."""

    documents: tuple[Document, ...]
    links: tuple[Link, ...]


def read_stdin(limit: int) -> bytes:
    """Read standard input, at most `limit` bytes."""
    return sys.stdin.buffer.read(limit)


async def extract(inputs: Sequence[str], config: Config) -> Extraction:
    """Read the posts that the inputs name and return their links; fetches nothing.

    Raises:
        UsageError: an input does not exist, or is a URL; or `site_url` is none.
    """
    posts: list[Document] = []
    links: list[Link] = []
    site = own_site(config.site_url, config.root_dir)
    async for document in documents(inputs, config, OfflineFetcher().download):
        posts.append(document)
        links.extend(engine.extract(document, site))
    return Extraction(tuple(posts), tuple(links))


def documents(
    inputs: Sequence[str],
    config: Config,
    download: Fetch,
    changes: Changes | None = None,
) -> AsyncIterator[Document]:
    """Read the posts that inputs name, as they come; with `changes`, only those that matter to them.

    Raises:
        UsageError: an input does not exist, or `stdin_format` is none.
    """
    return sources.documents(
        inputs,
        config,
        formats=formats(config),
        download=download,
        read_stdin=read_stdin,
        changes=changes,
    )


def passed_over(inputs: Sequence[str], read: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    """Return how many text documents of which suffixes lie in the folders of inputs and were not read.

    Raises:
        UsageError: an input does not exist.
    """
    return sources.passed_over(inputs, {document.name for document in read})


def formats(config: Config) -> sources.Formats:
    """Return the formats that posts come in.

    Raises:
        UsageError: `stdin_format` is none of them.
    """
    found = sources.formats_of(
        (member.name, member.media_type, member.suffixes) for member in extractors.values()
    )
    if config.stdin_format not in found.by_name:
        known = ", ".join(found.by_name)
        hint = nearest(config.stdin_format, found.by_name)
        raise UsageError(f"stdin_format: {config.stdin_format!r} is none of {known}{hint}")
    return found
