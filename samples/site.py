"""Serve the small web that the sample posts point at, over HTTP and HTTPS on 127.0.0.1."""

from __future__ import annotations

import ssl
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import urlsplit

import trustme
from aiohttp import web

WEB = Path(__file__).parent / "web"


@dataclass(frozen=True, slots=True)
class Site:
    """How to reach the sample web: options for `linkcheck check`, or settings for a Config."""

    connect_to: tuple[str, ...]
    ca_file: str

    @property
    def options(self) -> tuple[str, ...]:
        """The command line options that lead every host to this site."""
        return ("--ca-file", self.ca_file, *(word for to in self.connect_to for word in ("--connect-to", to)))


@asynccontextmanager
async def serve(table: Mapping[str, Mapping[str, object]] | None = None) -> AsyncIterator[Site]:
    """Run the sample web until the context ends; certificates come from an authority made for this run.

    `table` describes another web than that of the sample posts, in the sections of `web/site.toml`.
    """
    table = tomllib.loads((WEB / "site.toml").read_text("utf-8")) if table is None else table
    application = web.Application()
    application.router.add_get("/{path:.*}", _handler(table))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        with TemporaryDirectory() as folder:
            authority = trustme.CA()
            ca_file = str(Path(folder, "ca.pem"))
            authority.cert_pem.write_to_path(ca_file)
            plain = await _listen(runner, None)
            secure = await _listen(runner, _context(authority, _hosts(table)))
            yield Site((f":80:127.0.0.1:{plain}", f":443:127.0.0.1:{secure}"), ca_file)
    finally:
        await runner.cleanup()


def _hosts(table: Mapping[str, Mapping[str, object]]) -> list[str]:
    return sorted({urlsplit(url).hostname or "" for section in table.values() for url in section})


def _context(authority: trustme.CA, hosts: list[str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    return context


async def _listen(runner: web.AppRunner, context: ssl.SSLContext | None) -> int:
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    server = site._server  # aiohttp has no public way to ask for the port it was given
    port: int = server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    return port


def _handler(
    table: Mapping[str, Mapping[str, object]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    def told(section: str, url: str) -> object:
        return table.get(section, {}).get(url)

    async def respond(request: web.Request) -> web.StreamResponse:
        url = f"{request.scheme}://{request.host}{request.raw_path}"
        if text := told("texts", url):
            return web.Response(text=str(text), content_type="text/html")
        if name := told("pages", url) or told("wrong_type", url):
            return web.Response(
                body=(WEB / "pages" / str(name)).read_bytes(), content_type="text/html", charset="utf-8"
            )
        if name := told("pictures", url):
            return web.Response(body=(WEB / "pictures" / str(name)).read_bytes(), content_type="image/jpeg")
        if redirect := told("redirects", url):
            status, target = map(str, cast(list[object], redirect))
            return web.Response(status=int(status), headers={"Location": target})
        return web.Response(status=int(str(told("statuses", url) or 404)), text="sample web")

    return respond
