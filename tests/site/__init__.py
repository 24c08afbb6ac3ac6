"""A web that misbehaves on demand: every fault is a path.

`async with serving() as site` runs it in a test's own loop; `with site_in_thread() as site` serves a test
that is not asynchronous or starts a process; `python -m tests.site` is for use by hand.
`site.url("/status/404")` is what to ask for, `site.page(path, body)` adds a page, `site.hits` and
`site.visits` tell what was asked.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.site import bodies, faults, limits, pages, walls  # importing them adds their paths
from tests.site.server import Site, Visit, routes, serving

__all__ = [
    "Site",
    "Visit",
    "bodies",
    "faults",
    "limits",
    "pages",
    "routes",
    "serving",
    "site_in_thread",
    "walls",
]


@contextmanager
def site_in_thread(host: str = "127.0.0.1", *, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site in a thread of its own until the context ends."""
    ready: list[Site] = []
    started, loop = threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        async with serving(host, context=context) as site:
            ready.append(site)
            started.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    try:
        if not started.wait(10):
            raise RuntimeError("the site did not start")
        yield ready[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
