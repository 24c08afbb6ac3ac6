"""From an image's bytes to what is known of it: decode and fingerprint in one step."""

from __future__ import annotations

from linkcheck.images.decode import decode
from linkcheck.images.fault import PictureFault
from linkcheck.images.fingerprint import fingerprint
from linkcheck.model import Picture


def read_picture(body: bytes, *, max_pixels: int) -> Picture | PictureFault:
    """Describe the picture that the bytes hold, or say why there is none.

    Raises:
        MemoryError: decoding needs more than the process may have.
    """
    decoded = decode(body, max_pixels=max_pixels)
    if isinstance(decoded, PictureFault):
        return decoded
    first = fingerprint(decoded.grey, width=decoded.width, height=decoded.height)
    middle = decoded.middle
    return Picture(
        format=decoded.format,
        width=decoded.width,
        height=decoded.height,
        frames=decoded.frames,
        phash=first.phash,
        dhash=first.dhash,
        is_informative=first.is_informative,
        phash256=first.phash256,
        pdq=first.pdq,
        quality=first.quality,
        crops=first.crops,
        thumbnail=first.thumbnail,
        lettering=first.lettering,
        middle=fingerprint(middle, width=decoded.width, height=decoded.height) if middle else None,
    )
