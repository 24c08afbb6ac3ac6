"""Run jobs: as many at once as allowed, no slot held by waiting, results in the order they are done.

What still fails is asked once more when everything else is done, so that a short outage harms no verdict.
A page that is silent is asked once more beside its first attempt, which goes on, as soon as that second
attempt is what the run would end with.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from linkcheck.model import Failure, FailureKind, Resource
from linkcheck.net.failures import Exhaustion
from linkcheck.net.hosts import Hosts, Share
from linkcheck.net.job import Again, Job, Later
from linkcheck.net.pace import NO_NOTICE, Signal

_TICK_SECONDS = 0.25
_WORD = {Signal.REPLY, Signal.OVERLOAD}


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a job; `is_local_fault` if this machine's own network may be what failed."""

    resource: Resource
    is_local_fault: bool = False


Step = Answer | Again | Later | Exhaustion
Advance = Callable[[Job], Coroutine[None, None, Step]]


class Schedule:
    """Jobs under way. One exchange is one task; between exchanges a job waits in its host's queue.

    So a redirect to another host takes its turn there, and a pause takes up nothing at all. A host that is
    down is left alone until the second pass, where one job probes it for all.
    """

    def __init__(
        self,
        advance: Advance,
        give_up: Callable[[Job, Failure], Answer],
        *,
        concurrency: int,
        per_host: int | Callable[[str], Share],
        most: int,
        second_pass_seconds: float,
        patience_seconds: float | None = None,
    ) -> None:
        """Let `advance` take jobs one exchange further, so many at once, and `most` with those that stall.

        In the second pass nothing is asked sooner than so many seconds after it failed or fell silent.
        What has been silent for `patience_seconds`, half of what an attempt may take, can be asked beside;
        None for never.
        """
        self._advance = advance
        self._give_up = give_up
        self._concurrency = concurrency
        self._limit = concurrency
        self._most = most
        self._second_pass_seconds = second_pass_seconds
        self._patience_seconds = patience_seconds
        self._hosts: Hosts[Job] = Hosts(per_host)
        self._jobs: dict[asyncio.Task[Step], Job] = {}
        self._cancelled: set[asyncio.Task[Step]] = set()
        self._finished: asyncio.Queue[asyncio.Task[Step] | None] = asyncio.Queue()
        self._answers: deque[Answer] = deque()
        self._deferred: list[tuple[float, Job]] = []
        self._behind: dict[str, list[Job]] = {}
        self._is_started = self._is_second_pass = False
        self._tick: asyncio.TimerHandle | None = None
        self._is_look_due = False

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
            self._hosts.share_out()
        while not self._answers:
            if self._is_look_due:
                self._look_at_silence()
            if self._start() or self._hosts.next_time() is not None:
                task = await self._wait()
                if task is not None:
                    self._finish(task)
            elif not self._begin_second_pass():
                return None
        return self._answers.popleft()

    async def close(self) -> None:
        """Give up what is under way."""
        if self._tick is not None:
            self._tick.cancel()
        for task in self._jobs:
            task.cancel()
        await asyncio.gather(*self._jobs, *self._cancelled, return_exceptions=True)
        self._jobs.clear()

    def _start(self) -> bool:
        """Start every job whose turn it is; say whether any is under way."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._has_room() and (job := self._hosts.take(now)) is not None:
            if job.is_void:
                self._hosts.release(job, NO_NOTICE, now)
                continue
            task = loop.create_task(self._advance(job))
            task.add_done_callback(self._finished.put_nowait)
            self._jobs[task] = job
        if self._jobs and self._tick is None:
            self._tick = loop.call_later(_TICK_SECONDS, self._look_for_stalled)
        return bool(self._jobs)

    def _has_room(self) -> bool:
        under_way = len(self._jobs)
        return under_way < self._most and under_way - self._hosts.stalled < self._limit

    def _look_for_stalled(self) -> None:
        self._tick, self._is_look_due = None, True
        self._hosts.release_stalled(asyncio.get_running_loop().time())
        self._finished.put_nowait(None)

    async def _wait(self) -> asyncio.Task[Step] | None:
        """Return a task that is done, or None when it is time to start another."""
        when = self._hosts.next_time() if self._has_room() else None
        if when is None:
            return await self._finished.get()
        try:
            async with asyncio.timeout_at(when):
                return await self._finished.get()
        except TimeoutError:
            return None

    def _finish(self, task: asyncio.Task[Step]) -> None:
        """Take in what came of an exchange."""
        if task in self._cancelled:
            self._cancelled.discard(task)
            return
        job = self._jobs.pop(task)
        now = asyncio.get_running_loop().time()
        host = self._hosts.release(job, job.notice, now)
        step = task.result()
        if not self._is_left_to_rival(job, now):
            self._take_in(job, step, now)
        self._tend(host, now)

    def _is_left_to_rival(self, job: Job, now: float) -> bool:
        """Part a job from its rival; say whether that decides. If the job got word, the rival is given up."""
        rival = job.rival
        if rival is None:
            return False
        job.part()
        has_word = job.notice.signal in _WORD
        if has_word:
            self._void(rival, now)
        return not has_word

    def _take_in(self, job: Job, step: Step, now: float) -> None:
        """Go on with a job as its exchange ended."""
        if isinstance(step, Answer):
            self._limit = min(self._limit + 1, self._concurrency)
            self._answers.append(step)
        elif isinstance(step, Later):
            # what was silent has waited for a whole time-out already
            pause = 0.0 if job.is_silent else self._second_pass_seconds
            self._deferred.append((now + max(step.seconds, pause), job))
        elif isinstance(step, Exhaustion):
            self._limit = max(1, min(self._limit, len(self._jobs) + 1) // 2)
            self._hosts.add_later(job.host, job, now + job.exhausted_pause(step))
        elif step.seconds:
            self._hosts.add_later(job.host, job, now + step.seconds)
        else:
            self._queue(job, now)

    def _void(self, job: Job, now: float) -> None:
        """Give up a job whose rival got word."""
        job.is_void = True
        for task, other in self._jobs.items():
            if other is job:
                del self._jobs[task]
                self._hosts.release(job, NO_NOTICE, now)
                self._cancelled.add(task)
                task.cancel()
                return

    def _look_at_silence(self) -> None:
        """Ask what is silent a second time while it waits, once all that is queued is done no later.

        What was put off is asked when nothing is queued any more and only silence keeps the run from its end.
        """
        self._is_look_due = False
        if self._patience_seconds is None:
            return
        now = asyncio.get_running_loop().time()
        patience = max(self._patience_seconds, self._second_pass_seconds)
        silent = [job for job in self._hosts.taken_by(now - patience) if _is_unheard(job)]
        if silent and self._hosts.seconds_left(now) <= 2 * self._patience_seconds:
            for job in silent:
                rival = job.ask_beside()
                self._hosts.add_silent(rival.host, rival)
        if self._deferred and not self._hosts.has_queued() and any(map(_is_held_up, self._jobs.values())):
            self._begin_second_pass()

    def _queue(self, job: Job, now: float) -> None:
        """Queue a job where its next exchange is to be, unless that host is down."""
        if not self._hosts.is_down(job.host):
            self._hosts.add(job.host, job, is_first=True)
        elif not self._is_second_pass:
            self._deferred.append((now + self._second_pass_seconds, job))
        elif job.host in self._behind:
            self._behind[job.host].append(job)
        else:
            self._behind[job.host] = []
            self._hosts.add(job.host, job)

    def _tend(self, host: str, now: float) -> None:
        """Put off what waits for a host that has gone down; in the second pass, follow its probe."""
        if not self._hosts.is_down(host):
            for job in self._behind.pop(host, ()):
                self._hosts.add(host, job)
            return
        failure = Failure(FailureKind.HOST_DOWN)
        for job in (*self._hosts.drain(host), *self._behind.pop(host, ())):
            if job.rival is not None:
                job.part()
            elif job.is_void:
                continue
            elif self._is_second_pass:
                self._answers.append(self._give_up(job, failure))
            else:
                self._deferred.append((now + self._second_pass_seconds, job))

    def _begin_second_pass(self) -> bool:
        """Queue what was put off; say whether there is anything."""
        if not self._deferred:
            return False
        self._is_second_pass = True
        deferred = sorted(self._deferred, key=lambda entry: entry[0])
        self._deferred.clear()
        now = asyncio.get_running_loop().time()
        for when, job in deferred:
            job.begin_again()
            if self._hosts.is_down(job.host):
                if job.host in self._behind:
                    self._behind[job.host].append(job)
                    continue
                self._behind[job.host] = []  # this one is the probe
            if when > now:
                self._hosts.add_later(job.host, job, when)
            elif job.is_silent:
                self._hosts.add_silent(job.host, job)
            else:
                self._hosts.add(job.host, job)
        return True


def _is_unheard(job: Job) -> bool:
    """Say whether a job waits for a first word, and may be asked once more."""
    return not (job.is_answering or job.is_last_pass or job.retries or job.rival is not None)


def _is_held_up(job: Job) -> bool:
    """Say whether a job is known to wait for its own page."""
    return job.is_silent or job.rival is not None
