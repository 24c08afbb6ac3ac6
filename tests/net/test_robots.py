"""What robots.txt asks, over a real socket."""

from __future__ import annotations

import pytest

from linkcheck.config import Config
from linkcheck.model import FailureKind, Request, Resource, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.verdict import judge
from tests.site import Site, serving


async def _fetch(site: Site, *paths: str, **settings: object) -> dict[str, Resource]:
    config = Config(**{"allow_private": True, "robots": True, "timeout_seconds": 2.0, **settings})  # type: ignore[arg-type]
    async with LocalFetcher(config, second_pass_seconds=0.05) as fetcher:
        found = [each async for each in fetcher.fetch([Request(site.url(path)) for path in paths])]
    return {each.url.removeprefix(site.url("")): each for each in found}


def _robots(site: Site, text: str, *headers: tuple[str, str]) -> None:
    site.page("/robots.txt", text, *headers, media="text/plain")


async def test_what_is_disallowed_is_not_asked_for(site: Site) -> None:
    _robots(site, "User-agent: *\nDisallow: /private/\n")
    found = await _fetch(site, "/ok/1", "/private/1")
    assert found["/ok/1"].status == 200
    refused = found["/private/1"]
    assert refused.failure is not None
    assert refused.failure.kind is FailureKind.ROBOTS
    assert judge(refused).verdict is Verdict.SKIPPED
    assert judge(refused).reason == "robots.txt asks not to"
    assert (site.hits["/private/1"], site.hits["/robots.txt"]) == (0, 1)


async def test_nobody_is_asked_unless_robots_is_on(site: Site) -> None:
    _robots(site, "User-agent: *\nDisallow: /\n")
    found = await _fetch(site, "/ok/1", robots=False)
    assert (found["/ok/1"].status, site.hits["/robots.txt"]) == (200, 0)


@pytest.mark.parametrize(("agent", "status"), [("linkcheck", None), ("LinkCheck", None), ("otherbot", 200)])
async def test_a_group_of_our_own_is_obeyed(site: Site, agent: str, status: int | None) -> None:
    _robots(site, f"User-agent: {agent}\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert (await _fetch(site, "/ok/1"))["/ok/1"].status == status


async def test_a_configured_user_agent_is_looked_up_by_its_name(site: Site) -> None:
    _robots(site, "User-agent: mybot\nDisallow: /\n")
    assert (await _fetch(site, "/ok/1", user_agent="MyBot/2.0 (+https://a.example)"))["/ok/1"].status is None
    assert (await _fetch(site, "/ok/1"))["/ok/1"].status == 200


async def test_a_file_that_does_not_exist_allows_everything(site: Site) -> None:
    assert (await _fetch(site, "/ok/1"))["/ok/1"].status == 200


@pytest.mark.parametrize("target", ["/status/503", "/status/429", "/hang", "/reset"])
async def test_a_file_that_cannot_be_read_allows_nothing_for_now(site: Site, target: str) -> None:
    site.redirects["/robots.txt"] = site.url(target)
    found = await _fetch(site, "/ok/1", timeout_seconds=0.5)
    judgement = judge(found["/ok/1"])
    assert judgement.verdict is Verdict.UNAVAILABLE
    assert judgement.reason.startswith("robots.txt could not be read")
    assert site.hits["/ok/1"] == 0


async def test_redirects_of_the_file_are_followed(site: Site) -> None:
    site.redirects["/robots.txt"] = site.url("/elsewhere")
    site.page("/elsewhere", "User-agent: *\nDisallow: /\n", media="text/plain")
    assert (await _fetch(site, "/ok/1"))["/ok/1"].status is None


async def test_a_crawl_delay_spaces_requests(site: Site) -> None:
    _robots(site, "User-agent: *\nCrawl-delay: 0.2\n")
    await _fetch(site, "/ok/1", "/ok/2", "/ok/3")
    assert site.most_at_once == 1
    moments = [visit.moment for visit in site.visits if visit.path.startswith("/ok/")]
    assert moments[-1] - moments[0] >= 0.3  # a request that comes late on a busy machine shortens one gap


async def test_a_dead_host_is_told_by_its_own_failure() -> None:
    async with serving("127.0.0.3") as gone:
        pass
    found = await _fetch(gone, "/ok/1", retries=0)
    assert judge(found["/ok/1"]).reason == "the connection was refused"


async def test_each_hop_of_a_redirect_is_asked_about(site: Site) -> None:
    async with serving("127.0.0.2") as other:
        _robots(other, "User-agent: *\nDisallow: /\n")
        found = await _fetch(site, f"/to?{other.url('/ok/1')}")
    (resource,) = found.values()
    assert judge(resource).verdict is Verdict.SKIPPED
    assert other.hits["/ok/1"] == 0


async def test_odd_files_harm_nothing(site: Site) -> None:
    _robots(site, "\ufeffUser-agent: *\r\nDisallow: /no\x00\r\nCrawl-delay: often\r\n" + "#" * 600_000)
    assert (await _fetch(site, "/ok/1"))["/ok/1"].status == 200
