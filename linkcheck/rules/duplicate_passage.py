"""The rule `duplicate-passage`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkcheck.model import Crawl, Finding, Level, Span
from linkcheck.passages import Passage, Place, duplicate_passages, shared_passages
from linkcheck.rules import rule

_SHOWN = 80
_WHOLE = 0.9
_COLLECTED = 3
# A fragment that a manual includes is less of the manual: 2 to 44 % in the 534 documents of git-doc.
_OTHER_PART = 0.45
# Of 2,561 pages of a help in Turkish ten say a sentence or two of theirs twice, 20 to 29 % of the page.
_FEW_LETTERS, _SHORT_PART = 300, 0.3
# Where so many documents, and a fifth of all, share fragments with a few others, they are made of them: 957
# of the pages of that help, 140 of 685 of another; a footer, which all share, is no such fragment.
_FEWEST_MADE, _MADE_PART, _FEW = 50, 0.2, 5
# A generated reference of a million letters says 8,000 of them twice for each of 40 subjects: 1 % each.
_LEAST_PART = 0.05


@rule("duplicate-passage", level=Level.WARNING)
def duplicate_passage(
    crawl: Crawl,
    *,
    min_lines: int = 2,
    min_letters: int = 120,
    min_part: float = 0.2,
    min_near_part: float = 0.3,
    min_shared_part: float = 0.9,
    min_shared_letters: int = 300,
    min_paste: int = 3000,
) -> Iterator[Finding]:
    """A passage stands twice, in one document or in several, word for word or with a few words changed.

    Most often an article was pasted twice: readers meet the same text and the same links again, and every
    count of its sources doubles. Take one copy out, or mark it as a quotation. Ignore it for refrains and
    forms that repeat on purpose.

    A run of lines counts if it has `min_letters` letters (URLs aside) in at least `min_lines` lines, or
    twice the letters in one, or is a good part of its document; so does a paragraph of 30 words that shares
    60 % of its five-word runs with another. A copy is a warning where it makes up `min_part` of the
    document (`min_near_part` with words changed, and where it has fewer than 300 letters) or has
    `min_paste` letters and is 5 % of it, or where `min_shared_part` of a document, and
    `min_shared_letters`, stand in another one and make up nearly half of it: a page that includes a
    smaller one whole is no paste. All else is a note: smaller repeats, what is marked as a quotation (`>`,
    `<blockquote>`, `[quote]`), what three documents or more share, which is reported once, two documents
    of one file name, which are versions of each other, and what a document shares that holds three others,
    such as a manual on one page, or documents that are put together from fragments (50 and a fifth of all
    share some with a few others). Markup, code, tables, headings, navigation, licences and what is too
    short to be prose are not compared.

    Of 4,983 files of documentation (books, manuals, READMEs) these thresholds warn of less than one in 300,
    and of one in git's 534, where fragments stand whole in the manuals that include them.
    """
    for document in crawl.documents:
        for passage in duplicate_passages(
            document.text, document.media_type, min_lines=min_lines, min_letters=min_letters
        ):
            is_long = passage.letters >= min_paste and passage.part >= _LEAST_PART
            yield _inside(document.name, passage, is_paste=is_long or _is_good_part(passage, min_part))
    shared = shared_passages(crawl.documents, min_lines=min_lines, min_letters=min_letters)
    collections = _collections(passage for passage in shared if passage.part >= min_shared_part)
    is_assembled = _is_assembled(shared, min_shared_part, len(crawl.documents))
    for passage in shared:
        if passage.documents == 1:
            is_paste = _is_good_part(passage, min_near_part)
            yield _inside(passage.places[1].document, passage, is_paste=is_paste)
        else:
            is_large = passage.part >= min_shared_part and passage.letters >= min_shared_letters
            is_collected = is_assembled or any(place.document in collections for place in passage.places)
            is_most = min(place.part for place in passage.places) >= _OTHER_PART
            is_paste = is_large and is_most and _are_posts(passage) and not is_collected
            yield _between(passage, is_paste=is_paste)


def _is_good_part(passage: Passage, least: float) -> bool:
    """Say whether a copy is so much of its document that it was hardly meant."""
    return passage.part >= (least if passage.letters >= _FEW_LETTERS else max(least, _SHORT_PART))


def _collections(shared: Iterable[Passage]) -> frozenset[str]:
    """Return the documents that hold what makes up three others or more: a manual on one page, a digest."""
    partners: dict[str, set[str]] = {}
    for passage in shared:
        names = {place.document for place in passage.places[:2]}
        for name in names if passage.documents == 2 else ():
            partners.setdefault(name, set()).update(names - {name})
    return frozenset(name for name, others in partners.items() if len(others) >= _COLLECTED)


def _is_assembled(shared: Iterable[Passage], whole: float, documents: int) -> bool:
    """Say whether documents are put together from fragments, as the pages of large manuals are."""
    made: set[str] = set()
    for passage in shared:
        if 1 < passage.documents <= _FEW and passage.part < whole:
            made.update(place.document for place in passage.places)
    return len(made) >= max(_FEWEST_MADE, _MADE_PART * documents)


def _are_posts(passage: Passage) -> bool:
    """Say whether two documents, and no more, share the passage, and neither is another's other name."""
    one, other = (_file_name(place.document) for place in passage.places[:2])
    is_alias = min(place.part for place in passage.places) >= _WHOLE and "index" in {one[0], other[0]}
    return passage.documents == 2 and one != other and not is_alias


def _file_name(document: str) -> tuple[str, str]:
    """Return a document's file name without suffix; of a folder's index, with the folder."""
    path = document.replace("\\", "/").rsplit("/", 2)
    name = path[-1].partition(".")[0].lower()
    return name, path[-2] if name in {"index", "_index"} and len(path) > 1 else ""


def _inside(document: str, passage: Passage, *, is_paste: bool) -> Finding:
    lines = _range(passage.first_line, passage.last_line)
    copy = _range(passage.copy_first_line, passage.copy_last_line)
    again = f"{_stand(passage.first_line, passage.last_line, passage.likeness, 'again')} at"
    quoted = ", as a quotation" if passage.is_quoted else ""
    return Finding(
        f"{lines} {again} {copy}{quoted}",
        document=document,
        span=Span(passage.copy_first_line, 1, passage.copy_last_line),
        level=Level.WARNING if is_paste and not passage.is_quoted else Level.NOTE,
        key=passage.text or f"near {lines.rpartition(' ')[2]}",
        evidence=_evidence(passage),
        regions=((document, Span(passage.first_line, 1, passage.last_line)),),
    )


def _between(passage: Passage, *, is_paste: bool) -> Finding:
    original, copy = passage.places[:2]
    again = _stand(copy.first_line, copy.last_line, passage.likeness, "")
    others = passage.documents - 2
    further = f" and {others} other document{'s' if others > 1 else ''}" if others else ""
    quoted = ", as a quotation" if passage.is_quoted else ""
    return Finding(
        f"{_range(copy.first_line, copy.last_line)} {again} in {original.document} at "
        f"{_range(original.first_line, original.last_line)}{further}{quoted}",
        document=copy.document,
        span=Span(copy.first_line, 1, copy.last_line),
        level=Level.WARNING if is_paste and not passage.is_quoted else Level.NOTE,
        key=passage.text or f"near {original.document} {passage.letters}",
        evidence=_evidence(passage) | {"places": [_named(place) for place in passage.places]},
        regions=tuple(
            (place.document, Span(place.first_line, 1, place.last_line)) for place in passage.places
        ),
    )


def _named(place: Place) -> dict[str, object]:
    return {
        "document": place.document,
        "first_line": place.first_line,
        "last_line": place.last_line,
        "part": round(place.part, 4),
    }


def _range(first: int, last: int) -> str:
    """Name some lines: `line 7`, `lines 4–9`."""
    return f"line {first}" if first == last else f"lines {first}\u2013{last}"


def _stand(first: int, last: int, likeness: float, again: str) -> str:
    words = ["stands" if first == last else "stand", again]
    return f"{' '.join(filter(None, words))}{'' if likeness == 1 else ', little changed,'}"


def _evidence(passage: Passage) -> dict[str, object]:
    return {
        "first_line": passage.first_line,
        "last_line": passage.last_line,
        "copy_first_line": passage.copy_first_line,
        "copy_last_line": passage.copy_last_line,
        "lines": passage.lines,
        "letters": passage.letters,
        "part": round(passage.part, 4),
        "likeness": round(passage.likeness, 4),
        "quotation": passage.is_quoted,
        "documents": passage.documents,
        "starts": passage.text.partition("\n")[0][:_SHOWN] if not passage.places else "",
    }
