"""The rule `unexamined-image`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences


@rule("unexamined-image", level=Level.NOTE)
def unexamined_image(crawl: Crawl) -> Iterator[Finding]:
    """A picture could not be looked at, so nothing is known of what it shows or where else it is shown.

    Its format needs a decoder that is not installed (`pip install linkcheck-provenance[images]` brings those
    for SVG and HEIC), or it is so large that opening it could take down the run. Readers may see it all the
    same. Look at it yourself, or replace what no page needs. Each document has one finding for each reason.
    Ignore it for drawings such as logos, badges and icons.
    """
    found: dict[tuple[str, str], list[Link]] = {}
    for each in occurrences(crawl, is_picture):
        if (note := each.resource.picture_note) is not None:
            found.setdefault((each.link.document, note), []).extend((each.link, *each.others))
    for (_, note), links in found.items():
        urls = list(dict.fromkeys(link.fetch_url for link in links))
        what = "this picture was" if len(urls) == 1 else f"{len(urls)} pictures were"
        yield Finding(
            f"{what} not examined: {note}",
            links[0],
            related=tuple(links[1:]),
            evidence={"reason": note, "urls": urls},
            key=note,
        )
