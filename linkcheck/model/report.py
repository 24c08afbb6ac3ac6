"""What is made of it all: the crawl that rules read, their findings, and the finished report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import cast

from linkcheck.model.change import Since
from linkcheck.model.post import Document, Link, Span
from linkcheck.model.resource import Resource


class Level(StrEnum):
    """How grave a finding is (SARIF §3.27.10, without `none`); most grave first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# A rule's own level is filled in when the rule is run, so readers of a report never meet this None.
_UNSET = cast(Level, None)


class SuppressionKind(StrEnum):
    """What keeps a finding from counting: the post, the settings, the baseline, or an unchanged line."""

    IN_SOURCE = "in-source"
    CONFIG = "config"
    BASELINE = "baseline"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count (SARIF §3.35): what sets it aside, and the `reason` given in its `place`.

    Both are empty where nobody said.
    """

    kind: SuppressionKind
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's judgement on one place (SARIF §3.27 result).

    A rule gives `message` and, as far as they apply, the primary `link`, or else the `document` and `span`,
    the `related` links, and the `evidence` (plain JSON values). `key` tells findings of one rule in one
    document apart without line numbers; left empty, it is the link's target. `rule`, `level` and
    `fingerprint` are filled in when the rule is run; a rule sets `level` only to differ from its own.
    `suppression` is set on what does not count. `regions` are further places that are no links, by document.
    `is_per_link` is filled in too: each of the `related` links to the same URL in the same document then has
    the fault by itself.
    """

    message: str
    link: Link | None = None
    document: str = ""
    span: Span | None = None
    related: tuple[Link, ...] = ()
    evidence: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    level: Level = _UNSET
    rule: str = ""
    fingerprint: str = ""
    suppression: Suppression | None = None
    regions: tuple[tuple[str, Span], ...] = ()
    is_per_link: bool = False

    @property
    def marked(self) -> tuple[Link, ...]:
        """The links of the document that each have the fault, the primary one first; none if not so found."""
        link = self.link
        if link is None or not self.is_per_link:
            return ()
        return (link, *(each for each in self.related if _is_same(each, link)))

    @property
    def places(self) -> int:
        """How many places have the fault: one where it is about several links together, or about none."""
        return len(self.marked) or 1


def _is_same(link: Link, other: Link) -> bool:
    one, two = (each.fetch_url or each.reference.target for each in (link, other))
    return link.document == other.document and one == two


@dataclass(frozen=True, slots=True)
class IgnoreFault:
    """An ignore that does not work, or that nothing needs: what the rule named so finds.

    `document` and `span` are where it is written, which may be a file of settings or a baseline.
    """

    rule: str
    message: str
    document: str
    span: Span | None
    key: str


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """A finding that was there before: its document, rule and key as people read them, and its fingerprint.

    `count` is how many places had the fault, `line` where the entry stands in its file, 0 if in none.
    """

    document: str
    rule: str
    target: str
    count: int
    fingerprint: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleDescriptor:
    """What a reader of findings should know of their rule (SARIF §3.49): its own level and its manual."""

    name: str
    level: Level
    summary: str
    manual: str


class Relation(StrEnum):
    """What ties the pictures of a group together, most certain first.

    `same-asset`: their URLs name one upload. `same-picture`: they look the same as a whole. `recropped`: one
    is a part of the other, or both without their frames. `possible`: somebody should look.
    """

    SAME_URL = "same-url"
    SAME_BYTES = "same-bytes"
    SAME_ASSET = "same-asset"
    SAME_PICTURE = "same-picture"
    RECROPPED = "recropped"
    MIRRORED = "mirrored"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class ImageTie:
    """What ties two files of a group: their URLs, the relation, and how near they are.

    `measure` names the hashes that are `distance_bits` apart; `correlation` (-1 to 1) says how alike the
    pictures are where they were compared, and `box` what part of the second that was, if not all: left, top,
    right and bottom, 0 to 1. All three are None where nothing was compared but names or bytes.
    """

    urls: tuple[str, str]
    relation: Relation
    distance_bits: int = 0
    measure: str | None = None
    correlation: float | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class ImageGroup:
    """Links that show one picture. `relation` is the weakest tie needed to hold the group together.

    `urls` are the distinct URLs, sorted; `links` every place, in document order; `max_distance_bits` the
    greatest phash distance between two of the group, 0 where the bytes or the URL are the same. `ties` hold
    each file to one before it; `thresholds` are the limits that applied, by name, none where nothing was
    measured.
    """

    relation: Relation
    urls: tuple[str, ...]
    links: tuple[Link, ...]
    max_distance_bits: int
    ties: tuple[ImageTie, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)


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
    `citations` counts them with pasted copies set aside, `anchor_groups` its anchors with those alike joined;
    `overuse` is the page's part of all citations times 1 - 1 / `anchor_groups`. `urls` are the addresses as
    written, `documents` those that cite it, the heaviest user first. `share_before` is its share in an
    earlier report, 0 if it is new, None if no report was given.
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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a picture was first seen in one place: `post` and `credit` are None if nobody said."""

    url: str
    seen_at: datetime
    post: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Recollection:
    """A picture known from earlier runs, what ties it to one of this run, and every place it was seen at.

    `sightings` are in order of time.
    """

    relation: Relation
    distance_bits: int
    sightings: tuple[Sighting, ...]


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
