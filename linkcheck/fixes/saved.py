"""What a saved report knows, in the terms of a run that has just been made."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.fixes.facts import RULES, WANTED_AS_IS, Facts, Place
from linkcheck.model import (
    Failure,
    Link,
    MissingSign,
    Problem,
    ProblemKind,
    Redirect,
    Reference,
    Resource,
    Span,
)
from linkcheck.renderers import shape
from linkcheck.urls.redaction import redact, redact_optional
from linkcheck.urls.references import fetch_url
from linkcheck.verdict import judge


def facts_of_saved(report: shape.Report) -> Facts:
    """Return what a saved report tells of the web, but for resources that it judges otherwise."""
    resources = {each.url: resource for each in report.resources if (resource := _resource(each)) is not None}
    copies = {
        (finding.document, fetch_url(finding.url)): copy
        for finding in report.findings
        if finding.rule == "broken-link"
        and finding.url is not None
        and isinstance(copy := finding.evidence.get("archived_url"), str)
    }
    ignored = frozenset(place for each in report.suppressed for place in _ignored_places(each))
    return Facts(resources, copies, ignored)


def saved_links(report: shape.Report) -> dict[str, list[Link]]:
    """Return the links of each document as the report has them: what is secret in them is masked."""
    links: dict[str, list[Link]] = {each.name: [] for each in report.documents}
    for each in report.links:
        links.setdefault(each.document, []).append(_link(each))
    return links


def is_same(saved: Link, link: Link) -> bool:
    """Say whether a link is the one that was saved: it stands at the same place, and says the same."""
    before, now = saved.reference, link.reference
    return (
        before.target == redact(now.target)
        and before.kind is now.kind
        and (before.span.line, before.span.column) == (now.span.line, now.span.column)
        and saved.url == redact_optional(link.url)
    )


def _ignored_places(finding: shape.Finding) -> Iterator[Place]:
    kind = finding.suppression.kind if finding.suppression is not None else None
    if finding.rule in RULES and kind in WANTED_AS_IS and finding.line is not None:
        yield finding.document, finding.line, finding.column
        for place in finding.related:
            yield place.document, place.line, place.column


def _link(saved: shape.Link) -> Link:
    span = Span(saved.line, saved.column, saved.end_line, saved.end_column)
    reference = Reference(saved.target, saved.kind, span, saved.anchor, saved.rel)
    if saved.url is None:
        kind = saved.problem_kind or ProblemKind.MALFORMED
        return Link(saved.document, reference, problem=Problem(kind, saved.problem or ""))
    return Link(saved.document, reference, saved.url, fetch_url(saved.url), saved.fragment)


def _resource(saved: shape.Resource) -> Resource | None:
    """Return the facts of one URL; those that only other rules need are not there."""
    failure = Failure(saved.failure, saved.failure_detail or "") if saved.failure is not None else None
    if failure is None and saved.status is None:  # a file on disk, or a mail server
        return None
    resource = Resource(
        saved.url,
        status=saved.status,
        failure=failure,
        redirects=tuple(Redirect(hop.status, hop.url) for hop in saved.redirects),
        final_url=saved.final_url,
        canonical_url=saved.canonical_url,
        canonical_source=saved.canonical_source,
        stated_canonical_url=saved.stated_canonical_url,
        title=saved.title,
        description=saved.description,
        headings=saved.headings,
        published_at=saved.published_at,
        media_type=saved.media_type,
        size_bytes=saved.size_bytes,
        sha256=saved.sha256,
        picture_problem=saved.picture_problem,
        is_wrong_type=saved.wrong_type,
        challenge=saved.challenge,
        missing_signs=frozenset(sign for sign in MissingSign if sign in saved.missing_signs),
        parked_by=saved.parked_by,
        attempts=saved.attempts,
    )
    return resource if judge(resource).verdict is saved.verdict else None
