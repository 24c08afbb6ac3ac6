"""Patterns of hosts, of paths and of statuses, and what they match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from linkcheck.model import Document

# A host name, an address (IPv6 in brackets) or `*`, and a port; no scheme, path or user.
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.*]+\]|[^\s/:@\[\]?#]+)(?::(?:[0-9]{1,5}|\*))?")
_STATUS = re.compile(r"([1-9])xx|([1-9][0-9]{2})(?:-([1-9][0-9]{2}))?", re.IGNORECASE)


def pattern_problem(pattern: str) -> str | None:
    """Say why a text is no regular expression, if it is none."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"{pattern!r} is no regular expression: {error}"
    return None


def host_problem(pattern: str) -> str | None:
    """Say why a text is no pattern of hosts, if it is none."""
    if _HOST.fullmatch(pattern):
        return None
    return f"expected a host such as example.org, *.example.org or localhost:8080, got {pattern!r}"


class HostPattern:
    """A host as in a URL, with or without its port; `*` stands for any characters.

    Without a port, every port is meant where a link leads there itself. Where only a redirect does, the port
    has to be its scheme's own: another one may be somebody else's.
    """

    def __init__(self, pattern: str) -> None:
        """Read a pattern that `host_problem` has nothing against; names are compared as DNS has them."""
        name, port = _split(pattern)
        self._name = re.compile(r".*".join(map(re.escape, _ascii(name).split("*"))))
        self._port = port

    def matches(self, url: str, *, is_direct: bool = True) -> bool:
        """Say whether an absolute web URL is on such a host."""
        from linkcheck.urls.references import (  # late: every start of the program reads settings
            DEFAULT_PORTS,
            host_key,
        )

        name, _, port = host_key(url).rpartition(":")
        if self._port is None:
            has_port = is_direct or port == DEFAULT_PORTS.get(url.partition(":")[0])
        else:
            has_port = self._port in ("*", port)
        return has_port and self._name.fullmatch(name) is not None


def _split(pattern: str) -> tuple[str, str | None]:
    if pattern.startswith("["):
        name, _, rest = pattern.partition("]")
        return f"{name}]", rest[1:] or None
    name, colon, port = pattern.partition(":")
    return name, port if colon else None


def _ascii(name: str) -> str:
    """Return a host's name as URLs have it: lower-case, and in ASCII (UTS #46)."""
    if name.isascii():
        return name.lower()
    import ada_url

    labels = (ada_url.idna_to_ascii(label).decode("ascii") or label for label in name.lower().split("."))
    return ".".join(labels)


def path_problem(pattern: str) -> str | None:
    """Say why a text is no pattern of paths, if it is none."""
    from pathspec import GitIgnoreSpec

    try:
        compiled = list(GitIgnoreSpec.from_lines([pattern]).patterns)
    except ValueError as error:
        return f"{pattern!r} is no pattern: {error}"
    if not any(each.include for each in compiled):
        return f"expected a pattern such as posts/archive/** or *.md, got {pattern!r}"
    return None


class PathPattern:
    """A pattern of documents as `.gitignore` has it: `posts/archive/**`, `*.md`, `drafts/`."""

    def __init__(self, pattern: str, folder: str | None) -> None:
        """Read a pattern that `path_problem` has nothing against, relative to a folder if there is one."""
        from pathspec import GitIgnoreSpec

        self._spec = GitIgnoreSpec.from_lines([pattern])
        self._folder = folder

    def matches(self, document: Document) -> bool:
        """Say whether a document is meant."""
        return self._spec.match_file(place_of(document, self._folder))


def place_of(document: Document, folder: str | None) -> str:
    """Return a document's path below a folder, with forward slashes; outside it, below the root folder.

    What is no file in either keeps its name.
    """
    if document.path is None:
        return document.name.removeprefix("./")
    if folder is not None and document.root is not None:
        whole = f"{document.root.rstrip('/')}/{document.path}"
        if whole.startswith(f"{folder.rstrip('/')}/"):
            return whole[len(folder.rstrip("/")) + 1 :]
    return document.path


def status_problem(value: int | str) -> str | None:
    """Say why a value names no statuses, if it does not."""
    match = _STATUS.fullmatch(str(value))
    if match is None or (match[3] and int(match[3]) < int(match[2])):
        return f"expected a status such as 403, 5xx or 500-504, got {value!r}"
    return None


def statuses(values: Iterable[int | str]) -> Callable[[int], bool]:
    """Return the function that says whether a status is among those that values name.

    >>> accepted = statuses([403, "5xx", "900-999"])
    >>> [status for status in (403, 404, 500, 599, 600, 999) if accepted(status)]
    [403, 500, 599, 999]
    """
    ranges = [_range(str(value)) for value in values]
    return lambda status: any(status in each for each in ranges)


@lru_cache
def _range(text: str) -> range:
    match = _STATUS.fullmatch(text)
    if match is None:
        return range(0)
    if match[1]:
        return range(int(match[1]) * 100, int(match[1]) * 100 + 100)
    return range(int(match[2]), int(match[3] or match[2]) + 1)
