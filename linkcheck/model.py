"""The vocabulary: frozen values that every stage of the pipeline takes and gives.

Nothing here does I/O or decides anything. Types are named after the standards they come from.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, cast


class Kind(StrEnum):
    """What a reference is to the document that holds it (RFC 8288 §2.1, HTML link types)."""

    HYPERLINK = "hyperlink"
    IMAGE = "image"
    MEDIA = "media"
    FRAME = "frame"
    CANONICAL = "canonical"
    ALTERNATE = "alternate"
    BASE = "base"
    """The document's own base URL (HTML `<base href>`); it resolves the others and is no link itself."""


class Level(StrEnum):
    """How grave a finding is (SARIF §3.27.10, without `none`); most grave first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """What a resource means for the person who clicks."""

    OK = "ok"
    BROKEN = "broken"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    SKIPPED = "skipped"


class FailureKind(StrEnum):
    """Why there is no final status: each a fact about the exchange, not a judgement."""

    # not asked
    EXCLUDED = "excluded"
    UNSUPPORTED_SCHEME = "unsupported-scheme"
    PRIVATE_ADDRESS = "private-address"
    ROBOTS = "robots"
    ROBOTS_UNREADABLE = "robots-unreadable"
    INTERRUPTED = "interrupted"
    SYNTAX_ONLY = "syntax-only"
    FILE_OUTSIDE = "file-outside"
    FILE_UNREADABLE = "file-unreadable"
    # files and mail
    FILE_NOT_FOUND = "file-not-found"
    FILE_CASE = "file-case"
    MAIL_REFUSED = "mail-refused"
    # name look-up
    DNS_NOT_FOUND = "dns-not-found"
    DNS_NO_ADDRESS = "dns-no-address"
    DNS_FAILED = "dns-failed"
    # connection
    CONNECT_REFUSED = "connect-refused"
    CONNECT_TIMEOUT = "connect-timeout"
    CONNECT_FAILED = "connect-failed"
    HOST_DOWN = "host-down"
    LOCAL_FAULT = "local-fault"
    # TLS
    TLS_EXPIRED = "tls-expired"
    TLS_NAME = "tls-name"
    TLS_UNTRUSTED = "tls-untrusted"
    TLS_CHAIN = "tls-chain"
    TLS_NOT_TLS = "tls-not-tls"
    TLS_FAILED = "tls-failed"
    # exchange
    TIMEOUT = "timeout"
    RESET = "reset"
    MALFORMED_RESPONSE = "malformed-response"
    INVALID_URL = "invalid-url"
    # redirects
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_LIMIT = "redirect-limit"
    REDIRECT_INVALID = "redirect-invalid"
    REDIRECT_SCHEME = "redirect-scheme"
    REDIRECT_PRIVATE = "redirect-private"


class CanonicalSource(StrEnum):
    """Where a resource's canonical URL was read, strongest first (RFC 6596)."""

    REDIRECT = "permanent-redirect"
    LINK_HEADER = "link-header"
    LINK_ELEMENT = "link-element"
    OPEN_GRAPH = "open-graph"
    JSON_LD = "json-ld"


@dataclass(frozen=True, slots=True)
class Span:
    """A region of a document's text (SARIF §3.30), counted from 1 in code points; the end is exclusive.

    `column`, `end_line` and `end_column` are None where a parser cannot know them.
    """

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What the author wrote: one target and the words that lead to it (RFC 3986 §4.1).

    `target` is the destination as the format defines it (entities and escapes decoded, not resolved);
    `span` is where it stands in the text. `anchor` is the visible text, or an image's alternative text.
    `anchor_inferred` is True where the format does not mark the anchor and it was read from the words before
    the target; `context` is then the whole clause. `is_navigation` is True inside nav, header, footer or
    aside. `rel` holds an HTML link's relation types, in order, or the property that a `meta` element states.
    `lacks_alternative` is True for a picture without the alternative text that its format provides for.
    """

    target: str
    kind: Kind
    span: Span
    anchor: str = ""
    rel: tuple[str, ...] = ()
    anchor_inferred: bool = False
    context: str = ""
    is_navigation: bool = False
    lacks_alternative: bool = False


class ProblemKind(StrEnum):
    """Why a reference has no URL to fetch."""

    MALFORMED = "malformed"
    NO_BASE = "no-base"
    OUTSIDE_ROOT = "outside-root"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a reference has no URL to fetch, for a program and in plain words."""

    kind: ProblemKind
    detail: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in its document (RFC 8288 §2).

    `url` is absolute and keeps its fragment; it is None exactly when `problem` is set.
    `fetch_url` is `url` without the fragment: what is asked for, and the key of its `Resource`.
    """

    document: str
    reference: Reference
    url: str | None = None
    fetch_url: str | None = None
    fragment: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One post as read. Line ends in `text` are LF; `problem` says why there is no text, if so.

    `media_type` names the extractor. `base_url` resolves relative references; None if nothing is known.
    `path` is the file's place below the root folder of the run, with forward slashes, and `root` that folder;
    None for what is no file in it.
    """

    name: str
    media_type: str
    text: str
    base_url: str | None = None
    problem: str | None = None
    path: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One URL to fetch and every use of it: the unit of work.

    `fragments` are those some link points at (empty if none does); `kinds` every kind of reference to it.
    """

    url: str
    kinds: frozenset[Kind] = frozenset()
    fragments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Download:
    """A page read from the web to be checked itself; `url` is the one that answered.

    `problem` says why there is no body, if so.
    """

    url: str
    body: bytes = b""
    media_type: str | None = None
    charset: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop: the status that redirected, and the absolute URL it led to (RFC 9110 §15.4).

    The status is 200 where the page itself sent readers on (`<meta http-equiv=refresh>`).
    """

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an exchange gave no final status: what kind, and the detail in plain words."""

    kind: FailureKind
    detail: str = ""


class CredentialState(StrEnum):
    """What checking a manifest against its file gave, in C2PA's own words (C2PA 2.2 §14.3).

    Valid: nothing was changed since it was signed; trusted: the signer's certificate is also known. Neither
    says who made the picture, or what it shows.
    """

    VALID = "Valid"
    TRUSTED = "Trusted"
    INVALID = "Invalid"


@dataclass(frozen=True, slots=True)
class CredentialAction:
    """One thing that was done to a picture, as its manifest states it; the source type is IPTC's code."""

    action: str
    software: str | None = None
    digital_source_type: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A file that a picture was made from, as its manifest states it."""

    title: str | None
    relationship: str | None
    media_type: str | None
    has_credentials: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """A picture's Content Credentials (C2PA).

    `state` is None where they were not read, and `note` says why. `actions` are the picture's own, then those
    of what it was made from; `digital_source_types` are all that they state. `errors` are C2PA's codes.
    `remote_url` is where a manifest is kept that is not in the file; it is never fetched.
    """

    state: CredentialState | None = None
    signer: str | None = None
    issuer: str | None = None
    signed_at: str | None = None
    generator: str | None = None
    title: str | None = None
    actions: tuple[CredentialAction, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    digital_source_types: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    remote_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ImageCredit:
    """What a page states of a picture in its structured data (schema.org `ImageObject`).

    `url` is the picture's, absolute and without fragment; `digital_source_type` is IPTC's code.
    """

    url: str
    creator: str | None = None
    credit: str | None = None
    copyright: str | None = None
    license: str | None = None
    acquire_license_page: str | None = None
    digital_source_type: str | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What one frame looks like, upright and on white: what pictures are compared by.

    `phash`, `dhash` (64 bits), `phash256` and `pdq` (256 bits) are perceptual hashes in hexadecimal;
    `quality` is PDQ's measure of how much there is to see (0 to 100). `crops` are the 256-bit phashes of the
    crops that `images.crops` names, 32 bytes each, and `thumbnail` a small grey picture: its width and
    height, a byte each, then its rows. `is_informative` is False for pictures too plain to compare by what
    they show.
    """

    phash: str
    dhash: str
    is_informative: bool
    phash256: str = ""
    pdq: str = ""
    quality: int = 0
    crops: bytes = b""
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an image from its bytes.

    The fields of a `Fingerprint` are those of the first frame; `middle` is that of the middle frame of an
    animation, None for what does not move. `width` and `height` are those a reader sees.
    `metadata` is what the file says of itself: `creator`, `credit`, `source`, `copyright`, `web_statement`,
    `licensor`, `licensor_url`, `usage_terms`, `instructions`, `headline`, `description`,
    `original_document_id`, `document_id`, `digital_source_type` (IPTC's code), `captured_at` (ISO 8601) and
    `gps` (only ever `present`), as far as it says anything.
    """

    format: str
    width: int
    height: int
    frames: int
    phash: str
    dhash: str
    is_informative: bool
    metadata: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None
    phash256: str = ""
    pdq: str = ""
    quality: int = 0
    crops: bytes = b""
    thumbnail: bytes = b""
    middle: Fingerprint | None = None

    @property
    def first(self) -> Fingerprint:
        """The fingerprint of the first frame."""
        return Fingerprint(
            self.phash,
            self.dhash,
            self.is_informative,
            self.phash256,
            self.pdq,
            self.quality,
            self.crops,
            self.thumbnail,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as a web archive keeps it, and when it was taken."""

    url: str
    taken_at: datetime


class MissingSign(StrEnum):
    """What speaks for a page that loads and is not the one that was asked for."""

    TITLE = "title"
    HEADING = "heading"
    ROOT = "root"
    ERROR_PATH = "error-path"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class Resource:
    """What one URL held: facts only.

    Exactly one of `status` (the final response's), `failure` and `is_found` (a file on disk, a mail server)
    is set. `redirects` are in the order taken;
    `final_url` is the URL that answered, None if none did. `canonical_url` is trusted; where a page names one
    that is not, `canonical_candidate` keeps it and `canonical_distrust` the reason.
    `stated_canonical_url` is the trusted one that the page at the end of permanent redirects states itself.
    `is_noindex` says that the page asks search engines to leave it out.
    `media_type` is the declared one, lower-case, without parameters. `size_bytes` counts the decoded bytes of
    a body read to its end, else it is the declared size; `sha256` covers a picture read to its end.
    `fragments` holds the page's ids, None unless the whole page was read for them. `picture_problem` says why
    a reader sees no picture; it is None where only we cannot look (a limit, an unknown format).
    `is_wrong_type` is True where every use of the URL is a picture and a page came instead. `challenge` names
    what tells robots apart. `is_rate_limited` is True where the status means that too much was asked.
    `snapshots` are an archive's copies, oldest first, None if it was not asked or did not answer.
    `missing_signs` speak for a soft 404; `parked_by` names who parks the domain. `text_length` counts the
    characters that readers see, as far as they were read. `missing_texts` holds those of the fragments asked
    for whose text directives point at nothing; `is_script_built` says that scripts draw ids and text.
    `description` and `headings` are the page's own words, as far as it was read; `published_at` and
    `modified_at` what it states, `ignored_dates` what it states that cannot be, with the reason.
    `certificate_expires_at` is of the certificate that the final URL's host showed.
    `picture_metadata` is what the header of a picture says that could not be decoded, `picture_credentials`
    are its Content Credentials. `image_credits` is what a page states of pictures in its structured data.
    """

    url: str
    status: int | None = None
    failure: Failure | None = None
    is_found: bool = False
    redirects: tuple[Redirect, ...] = ()
    final_url: str | None = None
    canonical_url: str | None = None
    canonical_source: CanonicalSource | None = None
    canonical_candidate: str | None = None
    canonical_distrust: str | None = None
    stated_canonical_url: str | None = None
    is_noindex: bool = False
    title: str | None = None
    description: str | None = None
    headings: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    ignored_dates: tuple[str, ...] = ()
    media_type: str | None = None
    size_bytes: int | None = None
    is_body_complete: bool = False
    sha256: str | None = None
    fragments: frozenset[str] | None = None
    picture: Picture | None = None
    picture_problem: str | None = None
    picture_metadata: Mapping[str, str] = field(default_factory=dict)
    picture_credentials: Credentials | None = None
    image_credits: tuple[ImageCredit, ...] = ()
    is_wrong_type: bool = False
    challenge: str | None = None
    is_rate_limited: bool = False
    snapshots: tuple[Snapshot, ...] | None = None
    missing_signs: frozenset[MissingSign] = frozenset()
    parked_by: str | None = None
    text_length: int | None = None
    missing_texts: frozenset[str] = frozenset()
    is_script_built: bool = False
    certificate_expires_at: datetime | None = None
    attempts: int = 0
    checked_at: datetime | None = None
    elapsed_seconds: float = 0.0
    is_cached: bool = False


# A rule's own level is filled in when the rule is run, so readers of a report never meet this None.
_UNSET = cast(Level, None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's judgement on one place (SARIF §3.27 result).

    A rule gives `message` and, as far as they apply, the primary `link`, or else the `document` and `span`,
    the `related` links, and the `evidence` (plain JSON values). `key` tells findings of one rule in one
    document apart without line numbers; left empty, it is the link's target. `rule`, `level` and
    `fingerprint` are filled in when the rule is run; a rule sets `level` only to differ from its own.
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
    none was given.
    """

    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    resources: Mapping[str, Resource]
    site_url: str | None = None
    seen_before: Mapping[str, tuple[Recollection, ...]] = field(default_factory=dict)
    image_groups: tuple[ImageGroup, ...] = ()
    earlier_sources: tuple[Source, ...] | None = None

    def resource(self, link: Link) -> Resource | None:
        """Return what the link's URL held; None for a link without a URL or one never planned."""
        return None if link.fetch_url is None else self.resources.get(link.fetch_url)


@dataclass(frozen=True, slots=True)
class Run:
    """When and on what a run was made. `is_complete` is False if it was interrupted.

    `problem` says what kept this machine from asking, if anything did: then what is unavailable may not be.
    """

    started_at: datetime
    elapsed_seconds: float
    inputs: tuple[str, ...]
    is_complete: bool = True
    problem: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One finished run. Findings are sorted by document, line and rule."""

    run: Run
    crawl: Crawl
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    image_groups: tuple[ImageGroup, ...] = ()


class Fetcher(Protocol):
    """The only door to the network; a cache, a cluster and a test double are each just another one."""

    def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        """Yield exactly one resource for each request, in any order; never raise for what the web does."""
        ...
