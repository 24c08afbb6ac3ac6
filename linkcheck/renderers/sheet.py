"""A contact sheet: the pictures of each group side by side, with what ties them, made from a JSON report.

The page stands alone: it loads nothing, runs nothing, and whatever came from the web is escaped.
"""

from __future__ import annotations

from linkcheck.renderers import shape
from linkcheck.renderers.html_report.frame import page
from linkcheck.renderers.html_report.markup import element, foreign, join
from linkcheck.renderers.html_report.pictures import picture_groups
from linkcheck.renderers.lines import counted


def sheet(report: shape.Report) -> str:
    """Make the page from a report, as the run that made it shaped it."""
    count = len(report.image_groups)
    found = counted(count, "picture") if count else "No picture is shown twice"
    title = f"{found} shown more than once" if count else found
    inputs = join(map(foreign, report.run.inputs), ", ")
    return page(
        title,
        element(
            "header",
            element("p", "linkcheck contact sheet", class_="brand"),
            element("h1", title),
            element("p", inputs, f" · {report.run.started_at:%Y-%m-%d %H:%M} UTC", class_="quiet"),
        ),
        element("main", *picture_groups(report, heading="h2")),
        generator=f"{report.tool.name} {report.tool.version}",
    )
