"""Redirects: where they lead, what they carry along, and what they must not."""

from __future__ import annotations

import pytest

from linkcheck.errors import UrlError
from linkcheck.model import Failure, FailureKind, Redirect
from linkcheck.net.redirects import start_chain
from tests.net.conftest import Fetch
from tests.site import Site, serving


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"/b", "http://a.example/b"),
        (b"b?x=1", "http://a.example/dir/b?x=1"),
        (b"//b.example/c", "http://b.example/c"),
        (b"https://b.example", "https://b.example/"),
        (b"/caf\xe9", "http://a.example/caf%E9"),
        ("/café".encode(), "http://a.example/caf%C3%A9"),
        (b"/a b", "http://a.example/a%20b"),
        (b"/a%20b", "http://a.example/a%20b"),
        ("http://bücher.example/".encode(), "http://xn--bcher-kva.example/"),
        (b"www.example.org", "http://a.example/dir/www.example.org"),
        (b"http://user:secret@b.example/c", "http://b.example/c"),
        (b"/x#part", "http://a.example/x#part"),
        (b"http:/x", "http://a.example/x"),
    ],
)
def test_a_location_is_resolved_as_browsers_do(location: bytes, target: str) -> None:
    chain = start_chain("http://a.example/dir/page")
    assert chain.follow(302, location, limit=10) is True
    assert chain.hops == [Redirect(302, target)]
    assert chain.url == target.partition("#")[0]


@pytest.mark.parametrize(
    ("status", "location"), [(200, b"/x"), (300, b"/x"), (304, b"/x"), (302, b""), (302, None)]
)
def test_what_leads_nowhere_is_final(status: int, location: bytes | None) -> None:
    chain = start_chain("http://a.example/")
    assert chain.follow(status, location, limit=10) is False
    assert not chain.hops


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        (b"ftp://a.example/", FailureKind.REDIRECT_SCHEME),
        (b"mailto:x@a.example", FailureKind.REDIRECT_SCHEME),
        (b"http://", FailureKind.REDIRECT_INVALID),
        (b"http://a..b/", FailureKind.REDIRECT_INVALID),
        (b"http://a.example:99999/", FailureKind.REDIRECT_INVALID),
        (b"http://%zz/", FailureKind.REDIRECT_INVALID),
    ],
)
def test_where_nobody_can_go_is_a_failure(location: bytes, kind: FailureKind) -> None:
    followed = start_chain("http://a.example/").follow(301, location, limit=10)
    assert isinstance(followed, Failure)
    assert followed.kind is kind


@pytest.mark.parametrize(
    ("statuses", "is_permanent"),
    [((), False), ((301,), True), ((301, 308), True), ((301, 302), False), ((307, 308), False)],
)
def test_a_chain_is_permanent_if_every_hop_is(statuses: tuple[int, ...], is_permanent: bool) -> None:
    chain = start_chain("http://a.example/")
    for number, status in enumerate(statuses):
        chain.follow(status, b"/%d" % number, limit=10)
    assert chain.is_permanent is is_permanent


def test_a_url_that_nobody_can_ask_for_starts_no_chain() -> None:
    with pytest.raises(UrlError):
        start_chain("http://a..b/")


async def test_each_hop_is_recorded_and_the_url_that_answered(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/redirect/301/2"))
    assert resource.redirects == (
        Redirect(301, site.url("/redirect/301/1")),
        Redirect(301, site.url("/redirect/301/0")),
    )
    assert resource.final_url == site.url("/redirect/301/0")
    assert resource.url == site.url("/redirect/301/2")


async def test_the_hops_taken_are_kept_when_the_chain_fails(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/redirect/5"), max_redirects=2)
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.REDIRECT_LIMIT
    assert [hop.url for hop in resource.redirects] == [site.url("/redirect/4"), site.url("/redirect/3")]
    assert resource.final_url is None


async def test_configured_headers_and_credentials_stay_with_their_origin(site: Site, fetch: Fetch) -> None:
    async with serving("127.0.0.2") as other:
        start = site.url(f"/to?{other.url('/echo')}").replace("http://", "http://user:pa%20ss@")
        await fetch(start, headers=("X-Api-Key: secret", "Cookie: session=1", "Accept-Language: ar"))
        first, second = site.visits[0].headers, other.visits[0].headers
    assert first["x-api-key"] == "secret"
    assert first["cookie"] == "session=1"
    assert first["accept-language"] == "ar"
    assert first["authorization"] == "Basic dXNlcjpwYSBzcw=="
    assert not {"x-api-key", "cookie", "authorization", "referer"} & second.keys()


async def test_configured_headers_go_along_within_their_origin(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/to?/echo"), headers=("X-Api-Key: secret",))
    assert [visit.headers["x-api-key"] for visit in site.visits] == ["secret", "secret"]


async def test_cookies_live_no_longer_than_a_chain(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/loop/cookie"))
    await fetch(site.url("/echo"))
    assert "cookie" not in site.visits[-1].headers


async def test_a_cookie_of_one_host_is_not_shown_to_another(site: Site, fetch: Fetch) -> None:
    async with serving("127.0.0.2") as other:
        back = f"{other.url('/to')}?{site.url('/echo')}"
        await fetch(site.url(f"/cookie-to?{back}"))
        assert "cookie" not in other.visits[0].headers
        assert site.visits[-1].headers["cookie"] == "seen=1"


async def test_fragments_are_not_sent(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/to?/ok%23part"))
    assert resource.redirects[0].url == site.url("/ok#part")
    assert resource.final_url == site.url("/ok")
    assert site.hits["/ok"] == 1
