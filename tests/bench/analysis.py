"""Which part of a run over a fetched web goes into similarity and clustering; the bar is 5 %.

Two webs of 200 hosts (median latency 120 ms): that of the crawl bench, 5,000 URLs in one list; and posts of
prose, dense with links to pages that are all quick to fetch, each post citing some of them more than once.
Fetching and analysis take their turns in one process, and each is measured where it has to do all its work.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import uvloop

from linkcheck.analysis.tally import sources
from linkcheck.analysis.topics import target_overlap
from linkcheck.config import Config
from linkcheck.engine import extract
from linkcheck.model import Crawl, Document, Link, Resource
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.planning import plan
from linkcheck.rules import rule_settings
from tests.bench.crawl import make_workload
from tests.bench.sourcing import word
from tests.bench.web import Served, address, latencies, served

POSTS, LINKS, HOSTS, URLS = 200, 25, 200, 5000
# So many links cite a page again, and so many anchors have words of their page's title.
_AGAIN, _TELLING = 0.3, 0.85
# The rules that compare anchors, pages or passages with each other.
COMPARING = frozenset(
    "ambiguous-anchor anchor-target-mismatch duplicate-passage few-sources link-overuse single-source"
    " source-concentration".split()
)


def main(*, posts: int = POSTS, links: int = LINKS, hosts: int = HOSTS, urls: int = URLS) -> None:
    """Print how long a run takes and its parts, the analysis in seconds of processor, for both webs."""
    with served() as web:
        listed = "\n".join(
            f"- [a link]({url})" for url in make_workload(web, hosts=hosts, urls=urls).verdicts
        )
        _measure(web, "the crawl's list", (Document("post.md", "text/markdown", listed),))
    with served() as web:
        _measure(web, f"{posts} posts", tuple(_posts(web, posts, links)))


def _measure(web: Served, name: str, documents: tuple[Document, ...]) -> None:
    start = time.perf_counter()
    found = tuple(link for document in documents for link in extract(document))
    resources = uvloop.run(_fetched(found))
    fetching = time.perf_counter() - start
    crawl = Crawl(documents, found, resources)
    rules = dict(_rule_seconds(crawl))
    start = time.process_time()
    table = sources(crawl)
    overlaps = [target_overlap(link, crawl.resource(link)) for link in found]
    measuring = time.process_time() - start
    comparing = measuring + sum(rules[name] for name in COMPARING)
    total = fetching + measuring + sum(rules.values())
    print(f"\nanalysis: {name}, {len(found):,} links to {len(table):,} pages, {total:.1f} s")
    print(f"  similarity and clustering {comparing:.2f} s, {comparing / total:.1%} (the bar is 5 %)")
    print(
        f"  all rules {sum(rules.values()):.2f} s, {len(overlaps) - overlaps.count(None):,} anchors compared"
    )
    for rule, seconds in sorted(rules.items(), key=lambda each: -each[1])[:5]:
        print(f"    {rule:24} {seconds:.3f} s")


def _rule_seconds(crawl: Crawl) -> Iterator[tuple[str, float]]:
    for setting in rule_settings({}):
        start = time.process_time()
        list(setting.rule.run(crawl, setting.options, setting.level))
        yield setting.rule.name, time.process_time() - start


async def _fetched(links: tuple[Link, ...]) -> dict[str, Resource]:
    config = Config(allow_private=True)
    async with LocalFetcher(config) as fetcher:
        return {found.url: found async for found in fetcher.fetch(plan(links, config).requests)}


def _posts(web: Served, posts: int, links: int) -> Iterator[Document]:
    choice = random.Random(7)
    vocabulary = [word(choice) for _ in range(5_000)]
    waits = latencies(posts * links, median_seconds=0.12, seed=4)
    for number in range(posts):
        titles = [choice.sample(vocabulary, 6) for _ in range(links)]
        urls = [
            f"http://{address(choice.randrange(HOSTS))}:{web.port}"
            f"/titled/{waits.pop() * 1000:.0f}/{'-'.join(title)}"
            for title in titles
        ]
        sentences = [" ".join(choice.choices(vocabulary, k=14)) for _ in range(links * 3)]
        for place in range(links):
            page = choice.randrange(1 + links // 3) if choice.random() < _AGAIN else place
            words = titles[page] if choice.random() < _TELLING else vocabulary
            sentences[place * 3] += (
                f" [{' '.join(choice.choices(words, k=choice.randint(1, 4)))}]({urls[page]})"
            )
        paragraphs = [". ".join(sentences[at : at + 5]) + "." for at in range(0, len(sentences), 5)]
        yield Document(f"posts/{number}.md", "text/markdown", "\n\n".join(paragraphs))
