"""Write proposals into a document's text, and prove by extracting it again that nothing else has changed."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from linkcheck.extractors import extractor_of
from linkcheck.fixes.facts import Fix
from linkcheck.fixes.places import could_mean, write_target
from linkcheck.fixes.proposals import LeftAlone, Outcome, Proposal
from linkcheck.model import Document, Kind, Link, Reference

# Each round drops every edit that the last one showed to be unsafe.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Edit:
    """A target as it stands, from one code point to another (exclusive), and as it should be written."""

    start: int
    end: int
    old: str
    new: str
    link: Link
    target: str
    fixes: tuple[Fix, ...]


class _Mark(NamedTuple):
    """What is seen of a reference in a text; `anchor` is None where it is the target itself."""

    start: int
    end: int
    target: str
    kind: Kind
    rel: tuple[str, ...]
    anchor: str | None
    is_navigation: bool
    lacks_alternative: bool


def edits_of(
    document: Document, links: Sequence[Link], outcomes: Iterable[Outcome]
) -> tuple[tuple[Edit, ...], tuple[LeftAlone, ...]]:
    """Return the edits to make in a document, in order, and what is left alone and why.

    `links` are all links of the document, `outcomes` what is proposed for each of them.
    """
    lines = _line_starts(document.text)
    left: list[LeftAlone] = []
    places: dict[tuple[int, int], list[tuple[Link, Outcome]]] = {}
    for link, outcome in zip(links, outcomes, strict=True):
        places.setdefault(_place(link.reference, lines), []).append((link, outcome))
    edits: list[Edit] = []
    position = 0
    for (start, end), uses in sorted(places.items()):
        edit = _edit(document, start, end, uses, is_free=start >= position)
        position = max(position, end)
        if isinstance(edit, Edit):
            edits.append(edit)
        else:
            left += edit
    return _proven(document, [link.reference for link in links], edits, left)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.start], edit.new)
        position = edit.end
    return "".join((*parts, text[position:]))


def _edit(
    document: Document,
    start: int,
    end: int,
    uses: Sequence[tuple[Link, Outcome]],
    *,
    is_free: bool,
) -> Edit | list[LeftAlone]:
    """Make one edit of all that is proposed for one place: a definition may be used many times."""
    proposals = [outcome for _, outcome in uses if isinstance(outcome, Proposal)]
    left = [outcome for _, outcome in uses if isinstance(outcome, LeftAlone)]
    if not proposals:
        return left[:1]
    first = proposals[0]
    if len(proposals) < len(uses) or len({proposal.target for proposal in proposals}) > 1:
        return left[:1] or [LeftAlone(first.link, "not every use of its definition can be changed")]
    old = document.text[start:end]
    if not is_free or not could_mean(old, first.link.reference.target):
        return [LeftAlone(first.link, "where its target stands cannot be told for sure")]
    new = write_target(document.media_type, document.text, start, end, first.target)
    if new is None:
        return [LeftAlone(first.link, f"{first.target} cannot be written at this place")]
    is_implied = first.link.reference.target == f"http://{old}" and first.target == f"https://{old}"
    if new == old or is_implied:  # without a scheme, `www.example.org` says nothing that were to be changed
        return []
    return Edit(start, end, old, new, first.link, first.target, first.fixes)


def _proven(
    document: Document, before: Sequence[Reference], edits: list[Edit], left: list[LeftAlone]
) -> tuple[tuple[Edit, ...], tuple[LeftAlone, ...]]:
    """Drop the edits without which the new text holds the same references but for the targets changed."""
    for _ in range(_ROUNDS):
        if not edits:
            break
        wrong = _unsafe(document, before, edits)
        if not wrong:
            break
        left += [_unwritten(edit) for edit in wrong]
        edits = [edit for edit in edits if edit not in wrong]
    else:
        left += map(_unwritten, edits)
        edits = []
    return tuple(edits), tuple(sorted(left, key=lambda each: _line_and_column(each.link)))


def _unwritten(edit: Edit) -> LeftAlone:
    return LeftAlone(edit.link, f"{edit.target} would be read as something else at this place")


def _unsafe(document: Document, before: Sequence[Reference], edits: Sequence[Edit]) -> set[Edit]:
    """Return the edits next to which something would be read that is not meant; empty if all is well."""
    by_start = {edit.start: edit for edit in edits}
    starts = [edit.start for edit in edits]
    growth = list(accumulate((len(edit.new) - (edit.end - edit.start) for edit in edits), initial=0))

    def moved(offset: int) -> int:
        return offset + growth[bisect_right(starts, offset - 1)]

    changed = replace(document, text=applied(document.text, edits))
    lines = _line_starts(document.text)
    places = [_place(reference, lines) for reference in before]
    bare = {
        moved(start)
        for (start, _), reference in zip(places, before, strict=True)
        if start in by_start and _is_bare(reference, by_start[start])
    }
    expected = Counter(
        _mark(reference, moved(start), moved(end), by_start.get(start), bare)
        for (start, end), reference in zip(places, before, strict=True)
    )
    lines = _line_starts(changed.text)
    found = Counter(
        _mark(reference, *_place(reference, lines), None, bare) for reference in _references(changed)
    )
    differing = {mark.start for mark in (*(expected - found), *(found - expected))}
    by_new_start = {moved(edit.start): edit for edit in edits}
    if own := differing & by_new_start.keys():
        return {by_new_start[start] for start in own}
    new_starts = [moved(start) for start in starts]
    return {edits[max(0, bisect_right(new_starts, start) - 1)] for start in differing}


def _is_bare(reference: Reference, edit: Edit) -> bool:
    """Say whether the target is all that a reader sees of a link, so that the anchor changes with it."""
    return reference.anchor in {edit.old, html.unescape(edit.old), reference.target}


def _mark(reference: Reference, start: int, end: int, edit: Edit | None, bare: set[int]) -> _Mark:
    """Note what is seen of a reference that starts there once `edit` is made, if it is one of the changed."""
    return _Mark(
        start,
        end,
        reference.target if edit is None else edit.target,
        reference.kind,
        reference.rel,
        None if start in bare else reference.anchor,
        reference.is_navigation,
        reference.lacks_alternative,
    )


def _references(document: Document) -> Iterator[Reference]:
    """Yield the references that links are made of."""
    extract = extractor_of(document.media_type).extract
    return (reference for reference in extract(document.text) if reference.kind is not Kind.BASE)


def _line_starts(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def _place(reference: Reference, lines: Sequence[int]) -> tuple[int, int]:
    """Return where a target starts and ends in the text."""
    span = reference.span
    start = lines[span.line - 1] + (span.column or 1) - 1
    if span.end_line is None or span.end_column is None:
        return start, start
    return start, lines[span.end_line - 1] + span.end_column - 1


def _line_and_column(link: Link) -> tuple[int, int]:
    return link.reference.span.line, link.reference.span.column or 0
