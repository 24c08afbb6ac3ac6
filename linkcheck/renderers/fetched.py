"""The public shape of what was fetched: resources and their pictures."""

from __future__ import annotations

from datetime import UTC, datetime

from linkcheck import model
from linkcheck.renderers import shape
from linkcheck.renderers.provenance import shape_credentials, shape_credit, shape_metadata
from linkcheck.urls.redaction import redact, redact_optional
from linkcheck.urls.references import registrable_domain
from linkcheck.verdict import judge


def shape_resource(resource: model.Resource) -> shape.Resource:
    """Give what a URL holds its public shape."""
    judgement = judge(resource)
    failure = resource.failure
    return shape.Resource(
        url=redact(resource.url),
        verdict=judgement.verdict,
        reason=redact(judgement.reason),
        status=resource.status,
        failure=failure.kind if failure else None,
        failure_detail=redact(failure.detail) if failure else None,
        redirects=tuple(shape.Redirect(status=hop.status, url=redact(hop.url)) for hop in resource.redirects),
        final_url=redact_optional(resource.final_url),
        canonical_url=redact_optional(resource.canonical_url),
        canonical_source=resource.canonical_source,
        canonical_candidate=redact_optional(resource.canonical_candidate),
        canonical_distrust=resource.canonical_distrust,
        stated_canonical_url=redact_optional(resource.stated_canonical_url),
        noindex=resource.is_noindex,
        registrable_domain=registrable_domain(resource.url),
        title=redact_optional(resource.title),
        description=redact_optional(resource.description),
        headings=tuple(map(redact, resource.headings)),
        language=resource.language,
        published_at=_shape_time(resource.published_at),
        modified_at=_shape_time(resource.modified_at),
        ignored_dates=tuple(map(redact, resource.ignored_dates)),
        media_type=resource.media_type,
        size_bytes=resource.size_bytes,
        body_complete=resource.is_body_complete,
        sha256=resource.sha256,
        challenge=resource.challenge,
        accepted_by=resource.accepted_by,
        missing_signs=tuple(sorted(resource.missing_signs)),
        parked_by=resource.parked_by,
        script_built=resource.is_script_built,
        certificate_expires_at=_shape_time(resource.certificate_expires_at),
        attempts=resource.attempts,
        checked_at=_shape_time(resource.checked_at),
        elapsed_seconds=round(resource.elapsed_seconds, 3),
        cached=resource.is_cached,
        picture=None if resource.picture is None else shape_picture(resource.picture),
        picture_problem=resource.picture_problem,
        picture_note=resource.picture_note,
        picture_metadata=shape_metadata(resource.picture_metadata),
        picture_credentials=shape_credentials(resource.picture_credentials),
        image_credits=tuple(map(shape_credit, resource.image_credits)),
        wrong_type=resource.is_wrong_type,
    )


def shape_picture(picture: model.Picture) -> shape.Picture:
    """Give a picture its public shape."""
    return shape.Picture(
        format=picture.format,
        width=picture.width,
        height=picture.height,
        frames=picture.frames,
        phash=picture.phash,
        dhash=picture.dhash,
        phash256=picture.phash256,
        pdq=picture.pdq,
        quality=picture.quality,
        is_informative=picture.is_informative,
        middle_frame=None if picture.middle is None else _frame(picture.middle),
        metadata=shape_metadata(picture.metadata),
        credentials=shape_credentials(picture.credentials),
    )


def _frame(seen: model.Fingerprint) -> shape.Frame:
    return shape.Frame(
        phash=seen.phash,
        dhash=seen.dhash,
        phash256=seen.phash256,
        pdq=seen.pdq,
        quality=seen.quality,
        is_informative=seen.is_informative,
    )


def shape_time(moment: datetime) -> datetime:
    """Return a moment as reports state it: UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _shape_time(moment: datetime | None) -> datetime | None:
    return None if moment is None else shape_time(moment)
