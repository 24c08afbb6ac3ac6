"""The public shape of a report: what the JSON format writes, and what the other formats are made from.

Field names are a promise. Fields may be added; one that is renamed or dropped needs a new `SCHEMA_VERSION`.
Structs and not dataclasses, because a report of 100,000 links has to be built in a fraction of a second.
"""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from linkcheck.model import (
    CanonicalSource,
    CredentialState,
    FailureKind,
    Kind,
    Level,
    ProblemKind,
    Relation,
    Verdict,
)

SCHEMA_VERSION: Literal[1] = 1

Position = Annotated[int, Meta(ge=1, description="Counted from 1, columns in code points.")]
Count = Annotated[int, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0, description="Seconds.")]
Amount = Annotated[float, Meta(ge=0)]
Part = Annotated[float, Meta(ge=0, le=1, description="0 to 1, rounded to four decimals.")]
Time = Annotated[datetime, Meta(tz=True, description="RFC 3339, UTC, whole seconds.")]
Evidence = Annotated[object, Meta(extra_json_schema={"description": "Any JSON value."})]
Hexadecimal = Annotated[str, Meta(pattern="^[0-9a-f]*$", description="Lower-case hexadecimal digits.")]


class Tool(Struct, frozen=True, kw_only=True):
    """The program that wrote the report."""

    name: str
    version: str


class Run(Struct, frozen=True, kw_only=True):
    """When and on what the run was made. `complete` is false if it was interrupted.

    `problem` says what kept this machine from asking; what is unavailable then may not be.
    """

    started_at: Time
    elapsed_seconds: Seconds
    inputs: tuple[str, ...]
    complete: bool
    problem: str | None


class Verdicts(Struct, frozen=True, kw_only=True):
    """How many URLs have each verdict."""

    ok: Count
    broken: Count
    blocked: Count
    unavailable: Count
    skipped: Count


class Levels(Struct, frozen=True, kw_only=True):
    """How many findings have each level; suppressed ones are not counted."""

    error: Count
    warning: Count
    note: Count


class Summary(Struct, frozen=True, kw_only=True):
    """The run in figures. `urls` counts the resources, which are what the verdicts are about."""

    documents: Count
    links: Count
    urls: Count
    verdicts: Verdicts
    levels: Levels
    suppressed: Count


class Document(Struct, frozen=True, kw_only=True):
    """One post: its name, format and number of links. `problem` says why it could not be read, else null."""

    name: str
    media_type: str
    links: Count
    problem: str | None


class Link(Struct, frozen=True, kw_only=True):
    """One reference in its document: where its target stands, what was written, what it leads to.

    `url` is absolute and keeps its fragment; it is null exactly where `problem` says why. The end of the span
    is exclusive. `anchor` is the visible text or an image's alternative text; where the format does not mark
    it, it is inferred from the words before the target, and `context` holds the whole clause.
    `target_overlap` is the part of the anchor's words that the page it leads to shares in its title,
    description, headings or address; null where nothing can be told, as between two scripts.
    """

    document: str
    line: Position
    column: Position | None
    end_line: Position | None
    end_column: Position | None
    kind: Kind
    target: str
    url: str | None
    fragment: str
    anchor: str
    anchor_inferred: bool
    context: str
    rel: tuple[str, ...]
    is_navigation: bool
    problem: str | None
    problem_kind: ProblemKind | None
    target_overlap: Part | None


class Redirect(Struct, frozen=True, kw_only=True):
    """One hop: the status that redirected, and the absolute URL it led to."""

    status: int
    url: str


class CredentialAction(Struct, frozen=True, kw_only=True):
    """One thing that was done to a picture, as its manifest states it."""

    action: str
    software: str | None
    digital_source_type: str | None
    at: str | None


class Ingredient(Struct, frozen=True, kw_only=True):
    """A file that a picture was made from, as its manifest states it."""

    title: str | None
    relationship: str | None
    media_type: str | None
    has_credentials: bool


class Credentials(Struct, frozen=True, kw_only=True):
    """A picture's Content Credentials (C2PA).

    "Valid" means that nothing was changed since it was signed, "Trusted" also that the signer's certificate
    is known; neither says who made the picture. `state` is null where they were not read: `note` says why.
    `remote_url` is where a manifest is kept that is not in the file; it is never fetched.
    """

    state: CredentialState | None
    signer: str | None
    issuer: str | None
    signed_at: str | None
    generator: str | None
    title: str | None
    actions: tuple[CredentialAction, ...]
    ingredients: tuple[Ingredient, ...]
    digital_source_types: tuple[str, ...]
    errors: tuple[str, ...]
    remote_url: str | None
    note: str | None


class ImageCredit(Struct, frozen=True, kw_only=True):
    """What a page states of a picture in its structured data (schema.org `ImageObject`)."""

    url: str
    creator: str | None
    credit: str | None
    copyright: str | None
    license: str | None
    acquire_license_page: str | None
    digital_source_type: str | None


class Frame(Struct, frozen=True, kw_only=True):
    """The perceptual hashes of one frame of an animation."""

    phash: Hexadecimal
    dhash: Hexadecimal
    phash256: Hexadecimal
    pdq: Hexadecimal
    quality: Count
    is_informative: bool


class Picture(Struct, frozen=True, kw_only=True):
    """What is known of an image from its bytes. `phash`, `dhash`, `phash256` and `pdq` are perceptual hashes.

    `quality` is PDQ's measure of how much there is to see. `is_informative` is false for pictures too plain
    to compare by hash. `middle_frame` is the middle one of an animation, null for what does not move.
    `metadata` is what the file says of itself, such as `creator`, `credit`, `digital_source_type`; of a
    position only that there is one.
    """

    format: str
    width: Count
    height: Count
    frames: Count
    phash: Hexadecimal
    dhash: Hexadecimal
    phash256: Hexadecimal
    pdq: Hexadecimal
    quality: Count
    is_informative: bool
    middle_frame: Frame | None
    metadata: dict[str, str]
    credentials: Credentials | None


class Resource(Struct, frozen=True, kw_only=True):
    """What one URL held, and what that means for the person who clicks.

    Exactly one of `status` and `failure` is set. `canonical_url` is trusted; a page's claim that is not is
    kept as `canonical_candidate`, with the reason. `size_bytes` counts decoded bytes read; `sha256` is set
    where the body was read to its end (`body_complete`). `challenge` names what told us to be a robot;
    `headings` are the first that were read, and other titles; `published_at` and `modified_at` are what the
    page states, `ignored_dates` what it states that cannot be, with the reason.
    `wrong_type` is true where a picture was wanted and a page came. `picture_metadata` and
    `picture_credentials` are what the file of a picture says that could not be decoded. `image_credits` is
    what a page states of pictures in its structured data.
    """

    url: str
    verdict: Verdict
    reason: str
    status: int | None
    failure: FailureKind | None
    failure_detail: str | None
    redirects: tuple[Redirect, ...]
    final_url: str | None
    canonical_url: str | None
    canonical_source: CanonicalSource | None
    canonical_candidate: str | None
    canonical_distrust: str | None
    stated_canonical_url: str | None = None
    noindex: bool = False
    registrable_domain: str | None
    title: str | None
    description: str | None
    headings: tuple[str, ...]
    published_at: Time | None
    modified_at: Time | None
    ignored_dates: tuple[str, ...]
    media_type: str | None
    size_bytes: Count | None
    body_complete: bool
    sha256: Hexadecimal | None
    challenge: str | None
    missing_signs: tuple[str, ...]
    parked_by: str | None
    script_built: bool
    certificate_expires_at: Time | None
    attempts: Count
    checked_at: Time | None
    elapsed_seconds: Seconds
    cached: bool
    picture: Picture | None
    picture_problem: str | None
    picture_metadata: dict[str, str]
    picture_credentials: Credentials | None
    image_credits: tuple[ImageCredit, ...]
    wrong_type: bool


class Place(Struct, frozen=True, kw_only=True):
    """Where a link stands and what it leads to; `url` is null for a malformed one."""

    document: str
    line: Position
    column: Position | None
    url: str | None


class ImageTie(Struct, frozen=True, kw_only=True):
    """What ties two files of a group.

    `measure` names the hashes that are `distance_bits` apart; `correlation` says how alike the pictures are
    where they were compared, and `box` what part of the second that was: left, top, right and bottom, 0 to 1.
    All three are null where names or bytes tie them, and `box` also where it was all of the picture.
    """

    urls: tuple[str, str]
    relation: Relation
    distance_bits: Count
    measure: str | None
    correlation: Annotated[float, Meta(ge=-1, le=1)] | None
    box: tuple[Part, Part, Part, Part] | None


class ImageGroup(Struct, frozen=True, kw_only=True):
    """Links that show one picture; `relation` is the weakest tie that holds the group together.

    Every two files of a group are tied; `ties` hold each to one before it. A picture can stand in several
    groups, as the original of two crops does. `max_distance_bits` is the greatest distance of two 64-bit
    phashes. `thresholds` are the limits that applied, by name, where pictures were compared.
    `thumbnails` are small grey pictures, one for each of `urls` as a `data:` URL, as far as there are any.
    """

    relation: Relation
    urls: tuple[str, ...]
    links: tuple[Place, ...]
    max_distance_bits: Count
    ties: tuple[ImageTie, ...]
    thresholds: dict[str, float]
    thumbnails: tuple[str | None, ...]


class SourceUse(Struct, frozen=True, kw_only=True):
    """How much one document leans on one page; `share` and `overuse` are of its own citations."""

    document: str
    links: Count
    citations: Count
    distinct_anchors: Count
    share: Part
    overuse: Part


class Source(Struct, frozen=True, kw_only=True):
    """How much one page is leaned on: `share` is its part of all web hyperlinks.

    `url` is the page as far as the crawl has shown it, `urls` the addresses as written. `unrelatedness` says
    how little its distinct anchors have in common. `citations` counts its links with pasted copies set aside,
    `anchor_groups` its anchors with those alike joined, and `overuse` is the page's part of all citations
    times 1 - 1 / `anchor_groups`. `documents` are those that link to it, the heaviest user first.
    `share_before` is its share in the earlier report given, 0 if it is new; null if none was given.
    """

    url: str
    registrable_domain: str | None
    links: Count
    distinct_anchors: Count
    share: Part
    unrelatedness: Part
    citations: Count = 0
    anchor_groups: Count = 0
    overuse: Part = 0.0
    urls: tuple[str, ...] = ()
    documents: tuple[SourceUse, ...] = ()
    share_before: Part | None = None


class Site(Struct, frozen=True, kw_only=True):
    """How much all documents lean on one registrable domain, or host where there is none."""

    site: str
    pages: Count
    documents: Count
    links: Count
    citations: Count
    share: Part


class SourceTotals(Struct, frozen=True, kw_only=True):
    """The source table in figures; the effective numbers are 1 / sum of squared shares."""

    documents: Count
    links: Count
    citations: Count
    pages: Count
    sites: Count
    effective_pages: Amount
    effective_sites: Amount


class SourceTable(Struct, frozen=True, kw_only=True):
    """The sources of posts alone: pages by overuse, sites by links."""

    schema_version: Literal[1]
    tool: Tool
    summary: SourceTotals
    sources: tuple[Source, ...]
    sites: tuple[Site, ...]


class Finding(Struct, frozen=True, kw_only=True):
    """One rule's judgement. `line` is null where it is about a whole document, or about none.

    `url`, `target` and `anchor` are those of the link it is about, null if it is about none. `fingerprint`
    does not depend on line numbers.
    """

    rule: str
    level: Level
    message: str
    document: str
    line: Position | None
    column: Position | None
    end_line: Position | None
    end_column: Position | None
    url: str | None
    target: str | None
    anchor: str | None
    related: tuple[Place, ...]
    evidence: dict[str, Evidence]
    fingerprint: str


class Report(Struct, frozen=True, kw_only=True):
    """One finished run of linkcheck.

    Documents are in the order read, links by document and position, resources by URL.
    """

    schema_version: Literal[1]
    tool: Tool
    run: Run
    summary: Summary
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    resources: tuple[Resource, ...]
    image_groups: tuple[ImageGroup, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]


class Totals(Struct, frozen=True, kw_only=True):
    """What was extracted, in figures."""

    documents: Count
    links: Count


class Extraction(Struct, frozen=True, kw_only=True):
    """The links of posts, with nothing fetched."""

    schema_version: Literal[1]
    tool: Tool
    summary: Totals
    documents: tuple[Document, ...]
    links: tuple[Link, ...]


def report_schema() -> dict[str, object]:
    """Return the JSON Schema of the report (draft 2020-12); the docstrings above are its descriptions."""
    schema = msgspec.json.schema(Report)
    for definition in schema["$defs"].values():
        definition["description"] = inspect.cleandoc(definition["description"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"linkcheck report, version {SCHEMA_VERSION}",
        **schema,
    }
