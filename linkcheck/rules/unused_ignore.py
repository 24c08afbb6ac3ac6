"""The rule `unused-ignore`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule


@rule("unused-ignore", level=Level.NOTE)
def unused_ignore(crawl: Crawl) -> Iterator[Finding]:
    """An ignore has nothing to ignore any more, or a finding of the baseline is mended.

    What is ignored without need hides the next fault at the same place. Take the comment out of the post, the
    entry out of the settings, and let `--update-baseline` prune the baseline. Nothing is said of ignores that
    a run cannot judge: of rules that are off, of URLs that were skipped, refused or could not be reached, of
    posts that were not read, nor at all if the run was interrupted. In a run on single files, ignores of the
    settings that meet no link there are left alone as well. Neither ignores nor the baseline apply to this
    rule.
    """
    for fault in crawl.ignore_faults:
        if fault.rule == "unused-ignore":
            yield Finding(fault.message, document=fault.document, span=fault.span, key=fault.key)
