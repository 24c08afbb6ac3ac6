"""IPv6 and IPv4 are raced: one that leads nowhere keeps nobody from the other (RFC 8305)."""

from __future__ import annotations

import socket

import pytest

from tests.net.conftest import Fetch
from tests.net.dns import serving_names
from tests.site import Site


async def test_a_host_whose_ipv6_address_refuses_is_reached_by_ipv4(site: Site, fetch: Fetch) -> None:
    async with serving_names({"two.example": ["::1", "127.0.0.1"]}) as names:
        url = f"http://two.example:{site.port}/ok"
        resource = await fetch(url, resolver=names.resolver(), retries=0)
    assert resource.status == 200


async def test_a_host_whose_ipv6_address_is_silent_is_reached_by_ipv4(site: Site, fetch: Fetch) -> None:
    with socket.socket(socket.AF_INET6) as full, socket.socket(socket.AF_INET6) as filler:
        full.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            full.bind(("::1", site.port))
        except OSError:
            pytest.skip("this machine has no IPv6, or uses the port there")
        full.listen(0)
        filler.setblocking(False)
        filler.connect_ex(full.getsockname())
        async with serving_names({"two.example": ["::1", "127.0.0.1"]}) as names:
            url = f"http://two.example:{site.port}/ok"
            resource = await fetch(url, resolver=names.resolver(), retries=0, timeout_seconds=4.0)
    assert resource.status == 200
    assert resource.elapsed_seconds < 3.0
