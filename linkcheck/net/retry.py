"""What is asked again, how often and when: data, and the few sums it needs."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from linkcheck.model import FailureKind

# How often a failure that may pass is tried again, at most; a run's own limit is `Config.retries`. The last
# of these attempts is made in the second pass, at the end of the run. What costs a whole time-out is tried
# once more only: a silent server is rarely a hurried one. A name that does not exist is looked up twice, as
# name servers have been seen to say so in error.
_FAILURES: dict[FailureKind, int] = {
    FailureKind.DNS_NOT_FOUND: 1,
    FailureKind.DNS_NO_ADDRESS: 1,
    FailureKind.DNS_FAILED: 2,
    FailureKind.CONNECT_REFUSED: 2,
    FailureKind.CONNECT_TIMEOUT: 1,
    FailureKind.CONNECT_FAILED: 2,
    FailureKind.TLS_NOT_TLS: 1,
    FailureKind.TLS_FAILED: 1,
    FailureKind.TIMEOUT: 1,
    FailureKind.RESET: 2,
    FailureKind.MALFORMED_RESPONSE: 1,
}
# RFC 9110 §15.5.9, §15.6; RFC 8470 §5.2; RFC 6585 §4. A redirect without a
# target is often a half-written one.
_STATUSES: dict[int, int] = {
    101: 1, 301: 1, 302: 1, 303: 1, 307: 1, 308: 1,
    408: 2, 421: 1, 425: 1, 429: 2, 500: 2, 502: 2, 503: 2, 504: 2,
}  # fmt: skip
_OTHER_SERVER_ERRORS = 1  # 520 to 530 and their like, from content delivery networks
_NOT_IMPLEMENTED = {501, 505}

# So many failures of a run are tried again soon, what fails beyond that in the second pass alone: that helps
# where a fault passes at once, and where much fails it is one more burden.
_SOON = 24

_CHAIN_LIMITS = 3
_LEAST_SECONDS = 5.0  # less is no fair chance for a host far away

_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
# A server that wants a longer pause is not asked again in this run.
LONGEST_PAUSE_SECONDS = 30.0


class RetryBudget:
    """How many retries of a run may still be made before its second pass."""

    def __init__(self) -> None:
        """Begin with what a small run needs."""
        self._left = _SOON

    def spend(self) -> bool:
        """Take one; say whether there was one."""
        self._left -= 1
        return self._left >= 0


def failure_retries(kind: FailureKind) -> int:
    """Return how often an exchange that failed so is repeated at most."""
    return _FAILURES.get(kind, 0)


def status_retries(status: int) -> int:
    """Return how often an exchange that ended in this status is repeated at most."""
    if status in _STATUSES:
        return _STATUSES[status]
    return _OTHER_SERVER_ERRORS if 500 <= status < 600 and status not in _NOT_IMPLEMENTED else 0


def exchange_seconds(limit: float, *, spent: float, after_silence: bool) -> float:
    """Return how long the next exchange of an attempt may take that has spent so many seconds on redirects.

    Each gets the whole limit, as in a browser, but all of them no more than three; and half the limit where
    the attempt before got no word in all of it.

    >>> [exchange_seconds(20.0, spent=spent, after_silence=False) for spent in (0.0, 19.0, 50.0)]
    [20.0, 20.0, 10.0]
    >>> exchange_seconds(20.0, spent=0.0, after_silence=True)
    10.0
    """
    most = max(limit / 2, min(limit, _LEAST_SECONDS)) if after_silence else limit
    return min(most, _CHAIN_LIMITS * limit - spent)


def backoff_seconds(retry: int) -> float:
    """Return the pause before the first, second, … retry: doubled each time, half of it by chance.

    Chance spreads what failed together, so that it does not come back together.
    """
    longest = min(_FIRST_WAIT_SECONDS * 2.0 ** (retry - 1), _LONGEST_WAIT_SECONDS)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret depends on it


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Read `Retry-After`, as seconds or as a date (RFC 9110 §10.2.3); None for none or a malformed one.

    >>> retry_after_seconds("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    text = value.strip() if value else ""
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])  # thirty years are long enough
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # the zone "-0000": UTC, RFC 5322 §3.3
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
