"""What a change is to answer for (`--since`): findings on changed lines, and what it broke elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from urllib.parse import unquote

from linkcheck.model import (
    Change,
    Comparison,
    Document,
    Finding,
    Link,
    Report,
    Since,
    Span,
    Suppression,
    SuppressionKind,
)
from linkcheck.urls.local import is_file, path_of

# What a file that is gone or has lost a heading can be the cause of, in posts that nobody touched.
_OF_FILES = frozenset({"broken-internal-link", "broken-image"})
_MARK = "linkcheck-"
_NEW = Change(is_changed=True, lines=None)


def is_checked(change: Change, *, whole_files: bool) -> bool:
    """Say whether a document is checked as a whole; others only where their links lead to what changed."""
    return change.is_changed or (whole_files and change.is_renamed)


def is_affected(link: Link, change: Change, comparison: Comparison) -> bool:
    """Say whether a link may have broken without its line being touched.

    The file it leads to is gone or has lost the heading, or the post itself stands in another folder.
    """
    if link.fetch_url is None or not is_file(link.fetch_url):
        return False
    path = path_of(link.fetch_url)
    part = unquote(link.fragment).removeprefix("user-content-")
    return change.is_moved or path in comparison.gone or part in comparison.lost.get(path, ())


class Scope:
    """Chooses what a run with `--since` looks at, document by document, and counts."""

    def __init__(self, comparison: Comparison, *, whole_files: bool) -> None:
        """Look at what changed since then."""
        self._comparison = comparison
        self._whole_files = whole_files
        self._changed = self._rechecked = self._unchanged = 0

    def choose(self, document: Document, links: tuple[Link, ...]) -> tuple[Document, tuple[Link, ...]] | None:
        """Return a document and its links to check, None if it is left out.

        One that did not change keeps its text only if that may hold an ignore: no rule has to read the rest.
        """
        change = document.change or _NEW
        if is_checked(change, whole_files=self._whole_files):
            self._changed += 1
            return document, links
        affected = tuple(link for link in links if is_affected(link, change, self._comparison))
        self._rechecked += bool(affected)
        self._unchanged += not affected
        if not affected:
            return None
        return document if _MARK in document.text else replace(document, text=""), affected

    @property
    def since(self) -> Since:
        """What was looked at so far, in figures."""
        return Since(
            self._comparison.ref, self._comparison.commit, self._changed, self._rechecked, self._unchanged
        )


def set_apart(report: Report, comparison: Comparison, *, whole_files: bool) -> Report:
    """Move the findings that the change is not to answer for to the suppressed ones.

    A finding stays if one of its places, primary or related, is on a changed line, or if it is about a link
    that the change broke. One without a line stays if its document changed. A document whose change is None
    is in no repository, so all of it is new.
    """
    judge = _Judge(report.crawl.documents, comparison, whole_files=whole_files)
    why = Suppression(SuppressionKind.UNCHANGED, f"not changed since {comparison.ref}")
    kept = [finding for finding in report.findings if judge.is_wanted(finding)]
    wanted = set(map(id, kept))
    apart = [replace(finding, suppression=why) for finding in report.findings if id(finding) not in wanted]
    return replace(report, findings=tuple(kept), suppressed=(*report.suppressed, *apart))


class _Judge:
    """Says of each finding whether the change is to answer for it."""

    def __init__(self, documents: Iterable[Document], comparison: Comparison, *, whole_files: bool) -> None:
        self._changes = {document.name: document.change or _NEW for document in documents}
        self._comparison = comparison
        self._whole_files = whole_files

    def is_wanted(self, finding: Finding) -> bool:
        """Say whether a finding counts."""
        if any(self._is_touched(*place) for place in ((finding.document, finding.span), *finding.regions)):
            return True
        links = (*finding.related, *(() if finding.link is None else (finding.link,)))
        return any(
            self._is_touched(link.document, link.reference.span)
            or (finding.rule in _OF_FILES and self._is_affected(link))
            for link in links
        )

    def _is_touched(self, document: str, span: Span | None) -> bool:
        change = self._changes.get(document)
        if change is None:
            return False
        if change.lines is None or (self._whole_files and is_checked(change, whole_files=True)):
            return True
        if span is None:
            return change.is_changed
        stretch = bisect_left(change.lines, span.line, key=itemgetter(1))  # the first that ends no earlier
        last = max(span.line, span.end_line or span.line)
        return stretch < len(change.lines) and change.lines[stretch][0] <= last

    def _is_affected(self, link: Link) -> bool:
        change = self._changes.get(link.document)
        return change is not None and is_affected(link, change, self._comparison)
