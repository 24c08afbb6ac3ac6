"""The input formats: one file each, a pure function from text to references in order of appearance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linkcheck.model import Reference
from linkcheck.registry import Registry

Extract = Callable[[str], Iterator[Reference]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """One input format: its name, media type and file name suffixes (lower-case, with the dot)."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    extract: Extract


extractors: Registry[Extractor] = Registry(__name__)


def extractor(name: str, *, media_type: str, suffixes: tuple[str, ...]) -> Callable[[Extract], Extract]:
    """Register the decorated function as the extractor of one format.

    The function gets text whose line ends are LF and yields references in order of appearance.
    """

    def register(extract: Extract) -> Extract:
        extractors.register(Extractor(name, media_type, suffixes, extract))
        return extract

    return register
