"""The `html` format: one page that stands alone, for people who did not run linkcheck themselves."""

from __future__ import annotations

from linkcheck.renderers import renderer, shape
from linkcheck.renderers.html_report.addresses import addresses
from linkcheck.renderers.html_report.chains import redirects
from linkcheck.renderers.html_report.findings import Lookup, findings
from linkcheck.renderers.html_report.frame import page
from linkcheck.renderers.html_report.markup import Markup, element
from linkcheck.renderers.html_report.others import posts, rule_ids, rules, suppressed
from linkcheck.renderers.html_report.overview import header, overview
from linkcheck.renderers.html_report.pictures import pictures
from linkcheck.renderers.html_report.sources import sources
from linkcheck.renderers.html_report.statements import headline, statements

_PARTS = {
    "overview": "Overview",
    "findings": "Findings",
    "sources": "Sources",
    "pictures": "Pictures",
    "redirects": "Redirects",
    "addresses": "Addresses",
    "posts": "Posts",
    "suppressed": "Set aside",
    "rules": "Rules",
}


@renderer("html", media_type="text/html")
def render(report: shape.Report) -> str:
    """Write one page for a browser that stands alone: findings with filters, sources, pictures, redirects."""
    lookup = Lookup({resource.url: resource for resource in report.resources}, rule_ids(report))
    made = statements(report)
    title = headline(report, made)
    contents = (
        overview(report, made, lookup),
        findings(report, lookup),
        sources(report),
        pictures(report),
        redirects(report),
        addresses(report),
        posts(report),
        suppressed(report, lookup),
        rules(report, lookup),
    )
    parts = {name: content for name, content in zip(_PARTS, contents, strict=True) if content}
    return page(
        f"{title} – linkcheck",
        element("a", "Skip to the report", href="#report", class_="skip"),
        header(report, title),
        _contents(parts),
        element("main", *parts.values(), id="report", tabindex="-1"),
        _footer(report),
        generator=f"{report.tool.name} {report.tool.version}",
        has_script=True,
    )


def _contents(parts: dict[str, Markup]) -> Markup:
    items = (element("li", element("a", _PARTS[name], href=f"#{name}")) for name in parts)
    return element("nav", element("ul", *items), aria_label="Contents", class_="contents")


def _footer(report: shape.Report) -> Markup:
    words = f"Made by {report.tool.name} {report.tool.version}. This page loads nothing and sends nothing."
    return element("footer", element("p", words))
