"""What counts as private, and that nothing private is ever connected to."""

from __future__ import annotations

import socket

import pytest

from linkcheck.model import FailureKind, Verdict
from linkcheck.net.guard import PrivateAddressError, is_private, is_private_host, open_public_socket
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.net.dns import serving_names
from tests.site import Site, serving

PRIVATE = [
    *"""
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a9fe:a9fe::
    2001::1 2001:db8::1 2620:4f:8000::1 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1
    ff02::1 100::1
    """.split(),
    "no address",
    "",
]
PUBLIC = [
    *"""
    1.1.1.1 9.9.9.9 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 169.253.1.1 192.0.1.1 198.20.0.1
    223.255.255.255 ::ffff:9.9.9.9 2606:4700::1111 2a00:1450:4001::1 2001:200::1
    """.split(),
]
LITERALS = [
    "http://127.0.0.1:{port}/ok",
    "http://localhost:{port}/ok",
    "http://localhost.:{port}/ok",
    "http://a.localhost:{port}/ok",
    "http://example.com@127.0.0.1:{port}/ok",
    "http://2130706433:{port}/ok",
    "http://0x7f.1:{port}/ok",
    "http://0177.0.0.1:{port}/ok",
    "http://127.1:{port}/ok",
    "http://127.0.\n0.1:{port}/ok",
    "http://127.0.0.1:{port}/ok#@example.com",
    "http://127.0.0.1:{port}\\@example.com/ok",
    "http://127.0.0.1.:{port}/ok",
    "http://0251.0376.0251.0376/ok",
    "http://[::127.0.0.1]:{port}/ok",
    "http://[2002:7f00:1::]:{port}/ok",
    "http://[::ffff:a9fe:a9fe]/ok",
    "http://①②⑦.⓪.⓪.①:{port}/ok",
    "http://127。0。0。1:{port}/ok",
    "http://[::ffff:127.0.0.1]:{port}/ok",
    "http://[::ffff:7f00:1]:{port}/ok",
    "http://[::1]:{port}/ok",
    "http://[::]:{port}/ok",
    "http://0:{port}/ok",
    "http://[64:ff9b::7f00:1]:{port}/ok",
    "http://169.254.169.254/latest/meta-data/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_outside_the_public_internet_are_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not_private(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST./",
        "http://x.localhost/",
        "http://[::1]:8/",
        "http://printer.local/",
        "http://metadata.google.internal./computeMetadata/",
        "http://router.home.arpa/",
    ],
)
def test_names_of_this_machine_and_its_network_are_private_without_a_look_up(url: str) -> None:
    assert is_private_host(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "http://localhost.example.org/",
        "http://9.9.9.9/",
        "http://server1/",
        "x:",
        "http://a.thelocal/",
        "http://local.example/",
        "http://a.internal.example/",
        "http://a.arpa/",
    ],
)
def test_other_names_are_left_to_the_look_up(url: str) -> None:
    assert not is_private_host(url)


def test_a_socket_to_a_private_address_is_never_made() -> None:
    with pytest.raises(PrivateAddressError):
        open_public_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.0.0.1", 80)))
    open_public_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("9.9.9.9", 80))).close()


@pytest.mark.parametrize("url", LITERALS)
async def test_no_spelling_of_a_private_address_is_asked(site: Site, fetch: Fetch, url: str) -> None:
    resource = await fetch(url.format(port=site.port), allow_private=False)
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.PRIVATE_ADDRESS
    assert judge(resource).verdict is Verdict.SKIPPED
    assert not site.connections


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]"])
async def test_a_redirect_to_a_private_address_is_not_followed(site: Site, fetch: Fetch, host: str) -> None:
    canary = f"http://{host}:{site.port}/ok"
    resource = await fetch(
        f"http://public.example/to?{canary}",
        allow_private=False,
        connect_to=(f"public.example:80:127.0.0.1:{site.port}",),
    )
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.REDIRECT_PRIVATE
    assert judge(resource).verdict is Verdict.SKIPPED
    assert len(resource.redirects) == 1
    assert site.hits["/ok"] == 0


async def test_a_name_that_resolves_to_a_private_address_is_not_asked(site: Site, fetch: Fetch) -> None:
    async with serving_names({"inside.example": ["127.0.0.1"]}) as names:
        url = f"http://inside.example:{site.port}/ok"
        resource = await fetch(url, allow_private=False, resolver=names.resolver())
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.PRIVATE_ADDRESS
    assert not site.connections


@pytest.mark.parametrize("allow_private", [True, False])
async def test_a_service_inside_tor_is_not_asked_for(fetch: Fetch, *, allow_private: bool) -> None:
    judgement = judge(await fetch("http://a.duckduckgogg42.onion/", allow_private=allow_private))
    assert (judgement.verdict, judgement.reason) == (
        Verdict.SKIPPED,
        "not a web address: only Tor leads there",
    )


async def test_a_service_inside_tor_is_asked_through_a_route_of_its_own(site: Site, fetch: Fetch) -> None:
    route = f"a.onion:80:127.0.0.1:{site.port}"
    assert (await fetch("http://a.onion/ok", connect_to=(route,))).status == 200


async def test_private_addresses_are_asked_when_allowed(site: Site, fetch: Fetch) -> None:
    assert (await fetch(site.url("/ok"), allow_private=True)).status == 200


async def test_an_address_named_by_the_user_is_trusted_for_that_route_alone(site: Site, fetch: Fetch) -> None:
    route = f"public.example:80:127.0.0.1:{site.port}"
    async with serving("127.0.0.2") as other:
        routed = await fetch("http://public.example/ok", allow_private=False, connect_to=(route,))
        direct = await fetch(site.url("/ok"), allow_private=False, connect_to=(route,))
        elsewhere = await fetch(other.url("/ok"), allow_private=False, connect_to=(route,))
        assert routed.status == 200
        assert direct.failure == elsewhere.failure
        assert direct.failure is not None
        assert not other.connections


async def test_a_route_for_all_hosts_does_not_make_private_addresses_public(site: Site, fetch: Fetch) -> None:
    route = f"::127.0.0.1:{site.port}"
    resource = await fetch("http://169.254.169.254/ok", allow_private=False, connect_to=(route,))
    assert judge(resource).verdict is Verdict.SKIPPED
    assert not site.connections


async def test_a_route_that_names_a_private_host_makes_it_allowed(site: Site, fetch: Fetch) -> None:
    route = f"10.0.0.1:80:127.0.0.1:{site.port}"
    assert (await fetch("http://10.0.0.1/ok", allow_private=False, connect_to=(route,))).status == 200
