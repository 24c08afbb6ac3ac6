"""The source table by groups of posts: how much each author, section or folder leans on how few sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from linkcheck import model
from linkcheck.analysis.concentration import Concentration, concentrations
from linkcheck.analysis.grouping import grouped
from linkcheck.analysis.sourcing import Sourcing, effective_number, originals_of, sourcings
from linkcheck.renderers import shape
from linkcheck.renderers.cells import csv_text
from linkcheck.renderers.lines import Line, line, padded, shortened
from linkcheck.text.printable import printable
from linkcheck.urls.redaction import redact
from linkcheck.urls.references import site_of

_COLUMNS = (
    "name documents citations pages sites effective_pages effective_sites page page_share site site_share"
).split()
_NAME_CELLS = 28
_FIGURES_CELLS = 47


def shape_groups(report: model.Report, by: str) -> tuple[shape.SourceGroup, ...]:
    """Sum up the posts of each group that cite anything: those with the fewest effective sites first."""
    citing = {sourcing.document: sourcing for sourcing in sourcings(report.crawl) if sourcing.originals}
    documents = [document for document in report.crawl.documents if document.name in citing]
    groups = (
        _shape_group(name, [citing[each] for each in names]) for name, names in grouped(documents, by).items()
    )
    return tuple(sorted(groups, key=lambda each: (each.effective_sites, each.effective_pages, each.name)))


def _shape_group(name: str, found: Sequence[Sourcing]) -> shape.SourceGroup:
    cited = originals_of(found)
    every = list(concentrations(found, None))
    page, site = (_greatest(each for each in every if each.is_site is is_site) for is_site in (False, True))
    return shape.SourceGroup(
        name=redact(name),
        documents=len(found),
        citations=len(cited),
        pages=_distinct(each.key for each in cited),
        sites=_distinct(site_of(each.page) for each in cited),
        effective_pages=_effective(each.key for each in cited),
        effective_sites=_effective(site_of(each.page) for each in cited),
        page=redact(page.source),
        page_share=round(page.share, 4),
        site=redact(site.source),
        site_share=round(site.share, 4),
    )


def _greatest(found: Iterable[Concentration]) -> Concentration:
    return min(found, key=lambda each: (-each.share, each.source))


def _distinct(keys: Iterable[str]) -> int:
    return len(set(keys))


def _effective(keys: Iterable[str]) -> float:
    return round(effective_number(Counter(keys).values()), 2)


def groups_csv(groups: Sequence[shape.SourceGroup]) -> str:
    """Write one row for each group; no cell can be taken for a formula."""
    return csv_text([_COLUMNS, *([getattr(each, name) for name in _COLUMNS] for each in groups)])


def group_lines(groups: Sequence[shape.SourceGroup], by: str, width: int, *, top: int = 0) -> Iterator[Line]:
    """Yield a line for each group (or the `top` ones): its figures, its name, and what it leans on most."""
    if not groups:
        return
    name_cells = min(max(cell_len(printable(each.name)) for each in groups), _NAME_CELLS)
    name_cells = max(name_cells, cell_len(printable(by)))
    yield Line(())
    header = f"{'docs':>6}   links   pages   sites   site%   page%  {padded(by, name_cells)}  leans most on"
    yield line((header, "dim"), is_whole=True)
    room = max(width - _FIGURES_CELLS - name_cells - 4, 16)
    for each in groups[: top or None]:
        figures = (
            f"{each.documents:6} {each.citations:7} {each.effective_pages:7.1f} {each.effective_sites:7.1f} "
            f"{each.site_share:7.0%} {each.page_share:7.0%}  "
        )
        page = each.page.partition("://")[2].removeprefix("www.")
        source = page if site_of(each.page) == each.site else f"{each.site}; {page}"
        yield line(
            figures, (padded(each.name, name_cells), "bold"), "  ", shortened(source, room), is_whole=True
        )
    if top and len(groups) > top:
        yield line((f"and {len(groups) - top:,} more; --top 0 lists them all", "dim"))
    yield line(
        ("pages, sites: how many would be as concentrated if cited equally; %: mean over posts", "dim")
    )
