"""What robots.txt asks of us (RFC 9309), read once for each origin of a run."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from linkcheck.model import Failure, FailureKind
from linkcheck.net.client import Client
from linkcheck.net.failures import ExchangeError, read_failure
from linkcheck.net.policy import Policy
from linkcheck.net.redirects import start_chain
from linkcheck.net.replies import Head, Wish

# RFC 9309 §2.3.1.2 and §2.5.
_MAX_REDIRECTS, _MAX_BYTES = 5, 512 * 1024
# A site that wants a longer pause between two requests would make a run of ten links take minutes.
_LONGEST_DELAY_SECONDS = 30.0
_PRODUCT = "linkcheck"


@dataclass(slots=True)
class _Origin:
    """One origin's file: `rules` is None where everything is allowed; `failure` why nothing is."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    is_read: bool = False
    rules: Protego | None = None
    failure: Failure | None = None


class Robots:
    """Asks origins what they allow, each once."""

    def __init__(self, client: Client, policy: Policy) -> None:
        """Ask as the policy says. A user agent of one's own is looked up by its first word."""
        self._client = client
        self._policy = policy
        is_own = not policy.user_agent.startswith("Mozilla/")
        self._agent = policy.user_agent.split("/")[0].split(" ")[0] if is_own else _PRODUCT
        self._origins: dict[tuple[str, str], _Origin] = {}

    async def is_new(self, url: str) -> bool:
        """Read the file of a URL's origin, if that was not done yet; say whether it was not."""
        origin = self._origin(url)
        if origin.is_read:
            return False
        async with origin.lock:
            if not origin.is_read:
                await self._read(origin, url)
                origin.is_read = True
        return True

    def refusal(self, url: str) -> Failure | None:
        """Return why a URL may not be asked for, None if it may. Its origin's file must have been read."""
        origin = self._origin(url)
        if origin.failure is not None:
            return origin.failure
        if origin.rules is None or origin.rules.can_fetch(url, self._agent):
            return None
        return Failure(FailureKind.ROBOTS)

    def interval_seconds(self, url: str) -> float:
        """Return the least time between two requests that the origin asks for."""
        rules = self._origin(url).rules
        if rules is None:
            return 0.0
        rate = rules.request_rate(self._agent)
        each = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return min(max(float(rules.crawl_delay(self._agent) or 0.0), each), _LONGEST_DELAY_SECONDS)

    def _origin(self, url: str) -> _Origin:
        parts = urlsplit(url)
        return self._origins.setdefault((parts.scheme, parts.netloc), _Origin())

    async def _read(self, origin: _Origin, url: str) -> None:
        parts = urlsplit(url)
        chain = start_chain(f"{parts.scheme}://{parts.netloc}/robots.txt")
        headers = {"User-Agent": self._policy.user_agent, "Accept": "text/plain,*/*;q=0.5"}
        while True:
            try:
                reply = await self._client.get(
                    chain.url, headers, seconds=self._policy.exchange_seconds, wish=_wish
                )
            except ExchangeError as error:
                origin.failure = _unreachable(read_failure(error))
                return
            head = reply.head
            followed = chain.follow(head.status, head.raw(b"location"), limit=_MAX_REDIRECTS)
            if followed is not True:
                break
        if head.status == 429 or head.status >= 500:  # §2.3.1.4: as if everything were disallowed
            origin.failure = Failure(FailureKind.ROBOTS_UNREADABLE, str(head.status))
        elif 200 <= head.status < 300:
            origin.rules = Protego.parse(reply.body.decode("utf-8-sig", "replace"))


def _wish(head: Head) -> Wish | None:
    return Wish(_MAX_BYTES) if 200 <= head.status < 300 else None


def _unreachable(mishap: object) -> Failure | None:
    """Return why nothing may be asked; None where asking for the page itself will tell it better."""
    is_silent = isinstance(mishap, Failure) and mishap.kind in (FailureKind.TIMEOUT, FailureKind.RESET)
    return Failure(FailureKind.ROBOTS_UNREADABLE, "no answer") if is_silent else None
