"""The rule `missing-alt`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule


@rule("missing-alt", level=Level.NOTE)
def missing_alt(crawl: Crawl) -> Iterator[Finding]:
    """A picture has no alternative text, so readers who cannot see it do not learn what it shows.

    Screen readers then read out the file's name or nothing, search engines do not know the picture, and where
    it fails to load an empty frame remains (WCAG 2.2, 1.1.1). Say in a few words what the picture shows. In
    HTML, `alt=""` says that a picture is decoration, and that is respected; Markdown's `![](…)` has no such
    meaning. Formats without alternative texts (plain text, BBCode) are left alone. Ignore it for decoration
    in Markdown.
    """
    for link in crawl.links:
        if link.reference.lacks_alternative:
            yield Finding("this picture has no alternative text", link)
