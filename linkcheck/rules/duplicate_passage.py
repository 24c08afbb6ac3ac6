"""The rule `duplicate-passage`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Span
from linkcheck.passages import Passage, duplicate_passages
from linkcheck.rules import rule

_SHOWN = 80


@rule("duplicate-passage", level=Level.WARNING)
def duplicate_passage(crawl: Crawl, *, min_lines: int = 2, min_letters: int = 120) -> Iterator[Finding]:
    """A passage stands in a document twice, word for word.

    Most often an article was pasted twice: readers meet the same text and the same links again, and every
    count of its sources doubles. Take one copy out. A run of lines counts if it has `min_letters` letters
    (URLs aside) in at least `min_lines` lines, or twice the letters in one. Markup, code, tables and headings
    are not compared. Ignore it for refrains and forms that repeat on purpose.
    """
    for document in crawl.documents:
        for passage in duplicate_passages(
            document.text, document.media_type, min_lines=min_lines, min_letters=min_letters
        ):
            yield Finding(
                f"lines {_range(passage.first_line, passage.last_line)} stand again at lines "
                f"{_range(passage.copy_first_line, passage.copy_last_line)}",
                document=document.name,
                span=Span(passage.copy_first_line, 1, passage.copy_last_line),
                key=passage.text,
                evidence=_evidence(passage),
            )


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"


def _evidence(passage: Passage) -> dict[str, object]:
    return {
        "first_line": passage.first_line,
        "last_line": passage.last_line,
        "copy_first_line": passage.copy_first_line,
        "copy_last_line": passage.copy_last_line,
        "lines": passage.lines,
        "letters": passage.letters,
        "starts": passage.text.partition("\n")[0][:_SHOWN],
    }
