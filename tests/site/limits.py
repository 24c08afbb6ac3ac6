"""Paths that say how often they may be asked, and by whom."""

from __future__ import annotations

from time import time

from tests.site.pages import HTML, PAGE
from tests.site.server import Headers, Visit, route

# What hosts send when a limit is reached: status and headers. `{now}` is the Unix time.
LIMITS: dict[str, tuple[int, Headers]] = {
    "github": (403, (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "{now}"))),
    "github-secondary": (403, (("Retry-After", "0"),)),
    "draft-10": (429, (("RateLimit", '"default";r=0;t=0'),)),
    "draft-7": (429, (("RateLimit", "limit=10, remaining=0, reset=0"),)),
    "draft-3": (429, (("RateLimit-Remaining", "0"), ("RateLimit-Reset", "0"))),
    "twitter": (429, (("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", "{now}000"))),
    "long": (403, (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "3600"))),
    "day": (429, (("Retry-After", "86400"),)),
}  # fmt: skip


@route(r"/limit/([a-z0-9-]+)/(\d+)")
async def limit(visit: Visit) -> None:
    """Refuse so many times, then answer."""
    status, headers = LIMITS[visit.arguments[0]]
    if visit.count > int(visit.arguments[1]):
        await visit.reply(body=PAGE, media=HTML)
        return
    now = str(int(time()))
    await visit.reply(status, headers=tuple((name, value.replace("{now}", now)) for name, value in headers))


@route(r"/used-up/(\d+)")
async def used_up(visit: Visit) -> None:
    """Answer, and say that this was the last time for so many seconds."""
    reset = visit.arguments[0]
    await visit.reply(
        body=PAGE, media=HTML, headers=(("RateLimit-Remaining", "0"), ("RateLimit-Reset", reset))
    )


@route(r"/browsers-only/(\d+)")
async def browsers_only(visit: Visit) -> None:
    """Refuse what does not send a browser's headers."""
    is_browser = "sec-fetch-mode" in visit.headers and "linkcheck" not in visit.headers["user-agent"]
    if is_browser:
        await visit.reply(body=PAGE, media=HTML)
    else:
        await visit.reply(int(visit.arguments[0]))
