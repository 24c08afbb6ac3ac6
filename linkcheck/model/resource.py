"""What was asked for, and what came: one URL to fetch, and the facts of what it held."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from linkcheck.model.picture import Credentials, ImageCredit, Picture
from linkcheck.model.post import Kind


class Verdict(StrEnum):
    """What a resource means for the person who clicks."""

    OK = "ok"
    BROKEN = "broken"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    SKIPPED = "skipped"


# Statuses that say that a page has moved for good (RFC 9110 §15.4.2, §15.4.9).
PERMANENT = frozenset({301, 308})


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
    PLACEHOLDER = "placeholder"
    FILE_OUTSIDE = "file-outside"
    FILE_UNREADABLE = "file-unreadable"
    # files and mail
    FILE_NOT_FOUND = "file-not-found"
    FILE_CASE = "file-case"
    ROOT_UNKNOWN = "root-unknown"
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
class Request:
    """One URL to fetch and every use of it: the unit of work.

    `fragments` are those some link points at (empty if none does); `kinds` every kind of reference to it.
    `is_root_guessed` is True for a file that is only named from a root folder on (`/about`), and nobody
    stated which that is.
    """

    url: str
    kinds: frozenset[Kind] = frozenset()
    fragments: frozenset[str] = frozenset()
    is_root_guessed: bool = False


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
    a reader sees no picture; `picture_note` why only we
    cannot look at it (a limit, an unknown format).
    `is_wrong_type` is True where every use of the URL is a picture and a page came instead. `challenge` names
    what tells robots apart. `is_rate_limited` is True where the status means that too much was asked.
    `accepted_by` is the setting that takes the status for success, None if none does.
    `snapshots` are an archive's copies, oldest first, None if it was not asked or did not answer.
    `missing_signs` speak for a soft 404; `parked_by` names who parks the domain. `text_length` counts the
    characters that readers see, as far as they were read. `missing_texts` holds those of the fragments asked
    for whose text directives point at nothing; `is_script_built` says that scripts draw ids and text.
    `description` and `headings` are the page's own words, as far as it was read; `language`, `published_at`
    and `modified_at` are what it states, `ignored_dates` what it states that cannot be, with the reason.
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
    language: str | None = None
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
    picture_note: str | None = None
    picture_metadata: Mapping[str, str] = field(default_factory=dict)
    picture_credentials: Credentials | None = None
    image_credits: tuple[ImageCredit, ...] = ()
    is_wrong_type: bool = False
    challenge: str | None = None
    is_rate_limited: bool = False
    accepted_by: str | None = None
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


class Fetcher(Protocol):
    """The only door to the network; a cache, a cluster and a test double are each just another one."""

    def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        """Yield exactly one resource for each request, in any order; never raise for what the web does."""
        ...
