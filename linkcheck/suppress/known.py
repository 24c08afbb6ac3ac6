"""Set aside what the baseline knows, and say which of its entries are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from linkcheck.model import (
    BaselineEntry,
    Crawl,
    Document,
    Finding,
    IgnoreFault,
    Link,
    Span,
    Suppression,
    SuppressionKind,
)
from linkcheck.suppress.knowledge import Knowledge
from linkcheck.urls.redaction import redact, redact_key

# An entry of the baseline, and how many of its places this run shows to be mended.
Mended = tuple[BaselineEntry, int]


def name_of(document: Document) -> str:
    """Return what a baseline calls a document: its path below the root folder, else its name."""
    return document.path or document.name


class Known:
    """A baseline, and how much of each entry was met.

    A document that is gone was renamed or deleted. What is found in one that no entry is about is looked for
    among the entries of those that are gone, by rule and target.
    """

    def __init__(
        self, entries: Iterable[BaselineEntry], crawl: Crawl, *, file: str, gone: Iterable[str]
    ) -> None:
        """Take a baseline from a file; `gone` are the documents it names that are no more."""
        self._entries = tuple(entries)
        self._by_fingerprint = {entry.fingerprint: entry for entry in self._entries}
        self._left = {entry.fingerprint: entry.count for entry in self._entries}
        self._outgrown: set[str] = set()
        self._moved: dict[str, Finding] = {}
        self._names = {document.name: name_of(document) for document in crawl.documents}
        self._file = file
        self._gone = frozenset(gone)
        self._of_gone: dict[tuple[str, str], list[BaselineEntry]] = {}
        for entry in self._entries:
            if entry.document in self._gone:
                self._of_gone.setdefault((entry.rule, entry.target), []).append(entry)
        self._named = {entry.document for entry in self._entries}

    def settle(self, finding: Finding) -> Finding:
        """Return a finding set aside if the baseline has as many places of it, or as it is."""
        entry = self._by_fingerprint.get(finding.fingerprint)
        if entry is None and self._names.get(finding.document, finding.document) not in self._named:
            entry = self._before_renaming(finding)
        if entry is None:
            return finding
        if self._left[entry.fingerprint] < finding.places:
            self._outgrown.add(entry.fingerprint)
            return finding
        self._left[entry.fingerprint] -= finding.places
        suppression = Suppression(SuppressionKind.BASELINE, place=f"{self._file}:{entry.line}")
        return replace(finding, suppression=suppression)

    def _before_renaming(self, finding: Finding) -> BaselineEntry | None:
        """Return an entry of a document that is gone that says the same, if one is left."""
        for entry in self._of_gone.get((finding.rule, redact_key(finding.key)), ()):
            if self._left[entry.fingerprint] >= finding.places:
                self._moved[entry.fingerprint] = finding
                return entry
            self._outgrown.add(entry.fingerprint)
        return None

    def remaining(self, mended: Iterable[Mended]) -> tuple[BaselineEntry, ...]:
        """Return the baseline without what is mended, renamed documents renamed."""
        taken = {entry.fingerprint: left for entry, left in mended}
        kept = (
            replace(entry, count=entry.count - taken.get(entry.fingerprint, 0))
            for entry in self._entries
            if taken.get(entry.fingerprint, 0) < entry.count
        )
        return tuple(self._renamed(entry) for entry in kept)

    def _renamed(self, entry: BaselineEntry) -> BaselineEntry:
        finding = self._moved.get(entry.fingerprint)
        if finding is None:
            return entry
        name = self._names.get(finding.document, finding.document)
        return replace(entry, document=name, fingerprint=finding.fingerprint)

    def faults(self, mended: Iterable[Mended]) -> Iterator[IgnoreFault]:
        """Yield what is to be said of the entries that are mended."""
        for entry, left in mended:
            where = f"{entry.rule} in {entry.document}" + (f" ({entry.target})" if entry.target else "")
            what = "is mended" if left == entry.count else f"is mended at {left} of {entry.count} places"
            message = f"{where} {what}: --update-baseline takes it out of the baseline"
            yield IgnoreFault("unused-ignore", message, self._file, Span(entry.line), entry.fingerprint)

    def mended(self, knowledge: Knowledge) -> Iterator[Mended]:
        """Yield each entry that has places left which this run would have found, and how many."""
        in_run = {name: document for document, name in self._names.items()}
        is_rooted = bool(self._named & in_run.keys() or self._moved)
        for entry in self._entries:
            left = self._left[entry.fingerprint]
            document = in_run.get(entry.document)
            if not left or entry.fingerprint in self._outgrown or not knowledge.is_complete:
                continue
            if document is None:
                if entry.document in self._gone and is_rooted and knowledge.is_whole:
                    yield entry, left
            elif knowledge.tells(entry.rule, document) and knowledge.is_known(
                _about(entry, knowledge.links(document))
            ):
                yield entry, left


def _about(entry: BaselineEntry, links: tuple[Link, ...]) -> Iterable[Link]:
    """Return the links that an entry may be about: those to its target, or all if it names none."""
    if not _is_address(entry.target):
        return links
    return [
        link
        for link in links
        if entry.target in redact(link.reference.target) or entry.target in redact(link.url or "")
    ]


def _is_address(target: str) -> bool:
    return " " not in target and any(mark in target for mark in (".", "/", ":", "#"))
