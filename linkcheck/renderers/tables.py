"""The terminal format's tables: sources with share bars, pictures used more than once, every resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from rich.cells import cell_len

from linkcheck.images.measures import apart
from linkcheck.model import Relation
from linkcheck.renderers.figures import group_distance
from linkcheck.renderers.lines import LONGEST_URL, VERDICT_STYLES, Line, counted, line, padded, shortened
from linkcheck.renderers.places import spot
from linkcheck.renderers.shape import ImageGroup, ImageTie, Report, Resource, Source

_SHOWN = 10
# Below so small a part of all links a page is no source to speak of: in manuals most are linked twice.
_LEAST_SHARE = 0.02
_BAR_CELLS = 10
_FIGURES_CELLS = 24  # indentation, links, anchors, share and the gap after them
_SITE_CELLS = 24
_WIDE = 64  # below this, neither bar nor site leaves room for the page


def sources(report: Report, width: int) -> Iterator[Line]:
    """List the URLs with two links or more that have a good part of all hyperlinks, most linked first."""
    leaned_on = sorted((source for source in report.sources if source.links > 1), key=lambda s: -s.links)
    large = [source for source in leaned_on if source.share >= _LEAST_SHARE]
    if not large:
        return
    shown = large[:_SHOWN]
    of_all = f", and {_LEAST_SHARE:.0%} of all links" if len(large) < len(leaned_on) else ""
    yield line(("Sources", "bold"), f" with two links or more{of_all}")
    site_cells = min(max(cell_len(_site(source)) for source in shown), _SITE_CELLS)
    is_wide = width >= _WIDE
    header = "links anchors  share  "
    if is_wide:
        header += " " * (_BAR_CELLS + 2) + padded("site", site_cells) + "  "
    yield line((header + "page", "dim"), indent=2, is_whole=True)
    for source in shown:
        yield _source(source, width, site_cells if is_wide else None)
    if len(leaned_on) > len(shown):
        more = f"and {len(leaned_on) - len(shown):,} more, which `linkcheck sources` lists"
        yield line((more, "dim"), indent=2)


def _source(source: Source, width: int, site_cells: int | None) -> Line:
    figures = f"{source.links:5} {source.distinct_anchors:7} {source.share:6.0%}  "
    if site_cells is None:
        page = shortened(_without_scheme(source.url), max(width - _FIGURES_CELLS, 1))
        return line(figures, page, indent=2, is_whole=True)
    filled = round(source.share * _BAR_CELLS)
    page_cells = max(width - _FIGURES_CELLS - _BAR_CELLS - site_cells - 4, 1)
    return line(
        figures,
        ("#" * filled, "yellow"),
        ("." * (_BAR_CELLS - filled), "dim"),
        "  ",
        (padded(_site(source), site_cells), "bold"),
        "  ",
        shortened(_page(source), page_cells),
        indent=2,
        is_whole=True,
    )


def _site(source: Source) -> str:
    return source.registrable_domain or urlsplit(source.url).netloc


def _page(source: Source) -> str:
    """Return what the URL adds to its site: the path, after the subdomain if there is one."""
    host, slash, path = _without_scheme(source.url).partition("/")
    subdomain = host.removesuffix(_site(source)).removesuffix(".")
    return f"({subdomain}) {slash}{path}" if subdomain not in {"", "www"} else slash + path


def _without_scheme(url: str) -> str:
    return url.partition("://")[2] or url


def pictures(report: Report, width: int, *, verbose: bool) -> Iterator[Line]:
    """List the groups of links that show one picture: what ties them, each file, and every place."""
    if not report.image_groups:
        return
    yield line(("Pictures used more than once", "bold"))
    resources = {resource.url: resource for resource in report.resources}
    shown = report.image_groups if verbose else report.image_groups[:_SHOWN]
    for group in shown:
        yield from _image_group(group, resources, width)
    if len(shown) < len(report.image_groups):
        yield line((f"and {len(report.image_groups) - len(shown):,} more", "dim"), indent=2)


def _image_group(group: ImageGroup, resources: Mapping[str, Resource], width: int) -> Iterator[Line]:
    title = f"{group.relation.value.replace('-', ' ')}, {counted(len(group.links), 'place')}"
    if group.relation is Relation.SAME_PICTURE and (distance := group_distance(group)):
        title += f", {distance}"
    yield line((title, "yellow"), indent=2)
    for url in group.urls:
        resource = resources.get(url)
        picture = resource.picture if resource else None
        size = f"{picture.width}x{picture.height} {picture.format}  " if picture else ""
        page = shortened(url, max(width - 4 - cell_len(size), 1))
        yield line((size, "bold"), page, indent=4, is_whole=True)
    for tie in group.ties:
        if tie.measure is not None:
            yield line((_tie(tie, tie.measure, resources), "dim"), indent=4)
    yield line(("at ", "dim"), ", ".join(map(spot, group.links)), indent=4)


def _tie(tie: ImageTie, measure: str, resources: Mapping[str, Resource]) -> str:
    """Say which two files a tie is between, by their sizes, and what was measured."""
    one, other = (_size(resources.get(url)) for url in tie.urls)
    text = f"{one} ~ {other}: {tie.relation.value.replace('-', ' ')}, "
    text += apart(tie.distance_bits, measure)
    if tie.correlation is not None:
        text += f", correlation {tie.correlation:.2f}"
    if tie.box is not None:
        left, top, right, bottom = (f"{side:.0%}" for side in tie.box)
        text += f", at {left} to {right} across and {top} to {bottom} down"
    return text


def _size(resource: Resource | None) -> str:
    picture = resource.picture if resource else None
    return f"{picture.width}x{picture.height}" if picture else "?"


def resources(report: Report) -> Iterator[Line]:
    """List every URL with its verdict, status and redirects."""
    if not report.resources:
        return
    yield line(("URLs", "bold"))
    for resource in report.resources:
        yield from _resource(resource)


def _resource(resource: Resource) -> Iterator[Line]:
    status = "---" if resource.status is None else str(resource.status)
    verdict = padded(resource.verdict, 11)
    yield line(
        (verdict, VERDICT_STYLES[resource.verdict]),
        f" {status} ",
        (shortened(resource.url, LONGEST_URL), "blue"),
        indent=2,
        is_whole=True,
    )
    for hop in resource.redirects:
        yield line((f"{hop.status} -> ", "dim"), shortened(hop.url, LONGEST_URL), indent=14, is_whole=True)
    for remark in _remarks(resource):
        yield line((remark, "dim"), indent=14)


def _remarks(resource: Resource) -> Sequence[str]:
    reason = "" if resource.reason == str(resource.status) else resource.reason
    return tuple(filter(None, (reason, resource.picture_problem, resource.picture_note)))
