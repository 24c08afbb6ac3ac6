"""A contact sheet: the pictures of each group side by side, with what ties them, made from a JSON report.

The page stands alone: it loads nothing, runs nothing, and whatever came from the web is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape

import msgspec
from msgspec import Struct

from linkcheck.printable import printable
from linkcheck.renderers.shape import SCHEMA_VERSION

_RELATIONS = {
    "same-url": "The same URL",
    "same-bytes": "The same file under other URLs",
    "same-asset": "Renditions of one file, by their URLs",
    "same-picture": "The same picture in other files",
    "recropped": "Cropped from the same picture",
    "mirrored": "The same picture, mirrored",
    "possible": "Possibly the same picture",
}
_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+={0,2}")
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]-~]+")  # ASCII without blanks, quotes and angle brackets
_CREDITS = ("creator", "credit", "copyright")
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --quiet: #767676; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
.quiet { color: var(--quiet); font-weight: normal; }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1.25rem; }
.row { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
figure { margin: 0; min-width: 0; }
.frame { align-items: center; background: #8882; border-radius: 6px; display: flex; height: 10.5rem;
  justify-content: center; margin-bottom: .5rem; }
.frame img { height: 9.5rem; object-fit: contain; width: 94%; }
figcaption, figcaption ul { font-size: .87rem; margin: 0; padding: 0; }
figcaption li { list-style: none; }
.ties { color: var(--quiet); font-size: .87rem; list-style: none; margin: .9rem 0 0; padding: 0; }
.url { overflow-wrap: anywhere; }
"""


class _Picture(Struct, frozen=True):
    format: str = ""
    width: int = 0
    height: int = 0
    metadata: dict[str, str] = {}  # msgspec copies it


class _Resource(Struct, frozen=True):
    url: str
    size_bytes: int | None = None
    picture: _Picture | None = None


class _Place(Struct, frozen=True):
    document: str
    line: int
    url: str | None = None
    column: int | None = None


class _Tie(Struct, frozen=True):
    urls: tuple[str, str]
    relation: str
    distance_bits: int = 0
    measure: str | None = None
    correlation: float | None = None
    box: tuple[float, float, float, float] | None = None


class _Group(Struct, frozen=True):
    relation: str
    urls: tuple[str, ...]
    links: tuple[_Place, ...] = ()
    max_distance_bits: int = 0
    thumbnails: tuple[str | None, ...] = ()
    ties: tuple[_Tie, ...] = ()


class _Run(Struct, frozen=True):
    started_at: str = ""
    inputs: tuple[str, ...] = ()


class _Report(Struct, frozen=True):
    schema_version: int
    image_groups: tuple[_Group, ...]
    resources: tuple[_Resource, ...] = ()
    run: _Run = _Run()


def sheet(report: bytes) -> str:
    """Make the page from a JSON report.

    Raises:
        ValueError: this is no report of linkcheck, or one of another version; the message says which.
    """
    try:
        read = msgspec.json.decode(report, type=_Report)
    except msgspec.DecodeError as error:
        raise ValueError(f"this is no JSON report of linkcheck: {error}") from error
    if read.schema_version != SCHEMA_VERSION:
        raise ValueError(
            f"this report is of version {read.schema_version}; this linkcheck reads version {SCHEMA_VERSION}"
        )
    return "".join(_page(read))


def _page(report: _Report) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    count = len(report.image_groups)
    found = "No picture is shown twice" if not count else "1 picture" if count == 1 else f"{count} pictures"
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Pictures shown more than once</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{found}{' shown more than once' if count else ''}</h1>\n"
    )
    inputs = ", ".join(report.run.inputs)
    yield f'<p class="quiet">linkcheck, {_text(report.run.started_at)} {_text(inputs)}</p>\n'
    resources = {resource.url: resource for resource in report.resources}
    for group in report.image_groups:
        yield from _section(group, resources)
    yield "</body>\n</html>\n"


def _section(group: _Group, resources: dict[str, _Resource]) -> Iterator[str]:
    distance = f", at most {group.max_distance_bits} bits apart" if group.max_distance_bits else ""
    tie = _RELATIONS.get(group.relation, group.relation.replace("-", " ").capitalize())
    quiet = f'<span class="quiet">{len(group.links)} places{distance}</span>'
    yield f'<section>\n<h2>{_text(tie)} {quiet}</h2>\n<div class="row">\n'
    for number, url in enumerate(group.urls):
        thumbnail = group.thumbnails[number] if number < len(group.thumbnails) else None
        shown = [place for place in group.links if place.url is not None and _is_of(place.url, url)]
        yield _figure(number + 1, url, thumbnail, resources.get(url), shown)
    yield "</div>\n"
    numbers = {url: number for number, url in enumerate(group.urls, 1)}
    ties = [_words(tie, numbers) for tie in group.ties if set(tie.urls) <= numbers.keys()]
    if ties:
        yield f'<ul class="ties">{"".join(f"<li>{_text(words)}</li>" for words in ties)}</ul>\n'
    yield "</section>\n"


def _words(tie: _Tie, numbers: dict[str, int]) -> str:
    """Say what ties two pictures, by their numbers on the sheet."""
    first, second = (numbers[url] for url in tie.urls)
    parts = [f"{first} and {second}: {tie.relation.replace('-', ' ')}"]
    if tie.measure is not None:
        parts.append(f"{tie.distance_bits} bits apart by {tie.measure}")
    if tie.correlation is not None:
        parts.append(f"correlation {tie.correlation:.2f}")
    if tie.box is not None and tie.box != (0, 0, 1, 1):
        left, top, right, bottom = (round(100 * edge) for edge in tie.box)
        parts.append(f"compared with {left} to {right} % across and {top} to {bottom} % down of {second}")
    return ", ".join(parts)


def _is_of(link: str, url: str) -> bool:
    return link.partition("#")[0] == url


def _figure(
    number: int, url: str, thumbnail: str | None, resource: _Resource | None, places: list[_Place]
) -> str:
    what = _description(resource)
    is_shown = thumbnail is not None and _PNG.fullmatch(thumbnail)
    image = f'<img src="{thumbnail}" alt="{_text(what)}">' if is_shown else "no preview"
    credit = _credit(resource)
    where = "".join(f"<li>{_text(_place(place))}</li>" for place in places)
    return (
        f'<figure><div class="frame">{image}</div><figcaption>'
        f"<b>{number}</b> {_text(what)}{f'<br>{_text(credit)}' if credit else ''}"
        f'<br><span class="url">{_link(url)}</span>'
        f"<ul>{where}</ul></figcaption></figure>\n"
    )


def _description(resource: _Resource | None) -> str:
    picture = resource.picture if resource else None
    if resource is None or picture is None:
        return "not decoded"
    size = f", {resource.size_bytes / 1024:,.0f} KiB" if resource.size_bytes else ""
    return f"{picture.width} × {picture.height} {picture.format}{size}"


def _credit(resource: _Resource | None) -> str:
    metadata = resource.picture.metadata if resource and resource.picture else {}
    return " / ".join(dict.fromkeys(metadata[name] for name in _CREDITS if name in metadata))


def _place(place: _Place) -> str:
    column = f":{place.column}" if place.column is not None else ""
    return f"{place.document}:{place.line}{column}"


def _link(url: str) -> str:
    shown = _text(url if len(url) <= 200 else f"{url[:200]}…")
    if not _ADDRESS.fullmatch(url):
        return shown
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{shown}</a>'


def _text(text: str) -> str:
    return escape(printable(text))
