"""Paths, folders, globs, standard input and URLs → documents. The only place that reads posts."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from linkcheck.config import Config
from linkcheck.model import Change, Document, Download
from linkcheck.sources.decoding import decode
from linkcheck.sources.files import (
    Found,
    base_url,
    find,
    path_below,
    place_in_repository,
    read,
    root_folder,
    too_large,
)
from linkcheck.sources.passed_over import passed_over
from linkcheck.unchanged import is_checked

if TYPE_CHECKING:
    from linkcheck.sources.changes import Changes

__all__ = ["Formats", "documents", "find_changes", "formats_of", "passed_over", "root_folder"]

STDIN_NAME = "<stdin>"
_HTML_STARTS = ("<!doctype html", "<html")
# How a baseline begins (`suppress.baseline`): one that is kept among the posts as `.txt` is none of them.
_BASELINE = "# linkcheck baseline "


@dataclass(frozen=True, slots=True)
class Formats:
    """The input formats by suffix, by name and by media type; the values are media types."""

    by_suffix: Mapping[str, str]
    by_name: Mapping[str, str]
    plain: str = "text/plain"

    def of_file(self, name: str) -> str | None:
        """Return the media type a file's suffix stands for, None if it stands for none."""
        dot = name.rfind(".")
        return self.by_suffix.get(name[dot:].lower()) if dot >= 0 else None

    def of_text(self, text: str) -> str:
        """Return the media type of a text that has no telling name: HTML if it starts so, else plain text."""
        return "text/html" if text[:256].lstrip().lower().startswith(_HTML_STARTS) else self.plain


async def documents(
    inputs: Sequence[str],
    config: Config,
    *,
    formats: Formats,
    download: Callable[[str], Awaitable[Download]],
    read_stdin: Callable[[int], bytes],
    changes: Changes | None = None,
) -> AsyncIterator[Document]:
    """Yield every post the inputs name, each once, in the order of the inputs and then by path.

    What cannot be read is yielded with its `problem`, so that nothing is lost and the run goes on. With
    `changes`, files that did not change have no text, unless the change may have broken links in them.

    Raises:
        UsageError: an input names nothing that exists.
    """
    root = root_folder(inputs, config.root_dir)
    place = cache(place_in_repository)
    for source in find(inputs, is_post=lambda name: formats.of_file(name) is not None):
        if isinstance(source, Found):
            change = None if changes is None else changes.of(source.path)
            if changes is not None and change is not None and not _is_read(change, changes, config):
                yield Document(source.name, formats.plain, "", change=change)
                continue
            document = _file_document(source, config, formats, change)
            if document.text.startswith(_BASELINE):
                continue
            yield replace(
                document,
                path=path_below(source.path, root),
                root=root.replace(os.sep, "/"),
                repository_path=_repository_path(source, place),
            )
        elif source == "-":
            body = read_stdin(config.max_document_bytes + 1)
            media_type = formats.by_name[config.stdin_format]
            yield _document(STDIN_NAME, body, media_type, config, base=config.base_url)
        else:
            yield _page_document(await download(source), config, formats)


def _repository_path(found: Found, place: Callable[[str], str | None]) -> str | None:
    """Return a file's path below the root of its repository, None where that is its name or there is none."""
    folder, name = os.path.split(found.path)
    above = place(folder)
    path = name if above == "." else f"{above}/{name}"
    return None if above is None or path == found.name else path


def find_changes(inputs: Sequence[str], config: Config, *, formats: Formats) -> Changes | None:
    """Ask git what changed in the files that inputs name since `Config.since`; None if that is not set.

    Raises:
        UsageError: an input names nothing that exists, or git cannot tell.
    """
    if config.since is None:
        return None
    from linkcheck.sources.changes import changes_since

    found = find(inputs, is_post=lambda name: formats.of_file(name) is not None)
    paths = [source.path for source in found if isinstance(source, Found)]
    root = root_folder(inputs, config.root_dir)
    return changes_since(config.since, inputs, paths, root=root, limit_bytes=config.max_page_bytes)


def _is_read(change: Change, changes: Changes, config: Config) -> bool:
    comparison = changes.comparison
    is_recheck = change.is_moved or bool(comparison.gone or comparison.lost)
    return is_recheck or is_checked(change, whole_files=config.whole_files)


def _file_document(found: Found, config: Config, formats: Formats, change: Change | None) -> Document:
    media_type = formats.of_file(found.name)
    body, problem = read(found, config.max_document_bytes)
    if problem is not None:
        return Document(found.name, media_type or formats.plain, "", problem=problem, change=change)
    if change is not None and change.lines and body.count(b"\r") != body.count(b"\r\n"):
        change = replace(change, lines=None)  # git counts other lines than a reader of the post
    document = _document(
        found.name,
        body,
        media_type or formats.plain,
        config,
        base=base_url(found.path, config.base_url, config.root_dir),
    )
    if media_type is None and (sniffed := formats.of_text(document.text)) != document.media_type:
        document = replace(document, media_type=sniffed)
    return replace(document, change=change)


def _page_document(page: Download, config: Config, formats: Formats) -> Document:
    known = frozenset(formats.by_name.values())
    media_type = page.media_type or "text/html"
    if media_type == "application/xhtml+xml":
        media_type = "text/html"
    problem = page.problem
    if problem is None and media_type not in known:
        problem = f"{media_type} is not a format linkcheck reads"
    if problem is not None:
        return Document(page.url, "text/html", "", page.url, problem)
    return _document(page.url, page.body, media_type, config, base=page.url, charset=page.charset)


def _document(
    name: str, body: bytes, media_type: str, config: Config, *, base: str | None, charset: str | None = None
) -> Document:
    if len(body) > config.max_document_bytes:
        return Document(name, media_type, "", base, too_large(config.max_document_bytes))
    text, problem = decode(body, charset)
    return Document(name, media_type, text, base, problem)


def formats_of(members: Iterable[tuple[str, str, Iterable[str]]]) -> Formats:
    """Make the table of formats from (name, media type, suffixes) of each."""
    rows = [(name, media_type, tuple(suffixes)) for name, media_type, suffixes in members]
    return Formats(
        by_suffix={suffix: media_type for _, media_type, suffixes in rows for suffix in suffixes},
        by_name={name: media_type for name, media_type, _ in rows},
    )
