"""Reports as a run makes them, for every test of an output format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from linkcheck.model import (
    CanonicalSource,
    Crawl,
    Document,
    Failure,
    FailureKind,
    Finding,
    ImageGroup,
    Kind,
    Level,
    Link,
    Picture,
    Problem,
    ProblemKind,
    Redirect,
    Reference,
    Relation,
    Report,
    Resource,
    Run,
    Source,
    Span,
)

POST, NOTES = "posts/forum-post.txt", "posts/ملاحظات.md"
PAGE = (
    "https://arabic.euronews.com/2024/09/08/"
    "washington-accuses-iran-of-transferring-ballistic-missiles-to-russiaand-tehran-denies"
)
PHOTO = "https://static.euronews.com/articles/stories/08/82/51/76/808x508_cmsv2_d45e1566.jpg"
COPY = "https://cdn.example.net/copied.webp"
MOVED = "http://example.org/old"
GONE = "https://example.org/gone?page=2"
STARTED = datetime(2026, 1, 1, 10, 30, 15, 987654, tzinfo=UTC)


def link(document: str, line: int, column: int | None, url: str | None, kind: Kind, anchor: str = "") -> Link:
    """Make a link as an extractor and the resolver would."""
    target = url or "http://exa mple.org/[x"
    end = None if column is None else column + len(target)
    reference = Reference(target, kind, Span(line, column, line, end), anchor, rel=("nofollow",))
    if url is None:
        problem = Problem(ProblemKind.MALFORMED, "its host has a space")
        return Link(document, reference, problem=problem)
    fetch_url, _, fragment = url.partition("#")
    return Link(document, reference, url, fetch_url, fragment)


def _links() -> tuple[Link, ...]:
    return (
        link(POST, 6, 98, PAGE, Kind.HYPERLINK, "حيث تثير الروابط العسكرية"),
        link(POST, 11, 73, PAGE, Kind.HYPERLINK, "قلقًا متزايدًا"),
        link(POST, 12, 89, PAGE, Kind.HYPERLINK, "روسيا"),
        link(POST, 18, 1, PHOTO, Kind.IMAGE),
        link(NOTES, 3, 1, COPY, Kind.IMAGE, "صورة"),
        link(NOTES, 5, None, MOVED, Kind.HYPERLINK, "old page"),
        link(NOTES, 7, 4, GONE + "#part", Kind.HYPERLINK, "第二頁"),
        link(NOTES, 9, 2, None, Kind.HYPERLINK, "broken"),
        link(NOTES, 11, 2, GONE, Kind.HYPERLINK, "again"),
    )


def _picture(width: int, height: int) -> Picture:
    return Picture("jpeg", width, height, 1, "c3d2e1f0a5968778", "0f1e2d3c4b5a6978", is_informative=True)


def _resources() -> dict[str, Resource]:
    resources = (
        Resource(PAGE, status=200, final_url=PAGE, title="واشنطن تتهم إيران", media_type="text/html"),
        Resource(PHOTO, status=200, final_url=PHOTO, media_type="image/jpeg", picture=_picture(808, 508)),
        Resource(COPY, status=200, media_type="image/webp", picture_problem="it is cut short"),
        Resource(
            MOVED,
            status=200,
            redirects=(Redirect(301, "https://example.org/old"), Redirect(302, "https://example.org/new")),
            final_url="https://example.org/new",
            canonical_url="https://example.org/new",
            canonical_source=CanonicalSource.LINK_ELEMENT,
            checked_at=STARTED,
            elapsed_seconds=0.123456,
        ),
        Resource(GONE, failure=Failure(FailureKind.DNS_NOT_FOUND), attempts=1),
    )
    return {resource.url: resource for resource in resources}


def finding(
    rule: str,
    level: Level,
    message: str,
    place: Link,
    *,
    related: tuple[Link, ...] = (),
    evidence: Mapping[str, object] = MappingProxyType({}),
) -> Finding:
    """Make a finding as a rule's run completes it."""
    return Finding(
        message,
        place,
        place.document,
        place.reference.span,
        related,
        evidence,
        level=level,
        rule=rule,
        fingerprint=f"{rule}-print",
    )


def _findings(links: tuple[Link, ...]) -> tuple[Finding, ...]:
    evidence = MappingProxyType({"links": 3, "share": 0.6875, "anchors": ["روسيا", "إيران"]})
    overuse = "3 of 6 links (50 %) lead to one page under 3 unrelated anchors, such as “روسيا”"
    return (
        finding("link-overuse", Level.WARNING, overuse, links[0], related=links[:3], evidence=evidence),
        finding(
            "image-reuse", Level.WARNING, "the picture is also shown elsewhere", links[3], related=links[4:5]
        ),
        finding("moved-link", Level.NOTE, "moved to https://example.org/new", links[5]),
        finding("broken-link", Level.ERROR, "the host does not exist", links[6], related=links[8:]),
        finding("malformed-url", Level.ERROR, "its host has a space", links[7]),
        Finding("nothing to say", level=Level.NOTE, rule="odd-run"),
    )


@pytest.fixture
def report() -> Report:
    """One run over two posts with every kind of fault."""
    links = _links()
    documents = (Document(POST, "text/plain", "…"), Document(NOTES, "text/markdown", "…"))
    return Report(
        Run(STARTED, 1.23456, ("posts/",)),
        Crawl(documents, links, _resources()),
        findings=_findings(links),
        suppressed=(finding("blocked-link", Level.NOTE, "asks for a login", links[1]),),
        sources=(
            Source(PAGE, 3, 3, 0.5, 0.926),
            Source(GONE, 2, 2, 1 / 3, 1.0),
            Source(MOVED, 1, 1, 1 / 6, 0.0),
        ),
        image_groups=(ImageGroup(Relation.SAME_PICTURE, (COPY, PHOTO), (links[3], links[4]), 6),),
    )


@pytest.fixture
def empty_report() -> Report:
    """A run that found nothing to read."""
    return Report(Run(STARTED, 0.0, ()), Crawl((), (), {}))
