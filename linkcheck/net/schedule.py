"""Run jobs: as many at once as allowed, no slot held by waiting, results in the order they are done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from linkcheck.model import Resource
from linkcheck.net.failures import Exhaustion
from linkcheck.net.hosts import Hosts
from linkcheck.net.steps import Again, Job


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a job; `is_local_fault` if this machine's own network may be what failed."""

    resource: Resource
    is_local_fault: bool = False


Advance = Callable[[Job], Coroutine[None, None, Answer | Again | Exhaustion]]


class Schedule:
    """Jobs under way. One exchange is one task; between exchanges a job waits in its host's queue.

    So a redirect to another host takes its turn there, and a pause takes up nothing at all.
    """

    def __init__(self, advance: Advance, *, concurrency: int, per_host: int) -> None:
        """Let `advance` take jobs one exchange further, so many at once."""
        self._advance = advance
        self._most = concurrency
        self._limit = concurrency
        self._hosts: Hosts[Job] = Hosts(per_host)
        self._jobs: dict[asyncio.Task[Answer | Again | Exhaustion], Job] = {}
        self._finished: asyncio.Queue[asyncio.Task[Answer | Again | Exhaustion]] = asyncio.Queue()
        self._is_started = False

    def add(self, job: Job) -> None:
        """Queue a job."""
        self._hosts.add(job.host, job)

    def is_waiting(self, host: str) -> bool:
        """Say whether a job is queued for a host."""
        return self._hosts.is_waiting(host)

    async def next(self) -> Answer | None:
        """Wait for a job to end; None once none is left."""
        if not self._is_started:
            self._is_started = True
            self._hosts.put_longest_first()
        while self._start() or self._hosts.next_time() is not None:
            task = await self._wait()
            if task is None:
                continue
            job = self._jobs.pop(task)
            self._hosts.release(job)
            outcome = task.result()
            if isinstance(outcome, Answer):
                self._limit = min(self._limit + 1, self._most)
                return outcome
            self._queue_again(job, outcome)
        return None

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._jobs:
            task.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        self._jobs.clear()

    def _start(self) -> bool:
        """Start every job whose turn it is; say whether any is under way."""
        now = asyncio.get_running_loop().time()
        while len(self._jobs) < self._limit and (job := self._hosts.take(now)) is not None:
            task = asyncio.create_task(self._advance(job))
            task.add_done_callback(self._finished.put_nowait)
            self._jobs[task] = job
        return bool(self._jobs)

    async def _wait(self) -> asyncio.Task[Answer | Again | Exhaustion] | None:
        """Return a task that is done, or None when it is time to start another."""
        when = self._hosts.next_time() if len(self._jobs) < self._limit else None
        if when is None:
            return await self._finished.get()
        try:
            async with asyncio.timeout_at(when):
                return await self._finished.get()
        except TimeoutError:
            return None

    def _queue_again(self, job: Job, outcome: Again | Exhaustion) -> None:
        if isinstance(outcome, Exhaustion):
            self._limit = max(1, min(self._limit, len(self._jobs) + 1) // 2)
        seconds = job.pause(outcome)
        host, when = job.host, asyncio.get_running_loop().time() + seconds
        if isinstance(outcome, Again) and outcome.is_for_host:
            self._hosts.hold(host, when)
        if seconds:
            self._hosts.add_later(host, job, when)
        else:
            self._hosts.add(host, job)
