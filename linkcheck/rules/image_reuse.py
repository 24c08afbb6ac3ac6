"""The rule `image-reuse`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.images.groups import group_images
from linkcheck.model import Crawl, Finding, ImageGroup, Level, Relation
from linkcheck.rules import rule

_TIES = {
    Relation.SAME_URL: "the same URL",
    Relation.SAME_BYTES: "the same file under other URLs",
    Relation.SAME_PICTURE: "the same picture in other files",
}


@rule("image-reuse", level=Level.WARNING)
def image_reuse(crawl: Crawl) -> Iterator[Finding]:
    """One picture is shown more than once, under one URL or several.

    Within a document this is mostly a slip, and a note. Across documents it is a warning: a picture that
    illustrates two events shows at most one of them. Check what the picture really shows and where it comes
    from. Ignore it for logos and portraits that are meant to come back.
    """
    for group in group_images(crawl.links, crawl.resources):
        documents = list(dict.fromkeys(link.document for link in group.links))
        where = f"in {len(documents)} documents" if len(documents) > 1 else "in this document"
        yield Finding(
            f"this picture is shown {len(group.links)} times {where}: {_tie(group)}",
            group.links[0],
            related=group.links[1:],
            level=Level.WARNING if len(documents) > 1 else Level.NOTE,
            evidence={
                "relation": group.relation,
                "urls": list(group.urls),
                "documents": documents,
                "max_distance_bits": group.max_distance_bits,
            },
        )


def _tie(group: ImageGroup) -> str:
    distance = f", at most {group.max_distance_bits} of 64 bits apart" if group.max_distance_bits else ""
    return _TIES[group.relation] + distance
