"""What is made of it all: the crawl that rules read, the table of sources, and the finished report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from linkcheck.model.change import Since
from linkcheck.model.finding import BaselineEntry, Finding, IgnoreFault, RuleDescriptor
from linkcheck.model.post import Document, Link
from linkcheck.model.resource import Resource
from linkcheck.model.reuse import ImageGroup, Recollection


@dataclass(frozen=True, slots=True)
class SourceUse:
    """How much one document leans on one page; the fields are as in `Source`, of this document alone."""

    document: str
    links: int
    citations: int
    distinct_anchors: int
    share: float
    overuse: float


@dataclass(frozen=True, slots=True)
class Source:
    """How much one page is leaned on. `url` is its address as far as the crawl has shown it.

    `links` counts its hyperlinks as written, `share` is their part of all web hyperlinks (0 to 1).
    `unrelatedness` is 1 minus the mean similarity of its distinct anchors (0 to 1; 0 for fewer than two).
    `citations` counts its uses (each mark of a footnote is one) with pasted copies set aside, `anchor_groups`
    its anchors, and the claims of such marks, with those alike in a document joined; `overuse` is the page's
    part of all citations times 1 - 1 / `anchor_groups`. `urls` are the addresses as written, `documents`
    those that cite it, the heaviest user first. `share_before` is its share in an earlier report, 0 if it is
    new and None if no report was given.
    """

    url: str
    links: int
    distinct_anchors: int
    share: float
    unrelatedness: float
    citations: int = 0
    anchor_groups: int = 0
    overuse: float = 0.0
    urls: tuple[str, ...] = ()
    documents: tuple[SourceUse, ...] = ()
    share_before: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Crawl:
    """What rules read: documents, links in document order, and the resource of each fetched URL.

    `site_url` is the site that the posts belong to, None if nobody said. `seen_before` is what earlier runs
    knew of the pictures, by the URL they are fetched from. `image_groups` are the links that show one
    picture, found before any rule runs. `earlier_sources` is the source table of an earlier report, None if
    none was given. `ignore_faults` are known only once the other rules have run.
    """

    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    resources: Mapping[str, Resource]
    site_url: str | None = None
    seen_before: Mapping[str, tuple[Recollection, ...]] = field(default_factory=dict)
    image_groups: tuple[ImageGroup, ...] = ()
    earlier_sources: tuple[Source, ...] | None = None
    ignore_faults: tuple[IgnoreFault, ...] = ()

    def resource(self, link: Link) -> Resource | None:
        """Return what the link's URL held; None for a link without a URL or one never planned."""
        return None if link.fetch_url is None else self.resources.get(link.fetch_url)


@dataclass(frozen=True, slots=True)
class Run:
    """When and on what a run was made. `is_complete` is False if it was interrupted.

    `problem` says what kept this machine from asking, if anything did: then what is unavailable may not be.
    `since` is what the run was compared with, None if it looked at everything.
    """

    started_at: datetime
    elapsed_seconds: float
    inputs: tuple[str, ...]
    is_complete: bool = True
    problem: str | None = None
    since: Since | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One finished run. Findings are sorted by document, line and rule.

    `suppressed` are those that do not count, `rules` describes the rules that found any of either. `baseline`
    is the baseline without what this run has shown to be mended, None if none was given; `mended` counts the
    entries that are, wholly or in part.
    """

    run: Run
    crawl: Crawl
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    image_groups: tuple[ImageGroup, ...] = ()
    rules: tuple[RuleDescriptor, ...] = ()
    baseline: tuple[BaselineEntry, ...] | None = None
    mended: int = 0
