"""The rule `broken-image`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences
from linkcheck.urls.local import is_file, path_of


@rule("broken-image", level=Level.ERROR)
def broken_image(crawl: Crawl) -> Iterator[Finding]:
    """A picture of the post does not show: it is gone, or what is served is no picture.

    Besides a missing file this finds pages served in a picture's place (a login, an error page with status
    200) and files that are cut off or damaged. Readers see an empty frame. Upload the picture again or take
    it out. Ignore it where a service draws the picture only for browsers.
    """
    for found in occurrences(crawl, is_picture):
        if found.judgement.verdict is Verdict.BROKEN:
            url = found.link.fetch_url or ""
            reason = found.judgement.reason + (f": {path_of(url)}" if is_file(url) else "")
        elif found.judgement.verdict is Verdict.OK and found.resource.picture_problem is not None:
            reason = found.resource.picture_problem
        else:
            continue
        yield Finding(
            f"this picture is broken: {reason}",
            found.link,
            related=found.others,
            evidence={"status": found.resource.status, "media_type": found.resource.media_type},
        )
