"""What is tried again, how often and when."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from time import monotonic

import pytest

from linkcheck.config import Config
from linkcheck.model import FailureKind, Request, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.retry import (
    backoff_seconds,
    exchange_seconds,
    failure_retries,
    retry_after_seconds,
    status_retries,
)
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site, serving

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60.0),
        ("Thursday, 01-Jan-26 12:01:00 GMT", 60.0),
        ("Thu Jan  1 12:01:00 2026", 60.0),
        ("Thu, 01 Jan 2026 12:01:00 -0000", 60.0),
        ("Thu, 01 Jan 2026 14:01:00 +0200", 60.0),
        ("Thu, 01 Jan 2025 12:00:00 GMT", 0.0),
        ("9" * 400, 999_999_999.0),
        (None, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("1, 2", None),
        ("Thu, 99 Jan 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds


async def test_where_much_fails_most_of_it_is_tried_again_at_the_end_only(site: Site) -> None:
    config = Config(allow_private=True, per_host=100)
    async with LocalFetcher(config, second_pass_seconds=0.05) as fetcher:
        requests = [Request(site.url(f"/status/500?{number}")) for number in range(40)]
        attempts = [resource.attempts async for resource in fetcher.fetch(requests)]
    assert (attempts.count(3), attempts.count(2)) == (24, 16)
    assert site.hits["/status/500"] == 40 + 24 + 40


def test_a_page_that_was_silent_gets_half_the_time_but_a_fair_chance() -> None:
    seconds = [exchange_seconds(limit, spent=0.0, after_silence=True) for limit in (30.0, 8.0, 2.0)]
    assert seconds == [15.0, 5.0, 2.0]


def test_pauses_double_and_vary_and_end_somewhere() -> None:
    for retry, longest in ((1, 0.5), (2, 1.0), (3, 2.0), (20, 30.0)):
        pauses = {backoff_seconds(retry) for _ in range(50)}
        assert longest / 2 <= min(pauses) < max(pauses) <= longest


@pytest.mark.parametrize("status", [200, 204, 304, 400, 401, 403, 404, 410, 451, 501, 505, 999])
def test_a_status_that_will_not_change_is_not_tried_again(status: int) -> None:
    assert status_retries(status) == 0


@pytest.mark.parametrize("status", [302, 408, 421, 425, 429, 500, 502, 503, 504, 520, 527, 530])
def test_a_status_that_may_pass_is(status: int) -> None:
    assert status_retries(status) > 0


@pytest.mark.parametrize("kind", FailureKind)
def test_only_failures_that_may_pass_are_tried_again(kind: FailureKind) -> None:
    certain = {"tls-expired", "tls-name", "tls-untrusted", "invalid-url"}
    if kind.value in certain or kind.value.startswith(("redirect-", "private-")):
        assert failure_retries(kind) == 0
    if kind in (FailureKind.RESET, FailureKind.CONNECT_REFUSED, FailureKind.DNS_FAILED, FailureKind.TIMEOUT):
        assert failure_retries(kind) > 0


async def test_a_server_that_recovers_is_fine_and_the_attempts_are_told(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/flaky/1"))
    assert (resource.status, resource.attempts, site.hits["/flaky/1"]) == (200, 2, 2)


async def test_the_last_attempt_is_made_when_all_others_are_done(site: Site) -> None:
    requests = [Request(site.url(path)) for path in ("/flaky/2", *(f"/slow/0.1?{n}" for n in range(20)))]
    async with LocalFetcher(Config(allow_private=True, per_host=4), second_pass_seconds=0.1) as fetcher:
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert resources[-1].url == requests[0].url
    assert (resources[-1].status, resources[-1].attempts) == (200, 3)


async def test_an_outage_shorter_than_the_run_harms_no_verdict(site: Site, fetch: Fetch) -> None:
    async with serving("127.0.0.9") as soon:
        port = soon.port

    async def come_back() -> None:
        await asyncio.sleep(0.5)
        async with serving("127.0.0.9", port=port):
            await asyncio.sleep(5)

    coming = asyncio.create_task(come_back())
    requests = [Request(soon.url(f"/ok/{number}")) for number in range(20)]
    async with LocalFetcher(Config(allow_private=True), second_pass_seconds=1.0) as fetcher:
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert [resource.status for resource in resources] == [200] * 20
    coming.cancel()


async def test_a_host_that_stays_down_costs_a_probe_and_is_no_broken_link(site: Site) -> None:
    async with serving("127.0.0.9") as gone:
        pass
    requests = [Request(gone.url(f"/ok/{number}")) for number in range(50)]
    async with LocalFetcher(Config(allow_private=True), second_pass_seconds=0.1) as fetcher:
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert {judge(resource).verdict for resource in resources} == {Verdict.UNAVAILABLE}
    kinds = [resource.failure.kind for resource in resources if resource.failure]
    assert kinds.count(FailureKind.HOST_DOWN) >= 40


async def test_silent_pages_do_not_keep_the_rest_of_their_host_waiting(site: Site) -> None:
    requests = [Request(site.url(f"/hang?{number}")) for number in range(4)]
    requests += [Request(site.url(f"/ok/{number}")) for number in range(40)]
    started = monotonic()
    config = Config(allow_private=True, per_host=2, timeout_seconds=6.0, retries=0)
    async with LocalFetcher(config) as fetcher:
        order = [resource async for resource in fetcher.fetch(requests)]
    assert [resource.status for resource in order[:40]] == [200] * 40
    assert monotonic() - started < 12


@pytest.mark.parametrize("status", [403, 406, 429])
async def test_a_site_for_browsers_is_asked_as_one_if_that_is_wanted(
    site: Site, fetch: Fetch, status: int
) -> None:
    url = site.url(f"/browsers-only/{status}")
    assert (await fetch(url, retries=0)).status == status
    assert site.hits[f"/browsers-only/{status}"] == 1
    assert (await fetch(url, retries=0, retry_as_browser=True)).status == 200


async def test_a_site_that_refuses_everyone_is_asked_once_more_only(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/status/403"), retry_as_browser=True)
    assert (resource.status, site.hits["/status/403"]) == (403, 2)
    assert judge(resource).verdict is Verdict.BLOCKED


async def test_no_retries_means_none(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/flaky/1"), retries=0)
    assert (resource.status, resource.attempts, site.hits["/flaky/1"]) == (503, 1, 1)


async def test_a_host_that_asks_for_a_pause_gets_it_from_every_url(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
        urls = [site.url("/later/429/1?1"), *(site.url(f"/ok/{number}") for number in range(5))]
        started = monotonic()
        done = {resource.status: monotonic() async for resource in fetcher.fetch(map(Request, urls))}
    assert min(done.values()) - started >= 1.0
    assert done.keys() == {200}


@pytest.mark.parametrize("value", ["86400", "Fri, 01 Jan 2100 00:00:00 GMT"])
async def test_a_pause_longer_than_a_run_is_not_waited_for(site: Site, fetch: Fetch, value: str) -> None:
    resource = await fetch(site.url(f"/later/429/9?{value.replace(' ', '%20')}"))
    assert judge(resource).verdict is Verdict.UNAVAILABLE
    assert site.hits["/later/429/9"] == 1


async def test_a_pause_that_makes_no_sense_is_replaced_by_our_own(site: Site, fetch: Fetch) -> None:
    assert (await fetch(site.url("/later/503/1?soon"))).status == 200


async def test_a_robot_wall_is_not_knocked_at_again(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/wall/vercel/429"))
    assert site.hits["/wall/vercel/429"] == 1


async def test_a_retry_waits_without_keeping_others_back(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, concurrency=1)) as fetcher:
        requests = [Request(site.url("/flaky/1")), *(Request(site.url(f"/ok/{n}")) for n in range(10))]
        order = [resource.url async for resource in fetcher.fetch(requests)]
    assert order[-1] == site.url("/flaky/1")
