"""What a URL costs the processor, and how long 20,000 hosts take, with and without many descriptors.

The bars: 2.5 times the processor time of bare aiohttp on uvloop; 20,000 hosts, 4 % of them dead, in 60 s.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import time

import aiohttp
import uvloop

from linkcheck.config import Config
from linkcheck.model import Request
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.names import Names
from linkcheck.verdict import judge
from tests.bench.web import Served, address, latencies, served

_URLS, _HOSTS, _DEAD_SHARE = 20_000, 20_000, 0.04
_FEW_DESCRIPTORS = 1024


async def _bare(urls: list[str]) -> None:
    waiting = iter(urls)

    async def work(session: aiohttp.ClientSession) -> None:
        for url in waiting:
            async with session.get(url) as response:
                await response.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=8)) as session:
        await asyncio.gather(*(work(session) for _ in range(8)))


async def _linkcheck(urls: list[str]) -> None:
    async with LocalFetcher(Config(allow_private=True)) as fetcher:
        count = 0
        async for found in fetcher.fetch([Request(url) for url in urls]):
            count += found.status == 200
    assert count == len(urls)


async def _hosts(web: Served, count: int) -> dict[str, int]:
    every = round(1 / _DEAD_SHARE)
    waits = latencies(count, median_seconds=0.35, seed=3)
    urls = [
        f"http://h{number}.test:{web.dead_port if number % every == 0 else web.port}/ok/{wait * 1000:.0f}/0"
        for number, wait in enumerate(waits)
    ]
    verdicts: dict[str, int] = {}
    config = Config(allow_private=True, retries=1)
    resolver = Names(nameservers=["127.0.0.1"], port=web.name_port)
    async with LocalFetcher(config, resolver=resolver) as fetcher:
        async for found in fetcher.fetch([Request(url) for url in urls]):
            verdict = str(judge(found).verdict)
            verdicts[verdict] = verdicts.get(verdict, 0) + 1
    return verdicts


def _apart(task: str, web: Served, count: int, *, descriptors: int | None = None) -> str:
    """Run one task in a process of its own; return what it prints."""
    words = [sys.executable, "-m", "tests.bench.fetching", task, str(count), str(descriptors or 0)]
    ports = [str(web.port), str(web.dead_port), str(web.name_port)]
    done = subprocess.run([*words, *ports], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _task(task: str, count: int, descriptors: int, web: Served) -> None:
    if descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    urls = [f"http://{address(0)}:{web.port}/ok/0/{number}" for number in range(count)]
    started = time.perf_counter()
    if task == "hosts":
        verdicts = uvloop.run(_hosts(web, count))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        seconds = time.perf_counter() - started
        print(f"{seconds:.1f} s, {time.process_time():.1f} s of processor, {memory} MB,", verdicts)
        return
    uvloop.run(_bare(urls) if task == "bare" else _linkcheck(urls))
    print(time.process_time() / count * 1e6)


def main(*, urls: int = _URLS, hosts: int = _HOSTS) -> None:
    """Print the figures."""
    with served() as web:
        bare, own = (float(_apart(task, web, urls)) for task in ("bare", "linkcheck"))
    times = f"{own / bare:.2f} times bare aiohttp's {bare:.0f}"
    print(f"\nfetching: {urls:,} URLs of one host: {own:.0f} µs a URL, {times}")
    for descriptors in (None, _FEW_DESCRIPTORS):
        with served() as web:
            said = _apart("hosts", web, hosts, descriptors=descriptors)
        print(f"  {hosts:,} hosts, {descriptors or 'many'} descriptors: {said}")


if __name__ == "__main__" and len(sys.argv) > 1:
    _task(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Served(*map(int, sys.argv[4:7])))
elif __name__ == "__main__":
    main()
