"""What is set for one host holds for that host: headers, time limits, how much at once."""

from __future__ import annotations

import pytest

from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.model import Request
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.hosts import Hosts, Share
from linkcheck.net.policy import read_policy
from linkcheck.net.redirects import start_chain
from linkcheck.settings.sections import HostSettings
from tests.net.conftest import Fetch
from tests.site import Site, serving

SECRET = "X-Secret: s3cret"


def seen(site: Site) -> list[str | None]:
    return [visit.headers.get("x-secret") for visit in site.visits]


async def test_a_header_is_sent_to_its_host_and_to_no_other(site: Site, fetch: Fetch) -> None:
    hosts = {"127.0.0.1": HostSettings(headers=(SECRET,)), "example.org": HostSettings(headers=("X-B: b",))}
    await fetch(site.url("/ok"), hosts=hosts)
    assert seen(site) == ["s3cret"]
    assert "x-b" not in site.visits[0].headers
    async with serving() as other:
        await fetch(other.url("/ok"), hosts={f"127.0.0.1:{site.port}": HostSettings(headers=(SECRET,))})
        assert seen(other) == [None]


async def test_a_redirect_carries_no_header_of_a_host_to_another_origin(site: Site, fetch: Fetch) -> None:
    hosts = {"127.0.0.1": HostSettings(headers=(SECRET,))}
    async with serving() as other:
        site.redirects["/away"] = other.url("/ok")
        site.redirects["/round"] = site.url("/ok")
        await fetch(site.url("/away"), hosts=hosts)
        assert (seen(site), seen(other)) == (["s3cret"], [None])
        await fetch(site.url("/round"), hosts=hosts)
        assert seen(site) == ["s3cret"] * 3


async def test_a_redirect_reaches_the_section_of_where_it_leads(site: Site, fetch: Fetch) -> None:
    async with serving() as other:
        hosts = {f"127.0.0.1:{other.port}": HostSettings(headers=(SECRET,))}
        site.redirects["/away"] = other.url("/ok")
        await fetch(site.url("/away"), hosts=hosts)
        assert (seen(site), seen(other)) == ([None], ["s3cret"])


def test_whoever_leads_away_from_https_gets_no_header() -> None:
    policy = read_policy(Config(hosts={"a.example": HostSettings(headers=(SECRET,))}), {})
    chain = start_chain("https://b.example/")
    for location, has_header in ((b"https://a.example/", True), (b"http://a.example/", False)):
        assert chain.follow(302, location, limit=10) is True
        headers = policy.headers(
            frozenset(), chain.url, is_first_origin=chain.is_first_origin, is_downgraded=chain.is_downgraded
        )
        assert ("X-Secret" in headers) is has_header
    direct = start_chain("http://a.example/")
    assert not direct.is_downgraded
    assert "X-Secret" in policy.headers(frozenset(), direct.url, is_first_origin=True)


def test_later_sections_and_hosts_win_over_earlier_and_general_headers_whatever_their_case() -> None:
    hosts = {
        "*.example": HostSettings(headers=("x-a: 1", "X-B: 1")),
        "a.example": HostSettings(headers=("X-A: 2", "user-agent: me")),
    }
    policy = read_policy(Config(headers=("X-a: 0",), hosts=hosts), {})
    headers = policy.headers(frozenset(), "https://a.example/", is_first_origin=True)
    lowered = sorted((name.lower(), value) for name, value in headers.items())
    assert [pair for pair in lowered if pair[0] in ("x-a", "x-b", "user-agent")] == [
        ("user-agent", "me"),
        ("x-a", "2"),
        ("x-b", "1"),
    ]


def test_variables_get_their_values_and_are_never_shown() -> None:
    config = Config(
        headers=("X-A: ${A}",), hosts={"a.example": HostSettings(headers=("Authorization: Bearer ${TOKEN}",))}
    )
    policy = read_policy(config, {"A": "1", "TOKEN": "s3cret"})
    headers = policy.headers(frozenset(), "https://a.example/", is_first_origin=True)
    assert (headers["X-A"], headers["Authorization"]) == ("1", "Bearer s3cret")
    assert "Authorization" not in policy.headers(frozenset(), "https://b.example/", is_first_origin=True)
    with pytest.raises(UsageError) as caught:
        read_policy(config, {})
    assert str(caught.value).splitlines() == [
        "headers[0]: the environment variable A is not set",
        'hosts."a.example".headers[0]: the environment variable TOKEN is not set',
    ]
    with pytest.raises(UsageError) as broken:
        read_policy(config, {"A": "1", "TOKEN": "s3cret\nX: y"})
    assert "s3cret" not in str(broken.value)


def test_a_header_whose_variable_is_empty_is_left_out() -> None:
    config = Config(hosts={"a.example": HostSettings(headers=("Authorization: Bearer ${TOKEN}",))})
    policy = read_policy(config, {"TOKEN": ""})
    assert "Authorization" not in policy.headers(frozenset(), "https://a.example/", is_first_origin=True)


async def test_a_host_has_its_own_time_limit(site: Site, fetch: Fetch) -> None:
    quick = {f"127.0.0.1:{site.port}": HostSettings(timeout_seconds=0.2)}
    assert (await fetch(site.url("/slow/3"), hosts=quick, retries=0)).failure is not None
    other = {"example.org": HostSettings(timeout_seconds=0.01)}
    assert (await fetch(site.url("/ok"), hosts=other, retries=0)).status == 200


async def test_a_host_has_its_own_share(site: Site) -> None:
    config = Config(allow_private=True, hosts={"127.0.0.1": HostSettings(per_host=1)}, per_host=50)
    requests = [Request(site.url(f"/slow/0.05?{number}")) for number in range(6)]
    async with LocalFetcher(config) as fetcher:
        assert len([each async for each in fetcher.fetch(requests)]) == 6
    assert site.most_at_once == 1


def test_a_host_is_left_alone_between_two_requests() -> None:
    policy = read_policy(Config(hosts={"a.example": HostSettings(delay_seconds=2.0)}, per_host=5))
    assert policy.share_of("b.example:443") == Share(5)
    hosts: Hosts[str] = Hosts(policy.share_of)
    for item in ("a1", "a2"):
        hosts.add("a.example:443", item)
    hosts.add("b.example:443", "b1")
    assert sorted(item for item in (hosts.take(0.0), hosts.take(0.0), hosts.take(1.9)) if item) == [
        "a1",
        "b1",
    ]
    assert hosts.take(2.1) == "a2"
