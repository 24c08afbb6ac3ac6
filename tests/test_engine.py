"""The pipeline without I/O: what is asked for, what is not, and what an interrupt leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkcheck import engine, events
from linkcheck.config import Config
from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import (
    Document,
    Failure,
    FailureKind,
    Kind,
    ProblemKind,
    Report,
    Request,
    Resource,
    Verdict,
)
from linkcheck.planning import plan
from linkcheck.settings.sections import HostSettings
from linkcheck.verdict import Judgement, judge
from tests.canned import CannedFetcher, document, report

SEED = Path(__file__).parents[1] / "samples/posts/forum-post.txt"


async def check(
    *documents: Document,
    fetcher: object = None,
    stop: asyncio.Event | None = None,
    config: Config | None = None,
) -> Report:
    async def read() -> AsyncIterator[Document]:
        for each in documents:
            yield each

    return await engine.check(
        read(),
        fetcher or CannedFetcher(),  # type: ignore[arg-type]
        config or Config(),
        inputs=["posts"],
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        stop=stop,
    )


async def test_a_url_is_asked_for_once_however_many_posts_hold_it() -> None:
    fetcher = CannedFetcher()
    await check(
        document("[a](https://e.org/#x) ![b](https://e.org/)"),
        document("<https://e.org/#y>"),
        fetcher=fetcher,
    )
    assert fetcher.requests == [
        Request("https://e.org/", frozenset({Kind.HYPERLINK, Kind.IMAGE}), frozenset({"x", "y"}))
    ]


async def test_what_is_no_web_address_is_skipped_with_its_reason() -> None:
    found = await check(document("[a](ftp://e.org/a)"))
    (resource,) = found.crawl.resources.values()
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.UNSUPPORTED_SCHEME
    assert judge(resource).verdict is Verdict.SKIPPED


@pytest.mark.parametrize(
    ("include", "exclude", "asked"),
    [
        ((), ("f\\.org",), ["https://e.org/"]),
        (("e\\.org",), (), ["https://e.org/"]),
        (("f\\.org",), ("org",), ["https://f.org/"]),
        ((), (), ["https://e.org/", "https://f.org/"]),
    ],
)
def test_include_and_exclude_choose_what_is_asked(
    include: tuple[str, ...], exclude: tuple[str, ...], asked: list[str]
) -> None:
    links = engine.extract(document("<https://e.org/> <https://f.org/>"))
    planned = plan(links, Config(include=include, exclude=exclude))
    assert [request.url for request in planned.requests] == asked


def test_without_images_only_pictures_are_left_out() -> None:
    links = engine.extract(document("![a](https://e.org/a.png) [b](https://e.org/b.png)"))
    planned = plan(links, Config(check_images=False))
    assert [request.url for request in planned.requests] == ["https://e.org/b.png"]


def test_relative_links_follow_the_base_element_then_the_documents_own_url() -> None:
    page = '<base href="/blog/"><a href="x">x</a>'
    assert engine.extract(document(page, "p.html", "text/html", base_url="https://e.org/"))[0].url == (
        "https://e.org/blog/x"
    )
    assert engine.extract(document("[x](y)", base_url="https://e.org/z"))[0].url == "https://e.org/y"
    (unresolved,) = engine.extract(document("[x](y)"))
    assert unresolved.problem is not None
    assert (unresolved.url, unresolved.problem.kind) == (None, ProblemKind.NO_BASE)


def test_a_base_element_that_does_not_resolve_is_passed_over() -> None:
    page = '<base href="https://["><a href="x">x</a>'
    assert (
        engine.extract(document(page, "p.html", "text/html", base_url="https://e.org/"))[0].url
        == "https://e.org/x"
    )


def test_an_empty_target_is_the_page_itself_in_html_only() -> None:
    page = '<a href="">this page</a><img src="" alt="a">'
    link, picture = engine.extract(document(page, "p.html", "text/html", base_url="https://e.org/p.html#x"))
    assert (link.url, picture.problem and picture.problem.kind) == (
        "https://e.org/p.html",
        ProblemKind.MALFORMED,
    )
    (on_disk, _) = engine.extract(document(page, "p.html", "text/html", path="posts/p.html"))
    assert on_disk.url == "file:///posts/p.html"
    (unknown, _) = engine.extract(document(page, "p.html", "text/html"))
    assert unknown.problem is not None
    assert unknown.problem.kind is ProblemKind.NO_BASE
    (forgotten,) = engine.extract(document("[a]()", path="posts/p.md"))
    assert forgotten.problem is not None
    assert forgotten.problem.detail == "the target is empty"


class EndlessFetcher:
    """Answers once, then never again."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self.was_closed = False

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        try:
            for request in requests:
                yield Resource(request.url, status=404)
                self._stop.set()
                await asyncio.sleep(3600)
        finally:
            self.was_closed = True


async def test_an_interrupt_keeps_what_is_known_and_says_what_is_not() -> None:
    stop = asyncio.Event()
    fetcher = EndlessFetcher(stop)
    found = await check(document("<https://e.org/> <https://f.org/>"), fetcher=fetcher, stop=stop)
    assert not found.run.is_complete
    assert fetcher.was_closed
    verdicts = {url: judge(resource).verdict for url, resource in found.crawl.resources.items()}
    assert verdicts == {"https://e.org/": Verdict.BROKEN, "https://f.org/": Verdict.SKIPPED}
    assert [finding.rule for finding in found.findings] == ["broken-link"]


async def test_an_interrupt_while_reading_stops_the_reading() -> None:
    stop = asyncio.Event()
    stop.set()
    found = await check(document("a"), document("b", "b.md"), stop=stop)
    assert (len(found.crawl.documents), found.run.is_complete) == (1, False)


class FailingFetcher:
    """Answers so many requests before this machine fails."""

    def __init__(self, answers: int) -> None:
        self._answers = answers

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        for number, request in enumerate(requests):
            if number == self._answers:
                raise EnvironmentFaultError("no descriptors left")
            yield Resource(request.url, status=200)


async def test_a_machine_that_fails_on_the_way_makes_nothing_broken_and_says_why() -> None:
    found = await check(document("<https://e.org/> <https://f.org/>"), fetcher=FailingFetcher(1))
    assert (found.run.problem, found.run.is_complete) == ("no descriptors left", False)
    verdicts = {url: judge(resource).verdict for url, resource in found.crawl.resources.items()}
    assert verdicts == {"https://e.org/": Verdict.OK, "https://f.org/": Verdict.UNAVAILABLE}


async def test_a_machine_that_fails_at_once_judges_nothing() -> None:
    with pytest.raises(EnvironmentFaultError):
        await check(document("<https://e.org/>"), fetcher=FailingFetcher(0))


async def test_an_error_of_the_fetcher_is_not_swallowed() -> None:
    class Broken:
        async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
            for request in requests:
                if request.url:
                    raise OSError("no network")
                yield Resource(request.url)

    with pytest.raises(OSError, match="no network"):
        await check(document("<https://e.org/>"), fetcher=Broken())


async def test_whoever_watches_is_told_what_happens() -> None:
    seen: list[events.Event] = []

    async def read() -> AsyncIterator[Document]:
        yield document("<https://e.org/>")

    clock = datetime(2026, 1, 1, tzinfo=UTC)
    await engine.check(
        read(), CannedFetcher(), Config(), inputs=["posts"], clock=lambda: clock, observe=seen.append
    )
    assert [type(event) for event in seen] == [events.DocumentRead, events.Planned, events.Fetched]


def test_the_seed_post_with_every_url_answering_says_just_this() -> None:
    post = document(SEED.read_text("utf-8"), "forum-post.txt", "text/plain")
    found = report(post)
    assert (len(found.crawl.links), len(found.crawl.resources)) == (35, 6)
    by_rule = {finding.rule: finding for finding in found.findings}
    assert sorted(finding.rule for finding in found.findings) == [
        "duplicate-passage",
        "few-sources",
        "image-reuse",
        "link-overuse",
        "mojibake",
    ]
    overuse = by_rule["link-overuse"].evidence
    assert {
        name: overuse[name] for name in ("n", "N", "U", "G", "s", "p", "O", "occurrences", "severity")
    } == {
        "n": 11,
        "N": 16,
        "U": 4,
        "G": 9,
        "s": 0.6875,
        "p": 0.00114,
        "O": 0.6111,
        "occurrences": 22,
        "severity": "severe",
    }
    assert overuse["url"] == found.sources[0].url
    assert "11 of 16 links lead to one page, under 9 unrelated anchors" in by_rule["link-overuse"].message
    few = by_rule["few-sources"].evidence
    assert (few["effective_pages"], few["effective_sites"]) == (1.94, 1.0)
    washington, korea = found.sources[:2]
    assert (washington.citations, washington.anchor_groups, washington.overuse) == (11, 9, 0.6111)
    assert (korea.links, korea.citations, korea.anchor_groups, korea.overuse) == (6, 3, 2, 0.0938)
    assert [use.links for use in washington.documents] == [22]
    duplicate = by_rule["duplicate-passage"].evidence
    assert (duplicate["first_line"], duplicate["last_line"]) == (4, 13)
    assert (duplicate["copy_first_line"], duplicate["copy_last_line"]) == (14, 23)
    assert "808x508" in str(by_rule["image-reuse"].evidence["urls"])
    assert (found.sources[0].links, found.sources[0].share) == (22, 0.6875)


async def test_accepted_statuses_count_as_success_and_say_which_setting_accepts_them() -> None:
    a, b, c, d = (f"https://{name}.example/" for name in "abcd")
    fetcher = CannedFetcher(
        Resource(a, status=404, final_url=a),
        Resource(b, status=403, final_url=b),
        Resource(c, status=403, final_url=b),
        Resource(d, failure=Failure(FailureKind.TIMEOUT)),
    )
    config = Config(accept=(404,), hosts={"b.example": HostSettings(accept=("400-499",))})
    found = await check(document(f"<{a}> <{b}> <{c}> <{d}>"), fetcher=fetcher, config=config)
    told = {url: judge(resource) for url, resource in found.crawl.resources.items()}
    assert told[a] == Judgement(Verdict.OK, "404, accepted (accept)")
    assert told[b] == Judgement(Verdict.OK, '403, accepted (hosts."b.example".accept)')
    assert told[c] == told[b]  # b.example is who answered
    assert told[d].verdict is Verdict.UNAVAILABLE
    assert [each.rule for each in found.findings if each.level == "error"] == []


async def test_what_one_host_accepts_another_does_not() -> None:
    a, b = "https://a.example/", "https://b.example/"
    fetcher = CannedFetcher(Resource(a, status=403, final_url=b))
    config = Config(hosts={"a.example": HostSettings(accept=(403,))})
    found = await check(document(f"<{a}>"), fetcher=fetcher, config=config)
    assert judge(found.crawl.resources[a]).verdict is Verdict.BLOCKED


async def test_a_host_that_is_skipped_is_never_asked() -> None:
    fetcher = CannedFetcher()
    config = Config(hosts={"*.a.example": HostSettings(skip=True)})
    found = await check(
        document("<https://x.a.example/> <https://a.example/> [m](mailto:x@x.a.example)"),
        fetcher=fetcher,
        config=config,
    )
    assert [request.url for request in fetcher.requests] == ["https://a.example/"]
    skipped = judge(found.crawl.resources["https://x.a.example/"])
    assert skipped == Judgement(Verdict.SKIPPED, 'excluded: hosts."*.a.example".skip')
