"""Which documents belong together: those of one folder, author, section or whatever else they state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from itertools import takewhile

from linkcheck.model import Document
from linkcheck.text.frontmatter import front_matter

FOLDER = "folder"
_META = re.compile(r"<meta\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SEARCHED = 100_000
# Jekyll takes these fields, where they hold no list, for several words.
_OF_JEKYLL, _LISTS = ("_posts", "_drafts"), frozenset({"categories", "tags"})


def grouped(documents: Sequence[Document], by: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the documents of each group, in order of its first.

    `by` is `folder`, or a field of the front matter or a `<meta>` of HTML; a document that states several
    values is in several groups, one that states none in none. A folder holds what the folders in it hold;
    one that holds the same documents as the folder around it is left out.
    """
    groups: dict[str, list[str]] = {}
    folders = _folders([document.name for document in documents]) if by == FOLDER else {}
    for document in documents:
        for value in folders[document.name] if by == FOLDER else dict.fromkeys(stated(document, by)):
            groups.setdefault(value, []).append(document.name)
    found = {value: tuple(names) for value, names in groups.items()}
    return dict(_outermost(found)) if by == FOLDER else found


def stated(document: Document, field: str) -> tuple[str, ...]:
    """Return what a document says a field of it is: in its front matter, else in HTML's `<meta>`.

    >>> page = '<meta property="article:section" content="Arts &amp; Books">'
    >>> stated(Document("a.html", "text/html", page), "section")
    ('Arts & Books',)
    """
    found = front_matter(document, field)
    if len(found) == 1 and field.lower() in _LISTS and _is_of_jekyll(document.name):
        return tuple(found[0].split())
    if not found and document.media_type == "text/html":
        return tuple(_in_meta(document.text, field.lower()))
    return found


def within(folder: str, other: str) -> bool:
    """Say whether a folder is inside another one."""
    return folder.startswith(f"{other}/")


def _is_of_jekyll(name: str) -> bool:
    return any(part in _OF_JEKYLL for part in _parts(name))


def _in_meta(text: str, field: str) -> Iterator[str]:
    for tag in _META.finditer(text, 0, _SEARCHED):
        attributes = {
            name.lower(): unescape(double or single or bare).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(tag[0])
        }
        name = attributes.get("property") or attributes.get("name") or ""
        if name.lower() in {field, f"article:{field}"} and attributes.get("content"):
            yield attributes["content"]


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _folders(names: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the folders that each document is in: those above what they all have in common are nobody's."""
    paths = {name: _parts(name)[:-1] for name in names}
    common = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*paths.values(), strict=False)))
    first = max(common, 1)
    return {
        name: tuple("/".join(path[:end]) for end in range(first, len(path) + 1)) or (".",)
        for name, path in paths.items()
    }


def _outermost(groups: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for folder, names in sorted(groups.items(), key=lambda group: (group[0].count("/"), group[0])):
        around = groups.get(folder.rpartition("/")[0], ())
        if len(around) != len(names):
            yield folder, names
