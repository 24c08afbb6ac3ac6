"""Paths whose bodies are pictures, compressed, cut off, endless or bombs."""

from __future__ import annotations

import gzip
import zlib

import brotli

from tests.site.pages import HTML, PAGE
from tests.site.pictures import picture
from tests.site.server import Visit, route


@route(r"/endless")
async def endless(visit: Visit) -> None:
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>long</title>")
    while True:
        await visit.send(b"<p>more</p>" * 1000)


@route(r"/bomb/(gzip|br)")
async def bomb(visit: Visit) -> None:
    """A page whose few bytes become a quarter of a gigabyte."""
    await visit.reply(
        body=_bomb(visit.arguments[0]), media=HTML, headers=(("Content-Encoding", visit.arguments[0]),)
    )


_bombs: dict[str, bytes] = {}


def _bomb(encoding: str) -> bytes:
    if encoding not in _bombs:
        block = bytes(1 << 20)
        if encoding == "gzip":
            packer = zlib.compressobj(9, zlib.DEFLATED, 31)
            _bombs[encoding] = b"".join(packer.compress(block) for _ in range(256)) + packer.flush()
        else:
            # small quality: the point is the size it unpacks to, not how well it was packed
            squeezer = brotli.Compressor(quality=3)
            _bombs[encoding] = b"".join(squeezer.process(block) for _ in range(256)) + squeezer.finish()
    return _bombs[encoding]


@route(r"/encoded/([a-z-]+)")
async def encoded(visit: Visit) -> None:
    """A page in a coding: gzip, x-gzip, br, gzip twice, wrong (declared, not applied) or unknown."""
    name = visit.arguments[0]
    packed = gzip.compress(PAGE)
    bodies = {"gzip": packed, "x-gzip": packed, "br": brotli.compress(PAGE), "twice": gzip.compress(packed)}
    label = {"wrong": "gzip", "unknown": "rot13", "twice": "gzip, gzip"}.get(name, name)
    await visit.reply(body=bodies.get(name, PAGE), media=HTML, headers=(("Content-Encoding", label),))


@route(r"/image/(\d+)\.(png|jpg|gif|webp)")
async def image(visit: Visit) -> None:
    number, suffix = visit.arguments
    media = "image/jpeg" if suffix == "jpg" else f"image/{suffix}"
    await visit.reply(body=picture(int(number), suffix), media=media)


@route(r"/image/short\.png")
async def short_image(visit: Visit) -> None:
    body = picture(1, "png")
    head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(body)}\r\n\r\n"
    await visit.send(head.encode() + body[: len(body) // 2])
    visit.hang_up()


@route(r"/image/page\.png")
async def page_for_image(visit: Visit) -> None:
    await visit.reply(body=PAGE, media=HTML)


@route(r"/image/vague")
async def vague_image(visit: Visit) -> None:
    await visit.reply(body=picture(1, "png"), media="application/octet-stream")
