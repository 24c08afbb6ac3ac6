"""Remember what was figured out of a crawl, for all who ask about the very same crawl in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from linkcheck.model import Crawl

Figures = TypeVar("Figures")


class _Same:
    """A key that only a crawl of the very same documents, links and resources equals."""

    __slots__ = ("crawl",)

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    def _parts(self) -> tuple[int, int, int]:
        return id(self.crawl.documents), id(self.crawl.links), id(self.crawl.resources)

    def __hash__(self) -> int:
        return hash(self._parts())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._parts() == self._parts()  # the key keeps them alive


def per_crawl(figure_out: Callable[[Crawl], Figures]) -> Callable[[Crawl], Figures]:
    """Let a function work once for all that ask about the same documents, links and resources.

    It must read nothing else of the crawl, and nobody may change what it returns.
    """

    @lru_cache(maxsize=1)
    def remembered(key: _Same) -> Figures:
        return figure_out(key.crawl)

    @wraps(figure_out)
    def ask(crawl: Crawl) -> Figures:
        return remembered(_Same(crawl))

    return ask
