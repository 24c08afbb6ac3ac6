"""The parts that are looked up: the posts, what was set aside and why, and the rules' manuals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from linkcheck.model import SuppressionKind
from linkcheck.renderers.html_report.findings import Lookup, level, rule_link
from linkcheck.renderers.html_report.frame import folded, section, table
from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, foreign, join, said, text
from linkcheck.renderers.lines import counted
from linkcheck.renderers.places import position
from linkcheck.renderers.shape import Finding, Report, RuleDescriptor, Suppression

_REASONS = {
    SuppressionKind.IN_SOURCE: "ignored in the post",
    SuppressionKind.CONFIG: "ignored by the settings",
    SuppressionKind.BASELINE: "known from the baseline",
    SuppressionKind.UNCHANGED: "on a line that was not changed",
}
_OPEN = 25
_CODE = re.compile(r"`([^`]+)`")


def posts(report: Report) -> Markup:
    """Write the posts with how many links and findings each has."""
    found = Counter(finding.document for finding in report.findings)
    rows = tuple(
        element(
            "tr",
            element("th", foreign(post.name), scope="row"),
            element("td", f"{post.links:,}", class_="number"),
            element("td", f"{found[post.name]:,}", class_="number"),
            element("td", foreign(post.problem or post.media_type, 200)),
        )
        for post in report.documents
    )
    if not rows:
        return NOTHING
    content = table("Posts in the order read", ("Post", "Links", "Findings", "Kind"), rows, "posts")
    if len(rows) > _OPEN:
        content = folded(f"All {counted(len(rows), 'post')}", content)
    return section("posts", "Posts", content, count=len(rows))


def suppressed(report: Report, lookup: Lookup) -> Markup:
    """Write the findings that do not count, each with the reason."""
    rows = tuple(_row(finding, lookup) for finding in report.suppressed)
    if not rows:
        return NOTHING
    columns = ("Finding", "Where", "Rule", "Why it does not count")
    content = table("Findings that do not count", columns, rows, "suppressed")
    if len(rows) > _OPEN:
        content = folded(f"All {counted(len(rows), 'finding')}", content)
    return section("suppressed", "Set aside", content, count=len(rows))


def _row(finding: Finding, lookup: Lookup) -> Markup:
    where = position(finding)
    return element(
        "tr",
        element("th", level(finding.level), " ", said(finding.message), scope="row"),
        element("td", foreign(finding.document, 120), f" {where}" if where else ""),
        element("td", rule_link(finding.rule, lookup)),
        element("td", _reason(finding.suppression)),
    )


def _reason(suppression: Suppression | None) -> Markup:
    if suppression is None:
        return Markup("not said")
    parts = [Markup(_REASONS[suppression.kind])]
    if suppression.reason:
        parts.append(join((Markup(": "), foreign(suppression.reason))))
    if suppression.place:
        parts.append(join((Markup(" ("), foreign(suppression.place, 120), Markup(")"))))
    return join(parts)


def rule_ids(report: Report) -> Mapping[str, str]:
    """Return the id of each rule's manual; names that could not stand in an id are numbered."""
    return {
        rule.name: f"rule-{rule.name}" if re.fullmatch("[a-z][a-z0-9-]*", rule.name) else f"rule-{number}"
        for number, rule in enumerate(report.rules, 1)
    }


def rules(report: Report, lookup: Lookup) -> Markup:
    """Write the manuals of the rules that found something."""
    # The id is inside, so that going to it opens the manual.
    manuals = (
        element(
            "details",
            element("summary", element("b", rule.name), " ", level(rule.level), " ", _line(rule.summary)),
            element("div", *_paragraphs(rule), id=lookup.rules[rule.name], class_="manual", tabindex="-1"),
        )
        for rule in report.rules
    )
    return section("rules", "Rules", *manuals, count=len(report.rules))


def _paragraphs(rule: RuleDescriptor) -> Iterator[Markup]:
    """Yield a manual's paragraphs; its first line is the summary, which stands above."""
    for paragraph in rule.manual.removeprefix(rule.summary).split("\n\n"):
        if paragraph.strip():
            yield element("p", _line(paragraph))


def _line(words: str) -> Markup:
    """Write one paragraph; what stands in backticks is code."""
    pieces = _CODE.split(words)  # every second one stood in backticks
    return join(element("code", piece) if number % 2 else text(piece) for number, piece in enumerate(pieces))
