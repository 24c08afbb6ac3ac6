"""What was read: documents, what their authors wrote in them, and the links that are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkcheck.model.change import Change


class Kind(StrEnum):
    """What a reference is to the document that holds it (RFC 8288 §2.1, HTML link types)."""

    HYPERLINK = "hyperlink"
    IMAGE = "image"
    MEDIA = "media"
    FRAME = "frame"
    CANONICAL = "canonical"
    ALTERNATE = "alternate"
    BASE = "base"
    """The document's own base URL (HTML `<base href>`); it resolves the others and is no link itself."""


@dataclass(frozen=True, slots=True)
class Span:
    """A region of a document's text (SARIF §3.30), counted from 1 in code points; the end is exclusive.

    `column`, `end_line` and `end_column` are None where a parser cannot know them.
    """

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a text calls on a reference that stands elsewhere, as the mark of a footnote does.

    `claim` are the words that it closes: its sentence, or the part of it since the mark before.
    """

    span: Span
    claim: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What the author wrote: one target and the words that lead to it (RFC 3986 §4.1).

    `target` is the destination as the format defines it (entities and escapes decoded, not resolved);
    `span` is where it stands in the text. `anchor` is the visible text, or an image's alternative text.
    `anchor_inferred` is True where the format does not mark the anchor and it was read from the words before
    the target; `context` is then the whole clause. `is_navigation` is True inside nav, header, footer or
    aside, and from a footnote's mark to its note or back. `rel` holds an HTML link's relation types, in
    order, or the property that a `meta` element states.
    `lacks_alternative` is True for a picture without the alternative text that its format provides for.
    `marks` call on a reference in a note, or are what it consists of (`[1]`); empty where its anchor speaks.
    """

    target: str
    kind: Kind
    span: Span
    anchor: str = ""
    rel: tuple[str, ...] = ()
    anchor_inferred: bool = False
    context: str = ""
    is_navigation: bool = False
    lacks_alternative: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """What an author wrote for programs: the text between a format's marks, and where the whole stands.

    `start` and `end` are offsets in the document's text, in code points, the end exclusive.
    """

    text: str
    start: int
    end: int


class ProblemKind(StrEnum):
    """Why a reference has no URL to fetch."""

    MALFORMED = "malformed"
    NO_BASE = "no-base"
    OUTSIDE_ROOT = "outside-root"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a reference has no URL to fetch, for a program and in plain words."""

    kind: ProblemKind
    detail: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in its document (RFC 8288 §2).

    `url` is absolute and keeps its fragment; it is None exactly when `problem` is set.
    `fetch_url` is `url` without the fragment: what is asked for, and the key of its `Resource`.
    """

    document: str
    reference: Reference
    url: str | None = None
    fetch_url: str | None = None
    fragment: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One post as read. Line ends in `text` are LF; `problem` says why there is no text, if so.

    `media_type` names the extractor. `base_url` resolves relative references; None if nothing is known.
    `path` is the file's place below the root folder of the run, with forward slashes, and `root` that folder;
    None for what is no file in it. `repository_path` is its place below the root of its git repository, None
    where that is its name, and for what is in none. `change` says how it differs from the state that the run
    is compared with; None for what no repository holds, and where nothing is compared.
    """

    name: str
    media_type: str
    text: str
    base_url: str | None = None
    problem: str | None = None
    path: str | None = None
    root: str | None = None
    change: Change | None = None
    repository_path: str | None = None
