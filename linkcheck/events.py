"""What a run tells whoever watches it, while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkcheck.model import Resource, Verdict


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document was read and its links extracted."""

    name: str
    links: int


@dataclass(frozen=True, slots=True)
class Planned:
    """All documents are read: so many URLs will be fetched."""

    urls: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One URL has its verdict."""

    resource: Resource
    verdict: Verdict


Event = DocumentRead | Planned | Fetched
Observer = Callable[[Event], None]


def ignore(event: Event) -> None:
    """Watch nothing."""
