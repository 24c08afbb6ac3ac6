"""The public shape of what one URL held."""

from __future__ import annotations

from msgspec import Struct

from linkcheck.model import CanonicalSource, FailureKind, Verdict
from linkcheck.renderers.shape.pictures import Credentials, ImageCredit, Picture
from linkcheck.renderers.shape.scalars import Count, Hexadecimal, Seconds, Time


class Redirect(Struct, frozen=True, kw_only=True):
    """One hop: the status that redirected, and the absolute URL it led to."""

    status: int
    url: str


class Resource(Struct, frozen=True, kw_only=True):
    """What one URL held, and what that means for the person who clicks.

    Exactly one of `status` and `failure` is set. `canonical_url` is trusted; a page's claim that is not is
    kept as `canonical_candidate`, with the reason. `size_bytes` counts decoded bytes read; `sha256` is set
    where the body was read to its end (`body_complete`). `challenge` names what told us to be a robot,
    `accepted_by` the setting that takes the status for success;
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
    language: str | None = None
    published_at: Time | None
    modified_at: Time | None
    ignored_dates: tuple[str, ...]
    media_type: str | None
    size_bytes: Count | None
    body_complete: bool
    sha256: Hexadecimal | None
    challenge: str | None
    accepted_by: str | None = None
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
    picture_note: str | None = None
    picture_metadata: dict[str, str]
    picture_credentials: Credentials | None
    image_credits: tuple[ImageCredit, ...]
    wrong_type: bool
