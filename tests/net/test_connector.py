"""Connections: kept where they are used again, closed where not, replaced when stale."""

from __future__ import annotations

import asyncio
import gc
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import pytest

from linkcheck.config import Config
from linkcheck.model import Request
from linkcheck.net.client import Client
from linkcheck.net.connector import Connector
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.names import Names
from linkcheck.net.routes import parse_routes
from linkcheck.net.tls import make_context
from tests.net.conftest import Fetch
from tests.site import Site, serving
from tests.site.certificates import server_context, write_ca_file


async def test_one_connection_serves_the_urls_of_a_host(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
        requests = [Request(site.url(f"/ok/{number}")) for number in range(20)]
        assert [resource.status async for resource in fetcher.fetch(requests)] == [200] * 20
    assert site.connections == 1


async def test_redirects_and_errors_keep_the_connection(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
        paths = ["/redirect/3", "/status/404", "/redirect/301/2", "/status/403", "/ok"]
        async for _ in fetcher.fetch([Request(site.url(path)) for path in paths]):
            pass
    assert sum(site.hits.values()) == 10
    assert site.connections == 1


async def test_nothing_stays_open_once_a_host_has_no_more_urls() -> None:
    async with AsyncExitStack() as stack:
        sites = [await stack.enter_async_context(serving(f"127.0.1.{number}")) for number in range(1, 21)]
        async with LocalFetcher(Config(allow_private=True)) as fetcher:
            requests = [Request(site.url(f"/ok/{number}")) for site in sites for number in range(3)]
            assert len([resource async for resource in fetcher.fetch(requests)]) == 60
            await asyncio.sleep(0.1)
            assert [site.open_connections for site in sites] == [0] * 20


async def test_a_kept_connection_that_the_server_closed_is_replaced_at_once(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=1, retries=0)) as fetcher:
        requests = [Request(site.url(path)) for path in ("/stale", "/ok/1", "/stale?", "/ok/2")]
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert [(resource.status, resource.attempts) for resource in resources] == [(200, 1)] * 4


async def test_a_kept_connection_that_breaks_off_over_a_page_is_that_pages_failure(site: Site) -> None:
    async with LocalFetcher(Config(allow_private=True, per_host=1, retries=0)) as fetcher:
        requests = [Request(site.url(path)) for path in ("/ok/1", "/reset/late", "/ok/2")]
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert [resource.status for resource in resources] == [200, None, 200]
    assert site.hits["/reset/late"] == 1


async def test_a_fresh_connection_that_is_closed_is_not_asked_twice(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/close"), retries=0)
    assert site.hits["/close"] == 1


async def test_connections_to_an_ipv6_address_are_kept_too(fetch: Fetch) -> None:
    async with serving("::1") as site:
        url = f"http://[::1]:{site.port}"
        async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
            requests = [Request(f"{url}/ok/{number}") for number in range(5)]
            assert [resource.status async for resource in fetcher.fetch(requests)] == [200] * 5
        assert site.connections == 1


async def test_connections_that_break_off_leave_no_complaint_behind(site: Site) -> None:
    """Nobody awaits what became of them; the event loop prints a traceback for every such failure."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
    config = Config(allow_private=True, retries=0, per_host=1)
    async with LocalFetcher(config, second_pass_seconds=0.01) as fetcher:
        paths = ("reset", "ok/1", "reset/late", "ok/2", "close")
        requests = [Request(site.url(f"/{path}")) for path in paths]
        assert len([resource async for resource in fetcher.fetch(requests)]) == 5
    await asyncio.sleep(0)
    gc.collect()
    assert complaints == []


def _connector(ca_file: str) -> Connector:
    return Connector(
        routes=parse_routes(()),
        resolver=Names(),
        context=make_context(ca_file),
        allow_private=True,
        is_wanted=lambda host, port: False,
    )


@pytest.mark.parametrize(("patience", "is_waited_for"), [(5.0, True), (0.2, False)])
async def test_a_slow_handshake_has_the_time_of_a_page_not_of_a_connection(
    tmp_path: Path, patience: float, is_waited_for: bool
) -> None:
    is_over = asyncio.Event()

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", secure.port)
        await asyncio.sleep(0.4)
        await asyncio.gather(_pour(reader, back), _pour(there, writer))
        is_over.set()

    async with serving(context=server_context()) as secure:
        busy = await asyncio.start_server(hand_on, "127.0.0.1")
        async with busy, Client(_connector(write_ca_file(tmp_path)), connect_seconds=0.1) as client:
            url = f"https://127.0.0.1:{busy.sockets[0].getsockname()[1]}/ok"
            asking = client.get(url, {}, seconds=patience, wish=lambda head: None)
            if is_waited_for:
                assert (await asking).head.status == 200
            else:
                with pytest.raises(TimeoutError):
                    await asking
            await client.__aexit__(None, None, None)
            await is_over.wait()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)
    writer.close()
