"""The sources: which pages the posts lean on, and how much."""

from __future__ import annotations

from linkcheck.renderers.html_report.charts import bar
from linkcheck.renderers.html_report.frame import folded, section, table
from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, foreign, link, percent
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import Report, Source, SourceUse

_SHOWN = 15
_HEAVY = 0.3  # of all links; a bar as long as that is drawn in the colour of warnings
_POSTS = 50
_COLUMNS = ("Share of links", "Page", "Links", "Anchors", "Unlike anchors", "Overuse", "Posts")


def sources(report: Report) -> Markup:
    """Write the pages by their number of links: the most used first, the rest folded."""
    ordered = sorted(report.sources, key=lambda source: (-source.links, -source.overuse, source.url))
    if not ordered:
        return NOTHING
    columns: tuple[str, ...] = _COLUMNS
    is_compared = any(source.share_before is not None for source in ordered)
    if is_compared:
        columns = (*columns, "Share before")
    rows = tuple(_row(source, is_compared=is_compared) for source in ordered)
    parts = [table("Pages by number of links", columns, rows[:_SHOWN], "sources")]
    if len(rows) > _SHOWN:
        rest = table("The other pages", columns, rows[_SHOWN:], "sources")
        parts.append(folded(counted(len(rows) - _SHOWN, "more page"), rest))
    words = (
        "Overuse is high where many links lead to one page under anchors that have little in common: "
        "its part of all citations times 1 − 1 / unlike anchors."
    )
    return section("sources", "Sources", element("p", words, class_="quiet"), *parts, count=len(ordered))


def _row(source: Source, *, is_compared: bool) -> Markup:
    share = percent(source.share)
    cells = [
        element(
            "td",
            bar(source.share, f"{share} of all links", is_heavy=source.share >= _HEAVY),
            " ",
            element("span", share, class_="share"),
            class_="bars",
        ),
        element("th", link(source.url), scope="row"),
        *(
            element("td", words, class_="number")
            for words in (
                f"{source.links:,}",
                f"{source.distinct_anchors:,}",
                f"{source.anchor_groups:,}" if source.anchor_groups else "–",
                f"{source.overuse:.2f}",
            )
        ),
        element("td", _posts(source)),
    ]
    if is_compared:
        before = "new" if not source.share_before else percent(source.share_before)
        cells.append(element("td", before, class_="number"))
    return element("tr", *cells)


def _posts(source: Source) -> Markup:
    """Say in which posts a page is used, and how much of each it carries."""
    if not source.documents:
        return Markup("–")
    uses = [element("li", _use(use)) for use in source.documents[:_POSTS]]
    if len(source.documents) > _POSTS:
        uses.append(element("li", f"and {len(source.documents) - _POSTS:,} more"))
    return folded(counted(len(source.documents), "post"), element("ul", *uses))


def _use(use: SourceUse) -> Markup:
    return element(
        "span", foreign(use.document, 120), f": {percent(use.share)}, {counted(use.links, 'link')}"
    )
