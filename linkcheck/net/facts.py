"""Write down what a final reply says of its URL."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from linkcheck.images.fault import PictureFault
from linkcheck.images.workers import PictureWorkers
from linkcheck.model import CanonicalSource, Kind, Request, Resource
from linkcheck.net.body import PAGE_TYPES, is_markup, is_picture_read, may_be_picture
from linkcheck.net.canonical import Canonical
from linkcheck.net.challenge import read_challenge
from linkcheck.net.client import BodyFault, Head, Reply
from linkcheck.net.page import read_header_canonical, read_page
from linkcheck.net.policy import Policy
from linkcheck.net.redirects import Chain

# What a browser would stumble over as well; a slow transfer it would sit out.
_DAMAGE = (BodyFault.BROKE_OFF, BodyFault.UNDECODABLE)


async def describe(
    request: Request, chain: Chain, reply: Reply, *, policy: Policy, workers: PictureWorkers
) -> Resource:
    """Return the facts that a final reply gives; nothing in them depends on how the bytes were cut up."""
    head = reply.head
    resource = Resource(
        request.url,
        status=head.status,
        redirects=tuple(chain.hops),
        final_url=chain.url,
        media_type=head.media_type,
        size_bytes=len(reply.body) if reply.is_complete else _declared_size(head),
        is_body_complete=reply.is_complete,
        challenge=read_challenge(head.headers),
    )
    if not 200 <= head.status < 300:
        return resource
    if head.media_type in PAGE_TYPES or (head.media_type is None and is_markup(reply.body)):
        resource = _with_page(resource, request, reply, chain)
    else:
        links = head.headers.getall("Link", [])
        resource = _with_canonical(resource, chain, read_header_canonical(chain.url, links))
    if Kind.IMAGE in request.kinds:
        resource = await _with_picture(resource, request, reply, policy, workers)
    return resource


def _declared_size(head: Head) -> int | None:
    return None if "Content-Encoding" in head.headers else head.length


def _with_page(resource: Resource, request: Request, reply: Reply, chain: Chain) -> Resource:
    head = reply.head
    page = read_page(
        reply.body,
        url=chain.url,
        charset=head.charset,
        link_headers=head.headers.getall("Link", []),
        # an id that is missing from half a page is no evidence
        with_fragments=bool(request.fragments) and reply.is_complete,
    )
    resource = replace(resource, title=page.title, fragments=page.fragments)
    return _with_canonical(resource, chain, page.canonical)


def _with_canonical(resource: Resource, chain: Chain, stated: Canonical | None) -> Resource:
    """Add the canonical URL: where permanent redirects end, else what is stated and can be believed."""
    if chain.is_permanent:
        return replace(resource, canonical_url=chain.url, canonical_source=CanonicalSource.REDIRECT)
    if stated is None:
        return resource
    if stated.distrust:
        return replace(resource, canonical_candidate=stated.url, canonical_distrust=stated.distrust)
    return replace(resource, canonical_url=stated.url, canonical_source=stated.source)


async def _with_picture(
    resource: Resource, request: Request, reply: Reply, policy: Policy, workers: PictureWorkers
) -> Resource:
    media_type = reply.head.media_type
    if not may_be_picture(media_type):
        is_page = media_type in PAGE_TYPES and request.kinds == {Kind.IMAGE}
        return replace(resource, picture_problem=f"it is {media_type}, not a picture", is_wrong_type=is_page)
    if not is_picture_read(request, reply.head, policy):
        return resource
    if reply.fault in _DAMAGE:
        return replace(resource, picture_problem=f"its transfer {reply.fault}")
    if not reply.is_complete:
        return resource
    resource = replace(resource, sha256=hashlib.sha256(reply.body).hexdigest())
    picture = await workers.read(reply.body, media_type)
    if isinstance(picture, PictureFault):  # a limit of ours, or a format unknown here, harms no reader
        return replace(resource, picture_problem=picture.reason if picture.is_broken else None)
    return replace(resource, picture=picture)
