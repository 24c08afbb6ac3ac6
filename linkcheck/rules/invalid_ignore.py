"""The rule `invalid-ignore`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule


@rule("invalid-ignore", level=Level.WARNING)
def invalid_ignore(crawl: Crawl) -> Iterator[Finding]:
    """An ignore does not work: its rule does not exist, its block is never closed, or it has expired.

    Whoever wrote it believes that something is ignored, and it is not: all it was meant for is reported.
    Correct the rule's name (`linkcheck explain` lists them), close the block with `linkcheck-ignore-end`,
    mend what has been put off until a day that has passed, or put it off anew. With `--strict-ignores` an
    ignore that gives no reason does not work either. Neither ignores nor the baseline apply to this rule.
    """
    for fault in crawl.ignore_faults:
        if fault.rule == "invalid-ignore":
            yield Finding(fault.message, document=fault.document, span=fault.span, key=fault.key)
