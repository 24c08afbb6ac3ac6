"""Robot walls are told from the pages behind them, and from pages about them."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy

from linkcheck.config import Config
from linkcheck.model import Kind, Request, Verdict
from linkcheck.net.challenge import read_challenge
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.replies import Head, Reply
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site
from tests.site.walls import WALLS


def _reply(page: str | bytes, status: int = 200, media_type: str | None = "text/html") -> Reply:
    body = page.encode() if isinstance(page, str) else page
    return Reply(Head(status, CIMultiDictProxy(CIMultiDict()), (), media_type, None, None), body)


# What sites that are behind a wall put into the pages that they do show.
_PROTECTED = """
<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
<script>window.__CF$cv$params={r:'a',t:'b'};a.src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/x/main.js'</script>
<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>
<script src="https://js.datadome.co/tags.js"></script>
<meta http-equiv="Content-Security-Policy" content="https://ct.captcha-delivery.com captcha.px-cdn.net">
<script>window._pxAppId = 'PX1'; s.src = 'https://client.perimeterx.net/PX1/main.min.js'</script>
<script src="/akam/13/5d2b"></script><script>bmak.sensor_data</script>
<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e"></script>
<script>window.awsWafCookieDomainList = ['a.example']</script>
<script src="https://1.token.awswaf.com/1/challenge.js"></script>
<script src="https://check.ddos-guard.net/check.js"></script>
<script>(function(){window["bobcmn"] = "101";})()</script>
<link rel="stylesheet" href="/.within.website/x/xess/xess.min.css">
<script src="https://www.google.com/recaptcha/api.js"></script><div class="h-captcha"></div>
"""
_ARTICLE = "<h1>How robot walls work</h1><p>" + "They ask a browser to prove that it is one. " * 20 + "</p>"
ORDINARY = {
    "protected": f"<head><title>Shop</title>{_PROTECTED}</head><body>{_ARTICLE}</body>",
    "protected at length": f"<head><title>Shop</title></head><body>{_ARTICLE * 8}{_PROTECTED}</body>",
    "quoted": f"<title>Just a moment...</title>{_ARTICLE}<pre>"
    + html.escape("".join(page for _, page in WALLS.values()))
    + "</pre>",
    "words": f"<title>What is _cf_chl_opt?</title>{_ARTICLE}<p>_cf_chl_opt = {{}}, sucuri_cloudproxy_js,"
    ' window.gokuProps, acw_sc__v2, id="anubis_version"</p>',
    "links": f"<title>go-away</title>{_ARTICLE}"
    '<a href="https://git.gammaspectra.live/git/go-away/cmd/go-away/challenge">source</a>'
    '<a href="/.well-known/ddos-guard/js-challenge/index.js">script</a>',
    "description": f'<title>Walls</title><meta name="description" content="about _cf_chl_opt">{_ARTICLE}',
    "values": f"<title>Walls</title>{_ARTICLE}"
    '<script type="application/ld+json">{"text": "window._cf_chl_opt = {}"}</script>'
    '<script type="application/json">{"html": "<div id=\\"px-captcha\\"> gokuProps"}</script>',
    "comment": f"<title>Walls</title><!-- <script>window._cf_chl_opt = 1</script> -->{_ARTICLE}",
    "long and scripted": f"<title>Walls</title>{_ARTICLE * 8}"
    "<script>show('window._cf_chl_opt = {}; sucuri_cloudproxy_js')</script>",
    "title": f"<title>Just a moment...</title>{_ARTICLE}",
    "empty": "",
    "nothing": "<html></html>",
}


@pytest.mark.parametrize("name", WALLS)
@pytest.mark.parametrize("status", [200, 202, 403, 429, 503])
def test_a_wall_is_known_by_its_page(name: str, status: int) -> None:
    vendor, page = WALLS[name]
    assert read_challenge(_reply(page, status)) == vendor


@pytest.mark.parametrize("name", ORDINARY)
def test_a_page_that_talks_about_walls_or_stands_behind_one_is_none(name: str) -> None:
    assert read_challenge(_reply(ORDINARY[name])) is None


def test_a_title_tells_only_of_an_error_page() -> None:
    page = "<title>Just a moment...</title>"
    assert read_challenge(_reply(page, 503)) == "Cloudflare"
    assert read_challenge(_reply(page, 200)) is None


def test_only_pages_are_looked_at() -> None:
    page = WALLS["anubis"][1]
    assert read_challenge(_reply(page, media_type="text/plain")) is None
    assert read_challenge(_reply(page, media_type="application/javascript")) is None


@given(
    st.lists(
        st.sampled_from(
            ["<script", " type=json", ">", "</script>", "<!--", "<title", "_cf_chl_opt", "<", "a"]
        )
    )
)
def test_any_bytes_can_be_read(pieces: list[str]) -> None:
    assert read_challenge(_reply("".join(pieces))) in (None, "Cloudflare")


async def test_every_wall_blocks_whatever_its_status(site: Site) -> None:
    paths = [f"/walled/{name}/{status}" for name in WALLS for status in (200, 405, 503)]
    config = Config(allow_private=True, per_host=100)
    async with LocalFetcher(config) as fetcher:
        found = {each.url: each async for each in fetcher.fetch(Request(site.url(path)) for path in paths)}
    reasons = {path: judge(found[site.url(path)]).reason for path in paths}
    assert reasons == {path: f"refuses robots ({WALLS[path.split('/')[2]][0]})" for path in paths}
    assert all(judge(each).verdict is Verdict.BLOCKED for each in found.values())
    assert all(site.hits[path] == 1 for path in paths)  # nor is any asked again
    assert all(each.title is None and not each.missing_signs for each in found.values())


async def test_a_wall_in_place_of_a_picture_is_no_wrong_picture(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/walled/anubis/200"), kinds=(Kind.IMAGE,))
    assert judge(resource).verdict is Verdict.BLOCKED
    assert resource.picture_problem is None


async def test_a_wall_is_no_evidence_of_a_missing_fragment(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/walled/anubis/200"), fragments=("there",))
    assert resource.challenge == "Anubis"
    assert resource.fragments is None


async def test_a_wall_is_no_document(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        download = await fetcher.download(site.url("/walled/cloudflare-options/200"))
    assert download.problem == "refuses robots (Cloudflare)"


async def test_a_refusal_whose_page_never_ends_is_not_waited_for(site: Site, fetch: Fetch) -> None:
    judgement = judge(await fetch(site.url("/walled-and-silent"), timeout_seconds=30.0))
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "refuses access (403)")
    assert site.hits["/walled-and-silent"] == 1
