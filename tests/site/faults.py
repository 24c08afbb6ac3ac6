"""Paths that take their time, hang up, or speak no HTTP."""

from __future__ import annotations

import asyncio
import gzip

from tests.site.pages import HTML, PAGE
from tests.site.server import Visit, route

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@route(r"/slow(?:/([\d.]+))?")
async def slow(visit: Visit) -> None:
    await asyncio.sleep(float(visit.arguments[0] or 0.3))
    await visit.reply(body=PAGE, media=HTML)


@route(r"/hang")
async def hang(visit: Visit) -> None:
    """Say nothing until the client gives up."""
    await visit.reader.read()
    visit.hang_up()


@route(r"/trickle/head")
async def trickle_head(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        await visit.send(b"a")
        await asyncio.sleep(0.05)


@route(r"/trickle/body")
async def trickle_body(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>slow")
    while True:
        await visit.send(b" ")
        await asyncio.sleep(0.05)


@route(r"/continue")
async def endless_continue(visit: Visit) -> None:
    while True:
        await visit.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        await asyncio.sleep(0.01)


@route(r"/early-hints")
async def early_hints(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    await visit.reply(body=PAGE, media=HTML)


@route(r"/close")
async def close(visit: Visit) -> None:
    visit.hang_up()


@route(r"/close/once")
async def close_once(visit: Visit) -> None:
    if visit.count == 1:
        visit.hang_up()
    else:
        await visit.reply(body=PAGE, media=HTML)


@route(r"/stale")
async def stale(visit: Visit) -> None:
    """Promise to keep the connection, and close it right after the reply."""
    await visit.reply(body=PAGE, media=HTML)
    visit.hang_up()


@route(r"/reset")
async def reset(visit: Visit) -> None:
    visit.reset()


@route(r"/reset/late")
async def reset_late(visit: Visit) -> None:
    await asyncio.sleep(0.15)
    visit.reset()


@route(r"/reset/head")
async def reset_head(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-")
    await asyncio.sleep(0.02)
    visit.reset()


@route(r"/reset/body")
async def reset_body(visit: Visit) -> None:
    await visit.send(_HEAD + b"Content-Length: 100000\r\n\r\n<title>a</title>")
    await asyncio.sleep(0.02)
    visit.reset()


_LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
MALFORMED = {
    "no-colon": _HEAD + b"this line has none\r\n" + _LENGTH + b"\r\n" + PAGE,
    "nul": _HEAD + b"X-A: a\0b\r\n" + _LENGTH + b"\r\n" + PAGE,
    "negative-length": _HEAD + b"Content-Length: -5\r\n\r\n" + PAGE,
    "length-and-none": _HEAD + b"Content-Length:\r\nContent-Length: 5\r\n\r\n" + PAGE,
    "two-lengths": _HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + PAGE,
    "bad-chunk": _HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE,
    "http-0.9": PAGE,
    "icy": b"ICY 200 OK\r\n\r\n" + PAGE,
    "ssh": b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
    "http-2": b"\0\0\x12\x04\0\0\0\0\0" + bytes(18),
    "status-99": b"HTTP/1.1 99 Low\r\n\r\n",
    "status-000": b"HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n",
    "status-1000": b"HTTP/1.1 1000 High\r\n\r\n",
    "switching": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
}
ODD_BUT_READABLE = {
    "long-header": _HEAD + b"X-Long: " + b"a" * 30_000 + b"\r\n" + _LENGTH + b"\r\n" + PAGE,
    "many-headers": _HEAD + b"X-N: 1\r\n" * 300 + _LENGTH + b"\r\n" + PAGE,
    "no-length": _HEAD + b"Connection: close\r\n\r\n" + PAGE,
    "http-1.0": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "no-reason": b"HTTP/1.1 200\r\nContent-Type: text/html\r\n" + _LENGTH + b"\r\n" + PAGE,
}


# What browsers read and aiohttp's parser refuses.
TOLERATED = {
    "empty-length": _HEAD + b"Content-Length:\r\n\r\n" + PAGE,
    "same-length-twice": _HEAD + _LENGTH + _LENGTH + b"\r\n" + PAGE,
    "length-and-chunks": _HEAD
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(PAGE)
    + PAGE
    + b"\r\n0\r\n\r\n",
    "bytes-beyond": _HEAD + _LENGTH + b"\r\n" + PAGE + b"<p>and more</p>",
    "space-before-colon": _HEAD + b"X-A : 1\r\n" + _LENGTH + b"\r\n" + PAGE,
    "no-name": _HEAD + "X-Ü: 1\r\n: 2\r\n".encode() + _LENGTH + b"\r\n" + PAGE,
    "later-version": b"HTTP/1.2 200 OK\r\nContent-Type: text/html\r\n" + _LENGTH + b"\r\n" + PAGE,
    "204-with-body": b"HTTP/1.1 204 No Content\r\n" + _LENGTH + b"\r\n" + PAGE,
    "wide-status-line": b"HTTP/1.1  200  OK\r\nContent-Type: text/html\r\n" + _LENGTH + b"\r\n" + PAGE,
    "very-long-header": _HEAD + b"X-Long: " + b"a" * 100_000 + b"\r\n" + _LENGTH + b"\r\n" + PAGE,
    "folded": _HEAD + b"X-A : 1\r\n  and 2\r\n" + _LENGTH + b"\r\n" + PAGE,
    "early-and-odd": b"HTTP/1.1 103 Early Hints\r\n\r\n" + _HEAD + b"X-A : 1\r\n\r\n" + PAGE,
    "gzip-and-odd": _HEAD + b"X-A : 1\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
}


@route(r"/raw/(.+)")
async def raw(visit: Visit) -> None:
    await visit.send((MALFORMED | ODD_BUT_READABLE | TOLERATED)[visit.arguments[0]])
    visit.hang_up()


_ODD = b"HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n"


@route(r"/odd/endless")
async def odd_endless(visit: Visit) -> None:
    await visit.send(_ODD + b"\r\n<title>A page</title>")
    while True:
        await visit.send(b"<p>more</p>" * 1000)


@route(r"/odd/short")
async def odd_short(visit: Visit) -> None:
    await visit.send(_ODD + b"Content-Length: 1000\r\n\r\n" + PAGE)
    visit.hang_up()


@route(r"/odd/chunks")
async def odd_chunks(visit: Visit) -> None:
    """Break off within a chunk."""
    await visit.send(_ODD + b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n<p>a\n\r\nff\r\nshort")
    visit.hang_up()


@route(r"/odd/redirect")
async def odd_redirect(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 302 Found\r\nLocation : /ok\r\nContent-Length: 0\r\n\r\n")
    visit.hang_up()
