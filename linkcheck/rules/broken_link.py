"""The rule `broken-link`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkcheck.model import Crawl, Finding, Level, Snapshot, Verdict
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_clicked, occurrences
from linkcheck.text.dates import document_date
from linkcheck.urls.local import is_file


@rule("broken-link", level=Level.ERROR)
def broken_link(crawl: Crawl) -> Iterator[Finding]:
    """A link leads to nothing: the page is gone, or its host does not exist.

    The server itself, the registry of names or the certificate says so, and asking again will not help; what
    may pass is `unavailable-link`. A reader who clicks sees an error, and whatever the link was to prove is
    unproven. Link to the page's new place, to an archived copy, or take the link out. With
    `--suggest-archive` the message names the last copy from before the post's own date. Links to files are
    left to `broken-internal-link`. Ignore it where a post shows a dead address on purpose.
    """
    days = {document.name: document_date(document) for document in crawl.documents}
    for found in occurrences(crawl, lambda link: is_clicked(link) and not is_file(link.fetch_url or "")):
        if found.judgement.verdict is Verdict.BROKEN:
            copy = _choose_copy(found.resource.snapshots or (), days.get(found.link.document))
            advice = f"; archived on {copy.taken_at:%Y-%m-%d}: {copy.url}" if copy else ""
            yield Finding(
                f"this link is broken: {found.judgement.reason}{advice}",
                found.link,
                related=found.others,
                evidence={
                    "status": found.resource.status,
                    "final_url": found.resource.final_url,
                    "archived_url": copy.url if copy else None,
                    "archived_at": f"{copy.taken_at:%Y-%m-%dT%H:%M:%SZ}" if copy else None,
                },
            )


def _choose_copy(snapshots: tuple[Snapshot, ...], published: date | None) -> Snapshot | None:
    """Return the last copy that the post's author can have seen, else the first after, else the newest."""
    if not snapshots or published is None:
        return snapshots[-1] if snapshots else None
    before = [each for each in snapshots if each.taken_at.date() <= published]
    return before[-1] if before else snapshots[0]
