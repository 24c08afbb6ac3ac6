"""Where findings stand, in words and for formats that need a place for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import structs

from linkcheck.renderers.shape import Finding, Place, Report


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


def places(several: Sequence[Place]) -> Iterator[str]:
    """Yield each document with the positions in it, in the order given: `a.md 3:1, 5:2`."""
    for document, group in groupby(several, key=lambda place: place.document):
        yield f"{document} {', '.join(map(position, group))}"


def also_at(finding: Finding, *, limit: int) -> str:
    """Say where else a finding holds, if anywhere, `limit` places at most: `also at 5:2; b.md 4`."""
    others = others_of(finding)
    if not others:
        return ""
    here = [place for place in others[:limit] if place.document == finding.document]
    elsewhere = [place for place in others[:limit] if place.document != finding.document]
    parts = [", ".join(map(position, here))] if here else []
    more = len(others) - limit
    rest = f"; and {more:,} more" if more > 0 else ""
    return f"also at {'; '.join([*parts, *places(elsewhere)])}{rest}"


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
