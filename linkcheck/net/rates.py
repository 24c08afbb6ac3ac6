"""What a reply says about how often its host may be asked: the headers of rate limits, and `Retry-After`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linkcheck.net.retry import retry_after_seconds

# Larger numbers are moments (Unix time, in seconds or milliseconds), smaller ones are seconds from now.
_FIRST_MOMENT, _FIRST_MILLISECOND_MOMENT = 1_000_000_000.0, 1_000_000_000_000.0
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
# GitHub, GitLab and most others; drafts 3 to 7 of the RateLimit header fields; Twitter, Shopify.
_PREFIXES = ("x-ratelimit", "ratelimit", "x-rate-limit")
# draft-ietf-httpapi-ratelimit-headers: -10 §4 `"default";r=0;t=30`, -07 `limit=10, remaining=0, reset=30`.
_REMAINING = re.compile(r"(?:^|[;,\s])(?:r|remaining)=(\d+)", re.ASCII)
_RESET = re.compile(r"(?:^|[;,\s])(?:t|reset)=(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rate:
    """`is_exceeded` if this very reply was refused for the limit; `is_used_up` if the next one will be.

    `pause_seconds` is how long the host wants to be left alone, None if it does not say.
    """

    is_exceeded: bool = False
    is_used_up: bool = False
    pause_seconds: float | None = None


NO_RATE = Rate()


def read_rate(status: int, headers: Mapping[str, str], now: datetime) -> Rate:
    """Read what a reply says about limits.

    A 403 that says that nothing is left, or when to come again, is a 429 by another name: so do GitHub's
    primary and secondary limits (docs.github.com, "Rate limits for the REST API").
    """
    asked = retry_after_seconds(headers.get("Retry-After"), now)
    remaining, reset = _read_limit(headers, now)
    is_used_up = remaining == 0
    is_exceeded = status == 429 or (status == 403 and (is_used_up or asked is not None))
    if asked is None and is_used_up:
        asked = reset
    if not (is_exceeded or is_used_up or asked is not None):
        return NO_RATE
    return Rate(is_exceeded, is_used_up, asked)


def _read_limit(headers: Mapping[str, str], now: datetime) -> tuple[float | None, float | None]:
    """Return what remains, and in how many seconds there will be more."""
    if combined := headers.get("RateLimit"):
        remaining, reset = _REMAINING.search(combined), _RESET.search(combined)
        if remaining:
            return float(remaining[1]), float(reset[1]) if reset else None
    for prefix in _PREFIXES:
        remaining_text = headers.get(f"{prefix}-remaining", "").strip()
        if _NUMBER.fullmatch(remaining_text):
            return float(remaining_text), _seconds(headers.get(f"{prefix}-reset", "").strip(), now)
    return None, None


def _seconds(text: str, now: datetime) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    if value >= _FIRST_MILLISECOND_MOMENT:
        value /= 1000.0
    return max(0.0, value - now.timestamp()) if value >= _FIRST_MOMENT else value
