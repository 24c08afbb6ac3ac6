"""Links between files: where a relative reference of a post on disk leads, as a path below the root folder.

Inside linkcheck a file is `file:///path`, with the path counted from the root folder of the run, so that no
report tells where on a machine the folder lies. Nothing here looks at a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from linkcheck.errors import UrlError
from linkcheck.model import Document

_SCHEME = "file://"
_SAFE = "/!$&'()*+,;=:@~"
# What stands for a folder, on the web and on forges, and what a builder of sites makes `/about` from.
INDEXES = ("index.html", "index.htm", "index.md", "README.md", "_index.md")
PAGE_SUFFIXES = (".html", ".md", ".htm", ".markdown")
FOLDER_TYPE = "inode/directory"
"""The media type of a folder that has no index (freedesktop.org shared MIME-info)."""


class OutsideRootError(UrlError):
    """A reference that leaves the root folder; what is there is nobody's business."""


@dataclass(frozen=True, slots=True)
class Located:
    """A file's URL below the root, with and without the fragment."""

    url: str
    fetch_url: str
    fragment: str


def locate(target: str, document: Document) -> Located | None:
    """Return the file that a reference of a document leads to; None if it leads to no file.

    Percent-escapes are decoded once and a query is dropped, as servers of static files do. A path that begins
    with `/` is counted from the root folder.

    Raises:
        OutsideRootError: it leads out of the root folder.
        UrlError: no file can have that name.
    """
    target = target.strip(" \t\r\n\f")
    if document.path is None or target.startswith(("//", "\\\\")):
        return None
    reference, _, fragment = target.partition("#")
    path, _, _ = reference.partition("?")
    if urlsplit(path).scheme == "file" or path.lower().startswith("file:"):
        path = _below_root(path, document)
    decoded = unquote(path)
    if not decoded:
        return at_path(document.path, fragment)
    folder = "" if decoded.startswith("/") else document.path.rpartition("/")[0]
    return at_path(f"{folder}/{decoded}", fragment)


def at_path(path: str, fragment: str) -> Located:
    """Return the file at a path below the root folder, dots in it followed.

    Raises:
        OutsideRootError: it leads out of the root folder.
        UrlError: no file can have that name.
    """
    if "\0" in path:
        raise UrlError("it holds a NUL character")
    url = f"{_SCHEME}/{quote('/'.join(_walked(path.split('/'))), safe=_SAFE)}"
    return Located(f"{url}#{fragment}" if fragment else url, url, fragment)


def path_of(url: str) -> str:
    """Return the path below the root folder that a file's URL stands for.

    >>> path_of("file:///posts/a%20b.md")
    'posts/a b.md'
    """
    return unquote(url.removeprefix(f"{_SCHEME}/"))


def page_files(path: str) -> tuple[str, ...]:
    """Return the files that a page's address may stand for, likeliest first.

    >>> page_files("about")[:3], page_files("a.png")
    (('about.html', 'about/index.html', 'about.md'), ('a.png',))
    """
    if "." in path.rpartition("/")[2]:
        return (path,)
    if not path:
        return INDEXES
    pages = [path + suffix for suffix in PAGE_SUFFIXES]
    return (pages[0], f"{path}/{INDEXES[0]}", *pages[1:])


def addresses(path: str) -> tuple[str, ...]:
    """Return the paths by which a link may mean a file: its own, as a page, and as the index of its folder.

    >>> addresses("docs/index.html"), addresses("a.md")
    (('docs/index.html', 'docs/index', 'docs'), ('a.md', 'a'))
    """
    found = [path, *(path.removesuffix(each) for each in PAGE_SUFFIXES if path.endswith(each))]
    folder, _, name = path.rpartition("/")
    is_index = name in INDEXES or name.lower() == "readme.md"
    return (*found, folder) if is_index else tuple(found)


def is_file(url: str) -> bool:
    """Say whether a URL stands for a file below the root."""
    return url.startswith(f"{_SCHEME}/")


def _walked(segments: list[str]) -> list[str]:
    walked: list[str] = []
    for segment in segments:
        if segment == "..":
            if not walked:
                raise OutsideRootError("it leads out of the root folder")
            walked.pop()
        elif segment not in ("", "."):
            walked.append(segment)
    return walked


def _below_root(url: str, document: Document) -> str:
    """Return the path below the root of a `file:` URL that an author wrote, which is absolute."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    root = (document.root or "").rstrip("/") + "/"
    if parts.netloc not in ("", "localhost") or not path.startswith(root):
        raise OutsideRootError("it leads to a file on the author's own machine")
    return quote("/" + path.removeprefix(root), safe=_SAFE)
