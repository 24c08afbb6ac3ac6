"""The `prometheus` format: the figures of a run for monitoring (text exposition format, version 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from linkcheck.model import Level, Verdict
from linkcheck.renderers import renderer, shape
from linkcheck.text.printable import printable

_BUCKETS_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 60.0)
Sample = tuple[Mapping[str, str], float]


@renderer("prometheus", media_type="text/plain")
def render(report: shape.Report) -> str:
    """Write counts by verdict, rule and level, and durations, for Prometheus (node exporter's text files)."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: shape.Report) -> Iterator[str]:
    figures, run = report.summary, report.run
    yield from _metric("info", "The program that made the figures.", [({"version": report.tool.version}, 1)])
    yield from _metric("documents", "Documents that were read.", [({}, figures.documents)])
    yield from _metric("links", "Links found in them.", [({}, figures.links)])
    yield from _metric("urls", "Distinct URLs by verdict.", _by_verdict(figures))
    yield from _metric("findings", "Findings by rule and level.", _by_rule(report))
    yield from _metric("level_findings", "Findings by level.", _by_level(figures))
    yield from _metric("suppressed_findings", "Findings that do not count.", [({}, figures.suppressed)])
    is_whole = run.complete and run.problem is None
    yield from _metric("run_complete", "1 if every URL was checked, else 0.", [({}, int(is_whole))])
    yield from _metric("run_start_time_seconds", "When the run began.", [({}, run.started_at.timestamp())])
    yield from _metric("run_duration_seconds", "How long the run took.", [({}, run.elapsed_seconds)])
    yield from _histogram(
        "url_duration_seconds",
        "How long the URLs took that were asked for.",
        [resource.elapsed_seconds for resource in report.resources if resource.attempts],
    )


def _by_verdict(figures: shape.Summary) -> list[Sample]:
    return [({"verdict": verdict}, getattr(figures.verdicts, verdict)) for verdict in Verdict]


def _by_level(figures: shape.Summary) -> list[Sample]:
    return [({"level": level}, getattr(figures.levels, level)) for level in Level]


def _by_rule(report: shape.Report) -> list[Sample]:
    """Count the findings of each rule that the report describes, those of none too."""
    found = Counter((finding.rule, finding.level) for finding in report.findings)
    rules = sorted({rule.name for rule in report.rules} | {rule for rule, _ in found})
    return [({"rule": rule, "level": level}, found[rule, level]) for rule in rules for level in Level]


def _metric(name: str, meaning: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield from _head(name, meaning, "gauge")
    for labels, value in samples:
        yield _sample(name, labels, value)


def _histogram(name: str, meaning: str, values: list[float]) -> Iterator[str]:
    yield from _head(name, meaning, "histogram")
    for bound in _BUCKETS_SECONDS:
        yield _sample(f"{name}_bucket", {"le": f"{bound}"}, sum(value <= bound for value in values))
    yield _sample(f"{name}_bucket", {"le": "+Inf"}, len(values))
    yield _sample(f"{name}_sum", {}, round(sum(values), 3))
    yield _sample(f"{name}_count", {}, len(values))


def _head(name: str, meaning: str, kind: str) -> Iterator[str]:
    yield f"# HELP linkcheck_{name} {meaning}"
    yield f"# TYPE linkcheck_{name} {kind}"


def _sample(name: str, labels: Mapping[str, str], value: float) -> str:
    written = ",".join(f'{key}="{escape_label(text)}"' for key, text in labels.items())
    return f"linkcheck_{name}{f'{{{written}}}' if written else ''} {value!r}"


def escape_label(text: str) -> str:
    r"""Write a label's value; text from outside is made printable first.

    >>> escape_label('a "b" \\')
    'a \\"b\\" \\\\'
    """
    return printable(text).replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
