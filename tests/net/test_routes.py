"""`--connect-to`, read as curl reads it."""

from __future__ import annotations

import pytest

from linkcheck.errors import UsageError
from linkcheck.net.routes import parse_routes
from tests.net.conftest import Fetch
from tests.site import Site


@pytest.mark.parametrize(
    ("entry", "host", "port", "target"),
    [
        ("a.example:80:127.0.0.1:8080", "a.example", 80, ("127.0.0.1", 8080)),
        ("A.Example:80:127.0.0.1:8080", "a.example", 80, ("127.0.0.1", 8080)),
        ("a.example:80:127.0.0.1:8080", "a.example", 443, None),
        ("a.example:80:127.0.0.1:8080", "b.example", 80, None),
        (":80:127.0.0.1:8080", "b.example", 80, ("127.0.0.1", 8080)),
        ("a.example::127.0.0.1:8080", "a.example", 443, ("127.0.0.1", 8080)),
        ("::127.0.0.1:8080", "any.example", 1, ("127.0.0.1", 8080)),
        ("a.example:80::8080", "a.example", 80, ("a.example", 8080)),
        ("a.example:80:127.0.0.1:", "a.example", 80, ("127.0.0.1", 80)),
        ("[::1]:80:[::2]:81", "::1", 80, ("::2", 81)),
        ("[0:0::1]:80:b.example:81", "::1", 80, ("b.example", 81)),
    ],
)
def test_an_entry_leads_what_it_matches_elsewhere(
    entry: str, host: str, port: int, target: tuple[str, int] | None
) -> None:
    assert parse_routes([entry]).find(host, port) == target


def test_the_first_entry_that_matches_is_taken() -> None:
    routes = parse_routes(["a.example:80:127.0.0.1:1", "::127.0.0.1:2"])
    assert routes.find("a.example", 80) == ("127.0.0.1", 1)
    assert routes.find("a.example", 81) == ("127.0.0.1", 2)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("a.example:80:127.0.0.1", "four parts"),
        ("a.example", "four parts"),
        ("", "four parts"),
        ("a:b:c:d", "four parts"),
        ("a.example:80:::1:80", "four parts"),
        ("a.example:0:127.0.0.1:1", "0 is not a port"),
        ("a.example:80:127.0.0.1:65536", "65536 is not a port"),
        ("a.example:80:[127.0.0.1]:80", "not an IPv6 address"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_reason(entry: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as caught:
        parse_routes([entry])
    assert repr(entry) in str(caught.value)
    assert "HOST:PORT:ADDRESS:PORT" in str(caught.value)


async def test_the_host_header_stays_that_of_the_url(site: Site, fetch: Fetch) -> None:
    resource = await fetch("http://news.example/echo", connect_to=(f"news.example:80:127.0.0.1:{site.port}",))
    assert resource.status == 200
    assert site.visits[0].headers["host"] == "news.example"


@pytest.mark.parametrize("host", ["9.9.9.9", "[2606:4700::1111]", "no-such-name.invalid"])
async def test_addresses_and_names_that_do_not_exist_are_led_elsewhere_too(
    site: Site, fetch: Fetch, host: str
) -> None:
    resource = await fetch(f"http://{host}/ok", connect_to=(f"::127.0.0.1:{site.port}",), allow_private=False)
    assert resource.status == 200


async def test_a_route_may_lead_to_a_name(site: Site, fetch: Fetch) -> None:
    route = f"news.example:80:localhost:{site.port}"
    assert (await fetch("http://news.example/ok", connect_to=(route,), allow_private=False)).status == 200
