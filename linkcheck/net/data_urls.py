"""Pictures written into the post itself: `data:` URLs (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

from linkcheck.images.workers import PictureWorkers
from linkcheck.model import Failure, FailureKind, Request, Resource
from linkcheck.net.pictured import pictured
from linkcheck.net.policy import Policy


async def read_data(request: Request, policy: Policy, workers: PictureWorkers) -> Resource:
    """Return the facts of a picture in a `data:` URL."""
    head, comma, content = request.url.partition(":")[2].partition(",")
    media_type, *parameters = head.split(";")
    media_type = media_type.strip().lower() or "text/plain"
    body = _decode(content, is_base64="base64" in (each.strip().lower() for each in parameters))
    if not comma or body is None:
        return Resource(request.url, failure=Failure(FailureKind.INVALID_URL, "its data cannot be decoded"))
    if len(body) > policy.image_bytes or not policy.check_images:
        return Resource(request.url, failure=Failure(FailureKind.UNSUPPORTED_SCHEME, "data that is not read"))
    resource = Resource(
        request.url,
        is_found=True,
        final_url=request.url,
        media_type=media_type,
        attempts=1,
        checked_at=datetime.now(UTC),
    )
    return pictured(resource, body, await workers.read(body, media_type))


def _decode(content: str, *, is_base64: bool) -> bytes | None:
    octets = unquote_to_bytes(content)
    if not is_base64:
        return octets
    octets = b"".join(octets.split())
    try:
        return base64.b64decode(octets + b"=" * (-len(octets) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
