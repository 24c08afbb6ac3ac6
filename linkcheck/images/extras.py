"""Read what Pillow alone does not: HEIC through pillow-heif, SVG through resvg; both come with [images]."""

from __future__ import annotations

import re

# Drawn at the size of the thumbnail that everything is compared by: a drawing has no pixels of its own.
_WIDTH = 512
# What a drawing may not have: files of this machine or the web in it, and entities, which could hide them.
_OUTSIDE = re.compile(
    rb"<!ENTITY|<(?:\w+:)?(?:image|feImage)\b[^>]*?href\s*=\s*[\"']?\s*(?!data:|#)[^\s\"'>]", re.IGNORECASE
)


def register_heic() -> None:
    """Let Pillow open HEIC; harmless to repeat."""
    from pillow_heif import register_heif_opener

    register_heif_opener()


def draw_svg(body: bytes) -> bytes:
    """Return a drawing as a PNG, 512 pixels wide.

    Raises:
        ValueError: it is no SVG that can be drawn, or asks for pictures from elsewhere.
    """
    from resvg_py import svg_to_bytes

    if _OUTSIDE.search(body):
        raise ValueError("it shows pictures that are not in it")
    return bytes(svg_to_bytes(svg_string=body.decode("utf-8-sig", "replace"), width=_WIDTH))
