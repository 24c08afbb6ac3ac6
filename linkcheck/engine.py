"""The pipeline without I/O: extract, check, analyse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from linkcheck import events, rulings
from linkcheck.analysis.resolution import settle_canonicals
from linkcheck.analysis.tally import sources
from linkcheck.config import Config
from linkcheck.errors import EnvironmentFaultError
from linkcheck.extractors import extractor_of
from linkcheck.images.groups import group_images
from linkcheck.model import (
    Comment,
    Comparison,
    Crawl,
    Document,
    Failure,
    FailureKind,
    Fetcher,
    Finding,
    Link,
    Recollection,
    Report,
    Request,
    Resource,
    RuleDescriptor,
    Run,
    Source,
)
from linkcheck.planning import acceptance, plan
from linkcheck.rules import rules
from linkcheck.suppress import Before, Ignores
from linkcheck.suppress.directives import MARK
from linkcheck.unchanged import Scope, set_apart
from linkcheck.urls.links import links_of
from linkcheck.urls.own_site import OwnSite, own_site
from linkcheck.urls.references import load_suffixes
from linkcheck.verdict import judge

# What earlier runs knew of the pictures of a crawl, by URL.
Recall = Callable[[Crawl], Awaitable[Mapping[str, tuple[Recollection, ...]]]]
# While so few answers are awaited, a processor has time to load what the analysis needs (0.15 s).
_LAST_ANSWERS = 100
_OF_IGNORES = ("invalid-ignore", "unused-ignore")
_NOTHING_BEFORE = Before()
_NO_RUN = Run(datetime.min.replace(tzinfo=UTC), 0.0, ())


def for_sources(config: Config) -> Config:
    """Return the settings of a run that only measures sources: no pictures, no rules, no archive."""
    off = {name: {"level": "off"} for name in rules}
    return replace(
        config,
        check_images=False,
        suggest_archive=False,
        image_store=None,
        since=None,
        rules=off,
        paths={},
        ignores=(),
        baseline=None,
    )


def extract(document: Document, site: OwnSite | None = None) -> tuple[Link, ...]:
    """Return the links of a document in order of appearance; none for one that could not be read."""
    if document.problem is not None:
        return ()
    return links_of(document, extractor_of(document.media_type).extract(document.text), site)


async def check(  # noqa: PLR0913  # each is a thing of its own, and named by its keyword
    documents: AsyncIterable[Document],
    fetcher: Fetcher,
    config: Config,
    *,
    inputs: Sequence[str],
    clock: Callable[[], datetime],
    observe: events.Observer = events.ignore,
    stop: asyncio.Event | None = None,
    recall: Recall | None = None,
    earlier_sources: tuple[Source, ...] | None = None,
    comparison: Comparison | None = None,
    before: Before | None = None,
) -> Report:
    """Run the whole pipeline and return its report.

    When `stop` is set, what is under way is given up and the report says that it is not complete: documents
    not yet read are missing from it, URLs not yet answered are skipped with that reason. If this machine
    itself fails after the first answer, the report says why, and what was not answered is unavailable. With
    a `comparison`, only documents that changed are looked at, and links that the change may have broken.

    Raises:
        UsageError: `site_url` is no URL.
        EnvironmentFaultError: this machine, not the web, keeps the run from telling anything.
    """
    started_at = clock()
    stop = stop or asyncio.Event()
    scope = Scope(comparison, whole_files=config.whole_files) if comparison is not None else None
    site = own_site(config.site_url, config.root_dir)
    posts, links, is_complete = await _read(documents, partial(extract, site=site), observe, stop, scope)
    planned = plan(links, config, comparison.gone if comparison is not None else ())
    observe(events.Planned(len(planned.requests)))
    resources = {resource.url: resource for resource in planned.skipped}
    accepted = acceptance(config)

    def take(resource: Resource) -> None:
        resource = accepted(resource)
        resources[resource.url] = resource
        observe(events.Fetched(resource, judge(resource).verdict))

    problem = await _fetch(fetcher, planned.requests, take, stop)
    missing = FailureKind.INTERRUPTED if problem is None else FailureKind.LOCAL_FAULT
    for request in planned.requests:
        if request.url not in resources:
            is_complete = False
            resources[request.url] = Resource(request.url, failure=Failure(missing))
    crawl = Crawl(tuple(posts), tuple(links), resources, config.site_url, earlier_sources=earlier_sources)
    if recall is not None:
        crawl = replace(crawl, seen_before=await recall(crawl))
    before = before or _NOTHING_BEFORE
    is_telling = is_complete and comparison is None
    report = analyse(crawl, config, replace(before, today=started_at.date(), is_complete=is_telling))
    if comparison is not None:
        report = set_apart(report, comparison, whole_files=config.whole_files)
    elapsed = (clock() - started_at).total_seconds()
    since = scope.since if scope is not None else None
    return replace(report, run=Run(started_at, elapsed, tuple(inputs), is_complete, problem, since))


async def _read(
    documents: AsyncIterable[Document],
    extracted: Callable[[Document], tuple[Link, ...]],
    observe: events.Observer,
    stop: asyncio.Event,
    scope: Scope | None,
) -> tuple[list[Document], list[Link], bool]:
    """Read and extract the documents in scope; the last value says whether all of them were read."""
    posts: list[Document] = []
    links: list[Link] = []
    async for document in documents:
        found = extracted(document)
        chosen = (document, found) if scope is None else scope.choose(document, found)
        if chosen is not None:
            posts.append(chosen[0])
            links.extend(chosen[1])
            observe(events.DocumentRead(document.name, len(chosen[1])))
        await asyncio.sleep(0)  # lets an interrupt be seen between two posts
        if stop.is_set():
            return posts, links, False
    return posts, links, True


async def _fetch(
    fetcher: Fetcher, requests: Sequence[Request], take: Callable[[Resource], None], stop: asyncio.Event
) -> str | None:
    """Give every resource to `take` as it comes, until all have come or `stop` is set.

    Return what kept this machine from asking for the rest, if anything did.

    Raises:
        EnvironmentFaultError: it kept this machine from asking for anything.
    """
    taken = 0
    loading: asyncio.Future[None] | None = None

    def load_if_few_are_left() -> None:
        nonlocal loading
        if loading is None and len(requests) - taken <= _LAST_ANSWERS:
            loading = asyncio.get_running_loop().run_in_executor(None, load_suffixes)

    async def collect() -> None:
        nonlocal taken
        load_if_few_are_left()
        async for resource in fetcher.fetch(requests):
            take(resource)
            taken += 1
            load_if_few_are_left()
        if loading is not None:
            await loading

    collecting = asyncio.create_task(collect())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((collecting, stopping), return_when=asyncio.FIRST_COMPLETED)
        if collecting.done():
            collecting.result()
        return None
    except EnvironmentFaultError as error:
        if not taken:
            raise
        return str(error)
    finally:
        collecting.cancel()
        stopping.cancel()
        await asyncio.gather(collecting, stopping, return_exceptions=True)


def analyse(crawl: Crawl, config: Config, before: Before = _NOTHING_BEFORE) -> Report:
    """Judge a crawl: run every rule that is on, and measure sources and pictures. No run is stated yet."""
    crawl = replace(
        crawl,
        resources=settle_canonicals(crawl.resources),
        image_groups=group_images(crawl.links, crawl.resources),
    )
    ruled = rulings.Rulings(crawl, config)
    ignores = Ignores(config, crawl, before, _comments(crawl.documents), rules)
    settled = ignores.settle(ruled.findings(crawl), is_on=ruled.is_on)
    crawl = replace(crawl, ignore_faults=settled.faults)
    faults = ruled.findings(crawl, only=_OF_IGNORES) if settled.faults else []
    findings = rulings.in_order((*settled.kept, *faults))
    return Report(
        run=_NO_RUN,
        crawl=crawl,
        findings=tuple(findings),
        suppressed=settled.suppressed,
        sources=sources(crawl),
        image_groups=crawl.image_groups,
        rules=_descriptors((*findings, *settled.suppressed)),
        baseline=settled.baseline,
        mended=settled.mended,
    )


def _comments(documents: Iterable[Document]) -> Mapping[str, tuple[Comment, ...]]:
    """Return the comments of the documents that may hold an ignore; few do, and only those are read again."""
    return {
        document.name: tuple(extractor_of(document.media_type).comments(document.text))
        for document in documents
        if MARK in document.text
    }


def _descriptors(findings: Iterable[Finding]) -> tuple[RuleDescriptor, ...]:
    """Describe the rules that found something, by name."""
    found = (rules[name] for name in sorted({finding.rule for finding in findings}))
    return tuple(RuleDescriptor(rule.name, rule.level, rule.summary, rule.manual) for rule in found)
