"""What replies say about limits, and what is done about it."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

import pytest
from multidict import CIMultiDict

from linkcheck.config import Config
from linkcheck.model import Request, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.rates import NO_RATE, Rate, read_rate
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site
from tests.site.limits import LIMITS

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
_LATER = str(int(NOW.timestamp()) + 90)


@pytest.mark.parametrize(
    ("status", "headers", "rate"),
    [
        (429, {}, Rate(is_exceeded=True)),
        (429, {"Retry-After": "7"}, Rate(is_exceeded=True, pause_seconds=7.0)),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": _LATER}, Rate(True, True, 90.0)),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{_LATER}000"}, Rate(True, True, 90.0)),
        (403, {"Retry-After": "60"}, Rate(is_exceeded=True, pause_seconds=60.0)),
        (429, {"RateLimit": '"default";r=0;t=30'}, Rate(True, True, 30.0)),
        (429, {"RateLimit": '"a";q=5;r=0;w=1;t=30, "b";r=9'}, Rate(True, True, 30.0)),
        (200, {"RateLimit": "limit=10, remaining=0, reset=30"}, Rate(False, True, 30.0)),
        (200, {"RateLimit-Remaining": "0", "RateLimit-Reset": "1.5"}, Rate(False, True, 1.5)),
        (200, {"X-Rate-Limit-Remaining": "0"}, Rate(False, True, None)),
        (429, {"Retry-After": "5", "RateLimit-Remaining": "0", "RateLimit-Reset": "9"}, Rate(True, True, 5)),
        (503, {"Retry-After": "5"}, Rate(pause_seconds=5.0)),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "0"}, Rate(True, True, 0.0)),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"}, Rate(True, True, None)),
    ],
)  # fmt: skip
def test_limits_are_read(status: int, headers: dict[str, str], rate: Rate) -> None:
    assert read_rate(status, CIMultiDict(headers), NOW) == rate


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (200, {}),
        (403, {}),
        (403, {"X-RateLimit-Remaining": "12", "X-RateLimit-Reset": _LATER}),
        (200, {"X-RateLimit-Remaining": "4999"}),
        (403, {"X-RateLimit-Remaining": "none"}),
        (403, {"X-RateLimit-Remaining": "-1"}),
        (403, {"RateLimit": '"default";r=10;t=30'}),
        (403, {"RateLimit-Policy": '"default";q=100;w=60'}),
        (503, {}),
        (404, {"X-RateLimit-Reset": "30"}),
    ],
)
def test_other_replies_say_nothing_of_limits(status: int, headers: dict[str, str]) -> None:
    assert read_rate(status, CIMultiDict(headers), NOW) == NO_RATE


@pytest.mark.parametrize("name", sorted(set(LIMITS) - {"long", "day"}))
async def test_a_limit_that_passes_is_waited_for(site: Site, fetch: Fetch, name: str) -> None:
    resource = await fetch(site.url(f"/limit/{name}/2"))
    assert (resource.status, resource.attempts) == (200, 3)


@pytest.mark.parametrize("name", ["long", "day"])
async def test_a_limit_that_lasts_is_not_waited_for_and_is_no_refusal(
    site: Site, fetch: Fetch, name: str
) -> None:
    started = monotonic()
    resource = await fetch(site.url(f"/limit/{name}/9"))
    assert judge(resource).verdict is Verdict.UNAVAILABLE
    assert judge(resource).reason in {"too many requests (403)", "429 too many requests"}
    assert (resource.attempts, monotonic() - started < 2) == (1, True)


async def test_a_host_whose_limit_is_used_up_is_left_alone_until_it_is_not(site: Site) -> None:
    requests = [Request(site.url(path)) for path in ("/used-up/1", "/ok/1", "/ok/2")]
    started = monotonic()
    async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
        resources = [resource async for resource in fetcher.fetch(requests)]
    assert [resource.status for resource in resources] == [200, 200, 200]
    assert 1.0 <= monotonic() - started < 5


async def test_a_long_rest_of_a_host_that_still_answers_costs_nothing(site: Site) -> None:
    requests = [Request(site.url(path)) for path in ("/used-up/900", "/ok/1", "/ok/2")]
    started = monotonic()
    async with LocalFetcher(Config(allow_private=True, per_host=1)) as fetcher:
        assert [resource.status async for resource in fetcher.fetch(requests)] == [200, 200, 200]
    assert monotonic() - started < 5
