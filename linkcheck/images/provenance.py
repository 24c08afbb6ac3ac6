"""Add to a picture what its file says of where it comes from."""

from __future__ import annotations

from dataclasses import replace

from linkcheck.images.credentials import read_credentials
from linkcheck.images.fault import PictureFault
from linkcheck.images.metadata import read_metadata
from linkcheck.model import Credentials, Picture

_ELSEWHERE = "its Content Credentials are kept elsewhere and were not fetched"


def with_provenance(
    answer: Picture | PictureFault, body: bytes, *, max_pixels: int, anchors: str = ""
) -> Picture | PictureFault:
    """Return the answer with what the bytes say of the picture, whether or not it could be decoded.

    `anchors` is a PEM file of the certificates to trust.
    """
    metadata = read_metadata(body, max_pixels=max_pixels)
    url = metadata.pop("manifest_url", "")
    credentials = read_credentials(body, anchors=anchors)
    if credentials is None and url.startswith(("http://", "https://")):
        credentials = Credentials(remote_url=url, note=_ELSEWHERE)
    return replace(answer, metadata=metadata, credentials=credentials)
