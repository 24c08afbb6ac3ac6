"""Write down what a picture's bytes gave."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from linkcheck.images.fault import PictureFault
from linkcheck.model import Picture, Resource

TOO_LARGE = "larger than is read of one picture"


def pictured(resource: Resource, body: bytes, answer: Picture | PictureFault) -> Resource:
    """Return the resource with its whole body's size and hash, and the picture, or what is known of none."""
    resource = replace(
        resource, size_bytes=len(body), is_body_complete=True, sha256=hashlib.sha256(body).hexdigest()
    )
    if isinstance(answer, Picture):
        return replace(resource, picture=answer)
    return replace(
        resource,
        picture_problem=answer.reason if answer.is_broken else None,
        picture_note=None if answer.is_broken else answer.reason,
        picture_metadata=answer.metadata,
        picture_credentials=answer.credentials,
    )
