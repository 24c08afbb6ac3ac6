"""A network that goes away, told from hosts that do."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from linkcheck.config import Config
from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Request, Resource, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.verdict import judge
from tests.net.dns import NXDOMAIN, SERVFAIL, SILENCE, serving_names
from tests.site import serving

_CONFIG = Config(allow_private=True, retries=1, timeout_seconds=2.0)


async def _fetch_while_closing(hosts: int, *, closed: int) -> tuple[list[Resource], str]:
    """Ask ten URLs of each host; close so many hosts after the first answers. Return what the run said."""
    found: list[Resource] = []
    async with AsyncExitStack() as lasting, AsyncExitStack() as passing:
        sites = []
        for number in range(hosts):
            stack = passing if number < closed else lasting
            sites.append(await stack.enter_async_context(serving(f"127.0.2.{number + 1}")))
        requests = [Request(site.url(f"/slow/0.1?{n}")) for n in range(10) for site in sites]
        async with LocalFetcher(_CONFIG, second_pass_seconds=0.1) as fetcher:
            try:
                async with asyncio.timeout(30):
                    async for resource in fetcher.fetch(requests):
                        found.append(resource)
                        if len(found) == hosts:
                            await passing.aclose()
            except EnvironmentFaultError as error:
                return found, str(error)
    return found, ""


async def test_a_network_that_is_lost_breaks_no_link_and_ends_the_run_with_the_reason() -> None:
    found, problem = await _fetch_while_closing(4, closed=4)
    assert len(found) == 40
    verdicts = {judge(resource).verdict for resource in found}
    assert verdicts == {Verdict.OK, Verdict.UNAVAILABLE}
    assert "lost its network" in problem


async def test_hosts_that_go_down_together_are_no_lost_network_while_another_answers() -> None:
    found, problem = await _fetch_while_closing(5, closed=4)
    assert {judge(resource).verdict for resource in found} == {Verdict.OK, Verdict.UNAVAILABLE}
    assert (len(found), problem) == (50, "")


async def test_one_host_that_goes_down_is_not_looked_into() -> None:
    found, problem = await _fetch_while_closing(1, closed=1)
    assert (len(found), problem) == (10, "")


@pytest.mark.parametrize("path", ["/reset", "/raw/ssh", "/status/500"])
async def test_a_host_that_answers_badly_is_still_reached(path: str) -> None:
    async with serving() as site, LocalFetcher(_CONFIG) as fetcher:
        assert await fetcher._steps.is_reached(site.url(path))
    async with LocalFetcher(_CONFIG) as fetcher:
        assert not await fetcher._steps.is_reached(site.url(path))


async def _look_up(table: dict[str, str], hosts: int) -> tuple[set[Verdict], str]:
    """Ask for a page of so many hosts, whose name server answers by a table; the root's name is empty."""
    verdicts: set[Verdict] = set()
    requests = [Request(f"http://{host}.example/") for host in "abc"[:hosts]]
    async with (
        serving_names(table) as names,
        LocalFetcher(_CONFIG, resolver=names.resolver(), second_pass_seconds=0.05) as fetcher,
    ):
        try:
            async for each in fetcher.fetch(requests):
                verdicts.add(judge(each).verdict)
        except EnvironmentFaultError as error:
            return verdicts, str(error)
    return verdicts, ""


_DEAD = {f"{host}.example": SERVFAIL for host in "abc"}


@pytest.mark.parametrize("root", [SILENCE, SERVFAIL])
async def test_name_servers_that_answer_nothing_end_the_run_with_the_reason(root: str) -> None:
    verdicts, problem = await _look_up({**_DEAD, "": root}, hosts=3)
    assert verdicts == {Verdict.UNAVAILABLE}
    assert problem.startswith("no name server gave this machine an answer for any of 3 hosts")


async def test_names_that_fail_alone_are_the_names_fault() -> None:
    assert await _look_up({**_DEAD, "": NXDOMAIN}, hosts=3) == ({Verdict.UNAVAILABLE}, "")
    assert await _look_up({**_DEAD, "": SILENCE}, hosts=2) == ({Verdict.UNAVAILABLE}, "")
    some = {**_DEAD, "c.example": NXDOMAIN, "": SILENCE}
    assert await _look_up(some, hosts=3) == ({Verdict.UNAVAILABLE, Verdict.BROKEN}, "")


async def _ask(*urls: str) -> tuple[set[Verdict], str]:
    """Ask a name server that knows of one name; return the verdicts, and what the run said."""
    async with serving() as site, serving_names({"here.example": ["127.0.0.1"]}) as names:
        requests = [Request(url.format(port=site.port)) for url in urls]
        found: list[Resource] = []
        async with LocalFetcher(_CONFIG, resolver=names.resolver(), second_pass_seconds=0.1) as fetcher:
            try:
                found.extend([resource async for resource in fetcher.fetch(requests)])
            except EnvironmentFaultError as error:
                return {judge(each).verdict for each in found}, str(error)
        return {judge(each).verdict for each in found}, ""


async def test_a_resolver_that_knows_no_site_breaks_no_link() -> None:
    verdicts, problem = await _ask(
        "http://a.org/", "http://www.b.net/x", "http://c.co.uk/", "http://x.a.org/"
    )
    assert verdicts == set()
    assert "none of 3 sites exists, says this machine's resolver (a.org, b.net …)" in problem


@pytest.mark.parametrize(
    "urls",
    [
        ("http://a.org/", "http://b.net/"),
        ("http://a.org/", "http://www.a.org/", "http://x.a.org/", "http://y.a.org/"),
        ("http://a.example/", "http://b.invalid/", "http://c.test/", "http://d.example/"),
    ],
    ids=["few", "one site", "never registered"],
)
async def test_names_that_may_well_not_exist_are_broken(urls: tuple[str, ...]) -> None:
    assert await _ask(*urls) == ({Verdict.BROKEN}, "")


@pytest.mark.parametrize("path", ["ok", "status/404", "status/500", "reset"])
async def test_names_are_believed_not_to_exist_once_anything_was_reached(path: str) -> None:
    gone = [f"http://{name}.org/" for name in "abcde"]
    verdicts, problem = await _ask(*gone, "http://here.example:{port}/" + path)
    assert (Verdict.BROKEN in verdicts, problem) == (True, "")
