"""A fetcher that knows its answers, for tests of everything above the network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import linkcheck
from linkcheck.config import Config
from linkcheck.engine import analyse, extract
from linkcheck.model import Crawl, Document, Finding, Report, Request, Resource, Run
from linkcheck.planning import plan

RUN = Run(datetime(2026, 1, 1, tzinfo=UTC), 1.0, ("posts",))


class CannedFetcher:
    """Answers every request: with the resource given for its URL, else with status 200."""

    def __init__(self, *resources: Resource) -> None:
        self._resources = {resource.url: resource for resource in resources}
        self.requests: list[Request] = []

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        for request in requests:
            self.requests.append(request)
            yield self._resources.get(request.url, Resource(request.url, status=200, final_url=request.url))


def document(text: str, name: str = "post.md", media_type: str = "text/markdown", **fields: Any) -> Document:
    return Document(name, media_type, text, **fields)


def report(
    *documents: Document,
    resources: Iterable[Resource] = (),
    rules: Mapping[str, Mapping[str, object]] | None = None,
    **fields: Any,
) -> Report:
    """Analyse documents whose URLs all answer 200 unless a resource says otherwise."""
    config = Config(rules=rules or {})
    links = tuple(link for each in documents for link in extract(each))
    planned = plan(links, config)
    held = {resource.url: resource for resource in planned.skipped}
    held |= {
        request.url: Resource(request.url, status=200, final_url=request.url) for request in planned.requests
    }
    held |= {resource.url: replace(resource) for resource in resources}
    return replace(analyse(Crawl(documents, links, held, **fields), config), run=RUN)


def rendered(name: str, report: Report, **settings: object) -> str:
    """Write a report in one of the formats."""
    return linkcheck.render(report, name, **settings)


def findings(
    rule: str, *documents: Document, resources: Iterable[Resource] = (), **options: object
) -> list[Finding]:
    """Return what one rule finds in such documents, with its options as given."""
    made = report(*documents, resources=resources, rules={rule: options} if options else None)
    return [found for found in made.findings if found.rule == rule]
