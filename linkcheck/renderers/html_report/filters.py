"""The filters of the findings: hidden until the script that makes them work runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from linkcheck.model import Level
from linkcheck.renderers.html_report.markup import Markup, cut, element
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import Finding


def filters(findings: Sequence[Finding], posts: Sequence[str]) -> Markup:
    """Write the controls: levels, rule, post, text, and what they leave."""
    levels = Counter(finding.level for finding in findings)
    rules = Counter(finding.rule for finding in findings)
    return element(
        "form",
        element(
            "fieldset",
            element("legend", "Level"),
            *(_level(level, levels[level]) for level in Level if levels[level]),
        ),
        _select(
            "rule",
            "Rule",
            "All rules",
            [(name, f"{cut(name, 60)} ({rules[name]:,})") for name in sorted(rules)],
        ),
        _select(
            "post", "Post", "All posts", [(str(index), cut(name, 80)) for index, name in enumerate(posts)]
        ),
        element(
            "p",
            element("label", "Text", for_="filter-text"),
            element("input", id="filter-text", type="search", dir="auto", autocomplete="off"),
            class_="field",
        ),
        element(
            "p",
            element("button", "Show all", type="reset"),
            " ",
            element("button", "Close all posts", type="button", id="fold"),
            class_="buttons",
        ),
        element(
            "p",
            element("output", counted(len(findings), "finding"), id="shown", for_="filter-text"),
            class_="shown",
        ),
        id="filters",
        role="search",
        aria_label="Filter the findings",
        hidden=True,
    )


def _level(level: Level, count: int) -> Markup:
    identifier = f"filter-{level}"
    box = element("input", type="checkbox", id=identifier, name="level", value=level, checked=True)
    number = element("span", f"{count:,}", class_="count", data_count=level)
    return element("span", box, element("label", f"{level} ", number, for_=identifier), class_="choice")


def _select(name: str, label: str, every: str, options: Sequence[tuple[str, str]]) -> Markup:
    identifier = f"filter-{name}"
    return element(
        "p",
        element("label", label, for_=identifier),
        element(
            "select",
            element("option", every, value=""),
            *(element("option", shown, value=value, dir="auto") for value, shown in options),
            id=identifier,
        ),
        class_="field",
    )
