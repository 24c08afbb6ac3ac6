"""Reports on posts of one test's own, with what is ignored in them and known of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from linkcheck.config import Config
from linkcheck.engine import analyse, extract
from linkcheck.model import Crawl, Document, Failure, FailureKind, Report, Resource
from linkcheck.planning import plan
from linkcheck.suppress import Before

TODAY = date(2026, 6, 15)
GONE, DOWN, FINE = "https://gone.example/", "https://down.example/", "https://fine.example/"


def post(text: str, name: str = "post.md", media_type: str = "text/markdown") -> Document:
    return Document(name, media_type, text, path=name, root="/w")


def resource(url: str) -> Resource:
    """Hosts say what becomes of their URLs."""
    if "gone" in url:
        return Resource(url, status=404, final_url=url)
    if "down" in url:
        return Resource(url, failure=Failure(FailureKind.CONNECT_REFUSED))
    return Resource(url, status=200, final_url=url)


def judged(*documents: Document, before: Before | None = None, **settings: Any) -> Report:
    config = Config(**settings)
    links = tuple(link for each in documents for link in extract(each))
    planned = plan(links, config)
    held = {each.url: each for each in planned.skipped}
    held |= {each.url: resource(each.url) for each in planned.requests}
    return analyse(Crawl(documents, links, held), config, before or Before(today=TODAY))


def told(report: Report, *rules: str) -> list[tuple[str, int]]:
    """Return rule and line of the findings of some rules that count."""
    chosen = rules or ("broken-link", "unavailable-link", "invalid-ignore", "unused-ignore")
    found = [each for each in report.findings if each.rule in chosen]
    return [(each.rule, each.span.line if each.span else 0) for each in found]


def aside(report: Report) -> list[tuple[str, int, str]]:
    """Return rule, line and reason of what does not count."""
    return [
        (each.rule, each.span.line if each.span else 0, each.suppression.reason if each.suppression else "?")
        for each in report.suppressed
    ]


def messages(report: Report, rule: str) -> list[str]:
    return [each.message for each in report.findings if each.rule == rule]
