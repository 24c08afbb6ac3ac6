"""The input formats: one file each, a pure function from text to references in order of appearance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from linkcheck.model import Comment, Reference
from linkcheck.registry import Registry

Extract = Callable[[str], Iterator[Reference]]
Comments = Callable[[str], Iterator[Comment]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """One input format: its name, media type and file name suffixes (lower-case, with the dot).

    `comments` yields what the format has for comments, in order.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    extract: Extract
    comments: Comments


extractors: Registry[Extractor] = Registry(__name__)


@cache
def extractor_of(media_type: str) -> Extractor:
    """Return the extractor of a media type that a document can have."""
    return next(each for each in extractors.values() if each.media_type == media_type)


def no_comments(text: str) -> Iterator[Comment]:
    """Yield nothing: the format has no comments."""
    yield from ()


def extractor(
    name: str, *, media_type: str, suffixes: tuple[str, ...], comments: Comments = no_comments
) -> Callable[[Extract], Extract]:
    """Register the decorated function as the extractor of one format.

    The function gets text whose line ends are LF and yields references in order of appearance.
    """

    def register(extract: Extract) -> Extract:
        extractors.register(Extractor(name, media_type, suffixes, extract, comments))
        return extract

    return register
