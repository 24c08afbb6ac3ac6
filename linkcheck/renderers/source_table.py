"""The source table alone, for `linkcheck sources`: pages by how much they are overused, and sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from linkcheck import __version__, model
from linkcheck.analysis.sourcing import effective_number
from linkcheck.renderers import shape
from linkcheck.renderers.cells import csv_text
from linkcheck.renderers.lines import Line, counted, line, padded, shortened
from linkcheck.renderers.shaping import shape_source
from linkcheck.renderers.source_groups import group_lines, groups_csv, shape_groups
from linkcheck.urls.redaction import redact
from linkcheck.urls.references import site_of

_COLUMNS = (
    "url registrable_domain overuse links citations share share_before documents distinct_anchors"
    " anchor_groups unrelatedness urls"
).split()
_SITE_CELLS = 24
_FIGURES_CELLS = 48
_PAGE_CELLS = 30  # less says too little of a page to have its site in a column of its own
_SHOWN_SITES, _SHOWN_NEW = 10, 10


def shape_sources(report: model.Report, by: str | None = None) -> shape.SourceTable:
    """Give the sources of a report their public shape, the most overused first; those of groups too."""
    sources = sorted(report.sources, key=lambda source: (-source.overuse, -source.links, source.url))
    sites = tuple(_sites(report.sources))
    return shape.SourceTable(
        schema_version=shape.SCHEMA_VERSION,
        tool=shape.Tool(name="linkcheck", version=__version__),
        summary=shape.SourceTotals(
            documents=len(report.crawl.documents),
            links=sum(source.links for source in sources),
            citations=sum(source.citations for source in sources),
            pages=len(sources),
            sites=len(sites),
            effective_pages=round(effective_number(source.citations for source in sources), 2),
            effective_sites=round(effective_number(site.citations for site in sites), 2),
        ),
        sources=tuple(map(shape_source, sources)),
        sites=sites,
        by=by,
        groups=shape_groups(report, by) if by else (),
    )


def _sites(sources: Iterable[model.Source]) -> Iterator[shape.Site]:
    links, citations, pages = Counter[str](), Counter[str](), Counter[str]()
    documents: dict[str, set[str]] = {}
    for source in sources:
        site = site_of(source.url)
        links[site] += source.links
        citations[site] += source.citations
        pages[site] += 1
        documents.setdefault(site, set()).update(use.document for use in source.documents)
    total = sum(links.values())
    for site, count in sorted(links.items(), key=lambda each: (-each[1], each[0])):
        yield shape.Site(
            site=redact(site),
            pages=pages[site],
            documents=len(documents[site]),
            links=count,
            citations=citations[site],
            share=round(count / total, 4),
        )


def csv_table(table: shape.SourceTable) -> str:
    """Write one row for each page, or each group; no cell is a formula (RFC 4180, but with LF)."""
    if table.by is not None:
        return groups_csv(table.groups)
    return csv_text([_COLUMNS, *map(_cells, table.sources)])


def _cells(source: shape.Source) -> list[object]:
    row = {name: getattr(source, name) for name in _COLUMNS}
    row |= {"documents": len(source.documents), "urls": " ".join(source.urls)}
    return [row[name] for name in _COLUMNS]


def table_lines(table: shape.SourceTable, width: int, *, top: int = 0) -> Iterator[Line]:
    """Yield the table for people: its figures, a line for each page (or the `top` ones), the first sites."""
    totals = table.summary
    yield line(
        (counted(totals.citations, "link"), "bold"),
        f" in {counted(totals.documents, 'document')} to {counted(totals.pages, 'page')}"
        f" (effectively {totals.effective_pages:.1f}) on {counted(totals.sites, 'site')}"
        f" (effectively {totals.effective_sites:.1f})",
    )
    if not table.sources:
        return
    yield from _page_lines(table, width, top)
    if len(table.sites) > 1:
        yield from _site_lines(table.sites)
    if table.by is not None:
        yield from group_lines(table.groups, table.by, width, top=top)


def _page_lines(table: shape.SourceTable, width: int, top: int) -> Iterator[Line]:
    is_compared = any(source.share_before is not None for source in table.sources)
    before = "  before" if is_compared else ""
    shown = table.sources[: top or None]
    site_cells = min(max(cell_len(site_of(source.url)) for source in shown), _SITE_CELLS)
    site_cells = site_cells if width - _FIGURES_CELLS - len(before) - site_cells >= _PAGE_CELLS else 0
    site = f"{padded('site', site_cells)}  " if site_cells else ""
    header = f"    O  links   n  docs  anchors groups  share{before}  {site}page"
    yield line((header, "dim"), is_whole=True)
    left = table.sources[len(shown) :]
    new = [source for source in left if is_compared and not source.share_before]
    for source in shown:
        yield _row(source, width, site_cells=site_cells, is_compared=is_compared)
    if left:
        among = f", {len(new):,} of them new" if new else ""
        yield line((f"and {counted(len(left), 'more page')}{among}; --top 0 lists them all", "dim"))
    for source in new[:_SHOWN_NEW]:
        yield _row(source, width, site_cells=site_cells, is_compared=is_compared)


def _site_lines(sites: Sequence[shape.Site]) -> Iterator[Line]:
    yield Line(())
    yield line((f"{'links':>11}   n  docs   pages  share  site", "dim"), is_whole=True)
    for site in sites[:_SHOWN_SITES]:
        figures = (
            f"{site.links:11} {site.citations:3} {site.documents:5} {site.pages:7} {_part(site.share)}  "
        )
        yield line(figures, (site.site, "bold"), is_whole=True)
    if (more := len(sites) - _SHOWN_SITES) > 0:
        yield line((f"and {counted(more, 'more site')}; --format json lists them all", "dim"))


def _part(share: float) -> str:
    """Write a part as a percentage, small ones with a decimal."""
    return f"{share:6.1%}" if 0 < share < 0.0995 else f"{share:6.0%}"


def _row(source: shape.Source, width: int, *, site_cells: int, is_compared: bool) -> Line:
    """Write one page: behind its site, or with its host where there is no room for that."""
    site = site_of(source.url)
    page = source.url.partition("://")[2].removeprefix("www.")
    before = ""
    if is_compared:
        before = f"  {'new':>6}" if not source.share_before else f"  {_part(source.share_before)}"
    figures = (
        f"{source.overuse:5.2f} {source.links:6} {source.citations:3} {len(source.documents):5} "
        f"{source.distinct_anchors:8} {source.anchor_groups:6} {_part(source.share)}{before}  "
    )
    room = max(width - len(figures), 16)
    style = "yellow" if source.overuse >= 0.3 else ""
    if not site_cells:
        return line((figures, style), shortened(page, room), is_whole=True)
    shown = shortened(page.removeprefix(site), max(room - site_cells - 2, 1))
    return line((figures, style), (padded(site, site_cells), "bold"), "  ", shown, is_whole=True)
