"""How fast sources are measured: ten thousand links to one page, and passages shared by very many posts."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from linkcheck.config import Config
from linkcheck.engine import analyse, extract, for_sources
from linkcheck.model import Crawl, Document
from linkcheck.passages import shared_passages

LINKS, POSTS = 10_000, 100_000
_SYLLABLES = "ka to mi ren sol va ber lin dor esk um pha tri jo ast".split()
_FOOTER = (
    "This newsletter is written by people who live where they report from, and paid for by its readers.\n"
    "Whoever finds a mistake in it is asked to say so; corrections are printed where the mistake was."
)


def main(links: int = LINKS, posts: int = POSTS) -> None:
    """Print the time of each."""
    choice = random.Random(1)
    for name, anchors in {
        "one word": [word(choice) + str(number) for number in range(links)],
        "two words": [f"{word(choice)} {word(choice)}" for _ in range(links)],
        "numbered": [f"anchor {number}" for number in range(links)],
    }.items():
        text = "\n\n".join(f"Text [{anchor}](https://example.org/page) more." for anchor in anchors)
        start = time.perf_counter()
        document = Document("post.md", "text/markdown", text)
        read = extract(document)
        read_seconds = time.perf_counter() - start
        analyse(Crawl((document,), read, {}), for_sources(Config()))
        seconds = time.perf_counter() - start
        print(f"{links:,} links to one page, {name}: {seconds:.2f} s, {read_seconds:.2f} s of it reading")
    written = tuple(_posts(posts, choice))
    size = sum(len(post.text) for post in written) / 1e6
    start = time.perf_counter()
    found = shared_passages(written)
    seconds = time.perf_counter() - start
    print(f"passages shared by {posts:,} posts, {size:.0f} million characters: {len(found)} found")
    print(f"  {seconds:.1f} s, {size / seconds:.1f} million characters/s{_peak()}")


def _peak() -> str:
    """Return the greatest memory this process had; nothing where the system does not say."""
    if sys.platform == "win32":
        return ""
    import resource

    return f", peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def word(choice: random.Random) -> str:
    """Make up a word."""
    return "".join(choice.choices(_SYLLABLES, k=choice.randint(2, 4)))


def _posts(count: int, choice: random.Random) -> Iterator[Document]:
    """Yield posts of their own words that share a footer; every thousandth stands in the next one too."""
    vocabulary = [word(choice) for _ in range(5_000)]
    before = ""
    for number in range(count):
        paragraphs = [" ".join(choice.choices(vocabulary, k=60)) + "." for _ in range(3)]
        text = "\n\n".join([*paragraphs, before, _FOOTER] if number % 1_000 == 1 else [*paragraphs, _FOOTER])
        before = "\n\n".join(paragraphs)
        yield Document(f"posts/{number}.md", "text/markdown", text)
