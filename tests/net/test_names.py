"""Name look-ups: what exists, what does not, and what could not be found out."""

from __future__ import annotations

import socket

import pytest

from linkcheck.config import Config
from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import FailureKind, Request, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.names import NameLookupError, Names
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.net.dns import NO_DATA, NXDOMAIN, SERVFAIL, SILENCE, serving_names
from tests.site import Site

TABLE = {
    "here.example": ["127.0.0.1"],
    "both.example": ["::1", "127.0.0.1"],
    "gone.example": NXDOMAIN,
    "empty.example": NO_DATA,
    "failing.example": SERVFAIL,
    "silent.example": SILENCE,
}


async def test_a_name_gives_its_addresses() -> None:
    async with serving_names(TABLE) as names:
        resolver = names.resolver()
        found = await resolver.resolve("both.example", 80)
        await resolver.close()
    assert {(result["host"], result["family"]) for result in found} == {
        ("127.0.0.1", socket.AF_INET),
        ("::1", socket.AF_INET6),
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gone.example", FailureKind.DNS_NOT_FOUND),
        ("empty.example", FailureKind.DNS_NO_ADDRESS),
        ("failing.example", FailureKind.DNS_FAILED),
        ("silent.example", FailureKind.DNS_FAILED),
        ("any.invalid", FailureKind.DNS_NOT_FOUND),
    ],
)
async def test_a_name_that_does_not_exist_differs_from_a_look_up_that_failed(
    name: str, kind: FailureKind
) -> None:
    async with serving_names(TABLE) as names:
        resolver = names.resolver()
        with pytest.raises(NameLookupError) as caught:
            await resolver.resolve(name, 80)
        await resolver.close()
    assert caught.value.kind is kind
    assert not caught.value.is_local


async def test_the_hosts_file_knows_this_machine() -> None:
    resolver = Names()
    found = await resolver.resolve("localhost", 80)
    await resolver.close()
    assert "127.0.0.1" in {result["host"] for result in found}


async def test_what_does_not_exist_is_broken_once_two_look_ups_say_so(fetch: Fetch) -> None:
    async with serving_names(TABLE) as names:
        resource = await fetch("http://gone.example/", resolver=names.resolver())
    judgement = judge(resource)
    assert (judgement.verdict, judgement.reason) == (Verdict.BROKEN, "the host does not exist")
    assert resource.attempts == 2


async def test_a_look_up_that_failed_is_unavailable(fetch: Fetch) -> None:
    async with serving_names(TABLE) as names:
        resource = await fetch("http://failing.example/", resolver=names.resolver(), retries=1)
    assert judge(resource).verdict is Verdict.UNAVAILABLE
    assert resource.attempts == 2


async def test_an_address_that_does_not_answer_is_passed_over(site: Site, fetch: Fetch) -> None:
    async with serving_names(TABLE) as names:
        resource = await fetch(f"http://both.example:{site.port}/ok", resolver=names.resolver())
    assert resource.status == 200


async def test_a_name_is_looked_up_once_a_run(site: Site) -> None:
    async with (
        serving_names(TABLE) as names,
        LocalFetcher(Config(allow_private=True), resolver=names.resolver()) as fetcher,
    ):
        requests = [Request(f"http://here.example:{site.port}/ok/{number}") for number in range(20)]
        assert [resource.status async for resource in fetcher.fetch(requests)] == [200] * 20
    assert names.asked["here.example"] <= 2  # one for IPv4, one for IPv6


async def test_without_a_name_server_nothing_is_judged(fetch: Fetch) -> None:
    with pytest.raises(EnvironmentFaultError, match="no name server answers"):
        await fetch("http://here.example/", resolver=_without_server(), retries=0)


async def test_a_link_that_answers_shows_that_there_is_a_network(site: Site) -> None:
    config = Config(allow_private=True, retries=0)
    async with LocalFetcher(config, resolver=_without_server()) as fetcher:
        requests = [Request("http://here.example/"), Request(site.url("/slow"))]
        verdicts = {resource.url: judge(resource).verdict async for resource in fetcher.fetch(requests)}
    assert verdicts == {"http://here.example/": Verdict.UNAVAILABLE, site.url("/slow"): Verdict.OK}


async def test_a_document_cannot_be_downloaded_without_a_network() -> None:
    async with LocalFetcher(Config(retries=0), resolver=_without_server()) as fetcher:
        with pytest.raises(EnvironmentFaultError):
            await fetcher.download("http://here.example/")


def _without_server() -> Names:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unused:
        unused.bind(("127.0.0.1", 0))
        return Names(nameservers=["127.0.0.1"], port=unused.getsockname()[1])


MAIL = {
    "good.example": ["mx:mail.good.example"],
    "null.example": ["mx:"],
    "plain.example": ["127.0.0.1"],
    "failing.example": SERVFAIL,
    "nothing.example": NO_DATA,
}


@pytest.mark.parametrize(
    ("address", "verdict", "reason"),
    [
        ("me@good.example", Verdict.OK, "found"),
        ("me@plain.example", Verdict.OK, "found"),
        ("me@null.example", Verdict.BROKEN, "the domain takes no mail"),
        ("me@gone.example", Verdict.BROKEN, "the host does not exist"),
        ("me@nothing.example", Verdict.BROKEN, "the host has no address"),
        ("me@failing.example", Verdict.UNAVAILABLE, "the host's name could not be looked up"),
        ("me@good.example,you@null.example", Verdict.BROKEN, "the domain takes no mail"),
    ],
)
async def test_a_domain_takes_mail_or_does_not(
    fetch: Fetch, address: str, verdict: Verdict, reason: str
) -> None:
    async with serving_names(MAIL) as names:
        resource = await fetch(f"mailto:{address}", resolver=names.resolver(), check_mail=True)
    judgement = judge(resource)
    assert judgement.verdict is verdict
    assert judgement.reason.startswith(reason)
