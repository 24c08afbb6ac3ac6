"""Every fault against a real socket, with the verdict it deserves."""

from __future__ import annotations

import socket
from collections.abc import Collection

import pytest

from linkcheck.config import Config
from linkcheck.model import FailureKind, Kind, Request, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site, faults

OK, BROKEN, BLOCKED, UNAVAILABLE, SKIPPED = Verdict

ANSWERS = {
    "/ok": (OK, "200"),
    "/status/404": (BROKEN, "404 not found"),
    "/status/410": (BROKEN, "410 gone"),
    "/status/401": (BLOCKED, "asks for a login"),
    "/status/407": (BLOCKED, "asks for a login at a proxy"),
    "/status/403": (BLOCKED, "refuses access (403)"),
    "/status/451": (BLOCKED, "withheld for legal reasons (451)"),
    "/status/999": (BLOCKED, "refuses robots (999)"),
    "/wall/cloudflare/403": (BLOCKED, "refuses robots (Cloudflare)"),
    "/wall/cloudflare/503": (BLOCKED, "refuses robots (Cloudflare)"),
    "/wall/aws/405": (BLOCKED, "refuses robots (AWS WAF)"),
    "/wall/vercel/429": (BLOCKED, "refuses robots (Vercel)"),
    "/wall/siteground/202": (BLOCKED, "refuses robots (SiteGround)"),
    "/status/204": (OK, "204"),
    "/status/206": (OK, "206"),
    "/status/300": (OK, "300"),
    "/status/304": (OK, "304"),
    "/early-hints": (OK, "200"),
    "/redirect/301/1": (OK, "200"),
    "/redirect/308/2": (OK, "200"),
    "/redirect/302/1": (OK, "200"),
    "/redirect/303/1": (OK, "200"),
    "/redirect/307/1": (OK, "200"),
    "/redirect/10": (OK, "200"),
    "/redirect/11": (BROKEN, "redirects too often: more than 10 times"),
    "/to?/status/404": (BROKEN, "404 not found"),
    "/loop": (BROKEN, "redirects in a loop"),
    "/loop/cookie": (OK, "200"),
    "/loop/once": (OK, "200"),
    "/loop/count": (BROKEN, "redirects too often: more than 10 times"),
    "/two-locations": (OK, "200"),
    "/to?file:///etc/passwd": (BROKEN, "redirects to what is not a web address: file"),
    "/to?javascript:alert(1)": (BROKEN, "redirects to what is not a web address: javascript"),
    "/to?data:text/plain,x": (BROKEN, "redirects to what is not a web address: data"),
    "/to?gopher://127.0.0.1/": (BROKEN, "redirects to what is not a web address: gopher"),
    "/to?http://[::1": (BROKEN, "redirects to a malformed address: its IPv6 address is not valid"),
    "/to?/ok/caf%E9": (OK, "200"),
    "/to?/ok/caf%C3%A9": (OK, "200"),
    "/to?/ok/a%20b": (OK, "200"),
    "/to?www.example.org": (BROKEN, "404 not found"),
    "/flaky/1": (OK, "200"),
    "/close/once": (OK, "200"),
    "/endless": (OK, "200"),
    "/bomb/gzip": (OK, "200"),
    "/bomb/br": (OK, "200"),
    "/encoded/gzip": (OK, "200"),
    "/encoded/br": (OK, "200"),
    "/encoded/x-gzip": (OK, "200"),
    "/encoded/twice": (OK, "200"),
    "/encoded/wrong": (OK, "200"),
    "/encoded/unknown": (OK, "200"),
    "/reset/body": (OK, "200"),
    **{f"/raw/{name}": (OK, "200") for name in faults.ODD_BUT_READABLE},
}

# Each of these is tried again after a pause, unless its status will not change.
TROUBLE = {
    "/status/408": "kept answering 408",
    "/status/429": "kept answering 429 too many requests",
    "/status/500": "kept answering 500",
    "/status/501": "501",
    "/status/502": "kept answering 502",
    "/status/503": "kept answering 503",
    "/status/520": "kept answering 520",
    "/status/530": "kept answering 530",
    "/nowhere": "kept answering 302 without a target",
    "/close": "the server hung up after 3 attempts",
    "/reset": "the server hung up after 3 attempts",
    "/reset/head": "the server hung up after 3 attempts",
    **dict.fromkeys(
        (f"/raw/{name}" for name in faults.MALFORMED), "the reply is not valid HTTP after 2 attempts"
    ),
    "/raw/status-000": "an unknown status, 0",
    "/raw/switching": "kept answering an unknown status, 101",
}


async def _judgements(
    site: Site, paths: Collection[str], **settings: float
) -> dict[str, tuple[Verdict, str]]:
    """Ask for all paths side by side and return their judgements in the order of the paths."""
    config = Config(**{"allow_private": True, "timeout_seconds": 5.0, "per_host": 100, **settings})  # type: ignore[arg-type]
    async with LocalFetcher(config) as fetcher:
        requests = [Request(site.url(path)) for path in paths]
        found = {resource.url: judge(resource) async for resource in fetcher.fetch(requests)}
    return {path: (found[site.url(path)].verdict, found[site.url(path)].reason) for path in paths}


async def test_what_a_reader_would_meet_decides(site: Site) -> None:
    assert await _judgements(site, ANSWERS) == ANSWERS


async def test_a_server_in_trouble_is_unavailable_and_never_broken(site: Site) -> None:
    expected = {path: (UNAVAILABLE, reason) for path, reason in TROUBLE.items()}
    assert await _judgements(site, TROUBLE) == expected


async def test_a_silent_or_endless_head_times_out(site: Site) -> None:
    paths = ["/hang", "/trickle/head", "/continue"]
    expected = dict.fromkeys(paths, (UNAVAILABLE, "timed out after 2 attempts"))
    assert await _judgements(site, paths, timeout_seconds=0.3) == expected
    assert [site.hits[path] for path in paths] == [2, 2, 2]


async def test_a_body_that_trickles_is_left_when_time_is_up(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/trickle/body"), timeout_seconds=0.4)
    assert judge(resource).verdict is OK
    assert site.hits["/trickle/body"] == 1


async def test_each_hop_of_a_chain_has_its_own_time_within_a_limit(site: Site) -> None:
    expected = {
        "/redirect/slow/0.3/4": (OK, "200"),
        "/redirect/slow/0.3/9": (UNAVAILABLE, "timed out after 2 attempts"),
    }
    assert await _judgements(site, expected, timeout_seconds=0.7) == expected


async def test_a_refused_connection_is_unavailable(fetch: Fetch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        resource = await fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    judgement = judge(resource)
    assert (judgement.verdict, judgement.reason) == (
        UNAVAILABLE,
        "the connection was refused after 3 attempts",
    )


async def test_a_connection_that_is_never_taken_times_out(fetch: Fetch) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        with socket.socket() as first, socket.socket() as second:
            for filler in (first, second):
                filler.setblocking(False)
                filler.connect_ex(full.getsockname())
            resource = await fetch(f"http://127.0.0.1:{full.getsockname()[1]}/", timeout_seconds=0.4)
    assert judge(resource).verdict is UNAVAILABLE
    assert resource.failure is not None
    assert resource.failure.kind in (FailureKind.CONNECT_TIMEOUT, FailureKind.TIMEOUT)


async def test_what_is_not_of_the_web_is_skipped(fetch: Fetch) -> None:
    judgement = judge(await fetch("mailto:someone@example.org"))
    assert (judgement.verdict, judgement.reason) == (SKIPPED, "not a web address")


@pytest.mark.parametrize("url", ["http://a..b/", "http://127.0.0.1:99999/", "http://[::1/"])
async def test_a_url_that_cannot_be_asked_is_broken(fetch: Fetch, url: str) -> None:
    assert judge(await fetch(url)).verdict is BROKEN


async def test_a_page_in_place_of_a_picture_is_broken(site: Site, fetch: Fetch) -> None:
    judgement = judge(await fetch(site.url("/image/page.png"), kinds=(Kind.IMAGE,)))
    assert (judgement.verdict, judgement.reason) == (BROKEN, "text/html, not a picture")


async def test_a_page_that_is_linked_as_well_as_shown_is_no_broken_link(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/image/page.png"), kinds=(Kind.IMAGE, Kind.HYPERLINK))
    assert judge(resource).verdict is OK
    assert resource.picture_problem == "it is text/html, not a picture"
