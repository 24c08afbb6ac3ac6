"""The rule `source-changed-after-post`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.pages.dates import is_after
from linkcheck.rules import rule
from linkcheck.rules._dated import dated_citations


@rule("source-changed-after-post", level=Level.NOTE)
def source_changed_after_post(crawl: Crawl) -> Iterator[Finding]:
    """A page that a post cites says that it was changed after the post.

    What the post took from it may not be there any more, or may say something else now. Compare, and cite an
    archived copy from the post's time where the wording matters. Ignore it for pages whose change does not
    matter, such as documentation that is kept up to date.

    The page's date is the one it states (JSON-LD, `article:modified_time`, other `meta` elements, `<time>`),
    not the server's `Last-Modified`. A page published after the post is left to `source-newer-than-post`.
    """
    for cited in dated_citations(crawl):
        published, modified = cited.resource.published_at, cited.resource.modified_at
        if modified is None or not is_after(modified, cited.day):
            continue
        if published is None or not is_after(published, cited.day):
            yield Finding(
                f"this page says that it was changed on {modified:%Y-%m-%d}, after the post ({cited.day})",
                cited.link,
                related=cited.others,
                evidence={
                    "modified_at": f"{modified:%Y-%m-%dT%H:%M:%SZ}",
                    "post_date": cited.day.isoformat(),
                },
            )
