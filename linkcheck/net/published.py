"""Addresses of the posts' own site that no file has, but that lead somewhere once it is published.

`_redirects` is read as Netlify and Cloudflare Pages do, and in the front matter of posts the addresses that
Hugo and Jekyll give them besides their own. Both are read once, when the first file is missed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from linkcheck.model import Document
from linkcheck.text.frontmatter import front_matter
from linkcheck.urls.references import is_web

_REDIRECTS_BYTES = 1024 * 1024
_MOST_RULES = 2_000  # Cloudflare Pages takes 2,100
_MOST_POSTS = 100_000
_FRONT_BYTES = 64 * 1024
_START_BYTES = 8
_POSTS = (".md", ".markdown", ".html", ".mdx")
_FIELDS = ("aliases", "redirect_from", "permalink", "url")
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)\.[a-z]+")
_PLACEHOLDER = re.compile(r"(?<=/):([A-Za-z]\w*)", re.ASCII)
_FILLED_IN = re.compile(r":([A-Za-z]\w*)", re.ASCII)


class Published:
    """What else leads to the files of one root folder."""

    def __init__(self, root: Path, prefix: str) -> None:
        """Read nothing yet; `prefix` is the path of the site's front page."""
        self._root = root
        self._prefix = prefix
        self._rules: list[tuple[re.Pattern[str], str]] | None = None
        self._aliases: dict[str, str] | None = None

    def target(self, path: str) -> str | None:
        """Return where an address leads: a path below the root, or an absolute URL; None if nowhere."""
        if self._rules is None:
            self._rules = list(_rules(self._root))
        address = f"/{path}"
        for pattern, target in self._rules:
            if found := pattern.fullmatch(address):
                return self._below(_filled(target, found.groupdict()))
        if self._aliases is None:
            self._aliases = dict(_aliases(self._root, self._prefix))
        return self._aliases.get(_plain(path))

    @staticmethod
    def _below(target: str) -> str:
        if is_web(target):
            return target
        return unquote(urlsplit(target).path).removeprefix("/")


def _filled(target: str, values: dict[str, str | None]) -> str:
    return _FILLED_IN.sub(lambda name: values.get(name[1]) or "", target)


def _rules(root: Path) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the rules of `_redirects` in order, but for those that only say how a missing page looks."""
    for line in _beginning(root / "_redirects", _REDIRECTS_BYTES).splitlines()[:_MOST_RULES]:
        parts = line.split()
        if len(parts) < 2 or not parts[0].startswith("/"):  # a comment, or about another host
            continue
        # Between the two may stand conditions on the query, after them the status and further conditions.
        target = next((part for part in parts[1:] if part.startswith(("/", "http://", "https://"))), None)
        status = next((part.rstrip("!") for part in parts[2:] if part.rstrip("!").isdigit()), "301")
        if target is not None and not status.startswith("4"):
            yield _pattern(parts[0]), target


def _pattern(written: str) -> re.Pattern[str]:
    """Turn `/blog/:year/*` into a pattern of paths; a slash at the end does not matter."""
    path = unquote(written.rstrip("/"))
    splat = ""
    if path.endswith("/*"):
        path, splat = path[:-2], r"(?:/(?P<splat>.*))?"
    parts = _PLACEHOLDER.split(path)
    names: set[str] = set()
    pattern = ""
    for index, part in enumerate(parts):
        if index % 2 and part not in names and part != "splat":
            names.add(part)
            pattern += f"(?P<{part}>[^/]+)"
        else:
            pattern += re.escape(f":{part}" if index % 2 else part)
    return re.compile(f"{pattern}{splat}/?")


def _aliases(root: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the further addresses of posts, without slashes around, and the file of each."""
    for path in _posts(root):
        name = path.relative_to(root).as_posix()
        if path.parent.name == "_posts" and (dated := _DATED.fullmatch(path.name)):
            yield "/".join(dated.groups()), name
        document = Document(name, "text/markdown", _beginning(path, _FRONT_BYTES, is_front=True))
        for field in _FIELDS:
            for value in front_matter(document, field):
                address = unquote(urlsplit(value).path)
                above = "" if address.startswith("/") else f"{name.rpartition('/')[0]}/"
                yield _plain(f"{above}{address.removeprefix(prefix) if prefix != '/' else address}"), name


def _posts(root: Path) -> Iterator[Path]:
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_POSTS):
                count += 1
                if count > _MOST_POSTS:
                    return
                yield Path(folder, name)


def _plain(address: str) -> str:
    return address.strip("/").removesuffix("/index.html").removesuffix(".html")


def _beginning(path: Path, limit_bytes: int, *, is_front: bool = False) -> str:
    try:
        if not path.is_file() or path.is_symlink():
            return ""
        with path.open("rb") as file:
            start = file.read(min(limit_bytes, _START_BYTES))
            rest = b"" if is_front and b"---" not in start and b"+++" not in start else file.read(limit_bytes)
            return (start + rest).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
