"""The rule `private-target`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, FailureKind, Finding, Level
from linkcheck.rules import rule
from linkcheck.rules._occurrences import occurrences

_MESSAGES = {
    FailureKind.PRIVATE_ADDRESS: "this link points into a private network, where readers cannot follow",
    FailureKind.REDIRECT_PRIVATE: "this link redirects into a private network, where readers cannot follow",
}


@rule("private-target", level=Level.WARNING)
def private_target(crawl: Crawl) -> Iterator[Finding]:
    """A link leads to a private address: this machine, a local network, or a cloud's own services.

    Such an address means another machine for each reader, and mostly none. It is often left over from a draft
    (`http://localhost:8000/`), and sometimes an attack on whoever checks links. It was not asked. Link to the
    public page; for posts of an intranet turn the addresses on with `--allow-private`.
    """
    for found in occurrences(crawl, lambda link: True):
        failure = found.resource.failure
        if failure is not None and failure.kind in _MESSAGES:
            yield Finding(_MESSAGES[failure.kind], found.link, related=found.others)
