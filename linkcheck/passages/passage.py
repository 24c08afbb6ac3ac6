"""What a repeated passage is: where it stands, where again, and how much of a document it makes up."""

from __future__ import annotations

from dataclasses import dataclass

# So many of the places of a passage that many documents share are named.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of one document, both from 1. `part` is how much of its prose they are (0 to 1)."""

    document: str
    first_line: int
    last_line: int
    part: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands twice: first and last line of either copy, from 1, and what it says.

    `lines` counts lines with text (in HTML: blocks); `letters` their letters, links not counted, a Chinese,
    Japanese or Korean one as three. `is_quoted` says that one of the copies is marked as a quotation; `part`
    is how much of its document's prose the greater copy is. `likeness` is 1 for a copy word for word, else
    the part of the five-word shingles of the shorter that the longer holds too. Where the copies stand in
    different documents, `places` names them, the first one first, `documents` counts them all, and `text`
    holds hashes only.
    """

    first_line: int
    last_line: int
    copy_first_line: int
    copy_last_line: int
    lines: int
    letters: int
    text: str
    is_quoted: bool = False
    part: float = 0.0
    likeness: float = 1.0
    places: tuple[Place, ...] = ()
    documents: int = 1
