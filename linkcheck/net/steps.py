"""One step of one URL: an exchange, and whether its answer is final, leads on, or is worth another try."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from linkcheck.model import Failure, FailureKind, Request
from linkcheck.net.body import PAGE_TYPES, choose_refusal_wish, choose_wish
from linkcheck.net.challenge import read_challenge
from linkcheck.net.client import Client
from linkcheck.net.failures import ExchangeError, Exhaustion, LocalFailure, Mishap, read_failure
from linkcheck.net.guard import is_onion_host, is_private_host
from linkcheck.net.job import Again, Job, Later
from linkcheck.net.pace import NO_NOTICE, Notice, Signal
from linkcheck.net.policy import Policy, replacing
from linkcheck.net.rates import Rate, read_rate
from linkcheck.net.redirects import start_chain
from linkcheck.net.refresh import find_refresh
from linkcheck.net.replies import BodyFault, Head, Reply, Wish
from linkcheck.net.retry import (
    LONGEST_PAUSE_SECONDS,
    RetryBudget,
    backoff_seconds,
    exchange_seconds,
    failure_retries,
    status_retries,
)
from linkcheck.net.robots import Robots
from linkcheck.net.routes import Routes
from linkcheck.urls.references import host_key

# The same fault, met in the middle of a chain, is the fault of the redirect.
_ON_REDIRECT = {
    FailureKind.PRIVATE_ADDRESS: FailureKind.REDIRECT_PRIVATE,
    FailureKind.INVALID_URL: FailureKind.REDIRECT_INVALID,
}


# What a failure says about its host; every other kind is an answer of some sort.
_SIGNALS = {
    FailureKind.CONNECT_REFUSED: Signal.UNREACHABLE,
    FailureKind.CONNECT_TIMEOUT: Signal.UNREACHABLE,
    FailureKind.CONNECT_FAILED: Signal.UNREACHABLE,
    FailureKind.DNS_FAILED: Signal.UNREACHABLE,
    FailureKind.DNS_NOT_FOUND: Signal.NONE,
    FailureKind.DNS_NO_ADDRESS: Signal.NONE,
    FailureKind.INVALID_URL: Signal.NONE,
    FailureKind.PRIVATE_ADDRESS: Signal.NONE,
    FailureKind.UNSUPPORTED_SCHEME: Signal.NONE,
    FailureKind.TIMEOUT: Signal.SILENT,
    FailureKind.RESET: Signal.BROKEN_OFF,
    FailureKind.TLS_FAILED: Signal.BROKEN_OFF,
}
_ANSWERED = {Signal.REPLY, Signal.BROKEN_OFF}
_OVERLOADED = frozenset({429, 503})
# What is said to programs and not to browsers.
_SNIFFING = frozenset({403, 406, 429})


Outcome = Reply | Failure | LocalFailure | Exhaustion | Again | Later


class Steps:
    """Takes jobs one exchange further."""

    def __init__(self, client: Client, policy: Policy, routes: Routes) -> None:
        """Ask through a client, as the policy says."""
        self._client = client
        self._policy = policy
        self._routes = routes
        self._robots = Robots(client, policy) if policy.robots else None
        self._budget = RetryBudget()

    async def take(self, job: Job) -> Outcome:
        """Make the next exchange of a job and say what comes of it; `job.notice` is about its host."""
        chain = job.chain
        job.notice = NO_NOTICE
        if unasked := self._refuse(chain.url):
            return self._after_mishap(job, unasked)
        if self._robots is not None and not job.is_document:
            if await self._robots.is_new(chain.url):  # take turns anew, now that the pace is known
                job.notice = Notice(interval_seconds=self._robots.interval_seconds(chain.url))
                return Again()
            if refusal := self._robots.refusal(chain.url):
                return refusal
        headers = self._policy.headers(
            job.request.kinds,
            chain.url,
            is_first_origin=chain.is_first_origin,
            is_downgraded=chain.is_downgraded,
            as_browser=job.is_as_browser,
        )
        answer = await self._exchange(job, replacing(headers, chain.headers().items()))
        if not isinstance(answer, Reply):
            return self._after_mishap(job, answer)
        rate = read_rate(answer.head.status, answer.head.headers, datetime.now(UTC))
        job.notice = _notice(answer.head.status, rate)
        job.is_rate_limited = rate.is_exceeded
        return self._after_reply(job, answer, rate)

    async def is_reached(self, url: str) -> bool:
        """Say whether the host of a URL can still be reached, whatever it answers; two tries."""
        for pause in (0.0, 1.0):
            await asyncio.sleep(pause)
            job = Job(Request(url), start_chain(url))
            answer = await self._exchange(job, self._policy.headers(frozenset(), url, is_first_origin=False))
            if isinstance(answer, Reply):
                return True
            if isinstance(answer, Failure) and _SIGNALS.get(answer.kind, Signal.REPLY) in _ANSWERED:
                return True
        return False

    async def _exchange(self, job: Job, headers: dict[str, str]) -> Reply | Mishap:
        """Ask for the job's next URL, within the time its attempt has left."""
        clock = asyncio.get_running_loop().time
        started = clock()
        job.is_answering = False
        try:
            return await self._client.get(
                job.chain.url,
                headers,
                seconds=exchange_seconds(
                    self._policy.exchange_seconds_of(job.chain.url),
                    spent=job.spent_seconds,
                    after_silence=job.is_last_pass and job.is_silent,
                ),
                wish=lambda head: self._wish(job, head),
            )
        except ExchangeError as error:
            return read_failure(error)
        finally:
            seconds = clock() - started
            job.spent_seconds += seconds
            job.active_seconds += seconds

    def _refuse(self, url: str) -> Failure | None:
        """Refuse a private host or one inside Tor, unless an entry of `--connect-to` names this very host."""
        is_private = not self._policy.allow_private and is_private_host(url)
        if not (is_private or is_onion_host(url)):
            return None
        host, _, port = host_key(url).rpartition(":")
        if self._routes.names(host.strip("[]"), int(port)):
            return None
        if is_private:
            return Failure(FailureKind.PRIVATE_ADDRESS)
        return Failure(FailureKind.UNSUPPORTED_SCHEME, "only Tor leads there")

    def _wish(self, job: Job, head: Head) -> Wish | None:
        job.is_answering = True
        if job.is_document:
            is_success = 200 <= head.status < 300
            return Wish(self._policy.document_bytes + 1) if is_success else choose_refusal_wish(head)
        return choose_wish(job.request, head, self._policy)

    def _after_mishap(self, job: Job, mishap: Mishap) -> Outcome:
        if isinstance(mishap, Exhaustion):
            return mishap
        failure = mishap.failure if isinstance(mishap, LocalFailure) else mishap
        if not isinstance(mishap, LocalFailure):
            job.notice = Notice(_SIGNALS.get(failure.kind, Signal.REPLY))
            job.is_silent = failure.kind is FailureKind.TIMEOUT
        if again := self._retry(job, failure_retries(failure.kind)):
            return again
        if job.chain.hops and failure.kind in _ON_REDIRECT:
            return replace(failure, kind=_ON_REDIRECT[failure.kind])
        return mishap

    def _after_reply(self, job: Job, reply: Reply, rate: Rate) -> Outcome:
        head = reply.head
        job.chain.keep_cookies(head.headers.getall("Set-Cookie", []))
        followed = job.chain.follow(head.status, head.raw(b"location"), limit=self._policy.max_redirects)
        if isinstance(followed, Failure):
            return followed
        if followed:
            return Again()
        job.challenge = read_challenge(reply)
        if job.challenge:
            return reply
        if self._is_sent_on(job, reply):
            return Again()
        if self._policy.retry_as_browser and head.status in _SNIFFING and not job.is_as_browser:
            job.is_as_browser = True
            job.restart()
            return Again()
        is_broken_off = reply.fault is BodyFault.BROKE_OFF and 200 <= head.status < 300
        limit = 1 if is_broken_off else status_retries(429 if rate.is_exceeded else head.status)
        return self._retry(job, limit, asked=rate.pause_seconds or 0.0) or reply

    def _is_sent_on(self, job: Job, reply: Reply) -> bool:
        """Follow what a page itself sends its readers on to; it is never a fault that it does."""
        if job.is_document or not 200 <= reply.head.status < 300 or reply.head.media_type not in PAGE_TYPES:
            return False
        target = find_refresh(reply.body, job.chain.url, header=reply.head.headers.get("Refresh"))
        return target is not None and job.chain.go_on(target, limit=self._policy.max_redirects)

    def _retry(self, job: Job, limit: int, *, asked: float = 0.0) -> Again | Later | None:
        """Begin another attempt, the last one allowed in the second pass; None if none is left.

        A server that asks for a longer pause than there is time for is not asked again.
        """
        left = min(limit, self._policy.retries) - job.retries
        if left < 1 or job.is_last_pass or asked > LONGEST_PAUSE_SECONDS:
            return None
        job.retries += 1
        job.spent_seconds = 0.0
        pause = max(asked, backoff_seconds(job.retries))
        job.paused_seconds += asked
        if left == 1 or job.paused_seconds > LONGEST_PAUSE_SECONDS:
            return Later(asked)
        if not asked and not self._budget.spend():
            return Later()
        return Again(pause)


def _notice(status: int, rate: Rate) -> Notice:
    """Return what a reply says about its host."""
    signal = Signal.OVERLOAD if rate.is_exceeded or status in _OVERLOADED else Signal.REPLY
    pause = rate.pause_seconds or 0.0
    if pause > LONGEST_PAUSE_SECONDS:
        pause = 0.0
    return Notice(signal, pause, is_for_all=rate.is_used_up and not rate.is_exceeded)
