"""Read what Pillow alone does not: HEIC through pillow-heif, SVG through resvg; both come with [images]."""

from __future__ import annotations

import re

# Drawn at the size of the thumbnail that everything is compared by: a drawing has no pixels of its own.
_LONGEST_PIXELS = 512
# What a drawing may not have: entities, which grow without end, and files of this machine or the web.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_OUTSIDE = re.compile(
    rb"<(?:\w+:)?(?:image|feImage)\b[^>]*?href\s*=\s*[\"']?\s*(?!data:|#)[^\s\"'>]", re.IGNORECASE
)


def register_heic() -> None:
    """Let Pillow open HEIC; harmless to repeat."""
    from pillow_heif import register_heif_opener

    register_heif_opener()


def draw_svg(body: bytes) -> bytes:
    """Return a drawing as a PNG, whose longer side has 512 pixels.

    Raises:
        ValueError: it is no SVG that can be drawn, declares entities, or asks for pictures from elsewhere.
    """
    from resvg_py import svg_to_bytes

    if _ENTITY.search(body):
        raise ValueError("it declares entities")
    if _OUTSIDE.search(body):
        raise ValueError("it shows pictures that are not in it")
    text = body.decode("utf-8-sig", "replace")
    return bytes(svg_to_bytes(svg_string=text, width=_LONGEST_PIXELS, height=_LONGEST_PIXELS))
