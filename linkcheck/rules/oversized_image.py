"""The rule `oversized-image`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Resource, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences


@rule("oversized-image", level=Level.NOTE)
def oversized_image(crawl: Crawl, *, max_kilobytes: int = 1600, max_side: int = 2560) -> Iterator[Finding]:
    """A picture is far larger than a page needs, in bytes or in pixels.

    It loads slowly, costs readers on mobile networks money, and shows no better than a smaller one. Scale it
    to the width at which it is shown, twice that for sharp screens, and save photographs as WebP, AVIF or
    JPEG (an animation as a video). By default a picture is reported that is alone heavier than Lighthouse
    wants a whole page to be (1,600 KiB: ten seconds over 3G), or has a side above the 2,560 pixels that
    WordPress scales uploads down to. Ignore it for pictures that are meant to be zoomed into or downloaded.
    """
    for found in occurrences(crawl, is_picture):
        resource = found.resource
        if found.judgement.verdict is not Verdict.OK or not _is_image(resource):
            continue
        kilobytes = (resource.size_bytes or 0) / 1024
        picture = resource.picture
        side = max(picture.width, picture.height) if picture else 0
        reasons = []
        if kilobytes > max_kilobytes:
            reasons.append(f"{kilobytes:,.0f} KiB where {max_kilobytes:,} are plenty")
        if picture is not None and side > max_side and picture.format != "svg":
            reasons.append(f"{picture.width} x {picture.height} pixels where {max_side:,} a side are plenty")
        if reasons:
            yield Finding(
                f"this picture is larger than a page needs: {' and '.join(reasons)}",
                found.link,
                related=found.others,
                evidence={
                    "size_bytes": resource.size_bytes,
                    "width": picture.width if picture else None,
                    "height": picture.height if picture else None,
                },
            )


def _is_image(resource: Resource) -> bool:
    return resource.picture is not None or (resource.media_type or "").startswith("image/")
