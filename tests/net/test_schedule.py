"""Jobs under way, with steps whose outcome is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Request, Resource
from linkcheck.net.failures import Exhaustion
from linkcheck.net.redirects import start_chain
from linkcheck.net.schedule import Answer, Schedule
from linkcheck.net.steps import Again, Job

Step = Answer | Again | Exhaustion


def _job(url: str = "http://a.example/") -> Job:
    return Job(Request(url), start_chain(url))


def _schedule(step: Callable[[Job], Step], *, concurrency: int = 10) -> Schedule:
    async def advance(job: Job) -> Step:
        await asyncio.sleep(0)
        return step(job)

    return Schedule(advance, concurrency=concurrency, per_host=10)


async def test_a_machine_that_has_run_out_slows_down_and_asks_again() -> None:
    def step(job: Job) -> Step:
        return Answer(Resource(job.request.url)) if job.exhaustions else Exhaustion("Too many open files")

    schedule = _schedule(step)
    schedule.add(job := _job())
    answer = await schedule.next()
    assert answer is not None
    assert (job.exhaustions, job.retries) == (1, 0)
    assert await schedule.next() is None


async def test_a_machine_that_stays_out_ends_the_run_and_says_why() -> None:
    schedule = _schedule(lambda job: Exhaustion("Too many open files"))
    schedule.add(job := _job())
    job.exhaustions = 30
    with pytest.raises(EnvironmentFaultError, match="Too many open files"):
        await schedule.next()
    await schedule.close()


async def test_a_mistake_of_ours_is_not_hidden() -> None:
    def step(job: Job) -> Step:
        raise LookupError(job.request.url)

    schedule = _schedule(step)
    schedule.add(_job())
    with pytest.raises(LookupError, match=r"a\.example"):
        await schedule.next()
    await schedule.close()


async def test_a_job_goes_on_at_the_host_it_was_led_to() -> None:
    hosts = []

    def step(job: Job) -> Step:
        hosts.append(job.host)
        if len(hosts) == 1:
            job.chain.follow(302, b"http://b.example:8080/", limit=10)
            return Again()
        return Answer(Resource(job.request.url))

    schedule = _schedule(step)
    schedule.add(_job())
    assert await schedule.next() is not None
    assert hosts == ["a.example:80", "b.example:8080"]
