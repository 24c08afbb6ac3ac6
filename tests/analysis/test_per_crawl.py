"""What is figured out of a crawl is figured out once, and never taken for that of another crawl."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from linkcheck.analysis.per_crawl import per_crawl
from linkcheck.model import Crawl, Document, Resource

POST = Document("a.md", "text/markdown", "text")


def _counted() -> tuple[list[Crawl], Callable[[Crawl], tuple[str, ...]]]:
    asked: list[Crawl] = []

    @per_crawl
    def names(crawl: Crawl) -> tuple[str, ...]:
        asked.append(crawl)
        return tuple(document.name for document in crawl.documents)

    return asked, names


def test_the_same_documents_links_and_resources_are_looked_at_once() -> None:
    asked, names = _counted()
    crawl = Crawl((POST,), (), {})
    again = replace(crawl, ignore_faults=(), site_url="https://e.org/")
    assert names(crawl) == names(crawl) == names(again) == ("a.md",)
    assert len(asked) == 1


def test_an_equal_crawl_of_other_objects_is_looked_at_by_itself() -> None:
    asked, names = _counted()
    crawl = Crawl((POST,), (), {})
    for other in (
        replace(crawl, documents=(POST, POST)),
        replace(crawl, resources={"https://e.org/": Resource("https://e.org/")}),
        replace(crawl, resources={}),
    ):
        names(crawl)
        names(other)
    assert len(asked) == 6


def test_a_crawl_that_is_gone_leaves_nothing_to_the_next_one() -> None:
    """An address in memory is used again; the figures of what stood there before must not be."""
    _, names = _counted()
    for number in range(50):
        crawl = Crawl((Document(f"{number}.md", "text/markdown", ""),), (), {})
        assert names(crawl) == (f"{number}.md",)
        del crawl
