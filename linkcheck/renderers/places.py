"""Where findings stand, in words and for formats that need a place for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import structs

from linkcheck.renderers.lines import shortened
from linkcheck.renderers.shape import Finding, Place, Report

_ANCHOR_CELLS = 48
_SHOWN_ANCHORS = 10


def position(place: Finding | Place) -> str:
    """Return `line:column`, `line` or nothing."""
    return ":".join(str(number) for number in (place.line, place.column) if number is not None)


def spot(place: Finding | Place) -> str:
    """Return `document:line:column`, without what is not known."""
    return ":".join(filter(None, (place.document, position(place))))


def is_file(document: str) -> bool:
    """Say whether a document's name is that of a file, not a URL or standard input."""
    return bool(document) and "://" not in document and document != "<stdin>"


def by_document(report: Report) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings of each document, in the order in which documents were read."""
    order = {document.name: index for index, document in enumerate(report.documents)}

    def rank(finding: Finding) -> int:
        return order.get(finding.document, len(order))

    for _, group in groupby(sorted(report.findings, key=rank), key=lambda finding: finding.document):
        yield tuple(group)


def others_of(finding: Finding) -> list[Place]:
    """Return the related places but the finding's own."""
    own = (finding.document, finding.line, finding.column)
    return [place for place in finding.related if (place.document, place.line, place.column) != own]


def told_apart(finding: Finding) -> bool:
    """Say whether a finding is about several links of its document together, each under words of its own."""
    anchors = {finding.anchor, *(place.anchor for place in finding.related)}
    is_of_one_document = all(place.document == finding.document for place in finding.related)
    return finding.places <= 1 and is_of_one_document and len(anchors - {None, ""}) > 1


def in_words(place: Place, here: str) -> str:
    """Return where a place is, seen from a document: `7:59` in it, `other.md:7:59` in another."""
    return position(place) if place.document == here and position(place) else spot(place)


def under_words(finding: Finding) -> list[str]:
    """Return every place of a finding with its anchor, its own first: `7:59 “the weapons”`."""
    return list(map(_under_words, (_own_place(finding), *others_of(finding))))


def _own_place(finding: Finding) -> Place:
    return Place(
        document=finding.document,
        line=finding.line or 1,
        column=finding.column,
        url=finding.url,
        anchor=finding.anchor or "",
    )


def _under_words(place: Place) -> str:
    return f"{position(place)}{quoted_anchor(place)}"


def quoted_anchor(place: Place) -> str:
    """Return a place's anchor in quotation marks after a blank, or nothing if it has none."""
    return f" “{shortened(place.anchor, _ANCHOR_CELLS)}”" if place.anchor else ""


def where_else(finding: Finding, limit: int | None) -> tuple[str, list[str], int]:
    """Say where a finding holds: the words to begin with, so many places, and how many there are besides.

    Links that one document has under words of their own are told by these, ten at most if there is a limit.
    """
    others = others_of(finding)
    if told_apart(finding):
        places = [_own_place(finding), *others]
        shown = places[: None if limit is None else _SHOWN_ANCHORS]
        return "at", list(map(_under_words, shown)), len(places) - len(shown)
    shown = others[:limit]
    return "also at", [in_words(place, finding.document) for place in shown], len(others) - len(shown)


def also_at(finding: Finding, *, limit: int) -> str:
    """Say where else a finding holds, if anywhere, `limit` places at most: `also at 5:2, b.md:4:1`."""
    start, shown, more = where_else(finding, limit)
    return f"{start} {', '.join(shown)}{f'; and {more:,} more' if more else ''}" if shown else ""


def in_repository(report: Report) -> Report:
    """Return a report whose documents are called as in their repository, for what shows findings there."""
    names = {each.name: each.repository_path for each in report.documents if each.repository_path}
    if not names:
        return report

    def renamed(finding: Finding) -> Finding:
        related = (structs.replace(each, document=_name(each, names)) for each in finding.related)
        return structs.replace(finding, document=_name(finding, names), related=tuple(related))

    return structs.replace(
        report,
        documents=tuple(
            structs.replace(each, name=names.get(each.name, each.name)) for each in report.documents
        ),
        findings=tuple(map(renamed, report.findings)),
        suppressed=tuple(map(renamed, report.suppressed)),
    )


def _name(place: Finding | Place, names: Mapping[str, str]) -> str:
    return names.get(place.document, place.document)


def placed(finding: Finding, report: Report) -> Finding:
    """Return a finding with a place, for formats that need one.

    One about no document gets the first place that it names, else the first document, if there is any.
    """
    if finding.document:
        return finding
    if finding.related:
        first = finding.related[0]
        return structs.replace(finding, document=first.document, line=first.line, column=first.column)
    if report.documents:
        return structs.replace(finding, document=report.documents[0].name)
    return finding
