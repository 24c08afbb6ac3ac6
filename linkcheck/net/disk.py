"""Files below the root folder, asked like pages: are they there, are their parts there, are they pictures?

Nothing outside the root is looked at, whatever symbolic links say, and nothing is opened but regular files.
"""

from __future__ import annotations

import asyncio
import os
import stat
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from linkcheck.images.workers import PictureWorkers
from linkcheck.model import Failure, FailureKind, Kind, Request, Resource
from linkcheck.net.pictured import TOO_LARGE, pictured
from linkcheck.net.policy import Policy
from linkcheck.net.published import Published
from linkcheck.pages.fragments import file_fragments
from linkcheck.urls.local import FOLDER_TYPE, INDEXES, PAGE_SUFFIXES, path_of
from linkcheck.urls.references import is_web


@dataclass(frozen=True, slots=True)
class _File:
    """A regular file to read, or why there is none; a folder without an index is found and has no file.

    `leads_to` is the page elsewhere that the site sends its readers to instead.
    """

    path: Path | None = None
    failure: Failure | None = None
    leads_to: str | None = None


_HOPS = 5
_OUTSIDE = _File(failure=Failure(FailureKind.FILE_OUTSIDE, "a symbolic link leads out of it"))


class Disk:
    """Reads the files of one root folder."""

    def __init__(
        self, root: str | None, policy: Policy, workers: PictureWorkers, *, site_path: str | None = None
    ) -> None:
        """Read below a root; None for a run without files.

        `site_path` is the path of the front page of the site that the root is published as, if it is.
        """
        self._root = None if root is None else Path(root).resolve()
        self._published: Published | None = None
        if self._root is not None and site_path is not None:
            self._published = Published(self._root, site_path)
        self._policy = policy
        self._workers = workers
        self._entries: dict[str, frozenset[str] | None] = {}

    async def read(self, request: Request) -> Resource:
        """Return what is known of a file."""
        resource = Resource(request.url, checked_at=datetime.now(UTC), attempts=1)
        if self._root is None:
            return replace(resource, failure=Failure(FailureKind.FILE_OUTSIDE))
        found = await asyncio.to_thread(self._found, self._root, path_of(request.url))
        if found.failure is not None:
            is_guess = request.is_root_guessed and found.failure.kind is FailureKind.FILE_NOT_FOUND
            return replace(resource, failure=Failure(FailureKind.ROOT_UNKNOWN) if is_guess else found.failure)
        resource = replace(resource, is_found=True, final_url=request.url)
        if found.leads_to is not None:
            return replace(resource, final_url=found.leads_to)
        if found.path is None:
            return replace(resource, media_type=FOLDER_TYPE)
        if Kind.IMAGE in request.kinds and self._policy.check_images:
            return await self._with_picture(resource, found.path)
        if request.fragments:
            return replace(resource, fragments=await asyncio.to_thread(self._fragments, found.path))
        return resource

    async def _with_picture(self, resource: Resource, path: Path) -> Resource:
        body = await asyncio.to_thread(_content, path, self._policy.image_bytes)
        if body is None:
            return replace(resource, picture_note=TOO_LARGE)
        return pictured(resource, body, await self._workers.read(body))

    def _fragments(self, path: Path) -> frozenset[str] | None:
        body = _content(path, self._policy.page_bytes)
        return None if body is None else file_fragments(path.name, body)

    def _found(self, root: Path, name: str) -> _File:
        """Return the file of that name, else what the published site would show for it."""
        found = missed = self._find(root, name)
        for _ in range(_HOPS):
            is_missing = found.failure is not None and found.failure.kind is FailureKind.FILE_NOT_FOUND
            target = self._published.target(name) if self._published is not None and is_missing else None
            if target is None:
                break
            if is_web(target):
                return _File(leads_to=target)
            name = target
            found = self._find(root, name)
        return missed if found.failure is not None else found

    def _find(self, root: Path, name: str) -> _File:
        """Walk down from the root, entry by entry, so that a name's letters are the disk's own."""
        folder = root
        *above, last = [segment for segment in name.split("/") if segment] or ["."]
        for segment in above:
            entries = self._listed(root, folder)
            if entries is None or segment not in entries:
                return _OUTSIDE if entries is None else _missing(segment, entries, ("",))
            folder /= segment
        entries = self._listed(root, folder)
        if entries is None:
            return _OUTSIDE
        page = _page(last, entries)
        if last not in entries and last != ".":
            return _inside(root, folder / page) if page else _missing(last, entries, ("", *PAGE_SUFFIXES))
        found = _inside(root, folder / last)
        return _inside(root, folder / page) if page and found == _File() else found

    def _listed(self, root: Path, folder: Path) -> frozenset[str] | None:
        """Return the names in a folder, none for what is no folder; None if it is outside the root."""
        key = str(folder)
        if key not in self._entries:
            is_inside = Path(os.path.realpath(folder)).is_relative_to(root)
            self._entries[key] = _names(folder) if is_inside else None
        return self._entries[key]


def _content(path: Path, limit_bytes: int) -> bytes | None:
    """Return a file's bytes, None if there are too many or they cannot be read."""
    try:
        if path.stat().st_size > limit_bytes:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _page(segment: str, entries: Container[str]) -> str | None:
    """Return the file that a builder of sites makes a page of that name from, or serves for it."""
    return next((segment + each for each in PAGE_SUFFIXES if segment + each in entries), None)


def _missing(segment: str, entries: Iterable[str], suffixes: Iterable[str]) -> _File:
    """Say that there is no such file, or what it is really called."""
    folded = {_folded(segment + suffix) for suffix in suffixes}
    other = next((entry for entry in sorted(entries) if _folded(entry) in folded), None)
    if other is None:
        return _File(failure=Failure(FailureKind.FILE_NOT_FOUND))
    return _File(failure=Failure(FailureKind.FILE_CASE, f"it is {other}"))


def _index(entries: Iterable[str]) -> str | None:
    """Return the file that stands for a folder; forges show a README whatever the case of its letters."""
    names = {"README.md" if name.lower() == "readme.md" else name: name for name in entries}
    return next((names[each] for each in INDEXES if each in names), None)


def _folded(name: str) -> str:
    """Return a name without what some disks do not tell apart: letter case and the composition of letters."""
    return unicodedata.normalize("NFC", name).casefold()


def _names(folder: Path) -> frozenset[str]:
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
        return _OUTSIDE
    if stat.S_ISDIR(mode):
        index = _index(_names(real))
        return _inside(root, real / index) if index is not None else _File()
    if not stat.S_ISREG(mode):
        return _File(failure=Failure(FailureKind.FILE_UNREADABLE))
    return _File(real)
