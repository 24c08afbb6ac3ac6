"""Replies that browsers read, and those that nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.model import FailureKind, Verdict
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site, serving
from tests.site.certificates import NAME, server_context, write_ca_file
from tests.site.faults import MALFORMED, TOLERATED


@pytest.mark.parametrize("name", sorted(TOLERATED))
async def test_a_reply_that_browsers_read_is_fine(site: Site, fetch: Fetch, name: str) -> None:
    resource = await fetch(site.url(f"/raw/{name}"))
    assert judge(resource).verdict is Verdict.OK
    assert resource.title == (None if name.startswith("204") else "A page")


@pytest.mark.parametrize("name", ["space-before-colon", "same-length-twice", "length-and-chunks", "folded"])
async def test_it_is_read_from_what_came_already(site: Site, fetch: Fetch, name: str) -> None:
    await fetch(site.url(f"/raw/{name}"))
    assert site.hits[f"/raw/{name}"] == 1


@pytest.mark.parametrize("name", ["early-and-odd", "gzip-and-odd"])
async def test_it_is_asked_for_again_where_its_end_is_not_certain(
    site: Site, fetch: Fetch, name: str
) -> None:
    await fetch(site.url(f"/raw/{name}"), fragments=("x",))
    assert site.hits[f"/raw/{name}"] == 2


@pytest.mark.parametrize("name", sorted(set(MALFORMED) - {"status-000", "switching"}))
async def test_a_reply_that_nobody_reads_is_unavailable(site: Site, fetch: Fetch, name: str) -> None:
    resource = await fetch(site.url(f"/raw/{name}"), retries=0)
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.MALFORMED_RESPONSE
    assert judge(resource).verdict is Verdict.UNAVAILABLE


async def test_the_second_reading_keeps_to_the_limits(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/odd/endless"), fragments=("x",), max_page_bytes=100_000)
    assert (resource.status, resource.is_body_complete) == (200, False)
    resource = await fetch(site.url("/odd/short"), fragments=("x",))
    assert (resource.status, resource.is_body_complete) == (200, False)
    resource = await fetch(site.url("/odd/chunks"), fragments=("x",))
    assert (resource.status, resource.is_body_complete) == (200, False)


async def test_the_second_reading_is_guarded_like_the_first(site: Site, fetch: Fetch) -> None:
    url = site.url("/raw/space-before-colon").replace("127.0.0.1", "odd.example")
    route = f"odd.example:{site.port}:127.0.0.1:{site.port}"
    assert (await fetch(url, connect_to=(route,), allow_private=False)).status == 200
    resource = await fetch(site.url("/raw/space-before-colon"), allow_private=False)
    assert judge(resource).verdict is Verdict.SKIPPED


async def test_it_follows_redirects_and_sends_the_same_headers(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/odd/redirect"), user_agent="Mine/1")
    assert (resource.status, resource.final_url) == (200, site.url("/ok"))
    assert {visit.headers["user-agent"] for visit in site.visits} == {"Mine/1"}
    assert {visit.headers["host"] for visit in site.visits} == {site.authority}


async def test_it_checks_certificates_like_the_first(fetch: Fetch, tmp_path: Path) -> None:
    ca_file = write_ca_file(tmp_path)
    async with serving(context=server_context()) as site:
        route = f"{NAME}:443:127.0.0.1:{site.port}"
        url = f"https://{NAME}/raw/space-before-colon"
        assert (await fetch(url, connect_to=(route,), ca_file=ca_file)).status == 200
        assert (await fetch(url, connect_to=(route,), retries=0)).status is None
