"""Every address by verdict, with the reason and what the page calls itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from linkcheck.model import Verdict
from linkcheck.renderers.html_report.frame import section, table
from linkcheck.renderers.html_report.markup import NOTHING, Markup, cut, element, foreign, join, link, text
from linkcheck.renderers.shape import Report, Resource
from linkcheck.urls.references import fetch_url

# What somebody has to look at stands open, as long as it can be looked through.
_OPEN = 100
_GRAVEST_FIRST = (Verdict.BROKEN, Verdict.UNAVAILABLE, Verdict.BLOCKED, Verdict.SKIPPED, Verdict.OK)
_COLUMNS = ("Address", "Why", "Links", "Kind")


def addresses(report: Report) -> Markup:
    """Write a table of the addresses of each verdict, those that need a look first."""
    links = Counter(fetch_url(link.url or "") for link in report.links)
    groups: dict[Verdict, list[Resource]] = {verdict: [] for verdict in _GRAVEST_FIRST}
    for resource in report.resources:
        groups[resource.verdict].append(resource)
    parts = (_group(verdict, several, links) for verdict, several in groups.items() if several)
    return section("addresses", "Addresses", *parts, count=len(report.resources))


def _group(verdict: Verdict, several: Sequence[Resource], links: Mapping[str, int]) -> Markup:
    rows = tuple(_row(resource, links.get(resource.url, 0)) for resource in several)
    name = element("span", verdict.value, class_=f"status is-{verdict}", id=f"verdict-{verdict}")
    count = element("span", f"{len(several):,}", class_="count")
    return element(
        "details",
        element("summary", element("h3", name), " ", count),
        table(f"Addresses that are {verdict}", _COLUMNS, rows, "addresses"),
        open=verdict is not Verdict.OK and len(several) <= _OPEN,
    )


def _row(resource: Resource, links: int) -> Markup:
    title = element("bdi", cut(resource.title, 150), class_="title") if resource.title else NOTHING
    return element(
        "tr",
        element("th", link(resource.url, is_plain=True), title, scope="row"),
        element("td", _reason(resource)),
        element("td", f"{links:,}" if links else "–", class_="number"),
        element("td", _plain(resource.media_type or "–", 60)),
    )


def _plain(words: str, limit: int = 300) -> Markup:
    """Write words that are ours or ASCII as a rule, and need no direction of their own then."""
    return text(cut(words, limit)) if words.isascii() else foreign(words, limit)


def _reason(resource: Resource) -> Markup:
    """Give the reason, and what else was remarkable."""
    more = (resource.failure_detail, resource.picture_problem)
    remarks = (
        resource.reason,
        *(detail for detail in more if detail and resource.reason not in detail),
        f"{len(resource.redirects)} redirects" if len(resource.redirects) > 1 else None,
        "1 redirect" if len(resource.redirects) == 1 else None,
        f"asked {resource.attempts} times" if resource.attempts > 1 else None,
    )
    shown = dict.fromkeys(remark for remark in remarks if remark)
    return join((_plain(remark) for remark in shown), ", ")
