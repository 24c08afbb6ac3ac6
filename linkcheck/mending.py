"""Mend the links of posts: what a run or a saved report proves, as changes of bytes in files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from linkcheck import reading, runtime
from linkcheck.config import Config
from linkcheck.fixes.edits import Edit, edits_of
from linkcheck.fixes.facts import RULES, Facts, Fix, facts_of, place_of
from linkcheck.fixes.patch import unified_diff
from linkcheck.fixes.proposals import LeftAlone, Outcome, Proposal, proposals, unproven
from linkcheck.fixes.saved import facts_of_saved, is_same, saved_links
from linkcheck.fixes.wishes import Wishes
from linkcheck.model import Document, Link, Report
from linkcheck.renderers import shape
from linkcheck.rules import rules
from linkcheck.sources.decoding import Decoded
from linkcheck.sources.rewriting import ByteReplacement, Original, Replacement, in_bytes, read_original

# A redirect's end may be moved again, and its https variant be found then.
_ROUNDS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Mended:
    """What is to be done to one file: the edits, the same in bytes, and which of its links are left alone.

    `problem` says why the file cannot be changed at all, if so.
    """

    name: str
    original: Original | None = None
    edits: tuple[Edit, ...] = ()
    replacements: tuple[ByteReplacement, ...] = ()
    left: tuple[LeftAlone, ...] = ()
    links: int = 0
    problem: str | None = None


def settings_for(config: Config, wanted: frozenset[Fix]) -> Config:
    """Return the settings of the run that fixes need: the rules that they answer, the archive if wanted."""
    off = {name: {"level": "off"} for name in rules if name not in RULES}
    return replace(config, suggest_archive=Fix.ARCHIVE in wanted, image_store=None, rules=off)


def mend_report(
    report: Report, inputs: Sequence[str], config: Config, wanted: frozenset[Fix]
) -> Iterator[Mended]:
    """Yield what to do to each file of a run that has just been made, and ask for what proves more."""
    links = _by_document(report.crawl.documents, report.crawl.links)
    facts = _proven(facts_of(report), report.crawl.links, inputs, config, wanted)
    for document, original in _originals(report.crawl.documents, config):
        if isinstance(original, str):
            yield Mended(document.name, problem=original)
        else:
            own = links[document.name]
            wishes = Wishes(document, own, config, datetime.now(UTC).date())
            yield _mended(document, original, own, wishes.respect(proposals(own, facts, wanted)))


def mend_saved(
    report: shape.Report, inputs: Sequence[str], config: Config, wanted: frozenset[Fix]
) -> Iterator[Mended]:
    """Yield what to do to each file that the inputs name, by what a saved report says; fetches nothing.

    Raises:
        UsageError: an input does not exist, or is a URL.
    """
    facts, saved = facts_of_saved(report), saved_links(report)
    found = runtime.run(reading.extract(inputs, config))
    links = _by_document(found.documents, found.links)
    names = {os.path.abspath(name): name for name in saved}
    for document, original in _originals(found.documents, config):
        name = names.get(os.path.abspath(document.name))
        if isinstance(original, str):
            yield Mended(document.name, problem=original)
        elif name is None:
            yield Mended(document.name, problem="the report says nothing of it")
        else:
            own = [
                link if name == document.name else replace(link, document=name)
                for link in links[document.name]
            ]
            outcomes, stale = _still_there(saved[name], own, facts, wanted)
            wishes = Wishes(document, own, config, datetime.now(UTC).date())
            mended = _mended(document, original, own, wishes.respect(outcomes))
            yield replace(mended, left=(*mended.left, *stale))


def _by_document(documents: Iterable[Document], links: Iterable[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {document.name: [] for document in documents}
    for link in links:
        found[link.document].append(link)
    return found


def _originals(documents: Iterable[Document], config: Config) -> Iterator[tuple[Document, Original | str]]:
    """Yield each document's file as it is, or what prevents reading it; no file twice."""
    seen: set[str] = set()
    for document in documents:
        path = os.path.realpath(document.name)
        if path not in seen:
            seen.add(path)
            yield document, document.problem or _original(document, config)


def _original(document: Document, config: Config) -> Original | str:
    original = read_original(document.name, config.max_document_bytes)
    if not isinstance(original, str) and original.text != document.text:
        return "it was changed while its links were checked; run fix again"
    return original


def _still_there(
    saved: Sequence[Link], links: Sequence[Link], facts: Facts, wanted: frozenset[Fix]
) -> tuple[list[Outcome], list[LeftAlone]]:
    """Return what to do with each link that stands where it was saved, and the saved links that do not."""
    present: dict[tuple[int, int | None], list[Link]] = {}
    for link in links:
        present.setdefault(place_of(link)[1:], []).append(link)
    known: set[Link] = set()
    stale: list[LeftAlone] = []
    for before, outcome in zip(saved, proposals(saved, facts, wanted), strict=True):
        same = [each for each in present.get(place_of(before)[1:], ()) if is_same(before, each)]
        known.update(same)
        if not same and isinstance(outcome, Proposal):
            stale.append(LeftAlone(before, "it is not there any more: the file was changed since the report"))
    outcomes = proposals(links, facts, wanted)
    return [each if link in known else None for link, each in zip(links, outcomes, strict=True)], stale


def _mended(
    document: Document,
    original: Original,
    links: Sequence[Link],
    outcomes: Iterable[Outcome],
) -> Mended:
    edits, left = edits_of(document, links, outcomes)
    found = in_bytes(original, [Replacement(each.start, each.end, each.new) for each in edits])
    if isinstance(found, str):
        return Mended(document.name, original, left=left, links=len(links), problem=found)
    return Mended(document.name, original, edits, tuple(found), left, len(links))


def _proven(
    facts: Facts, links: Sequence[Link], inputs: Sequence[str], config: Config, wanted: frozenset[Fix]
) -> Facts:
    """Ask for what is proposed, so that only what was seen to load is written; and for https variants."""
    for _ in range(_ROUNDS):
        asked = unproven(links, facts, wanted)
        if not asked:
            break
        facts = facts.with_resources(runtime.run(runtime.fetch(asked, inputs, config)))
    return facts


def in_unicode(mended: Mended, name: str) -> Iterator[str]:
    """Yield the lines of a file's diff as text, whatever its encoding and line ends are."""
    if mended.original is None:
        return
    text = mended.original.text
    plain = Original("", text.encode("utf-8", "replace"), Decoded(text, "utf-8"))
    changes = in_bytes(plain, [Replacement(each.start, each.end, each.new) for each in mended.edits])
    if not isinstance(changes, str):
        for line in unified_diff(name, plain.body, changes):
            yield line.decode("utf-8", "replace").removesuffix("\n")
