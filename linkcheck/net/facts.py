"""Write down what became of a job: what its final reply says, or why there is none."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape

from linkcheck.images.workers import PictureWorkers
from linkcheck.model import (
    CanonicalSource,
    Credentials,
    Failure,
    Kind,
    MissingSign,
    Picture,
    Request,
    Resource,
)
from linkcheck.net.body import PAGE_TYPES, is_markup, is_picture_read, may_be_picture
from linkcheck.net.canonical import Canonical
from linkcheck.net.job import Job
from linkcheck.net.page import Page, read_header_canonical, read_page
from linkcheck.net.parking import find_parking
from linkcheck.net.phrases import says_missing
from linkcheck.net.pictured import TOO_LARGE
from linkcheck.net.policy import Policy
from linkcheck.net.redirects import Chain
from linkcheck.net.replies import BodyFault, Reply
from linkcheck.net.soft import read_signs
from linkcheck.net.wording import has_text, text_directives
from linkcheck.pages.dates import judge_dates

# What a browser would stumble over as well; a slow transfer it would sit out.
_DAMAGE = (BodyFault.BROKE_OFF, BodyFault.UNDECODABLE)


@dataclass(frozen=True, slots=True)
class _PictureFacts:
    picture: Picture | None = None
    problem: str | None = None
    note: str | None = None
    sha256: str | None = None
    is_wrong_type: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None


_SHOWN = re.compile(rb"<(?:title|h1|h2)\b[^>]{0,200}>(.{1,300}?)</(?:title|h1|h2)", re.IGNORECASE | re.DOTALL)
_SHOWN_OPENINGS = (b"<title", b"<h1", b"<h2")
_TAG = re.compile(rb"<[^>]*>")
_SHOWN_BYTES = 65_536
_QUICK_BYTES = 262_144  # four megabytes of tags take seconds
_NO_PICTURE, _NO_PAGE = _PictureFacts(), Page()
_TOO_LARGE = _PictureFacts(note=TOO_LARGE)


def describe_failure(job: Job, failure: Failure) -> Resource:
    """Return the facts of a job that ended without a final status."""
    return Resource(
        job.request.url,
        failure=failure,
        redirects=tuple(job.chain.hops),
        attempts=job.retries + 1,
        checked_at=datetime.now(UTC),
        elapsed_seconds=job.active_seconds,
    )


async def describe_reply(job: Job, reply: Reply, *, policy: Policy, workers: PictureWorkers) -> Resource:
    """Return the facts that a final reply gives; nothing in them depends on how the bytes were cut up."""
    head, request, chain = reply.head, job.request, job.chain
    page, seen, stated, parked_by = _NO_PAGE, _NO_PICTURE, None, None
    if 200 <= head.status < 300 and not job.challenge:  # what a wall shows is not of the page
        page = await _read_in_turn(request, reply, chain)
        stated = _choose_canonical(chain, page.canonical)
        if page is not _NO_PAGE:
            parked_by = find_parking(reply.body, url=chain.url, title=page.title)
        if Kind.IMAGE in request.kinds:
            seen = await _read_picture(request, reply, policy, workers)
    dates = judge_dates(page.statements.published, page.statements.modified, now=datetime.now(UTC))
    trusted = stated if stated and not stated.distrust else None
    doubted = stated if stated and stated.distrust else None
    return Resource(
        request.url,
        status=head.status,
        redirects=tuple(chain.hops),
        final_url=chain.url,
        canonical_url=trusted.url if trusted else None,
        canonical_source=trusted.source if trusted else None,
        canonical_candidate=doubted.url if doubted else None,
        canonical_distrust=doubted.distrust if doubted else None,
        stated_canonical_url=_outvoted(trusted, page.canonical),
        is_noindex=page.is_noindex or _forbids_index(head.headers.getall("X-Robots-Tag", [])),
        title=page.title,
        description=page.statements.description,
        headings=_headings(page),
        language=page.language,
        published_at=dates.published_at,
        modified_at=dates.modified_at,
        ignored_dates=dates.ignored,
        media_type=head.media_type,
        size_bytes=len(reply.body) if reply.is_complete else _declared_size(reply),
        is_body_complete=reply.is_complete,
        sha256=seen.sha256,
        fragments=page.fragments,
        missing_signs=_read_signs(job, page),
        parked_by=parked_by,
        text_length=len(page.wording.text) if page.wording else None,
        missing_texts=_missing_texts(request, page),
        is_script_built=bool(page.wording and page.wording.is_script_built and request.fragments),
        picture=seen.picture,
        picture_problem=seen.problem,
        picture_note=seen.note,
        picture_metadata=seen.metadata,
        picture_credentials=seen.credentials,
        image_credits=page.image_credits,
        is_wrong_type=seen.is_wrong_type,
        challenge=job.challenge,
        certificate_expires_at=head.certificate_expires_at,
        is_rate_limited=job.is_rate_limited,
        attempts=job.retries + 1,
        checked_at=datetime.now(UTC),
        elapsed_seconds=job.active_seconds,
    )


def _headings(page: Page) -> tuple[str, ...]:
    """Return a page's headings, with the titles it gives itself elsewhere than in `title`."""
    return tuple(dict.fromkeys((*page.headings, *page.statements.titles)))


def _declared_size(reply: Reply) -> int | None:
    return None if "Content-Encoding" in reply.head.headers else reply.head.length


async def _read_in_turn(request: Request, reply: Reply, chain: Chain) -> Page:
    """Read a page; a long one so that the other exchanges go on meanwhile, lest they time out."""
    if len(reply.body) <= _QUICK_BYTES:
        return _read_page(request, reply, chain)
    return await asyncio.to_thread(_read_page, request, reply, chain)


def _read_page(request: Request, reply: Reply, chain: Chain) -> Page:
    """Read what a page, or any document's headers, say."""
    head = reply.head
    links = head.headers.getall("Link", [])
    if head.media_type in PAGE_TYPES or (head.media_type is None and is_markup(reply.body)):
        return read_page(
            reply.body,
            url=chain.url,
            charset=head.charset,
            link_headers=links,
            # an id that is missing from half a page is no evidence
            with_fragments=bool(request.fragments) and reply.is_complete,
            with_wording=_is_wording_wanted(request, reply),
        )
    return Page(canonical=read_header_canonical(chain.url, links)) if links else _NO_PAGE


def _is_wording_wanted(request: Request, reply: Reply) -> bool:
    """Say whether the text is worth reading: for fragments, and where title or heading look odd."""
    if request.fragments:
        return reply.is_complete
    return any(map(says_missing, _shown(reply.body[:_SHOWN_BYTES])))


def _shown(body: bytes) -> Iterator[str]:
    """Yield the title and the first headings, roughly."""
    lowered = body.lower()
    for opening in _SHOWN_OPENINGS:
        start = lowered.find(opening)
        while start >= 0:
            if match := _SHOWN.match(body, start):
                yield unescape(_TAG.sub(b"", match[1]).decode("utf-8", "replace"))
            start = lowered.find(opening, start + len(opening))


def _read_signs(job: Job, page: Page) -> frozenset[MissingSign]:
    if page is _NO_PAGE:
        return frozenset()
    return read_signs(
        url=job.request.url,
        redirects=job.chain.hops,
        final_url=job.chain.url,
        title=page.title,
        headings=page.wording.headings if page.wording else (),
    )


def _missing_texts(request: Request, page: Page) -> frozenset[str]:
    """Return the fragments whose text directives all point at nothing."""
    if page.wording is None:
        return frozenset()
    text = page.wording.text
    sought = {fragment: text_directives(fragment) for fragment in request.fragments}
    return frozenset(
        fragment
        for fragment, directives in sought.items()
        if directives and not any(has_text(text, directive) for directive in directives)
    )


def _choose_canonical(chain: Chain, stated: Canonical | None) -> Canonical | None:
    """Return where permanent redirects end, which outweighs what the page there states, else that."""
    return Canonical(CanonicalSource.REDIRECT, chain.url) if chain.is_permanent else stated


def _outvoted(chosen: Canonical | None, stated: Canonical | None) -> str | None:
    """Return what the page states and is believed, where a redirect outweighs it."""
    is_believed = stated is not None and stated is not chosen and not stated.distrust
    return stated.url if stated is not None and is_believed else None


def _forbids_index(values: Iterable[str]) -> bool:
    """Say whether an X-Robots-Tag header keeps the page from every index; rules for one robot do not."""
    rules = (rule.strip().lower() for value in values for rule in value.split(","))
    return any(rule in {"noindex", "none"} for rule in rules)


async def _read_picture(
    request: Request, reply: Reply, policy: Policy, workers: PictureWorkers
) -> _PictureFacts:
    media_type = reply.head.media_type
    if not may_be_picture(media_type):
        is_page = media_type in PAGE_TYPES and request.kinds == {Kind.IMAGE}
        return _PictureFacts(problem=f"it is {media_type}, not a picture", is_wrong_type=is_page)
    if not is_picture_read(request, reply.head, policy):
        return _NO_PICTURE
    if reply.fault in _DAMAGE:
        return _PictureFacts(problem=f"its transfer {reply.fault}")
    if not reply.is_complete:
        return _TOO_LARGE
    sha256 = hashlib.sha256(reply.body).hexdigest()
    picture = await workers.read(reply.body, media_type)
    if isinstance(picture, Picture):
        return _PictureFacts(picture, sha256=sha256)
    # a limit of ours, or a format unknown here, harms no reader
    return _PictureFacts(
        problem=picture.reason if picture.is_broken else None,
        note=None if picture.is_broken else picture.reason,
        sha256=sha256,
        metadata=picture.metadata,
        credentials=picture.credentials,
    )
