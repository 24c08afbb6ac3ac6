"""The top of the report: what matters first, in words, figures and one chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkcheck.model import Verdict
from linkcheck.renderers.html_report.charts import donut
from linkcheck.renderers.html_report.findings import Lookup, level, rule_link
from linkcheck.renderers.html_report.frame import section, table
from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, foreign, join, text
from linkcheck.renderers.html_report.statements import Statement
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import Report

_MEANINGS = {
    Verdict.OK: "readers see the page",
    Verdict.BROKEN: "readers get nothing useful",
    Verdict.BLOCKED: "programs are refused: look yourself",
    Verdict.UNAVAILABLE: "failed in a way that may pass",
    Verdict.SKIPPED: "not asked",
}


def header(report: Report, headline: str) -> Markup:
    """Write the headline, and what was checked when."""
    run = report.run
    inputs = join(map(foreign, run.inputs[:10]), ", ")
    more = f" and {len(run.inputs) - 10:,} more" if len(run.inputs) > 10 else ""
    moment = element(
        "time", f"{run.started_at:%Y-%m-%d %H:%M} UTC", datetime=f"{run.started_at:%Y-%m-%dT%H:%M:%SZ}"
    )
    return element(
        "header",
        element("p", "linkcheck report", class_="brand"),
        element("h1", headline),
        element(
            "p",
            inputs,
            more,
            " · " if inputs else "",
            moment,
            f" · {run.elapsed_seconds:.1f} s",
            class_="quiet",
        ),
        _alarm(report),
    )


def _alarm(report: Report) -> Markup:
    """Say loudly that a run was stopped or lost its network, if so."""
    if report.run.problem is not None:
        return element("p", element("strong", "Not reliable: "), text(report.run.problem), class_="alarm")
    if report.run.complete:
        return NOTHING
    words = "the run was stopped before every address was checked; this is what was known by then."
    return element("p", element("strong", "Incomplete: "), words, class_="alarm")


def overview(report: Report, made: Sequence[Statement], lookup: Lookup) -> Markup:
    """Write the figures, the chart of verdicts, and what was found in one table."""
    return section(
        "overview",
        "Overview",
        element("dl", *_figures(report), class_="figures"),
        element("div", _verdicts(report), _found(made, lookup), class_="beside"),
    )


def _figures(report: Report) -> Iterator[Markup]:
    figures, levels = report.summary, report.summary.levels
    yield _figure(figures.documents, "post")
    yield _figure(figures.links, "link")
    yield _figure(levels.error, "error", kind="is-error")
    yield _figure(levels.warning, "warning", kind="is-warning")
    yield _figure(levels.note, "note", kind="is-note")
    if figures.suppressed:
        yield _figure(figures.suppressed, "set aside", "set aside")


def _figure(number: int, noun: str, plural: str | None = None, kind: str = "") -> Markup:
    words = noun if number == 1 else plural or f"{noun}s"
    name = f"figure {kind}" if number else "figure"
    return element("div", element("dt", words), element("dd", f"{number:,}"), class_=name.strip())


def _verdicts(report: Report) -> Markup:
    parts: list[tuple[str, int]] = [
        (verdict.value, getattr(report.summary.verdicts, verdict)) for verdict in Verdict
    ]
    if not report.summary.urls:
        return NOTHING
    words = ", ".join(f"{count:,} {name}" for name, count in parts if count)
    legend = (
        element(
            "li",
            element("span", class_=f"key part-{name}", aria_hidden="true"),
            element("a", f"{count:,} {name}", href=f"#verdict-{name}"),
            " ",
            element("span", _MEANINGS[Verdict(name)], class_="quiet"),
        )
        for name, count in parts
        if count
    )
    title = f"Verdicts of {counted(report.summary.urls, 'address', 'addresses')}: {words}"
    return element("div", donut(title, parts), element("ul", *legend, class_="legend"), class_="verdicts")


def _found(made: Sequence[Statement], lookup: Lookup) -> Markup:
    if not made:
        return NOTHING
    rows = tuple(
        element(
            "tr",
            element("td", level(each.level)),
            element(
                "th",
                element("b", each.words.removesuffix(".")),
                " ",
                rule_link(each.rule, lookup),
                scope="row",
            ),
            element("td", f"{each.findings:,}", class_="number"),
            element("td", f"{each.posts:,}" if each.posts else "–", class_="number"),
        )
        for each in made
    )
    return table("What was found, gravest first", ("Level", "What", "Findings", "Posts"), rows, "found")
