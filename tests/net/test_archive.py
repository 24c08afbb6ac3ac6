"""Copies of dead pages, from an archive on this machine."""

from __future__ import annotations

from linkcheck.config import Config
from linkcheck.model import Request, Resource
from linkcheck.net.archive import ArchiveFetcher
from linkcheck.net.fetcher import LocalFetcher
from tests.site import Site


async def _fetch(site: Site, *paths: str) -> dict[str, Resource]:
    config = Config(allow_private=True, retries=0)
    async with LocalFetcher(config) as inner:
        fetcher = ArchiveFetcher(inner, site.url("/archive"))
        requests = [Request(site.url(path)) for path in paths]
        return {each.url.removeprefix(site.url("")): each async for each in fetcher.fetch(requests)}


async def test_dead_pages_get_their_copies_oldest_first(site: Site) -> None:
    found = await _fetch(site, "/nothing/dead", "/ok")
    copies = found["/nothing/dead"].snapshots
    assert copies is not None
    assert [copy.taken_at.year for copy in copies] == [2020, 2022, 2024]
    assert copies[0].url == site.url(f"/archive/web/20200101000000/{site.url('/nothing/dead')}")
    assert found["/ok"].snapshots is None
    assert site.hits["/archive/cdx/search/cdx"] == 1


async def test_no_copy_differs_from_an_archive_that_does_not_answer(site: Site) -> None:
    found = await _fetch(site, "/nothing/here", "/nothing/trouble", "/nothing/odd")
    assert found["/nothing/here"].snapshots == ()
    assert found["/nothing/trouble"].snapshots is None
    assert found["/nothing/odd"].snapshots is None
    assert {each.status for each in found.values()} == {404}


async def test_secrets_are_told_to_no_archive(site: Site) -> None:
    found = await _fetch(site, "/nothing/dead?token=hunter2")
    assert found["/nothing/dead?token=hunter2"].snapshots == ()
    assert site.hits["/archive/cdx/search/cdx"] == 0
