"""Files below the root folder, asked like pages: are they there, are their parts there, are they pictures?

Nothing outside the root is looked at, whatever symbolic links say, and nothing is opened but regular files.
"""

from __future__ import annotations

import asyncio
import os
import stat
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from linkcheck.images.workers import PictureWorkers
from linkcheck.local import path_of
from linkcheck.model import Failure, FailureKind, Kind, Request, Resource
from linkcheck.net.headings import markdown_fragments
from linkcheck.net.page import read_page
from linkcheck.net.pictured import pictured
from linkcheck.net.policy import Policy

_INDEXES = ("index.html", "index.htm", "index.md", "README.md", "_index.md")
# What a generator of static sites makes `/about` from.
_PAGE_SUFFIXES = (".html", ".md", ".htm", ".markdown")
_HTML, _MARKDOWN = {".html", ".htm", ".xhtml"}, {".md", ".markdown"}


@dataclass(frozen=True, slots=True)
class _File:
    """A regular file to read, or why there is none; a folder without an index is found and has no file."""

    path: Path | None = None
    failure: Failure | None = None


class Disk:
    """Reads the files of one root folder."""

    def __init__(self, root: str | None, policy: Policy, workers: PictureWorkers) -> None:
        """Read below a root; None for a run without files."""
        self._root = None if root is None else Path(root).resolve()
        self._policy = policy
        self._workers = workers

    async def read(self, request: Request) -> Resource:
        """Return what is known of a file."""
        resource = Resource(request.url, checked_at=datetime.now(UTC), attempts=1)
        if self._root is None:
            return replace(resource, failure=Failure(FailureKind.FILE_OUTSIDE))
        found = await asyncio.to_thread(_find, self._root, path_of(request.url))
        if found.failure is not None:
            return replace(resource, failure=found.failure)
        resource = replace(resource, is_found=True, final_url=request.url)
        if found.path is None:
            return resource
        if Kind.IMAGE in request.kinds and self._policy.check_images:
            return await self._with_picture(resource, found.path)
        if request.fragments:
            return replace(resource, fragments=await asyncio.to_thread(self._fragments, found.path))
        return resource

    async def _with_picture(self, resource: Resource, path: Path) -> Resource:
        body = await asyncio.to_thread(_content, path, self._policy.image_bytes)
        if body is None:
            return resource
        return pictured(resource, body, await self._workers.read(body))

    def _fragments(self, path: Path) -> frozenset[str] | None:
        suffix = path.suffix.lower()
        body = _content(path, self._policy.page_bytes) if suffix in _HTML | _MARKDOWN else None
        if body is None:
            return None
        if suffix in _MARKDOWN:
            return markdown_fragments(body.decode("utf-8-sig", "replace"))
        return read_page(body, url="https://localhost/", charset=None, with_fragments=True).fragments


def _content(path: Path, limit_bytes: int) -> bytes | None:
    """Return a file's bytes, None if there are too many or they cannot be read."""
    try:
        if path.stat().st_size > limit_bytes:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _find(root: Path, name: str) -> _File:
    """Walk down from the root, entry by entry, so that a name's letters are the disk's own."""
    path = root
    for segment in [segment for segment in name.split("/") if segment]:
        entries = _entries(path)
        if segment in entries:
            path /= segment
            continue
        suffix = next((each for each in _PAGE_SUFFIXES if segment + each in entries), None)
        if suffix is not None:
            path /= segment + suffix
            continue
        others = [entry for entry in entries if entry.casefold() == segment.casefold()]
        if others:
            return _File(failure=Failure(FailureKind.FILE_CASE, f"it is {others[0]}"))
        return _File(failure=Failure(FailureKind.FILE_NOT_FOUND))
    return _inside(root, path)


def _entries(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


def _inside(root: Path, path: Path) -> _File:
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError):  # RuntimeError is how Python before 3.13 reports a loop of links
        return _File(failure=Failure(FailureKind.FILE_NOT_FOUND, "a symbolic link that leads nowhere"))
    if not real.is_relative_to(root):
        return _File(failure=Failure(FailureKind.FILE_OUTSIDE, "a symbolic link leads out of it"))
    if stat.S_ISDIR(mode):
        index = next((real / each for each in _INDEXES if (real / each).is_file()), None)
        return _inside(root, index) if index is not None else _File()
    if not stat.S_ISREG(mode):
        return _File(failure=Failure(FailureKind.FILE_UNREADABLE))
    return _File(real)
