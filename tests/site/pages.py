"""Paths that answer, each with what its name says: statuses and redirects."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import parse_qs

from tests.site.server import Visit, query_bytes, route

PAGE = b"<!DOCTYPE html><html><head><title>A page</title></head><body><p id=there>Text</p></body></html>"
HTML = "text/html; charset=utf-8"


@route(r"/(?:ok.*|)")
async def ok(visit: Visit) -> None:
    await visit.reply(body=PAGE, media=HTML)


@route(r"/status/(\d+)")
async def status(visit: Visit) -> None:
    code = int(visit.arguments[0])
    await visit.reply(code, b"" if code in {204, 304} else b"body", media=HTML)


@route(r"/echo")
async def echo(visit: Visit) -> None:
    """Answer with the request's headers."""
    body = "\n".join(f"{name}: {value}" for name, value in sorted(visit.headers.items()))
    await visit.reply(body=body.encode("latin-1"), media="text/plain")


@route(r"/redirect/(?:(\d{3})/)?(\d+)")
async def redirect(visit: Visit) -> None:
    """Redirect so many times, then answer."""
    code, left = visit.arguments
    if left == "0":
        await visit.reply(body=PAGE, media=HTML)
        return
    path = f"/redirect/{code}/{int(left) - 1}" if code else f"/redirect/{int(left) - 1}"
    await visit.reply(int(code or 302), headers=(("Location", path),))


@route(r"/redirect/slow/([\d.]+)/(\d+)")
async def slow_redirect(visit: Visit) -> None:
    """Take so many seconds for each of so many hops."""
    seconds, left = visit.arguments
    await asyncio.sleep(float(seconds))
    if left == "0":
        await visit.reply(body=PAGE, media=HTML)
    else:
        await visit.reply(302, headers=(("Location", f"/redirect/slow/{seconds}/{int(left) - 1}"),))


@route(r"/to(?:/(\d{3}))?")
async def redirect_to(visit: Visit) -> None:
    """Redirect to what the query says, byte for byte."""
    code = (visit.arguments[0] or "302").encode()
    location = query_bytes(visit)
    await visit.send(b"HTTP/1.1 %s Moved\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % (code, location))


@route(r"/cookie-to")
async def redirect_with_cookie(visit: Visit) -> None:
    """Set a cookie and redirect to what the query says."""
    location = query_bytes(visit).decode("latin-1")
    await visit.reply(302, headers=(("Location", location), ("Set-Cookie", "seen=1; Path=/")))


@route(r"/loop")
async def loop(visit: Visit) -> None:
    await visit.reply(302, headers=(("Location", "/loop/back"),))


@route(r"/loop/back")
async def loop_back(visit: Visit) -> None:
    await visit.reply(302, headers=(("Location", "/loop"),))


@route(r"/loop/cookie")
async def cookie_wall(visit: Visit) -> None:
    """Set a cookie, and go on only with it."""
    if visit.headers.get("cookie") == "seen=1":
        await visit.reply(body=PAGE, media=HTML)
    else:
        await visit.reply(302, headers=(("Location", visit.path), ("Set-Cookie", "seen=1; Path=/")))


@route(r"/loop/once")
async def sent_back(visit: Visit) -> None:
    """Redirect to itself, without a cookie, but only the first time."""
    if visit.count > 1:
        await visit.reply(body=PAGE, media=HTML)
    else:
        await visit.reply(302, headers=(("Location", visit.path),))


@route(r"/loop/count")
async def cookie_count(visit: Visit) -> None:
    """Redirect to itself forever, each time with another cookie."""
    await visit.reply(302, headers=(("Location", visit.path), ("Set-Cookie", f"n={visit.count}")))


@route(r"/nowhere")
async def no_location(visit: Visit) -> None:
    await visit.reply(302)


@route(r"/two-locations")
async def two_locations(visit: Visit) -> None:
    await visit.reply(302, headers=(("Location", "/ok"), ("Location", "/status/404")))


@route(r"/flaky/(\d+)")
async def flaky(visit: Visit) -> None:
    """Answer 503 so many times, then well."""
    if visit.count <= int(visit.arguments[0]):
        await visit.reply(503)
    else:
        await visit.reply(body=PAGE, media=HTML)


@route(r"/later/(\d{3})/(\d+)")
async def later(visit: Visit) -> None:
    """Answer a status so many times, with the query as `Retry-After`; then well."""
    if visit.count <= int(visit.arguments[1]):
        value = query_bytes(visit).decode("latin-1")
        await visit.reply(int(visit.arguments[0]), headers=(("Retry-After", value),))
    else:
        await visit.reply(body=PAGE, media=HTML)


@route(r"/wall/([a-z]+)/(\d{3})")
async def wall(visit: Visit) -> None:
    """Answer as a robot wall does."""
    marks = {
        "cloudflare": ("Cf-Mitigated", "challenge"),
        "aws": ("X-Amzn-Waf-Action", "captcha"),
        "vercel": ("X-Vercel-Mitigated", "challenge"),
        "siteground": ("SG-Captcha", "challenge"),
    }
    vendor, code = visit.arguments
    await visit.reply(int(code), b"<title>Just a moment</title>", headers=(marks[vendor],), media=HTML)


@route(r"/soft/.*")
async def soft(visit: Visit) -> None:
    """Say of everything that it is not there, with status 200 and at length."""
    await visit.reply(body=b"<head><title>404 Not Found</title></head>" + b"<p>text</p>" * 9000, media=HTML)


@route(r"/soft-root/.*")
async def soft_root(visit: Visit) -> None:
    """Send everything to the first page."""
    await visit.reply(302, headers=(("Location", "/"),))


@route(r"/archive/cdx/search/cdx")
async def cdx(visit: Visit) -> None:
    """List three copies of any URL that ends in `dead`, and none of others; fail for `/trouble`."""
    original = parse_qs(visit.query)["url"][0]
    if original.endswith("/trouble"):
        await visit.reply(503)
    elif original.endswith("/odd"):
        await visit.reply(body=b"<html>", media=HTML)
    else:
        moments = ("20200101000000", "20220615120000", "20240101000000") if original.endswith("dead") else ()
        rows = [["timestamp", "original"], *([moment, original] for moment in moments), ["odd", original]]
        await visit.reply(body=json.dumps(rows if moments else []).encode(), media="application/json")
