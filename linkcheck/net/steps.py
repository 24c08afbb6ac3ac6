"""One step of one URL: an exchange, and whether its answer is final, leads on, or is worth another try."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Failure, FailureKind, Request
from linkcheck.net.body import choose_wish
from linkcheck.net.challenge import read_challenge
from linkcheck.net.client import BodyFault, Client, Head, Reply, Wish
from linkcheck.net.failures import ExchangeError, Exhaustion, LocalFailure, Mishap, read_failure
from linkcheck.net.guard import is_private_host
from linkcheck.net.policy import Policy
from linkcheck.net.redirects import Chain
from linkcheck.net.retry import (
    LONGEST_RETRY_AFTER_SECONDS,
    backoff_seconds,
    failure_retries,
    retry_after_seconds,
    status_retries,
)
from linkcheck.net.routes import Routes
from linkcheck.urls import host_key

_EXHAUSTIONS, _EXHAUSTED_SECONDS = 30, 0.5
# The same fault, met in the middle of a chain, is the fault of the redirect.
_ON_REDIRECT = {
    FailureKind.PRIVATE_ADDRESS: FailureKind.REDIRECT_PRIVATE,
    FailureKind.INVALID_URL: FailureKind.REDIRECT_INVALID,
}


@dataclass(frozen=True, slots=True)
class Again:
    """The job goes on after a pause; `is_for_host` says that the whole host asked for it."""

    seconds: float = 0.0
    is_for_host: bool = False


@dataclass(slots=True, eq=False)
class Job:
    """One URL on its way. `is_document` asks for the whole body, whatever its type.

    `spent_seconds` counts this attempt's exchanges, `active_seconds` all of them; waiting counts in neither.
    """

    request: Request
    chain: Chain
    is_document: bool = False
    retries: int = 0
    exhaustions: int = 0
    spent_seconds: float = 0.0
    active_seconds: float = 0.0

    @property
    def host(self) -> str:
        """The host whose turn the next exchange takes, as `host:port`."""
        return host_key(self.chain.url)

    def pause(self, outcome: Again | Exhaustion) -> float:
        """Return the seconds to wait before the next step.

        Raises:
            EnvironmentFaultError: this machine stays exhausted.
        """
        if isinstance(outcome, Again):
            return outcome.seconds
        self.exhaustions += 1
        if self.exhaustions > _EXHAUSTIONS:
            raise EnvironmentFaultError(
                f"this machine stays out of connections ({outcome.detail}): "
                "lower --concurrency, or allow more with `ulimit -n`"
            )
        return _EXHAUSTED_SECONDS


Outcome = Reply | Failure | LocalFailure | Exhaustion | Again


class Steps:
    """Takes jobs one exchange further."""

    def __init__(self, client: Client, policy: Policy, routes: Routes) -> None:
        """Ask through a client, as the policy says."""
        self._client = client
        self._policy = policy
        self._routes = routes

    async def take(self, job: Job) -> Outcome:
        """Make the next exchange of a job and say what comes of it."""
        chain = job.chain
        if self._is_private(chain.url):
            return self._after_mishap(job, Failure(FailureKind.PRIVATE_ADDRESS))
        headers = self._policy.headers(job.request.kinds, is_first_origin=chain.is_first_origin)
        answer = await self._exchange(job, headers | chain.headers())
        return (
            self._after_reply(job, answer) if isinstance(answer, Reply) else self._after_mishap(job, answer)
        )

    async def _exchange(self, job: Job, headers: dict[str, str]) -> Reply | Mishap:
        """Ask for the job's next URL, within the time its attempt has left."""
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            return await self._client.get(
                job.chain.url,
                headers,
                seconds=self._policy.exchange_seconds - job.spent_seconds,
                wish=lambda head: self._wish(job, head),
            )
        except ExchangeError as error:
            return read_failure(error)
        finally:
            seconds = clock() - started
            job.spent_seconds += seconds
            job.active_seconds += seconds

    def _is_private(self, url: str) -> bool:
        """Refuse a private literal at once, unless an entry of `--connect-to` names this very host."""
        if self._policy.allow_private or not is_private_host(url):
            return False
        host, _, port = host_key(url).rpartition(":")
        return not self._routes.names(host.strip("[]"), int(port))

    def _wish(self, job: Job, head: Head) -> Wish | None:
        if job.is_document:
            return Wish(self._policy.document_bytes + 1) if 200 <= head.status < 300 else None
        return choose_wish(job.request, head, self._policy)

    def _after_mishap(self, job: Job, mishap: Mishap) -> Outcome:
        if isinstance(mishap, Exhaustion):
            return mishap
        failure = mishap.failure if isinstance(mishap, LocalFailure) else mishap
        if self._may_retry(job, failure_retries(failure.kind)):
            return Again(self._retry(job))
        if job.chain.hops and failure.kind in _ON_REDIRECT:
            return replace(failure, kind=_ON_REDIRECT[failure.kind])
        return mishap

    def _after_reply(self, job: Job, reply: Reply) -> Outcome:
        head = reply.head
        job.chain.keep_cookies(head.headers.getall("Set-Cookie", []))
        followed = job.chain.follow(head.status, head.raw(b"location"), limit=self._policy.max_redirects)
        if isinstance(followed, Failure):
            return followed
        if followed:
            return Again()
        is_broken_off = reply.fault is BodyFault.BROKE_OFF
        if not self._may_retry(job, 1 if is_broken_off else status_retries(head.status)):
            return reply
        if read_challenge(head.headers):
            return reply
        asked = retry_after_seconds(head.headers.get("Retry-After"), datetime.now(UTC))
        if asked is None:
            return Again(self._retry(job))
        if asked > LONGEST_RETRY_AFTER_SECONDS:
            return reply
        return Again(max(asked, self._retry(job)), is_for_host=True)

    def _may_retry(self, job: Job, limit: int) -> bool:
        return job.retries < min(limit, self._policy.retries)

    def _retry(self, job: Job) -> float:
        """Begin a new attempt at the exchange that failed; return the pause before it."""
        job.retries += 1
        job.spent_seconds = 0.0
        return backoff_seconds(job.retries)
