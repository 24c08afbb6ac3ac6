"""The findings by post, in the order read; those of a post gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from linkcheck.model import Level
from linkcheck.renderers.html_report.chains import chain
from linkcheck.renderers.html_report.evidence import evidence, fact
from linkcheck.renderers.html_report.filters import filters
from linkcheck.renderers.html_report.frame import section
from linkcheck.renderers.html_report.markup import NOTHING, Markup, cut, element, foreign, join, link, said
from linkcheck.renderers.lines import counted
from linkcheck.renderers.places import by_document, others_of, position, told_apart
from linkcheck.renderers.shape import Finding, Place, Report, Resource
from linkcheck.urls.references import fetch_url

_OPEN = 100  # findings that stand open when the page is
_PLACES = 50
_LEVELS = {level: number for number, level in enumerate(Level)}
WITHOUT_POST = "All posts together"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What findings refer to: resources by URL, and the ids of the rules' manuals."""

    resources: Mapping[str, Resource]
    rules: Mapping[str, str]


def findings(report: Report, lookup: Lookup) -> Markup:
    """Write all findings that count, and what filters them."""
    groups = tuple(tuple(sorted(group, key=_rank)) for group in by_document(report))
    if not groups:
        return NOTHING
    parts, shown = [], 0
    for number, group in enumerate(groups):
        before = shown
        shown += len(group)
        parts.append(_post(number, group, before, lookup, is_open=not number or shown <= _OPEN))
    return section(
        "findings",
        "Findings",
        filters(report.findings, [group[0].document or WITHOUT_POST for group in groups]),
        *parts,
        element("p", "No finding fits these filters.", id="none-fit", hidden=True),
        count=len(report.findings),
    )


def _rank(finding: Finding) -> int:
    """Order by level; findings of one level stay in the order of the report, which is by place."""
    return _LEVELS[finding.level]


def _post(number: int, group: Sequence[Finding], before: int, lookup: Lookup, *, is_open: bool) -> Markup:
    name = group[0].document
    heading = element("h3", foreign(name) if name else WITHOUT_POST)
    count = element("span", counted(len(group), "finding"), class_="count")
    items = (_finding(before + index, finding, lookup) for index, finding in enumerate(group, 1))
    return element(
        "details",
        element("summary", heading, " ", count),
        element("ul", *items, class_="findings"),
        class_="post",
        data_post=number,
        open=is_open,
    )


def _finding(number: int, finding: Finding, lookup: Lookup) -> Markup:
    identifier = f"finding-{number}"
    return element(
        "li",
        element("p", level(finding.level), " ", said(finding.message), class_="said"),
        element("p", _position(finding, identifier), " ", rule_link(finding.rule, lookup), class_="where"),
        *_facts(finding, lookup),
        id=identifier,
        class_=f"finding is-{finding.level}",
        data_level=finding.level,
        data_rule=finding.rule,
    )


def level(name: str) -> Markup:
    """Write a level as a word in its colour."""
    return element("span", name, class_=f"level is-{name}")


def rule_link(rule: str, lookup: Lookup) -> Markup:
    """Write a rule's name, as a link to its manual if the report has it."""
    name = cut(rule, 80)
    if rule not in lookup.rules:
        return element("span", name, class_="rule")
    return element("a", name, class_="rule", href=f"#{lookup.rules[rule]}")


def _position(finding: Finding, identifier: str) -> Markup:
    where = position(finding)
    return element("a", f"line {where}" if where else "whole post", href=f"#{identifier}", class_="place")


def _facts(finding: Finding, lookup: Lookup) -> Iterator[Markup]:
    """Say which link it is, where it leads, where else it stands, and what the judgement rests on."""
    rows = []
    if finding.anchor:
        rows.append(fact("Anchor", element("q", foreign(finding.anchor))))
    address = finding.url or finding.target
    if address:
        resource = lookup.resources.get(fetch_url(address))
        has_chain = resource is not None and bool(resource.redirects)
        rows.append(fact("Leads to", chain(resource) if resource and has_chain else link(address)))
    others = others_of(finding)
    if others:
        rows.append(fact("Also at", _others(finding, others)))
    if rows:
        yield element("dl", *rows, class_="facts")
    yield evidence(finding)


def _others(finding: Finding, others: Sequence[Place]) -> Markup:
    """Say where else a finding holds: as a list with anchors where these tell its links apart."""
    if not told_apart(finding):
        return join(places(others, finding.document), ", ")
    items = [
        element("li", element("span", position(place), dir="ltr", class_="place"), " ", _quoted(place.anchor))
        for place in others[:_PLACES]
    ]
    if len(others) > _PLACES:
        items.append(element("li", f"and {counted(len(others) - _PLACES, 'more place')}"))
    return element("ul", *items, class_="anchors")


def _quoted(anchor: str) -> Markup:
    return element("q", foreign(anchor, 120)) if anchor else NOTHING


def places(several: Sequence[Place], here: str = "") -> Iterator[Markup]:
    """Yield each place as `post:line:column`; the post we are in needs no name."""
    for document, group in groupby(several[:_PLACES], key=lambda place: place.document):
        name = NOTHING if document == here else join((foreign(document, 120), Markup(":")))
        for place in group:
            yield join((name, element("span", position(place), dir="ltr")))
    if len(several) > _PLACES:
        yield Markup(counted(len(several) - _PLACES, "more place"))
