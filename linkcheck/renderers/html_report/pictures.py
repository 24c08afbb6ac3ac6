"""The pictures that are shown more than once, side by side, with what ties them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from linkcheck.images.measures import apart
from linkcheck.model import Relation
from linkcheck.renderers.figures import group_distance
from linkcheck.renderers.html_report.frame import folded, section
from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, foreign, link, text
from linkcheck.renderers.lines import counted
from linkcheck.renderers.places import position
from linkcheck.renderers.shape import ImageGroup, ImageTie, Place, Report, Resource
from linkcheck.urls.references import fetch_url

_RELATIONS = {
    Relation.SAME_URL: "The same URL",
    Relation.SAME_BYTES: "The same file under other URLs",
    Relation.SAME_ASSET: "Renditions of one file, by their URLs",
    Relation.SAME_PICTURE: "The same picture in other files",
    Relation.RECROPPED: "Cropped from the same picture",
    Relation.MIRRORED: "The same picture, mirrored",
    Relation.POSSIBLE: "Possibly the same picture",
}
_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+={0,2}")
_CREDITS = ("creator", "credit", "copyright")
_OPEN = 20
_PLACES = 10


def pictures(report: Report) -> Markup:
    """Write the section of a report; what is beyond the first groups is folded."""
    groups = tuple(picture_groups(report, heading="h3"))
    rest = groups[_OPEN:]
    more = folded(counted(len(rest), "more picture"), *rest) if rest else NOTHING
    return section("pictures", "Pictures shown more than once", *groups[:_OPEN], more, count=len(groups))


def picture_groups(report: Report, *, heading: str) -> Iterator[Markup]:
    """Yield the groups of links that show one picture, each with a heading of that level."""
    resources = {resource.url: resource for resource in report.resources}
    for number, group in enumerate(report.image_groups, 1):
        yield _group(number, group, resources, heading)


def _group(number: int, group: ImageGroup, resources: Mapping[str, Resource], heading: str) -> Markup:
    figures = filter(None, (counted(len(group.links), "place"), group_distance(group)))
    count = element("span", ", ".join(figures), class_="count")
    identifier = f"picture-{number}"
    shown = (
        _figure(index, url, _thumbnail(group, index), resources.get(url), _places(group, url))
        for index, url in enumerate(group.urls)
    )
    return element(
        "article",
        element(heading, _RELATIONS[group.relation], " ", count, id=identifier),
        element("div", *shown, class_="row"),
        _ties(group),
        class_="pictures",
        aria_labelledby=identifier,
    )


def _thumbnail(group: ImageGroup, index: int) -> str | None:
    """Return the picture for one URL of a group, if there is one and it is one."""
    url = group.thumbnails[index] if index < len(group.thumbnails) else None
    return url if url is not None and _PNG.fullmatch(url) else None


def _places(group: ImageGroup, url: str) -> Sequence[Place]:
    return [place for place in group.links if place.url is not None and fetch_url(place.url) == url]


def _figure(
    index: int, url: str, thumbnail: str | None, resource: Resource | None, places: Sequence[Place]
) -> Markup:
    what = _description(resource)
    # The builder would shorten a data URL of that length; this one is known to be base64 and no more.
    image = Markup(f'<img src="{thumbnail}" alt="Preview of picture {index + 1}: {text(what)}">')
    credit = _credit(resource)
    shown = [element("li", foreign(place.document, 120), f":{position(place)}") for place in places[:_PLACES]]
    if len(places) > _PLACES:
        shown.append(element("li", f"and {counted(len(places) - _PLACES, 'more place')}"))
    return element(
        "figure",
        element("div", image if thumbnail else "no preview", class_="frame"),
        element(
            "figcaption",
            element("p", element("b", f"{index + 1}"), " ", what),
            element("p", foreign(credit), class_="quiet") if credit else NOTHING,
            element("p", link(url)),
            element("ul", *shown) if shown else NOTHING,
        ),
    )


def _description(resource: Resource | None) -> str:
    picture = resource.picture if resource else None
    if resource is None or picture is None:
        return "not decoded"
    size = f", {resource.size_bytes / 1024:,.0f} KiB" if resource.size_bytes else ""
    return f"{picture.width} × {picture.height} {picture.format[:20]}{size}"


def _credit(resource: Resource | None) -> str:
    metadata = resource.picture.metadata if resource and resource.picture else {}
    return " / ".join(dict.fromkeys(metadata[name] for name in _CREDITS if name in metadata))


def _ties(group: ImageGroup) -> Markup:
    numbers = {url: number for number, url in enumerate(group.urls, 1)}
    ties = [_words(tie, numbers) for tie in group.ties if set(tie.urls) <= numbers.keys()]
    return element("ul", *(element("li", words) for words in ties), class_="ties") if ties else NOTHING


def _words(tie: ImageTie, numbers: Mapping[str, int]) -> str:
    """Say what ties two pictures, by their numbers in the group."""
    first, second = (numbers[url] for url in tie.urls)
    parts = [f"{first} and {second}: {tie.relation.replace('-', ' ')}"]
    if tie.measure is not None:
        parts.append(apart(tie.distance_bits, tie.measure))
    if tie.correlation is not None:
        parts.append(f"correlation {tie.correlation:.2f}")
    if tie.box is not None and tie.box != (0, 0, 1, 1):
        left, top, right, bottom = (round(100 * edge) for edge in tie.box)
        parts.append(f"compared with {left} to {right} % across and {top} to {bottom} % down of {second}")
    return ", ".join(parts)
