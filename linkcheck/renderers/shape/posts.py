"""The public shape of posts: documents, their links, and where a link stands."""

from __future__ import annotations

from msgspec import Struct

from linkcheck.model import Kind, ProblemKind
from linkcheck.renderers.shape.scalars import Count, Part, Position


class Document(Struct, frozen=True, kw_only=True):
    """One post: its name, format and number of links. `problem` says why it could not be read, else null.

    `path` is its place below the root folder of the run, null for what is no file there. `repository_path` is
    that below the root of its git repository, null where `name` says the same, and for what is in none.
    """

    name: str
    media_type: str
    links: Count
    problem: str | None
    path: str | None = None
    repository_path: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    """One reference in its document: where its target stands, what was written, what it leads to.

    `url` is absolute and keeps its fragment; it is null exactly where `problem` says why. The end of the span
    is exclusive. `anchor` is the visible text or an image's alternative text; where the format does not mark
    it, it is inferred from the words before the target, and `context` holds the whole clause.
    `target_overlap` is the part of the anchor's words that the page it leads to shares in its title,
    description, headings or address; null where nothing can be told, as between two scripts or languages.
    """

    document: str
    line: Position
    column: Position | None
    end_line: Position | None
    end_column: Position | None
    kind: Kind
    target: str
    url: str | None
    fragment: str
    anchor: str
    anchor_inferred: bool
    context: str
    rel: tuple[str, ...]
    is_navigation: bool
    problem: str | None
    problem_kind: ProblemKind | None
    target_overlap: Part | None


class Place(Struct, frozen=True, kw_only=True):
    """Where a link stands, what it leads to and its words; `url` is null for a malformed one."""

    document: str
    line: Position
    column: Position | None
    url: str | None
    anchor: str = ""
