"""The rule `source-newer-than-post`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.pages.dates import is_after
from linkcheck.rules import rule
from linkcheck.rules._dated import dated_citations


@rule("source-newer-than-post", level=Level.NOTE)
def source_newer_than_post(crawl: Crawl) -> Iterator[Finding]:
    """A page that a post cites was published after the post.

    The post cannot have been written from it: the page was moved and given a new date, the address now holds
    another article, or the post was changed later and its date was not. Check that the page still says what
    the post says, or state when the post was updated. Ignore it for pages that are meant to change.

    The page's date is the one it states (JSON-LD, `article:published_time`, other `meta` elements, `<time>`);
    the post's is that of its front matter, markup, header, file name or date line, or the day on which it
    says that it was changed. A day counts until it has ended everywhere on Earth. Dates before there were web
    pages or in the future are not believed; the report says which (`ignored_dates`).
    """
    for cited in dated_citations(crawl):
        published = cited.resource.published_at
        if published is not None and is_after(published, cited.day):
            yield Finding(
                f"this page says that it was published on {published:%Y-%m-%d}, after the post ({cited.day})",
                cited.link,
                related=cited.others,
                evidence={
                    "published_at": f"{published:%Y-%m-%dT%H:%M:%SZ}",
                    "post_date": cited.day.isoformat(),
                },
            )
