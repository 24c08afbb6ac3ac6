"""The fetcher as a whole: what it reads, how it shares its time, and how it ends."""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime
from time import monotonic

import pytest

from linkcheck.config import Config
from linkcheck.model import CanonicalSource, Kind, Request, Resource
from linkcheck.net.fetcher import LocalFetcher
from tests.net.conftest import Fetch
from tests.site import Site, serving
from tests.site.pages import PAGE
from tests.site.pictures import picture

IMAGE = (Kind.IMAGE,)


async def test_every_request_gets_exactly_one_resource(site: Site) -> None:
    paths = ["/ok", "/status/404", "/redirect/3", "/close", "/flaky/1", "/image/1.png", "/raw/ssh"] * 3
    urls = [f"{site.url(path)}?{number}" for number, path in enumerate(paths)]
    requests = [Request(url) for url in (*urls, "mailto:a@b.example", "http://a..b/")]
    async with LocalFetcher(Config(allow_private=True, retries=1)) as fetcher:
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert sorted(resource.url for resource in resources) == sorted(request.url for request in requests)
    assert all((resource.status is None) != (resource.failure is None) for resource in resources)


async def test_nothing_to_fetch_is_nothing_done() -> None:
    async with LocalFetcher(Config()) as fetcher:
        assert [resource async for resource in fetcher.fetch([])] == []


async def test_a_resource_tells_when_and_how_long(site: Site, fetch: Fetch) -> None:
    before = datetime.now(UTC)
    resource = await fetch(site.url("/slow/0.1"))
    assert resource.checked_at is not None
    assert before <= resource.checked_at <= datetime.now(UTC)
    assert resource.elapsed_seconds >= 0.1
    assert resource.attempts == 1


# what is read


async def test_of_a_page_the_head_is_read(site: Site, fetch: Fetch) -> None:
    url = site.page(
        "/a", f"<title>A page</title><link rel=canonical href='{site.url('/b')}'></head>" + "x" * 500_000
    )
    resource = await fetch(url)
    assert (resource.title, resource.media_type) == ("A page", "text/html")
    assert (resource.canonical_url, resource.canonical_source) == (
        site.url("/b"),
        CanonicalSource.LINK_ELEMENT,
    )
    assert resource.fragments is None
    assert not resource.is_body_complete


async def test_a_long_head_is_read_to_its_end_and_no_further_than_the_limit(site: Site, fetch: Fetch) -> None:
    late = "<meta name=a>" * 20_000 + "<title>late</title></head>"
    assert (await fetch(site.page("/late", late))).title == "late"
    assert (await fetch(site.page("/later", "<meta name=a>" * 25_000 + late))).title is None


async def test_a_page_is_read_whole_for_its_fragments(site: Site, fetch: Fetch) -> None:
    body = "<head></head>" + "<p>text</p>" * 50_000 + "<p id=last>"
    resource = await fetch(site.page("/a", body), fragments=("last",))
    assert resource.fragments == frozenset({"last"})
    assert (resource.is_body_complete, resource.size_bytes) == (True, len(body))


async def test_half_a_page_says_nothing_about_its_fragments(site: Site, fetch: Fetch) -> None:
    url = site.page("/a", "<p id=one>" + "x" * 2000)
    assert (await fetch(url, fragments=("two",), max_page_bytes=1000)).fragments is None
    assert (await fetch(site.url("/reset/body"), fragments=("two",))).fragments is None


async def test_a_page_without_a_declared_type_is_told_by_its_first_bytes(site: Site, fetch: Fetch) -> None:
    html = site.page("/html", "\n <title>A page</title>", media="")
    other = site.page("/other", "no page", media="")
    assert (await fetch(html)).title == "A page"
    assert (await fetch(other)).title is None


async def test_a_picture_that_is_shown_is_read_whole(site: Site, fetch: Fetch) -> None:
    body = picture(7, "png")
    resource = await fetch(site.url("/image/7.png"), kinds=IMAGE)
    assert resource.sha256 == hashlib.sha256(body).hexdigest()
    assert (resource.size_bytes, resource.is_body_complete) == (len(body), True)
    assert resource.picture is not None
    assert (resource.picture.format, resource.picture.width) == ("png", 96)


async def test_the_bytes_tell_a_picture_whose_type_is_vague(site: Site, fetch: Fetch) -> None:
    assert (await fetch(site.url("/image/vague"), kinds=IMAGE)).picture is not None


async def test_a_picture_that_is_linked_or_not_wanted_is_not_read(site: Site, fetch: Fetch) -> None:
    linked = await fetch(site.url("/image/1.png"))
    unwanted = await fetch(site.url("/image/1.png"), kinds=IMAGE, check_images=False)
    for resource in (linked, unwanted):
        assert (resource.status, resource.picture, resource.sha256) == (200, None, None)
        assert resource.picture_problem is None


async def test_a_damaged_picture_is_told_apart_from_one_we_do_not_look_at(site: Site, fetch: Fetch) -> None:
    damaged = site.page("/a.png", picture(1)[:200], media="image/png")
    assert (await fetch(damaged, kinds=IMAGE)).picture_problem is not None
    assert (
        await fetch(site.url("/image/short.png"), kinds=IMAGE)
    ).picture_problem == "its transfer broke off"
    large = await fetch(site.url("/image/1.png"), kinds=IMAGE, max_image_bytes=100)
    assert (large.picture, large.picture_problem, large.sha256) == (None, None, None)
    assert large.picture_note == "larger than is read of one picture"


async def test_what_cannot_be_examined_here_is_noted(site: Site, fetch: Fetch) -> None:
    boundless = await fetch(site.url("/image/1.png"), kinds=IMAGE, max_image_pixels=10)
    assert (boundless.picture, boundless.picture_problem) == (None, None)
    assert boundless.picture_note == "too large to examine: over 10 pixels"
    assert (await fetch(site.url("/image/1.png"), kinds=IMAGE)).picture_note is None


async def test_no_picture_at_all_is_a_problem(site: Site, fetch: Fetch) -> None:
    document = site.page("/a.pdf", b"%PDF-1.7", media="application/pdf")
    assert (await fetch(document, kinds=IMAGE)).picture_problem == "it is application/pdf, not a picture"


async def test_the_end_of_permanent_redirects_is_the_canonical_url(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/redirect/301/1"))
    assert resource.canonical_url == site.url("/redirect/301/0")
    assert resource.canonical_source is CanonicalSource.REDIRECT
    assert (await fetch(site.url("/redirect/302/1"))).canonical_url is None


async def test_a_canonical_url_that_is_not_believed_is_kept_with_the_reason(site: Site, fetch: Fetch) -> None:
    url = site.page("/a", "<link rel=canonical href='https://other.example/'>")
    resource = await fetch(url)
    assert resource.canonical_url is None
    assert resource.canonical_candidate == "https://other.example/"
    assert resource.canonical_distrust == "it is on another site"


async def test_a_document_names_its_page_in_a_header(site: Site, fetch: Fetch) -> None:
    link = ("Link", f"<{site.url('/a.html')}>; rel=canonical")
    resource = await fetch(site.page("/a.pdf", b"%PDF", link, media="application/pdf"))
    assert (resource.canonical_url, resource.title) == (site.url("/a.html"), None)


async def test_what_a_moved_page_states_itself_is_kept_too(site: Site, fetch: Fetch) -> None:
    page = site.page("/amp", f"<link rel=canonical href='{site.url('/article')}'>")
    resource = await fetch(site.url("/to/301?" + page))
    assert (resource.canonical_url, resource.canonical_source) == (page, CanonicalSource.REDIRECT)
    assert resource.stated_canonical_url == site.url("/article")
    assert (await fetch(page)).stated_canonical_url is None


async def test_a_header_keeps_a_page_from_every_index(site: Site, fetch: Fetch) -> None:
    rules = {"/a": "noindex", "/b": "nofollow, None", "/c": "all", "/d": "otherbot: noindex"}
    urls = [site.page(path, "x", ("X-Robots-Tag", rule)) for path, rule in rules.items()]
    assert [(await fetch(url)).is_noindex for url in urls] == [True, True, False, False]


# how time is shared


async def test_a_host_is_never_asked_more_at_once_than_allowed(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=3)) as fetcher:
        requests = [Request(site.url(f"/slow/0.02?{number}")) for number in range(20)]
        assert len([resource async for resource in fetcher.fetch(requests)]) == 20
    assert site.most_at_once == 3


async def test_a_redirect_takes_its_turn_at_the_host_it_leads_to(site: Site) -> None:
    async with AsyncExitStack() as stack:
        others = [await stack.enter_async_context(serving(f"127.0.1.{number}")) for number in range(1, 11)]
        async with LocalFetcher(Config(allow_private=True, per_host=2)) as fetcher:
            target = site.url("/slow/0.05")
            requests = [Request(other.url(f"/to?{target}")) for other in others]
            assert [resource.status async for resource in fetcher.fetch(requests)] == [200] * 10
    assert site.most_at_once == 2


async def test_a_slow_host_does_not_keep_the_others_back(site: Site) -> None:
    async with serving("127.0.0.2") as quick:
        slow_requests = [Request(site.url(f"/slow/1.5?{number}")) for number in range(3)]
        quick_requests = [Request(quick.url(f"/ok/{number}")) for number in range(20)]
        async with LocalFetcher(Config(allow_private=True, per_host=2, concurrency=4)) as fetcher:
            order = [resource.url async for resource in fetcher.fetch([*slow_requests, *quick_requests])]
    assert set(order[:20]) == {request.url for request in quick_requests}


async def test_no_more_are_under_way_at_once_than_allowed(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=50, concurrency=5)) as fetcher:
        requests = [Request(site.url(f"/slow/0.02?{number}")) for number in range(30)]
        assert len([resource async for resource in fetcher.fetch(requests)]) == 30
    assert site.most_at_once == 5


# how it ends


async def test_giving_up_leaves_nothing_behind(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        requests = [Request(site.url("/ok")), *(Request(site.url(f"/hang?{number}")) for number in range(5))]
        done: asyncio.Queue[Resource] = asyncio.Queue()

        async def collect() -> None:
            async for resource in fetcher.fetch(requests):
                done.put_nowait(resource)

        task = asyncio.create_task(collect())
        assert (await done.get()).url == site.url("/ok")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await asyncio.sleep(0.05)
    assert site.open_connections == 0
    assert len(asyncio.all_tasks()) <= 2  # this test and the site's


async def test_an_iteration_that_is_left_is_closed(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        requests = [Request(site.url("/ok")), Request(site.url("/hang"))]
        resources = fetcher.fetch(requests)
        assert isinstance(resources, AsyncIterator)
        async with aclosing(resources):  # type: ignore[type-var]
            async for _ in resources:
                break
    await asyncio.sleep(0.05)
    assert site.open_connections == 0


async def test_closing_the_fetcher_gives_up_what_is_under_way(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        resources = aiter(fetcher.fetch([Request(site.url("/ok")), Request(site.url("/hang"))]))
        await anext(resources)
    await asyncio.sleep(0.05)
    assert site.open_connections == 0
    await resources.aclose()  # type: ignore[attr-defined]


# documents


async def test_a_document_is_downloaded_whole(site: Site) -> None:
    url = site.page("/post", "a post " * 1000, media="Text/Markdown; charset=UTF-8")
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        found = await fetcher.download(url)
    assert (found.url, found.media_type, found.charset, found.problem) == (
        url,
        "text/markdown",
        "utf-8",
        None,
    )
    assert found.body == b"a post " * 1000


async def test_a_document_is_named_by_the_url_that_answered(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        found = await fetcher.download(site.url("/redirect/2"))
    assert (found.url, found.body) == (site.url("/redirect/0"), PAGE)


async def test_a_document_is_read_no_further_than_a_byte_past_the_limit(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, max_document_bytes=10)) as fetcher:
        found = await fetcher.download(site.page("/post", "x" * 10_000))
    assert found.body == b"x" * 11


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/status/404", "404 not found"), ("/loop", "redirects in a loop"), ("/flaky/9", "kept answering 503")],
)
async def test_a_document_that_cannot_be_read_has_a_problem(site: Site, path: str, problem: str) -> None:
    async with LocalFetcher(Config(allow_private=True, retries=1)) as fetcher:
        found = await fetcher.download(site.url(path))
        other = await fetcher.download("file:///etc/passwd")
    assert (found.body, found.problem) == (b"", problem)
    assert other.problem == "not a web address"


# a machine at its limits

_FETCH = """
import asyncio, os, resource, sys
from linkcheck.config import Config
from linkcheck.model import Request
from linkcheck.net.fetcher import LocalFetcher

async def main():
    config = Config(allow_private=True, concurrency=1000, per_host=1000, retries=0)
    async with LocalFetcher(config) as fetcher:
        if squeeze := os.environ.get("SQUEEZE"):
            resource.setrlimit(resource.RLIMIT_NOFILE, (int(squeeze), 128))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        requests = [Request(url, fragments=frozenset("x")) for url in sys.argv[1:]]
        statuses = [each.status async for each in fetcher.fetch(requests)]
    print(statuses.count(200), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)

asyncio.run(main())
"""


async def _fetch_apart(*urls: str, limits: str = "", squeeze: str = "") -> list[int]:
    """Fetch in a process of its own; return how many answered 200, its descriptors and the MB it took."""
    command = f'{limits} exec "{sys.executable}" -W error -c "$0" "$@"'
    run = await asyncio.create_subprocess_exec(
        "sh", "-c", command, _FETCH, *urls, stdout=subprocess.PIPE, env=os.environ | {"SQUEEZE": squeeze}
    )
    output, _ = await asyncio.wait_for(run.communicate(), 60)
    return [int(word) for word in output.split()]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
async def test_few_descriptors_make_it_slow_and_never_wrong(site: Site) -> None:
    urls = [site.url(f"/slow/0.1?{number}") for number in range(300)]
    answered, descriptors, _ = await _fetch_apart(*urls, limits="ulimit -Sn 80; ulimit -Hn 128;")
    assert (answered, descriptors) == (300, 128)
    assert site.most_at_once < 128


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
async def test_running_out_of_descriptors_makes_it_slower_and_never_wrong(site: Site) -> None:
    urls = [site.url(f"/slow/0.1?{number}") for number in range(60)]
    answered, descriptors, _ = await _fetch_apart(*urls, limits="ulimit -Hn 128;", squeeze="30")
    assert (answered, descriptors) == (60, 30)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units")
@pytest.mark.parametrize("encoding", ["gzip", "br"])
async def test_a_bomb_costs_little(site: Site, encoding: str) -> None:
    answered, _, megabytes = await _fetch_apart(site.url(f"/bomb/{encoding}"))
    assert answered == 1
    assert megabytes < 50  # unpacked it is 256 MB


async def test_the_time_limit_covers_a_whole_chain(site: Site, fetch: Fetch) -> None:
    start = site.url("/slow/0.2")
    site.page("/done", "done")
    started = monotonic()
    await fetch(site.url(f"/to?{start}"), timeout_seconds=0.1, retries=0)
    assert monotonic() - started < 2


@pytest.mark.parametrize(("name", "missing"), [("x-gzip", {"gone"}), ("twice", set()), ("unknown", set())])
async def test_a_page_that_cannot_be_unpacked_is_not_said_to_lack_a_fragment(
    site: Site, name: str, missing: set[str]
) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        request = Request(site.url(f"/encoded/{name}"), fragments=frozenset({"there", "gone"}))
        (resource,) = [each async for each in fetcher.fetch([request])]
    assert resource.status == 200
    assert (set() if resource.fragments is None else {"there", "gone"} - resource.fragments) == missing
