"""The rule `soft-404`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, MissingSign, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences

_WORDS = {
    MissingSign.TITLE: "its title says so",
    MissingSign.HEADING: "its heading says so",
    MissingSign.ROOT: "a deep link was sent to the site's first page",
    MissingSign.ERROR_PATH: "it was sent to an error page",
    MissingSign.SIBLING: "an address made up beside it gives the same page",
}


@rule("soft-404", level=Level.WARNING)
def soft_404(crawl: Crawl) -> Iterator[Finding]:
    """A page loads, but only to say that what was linked is not there.

    The server answers 200 instead of 404, so every other check is content, and readers are not. At least two
    signs that do not depend on each other are needed: title and heading of a short page, a deep link that
    ends at the site's first page, an error page's address, the same answer for an address that was made up.
    Find the page's new address or an archived copy. Ignore it for pages that are about missing pages.
    """
    for found in occurrences(crawl, is_clicked):
        signs = found.resource.missing_signs
        is_sure = len(signs) > 1 or MissingSign.ERROR_PATH in signs
        if is_sure and found.judgement.verdict is Verdict.OK:
            words = ", ".join(_WORDS[sign] for sign in MissingSign if sign in signs)
            yield Finding(
                f"this page loads, but what was linked seems gone: {words}",
                found.link,
                related=found.others,
                evidence={"signs": sorted(signs), "title": found.resource.title},
            )
