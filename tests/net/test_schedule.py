"""Jobs under way, with steps whose outcome is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Failure, FailureKind, Request, Resource
from linkcheck.net.failures import Exhaustion
from linkcheck.net.job import Again, Job, Later
from linkcheck.net.pace import Notice, Signal
from linkcheck.net.redirects import start_chain
from linkcheck.net.schedule import Answer, Schedule, Step


def _job(url: str = "http://a.example/") -> Job:
    return Job(Request(url), start_chain(url))


def _schedule(
    step: Callable[[Job], Step], *, concurrency: int = 10, second_pass_seconds: float = 0.01
) -> Schedule:
    async def advance(job: Job) -> Step:
        await asyncio.sleep(0)
        return step(job)

    return Schedule(
        advance,
        lambda job, failure: Answer(Resource(job.request.url, failure=failure)),
        concurrency=concurrency,
        per_host=10,
        most=100,
        second_pass_seconds=second_pass_seconds,
    )


async def _answers(schedule: Schedule, *jobs: Job) -> list[Resource]:
    for job in jobs:
        schedule.add(job)
    resources = []
    while (answer := await schedule.next()) is not None:
        resources.append(answer.resource)
    return resources


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


async def test_what_was_silent_is_asked_again_without_a_further_pause() -> None:
    def step(job: Job) -> Step:
        job.is_silent = True
        return Answer(Resource(job.request.url)) if job.is_last_pass else Later()

    schedule = _schedule(step, second_pass_seconds=3600.0)
    async with asyncio.timeout(10):
        assert len(await _answers(schedule, _job())) == 1


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


# the second pass


async def test_what_failed_is_asked_last_of_all_and_from_its_first_url_on() -> None:
    order = []

    def step(job: Job) -> Step:
        order.append(job.chain.url)
        if job.request.url == "http://a.example/" and not job.is_last_pass:
            if not job.chain.hops:
                job.chain.follow(302, b"/there", limit=10)
                return Again()
            return Later()
        return Answer(Resource(job.request.url))

    found = await _answers(_schedule(step), _job(), *(_job(f"http://b.example/{n}") for n in range(3)))
    assert len(found) == 4
    assert order[-2:] != ["http://a.example/there", "http://a.example/"] or order[-1] == "http://a.example/"
    assert order[-1] == "http://a.example/"
    assert order.count("http://a.example/there") == 1


async def test_a_longer_pause_than_the_second_pass_has_is_kept() -> None:
    times = []

    def step(job: Job) -> Step:
        times.append(asyncio.get_running_loop().time())
        return Answer(Resource(job.request.url)) if job.is_last_pass else Later(0.2)

    await _answers(_schedule(step), _job())
    assert times[1] - times[0] >= 0.2


# hosts that are down

_REFUSED = Notice(Signal.UNREACHABLE)


def _down_until_last_pass(asked: list[Job], *, is_back: bool) -> Callable[[Job], Step]:
    def step(job: Job) -> Step:
        asked.append(job)
        if job.is_last_pass and is_back:
            job.notice = Notice(Signal.REPLY)
            return Answer(Resource(job.request.url, status=200))
        job.notice = _REFUSED
        return Answer(Resource(job.request.url)) if job.is_last_pass else Later()

    return step


async def test_a_host_that_is_down_is_probed_once_and_the_rest_is_told_from_that() -> None:
    asked: list[Job] = []
    schedule = _schedule(_down_until_last_pass(asked, is_back=False))
    found = await _answers(schedule, *(_job(f"http://a.example/{n}") for n in range(100)))
    assert len(found) == 100
    assert len(asked) <= 10 + 2  # a host's share, what had started, and the probe
    down = [each for each in found if each.failure and each.failure.kind is FailureKind.HOST_DOWN]
    assert len(down) >= 98


async def test_a_host_that_comes_back_is_asked_for_everything() -> None:
    asked: list[Job] = []
    schedule = _schedule(_down_until_last_pass(asked, is_back=True))
    found = await _answers(schedule, *(_job(f"http://a.example/{n}") for n in range(100)))
    assert [each.status for each in found] == [200] * 100
    assert len(asked) <= 12 + 100


async def test_redirects_to_a_host_that_is_down_wait_for_its_probe_too() -> None:
    asked: list[str] = []

    def step(job: Job) -> Step:
        asked.append(job.chain.url)
        if job.host == "b.example:80":
            job.notice = Notice(Signal.REPLY)
            job.chain.follow(302, b"http://a.example/", limit=10)
            return Again()
        job.notice = _REFUSED
        return Answer(Resource(job.request.url)) if job.is_last_pass else Later()

    jobs = [_job(f"http://a.example/{n}") for n in range(10)]
    jobs += [_job(f"http://b.example/{n}") for n in range(30)]
    found = await _answers(_schedule(step), *jobs)
    assert len(found) == 40
    assert sum(url.startswith("http://a.example") for url in asked) <= 10 + 10 + 1


# what is silent is asked beside its first attempt


def _waiting(
    step: Callable[[Job], Coroutine[None, None, Step]], *, patience_seconds: float | None = 0.01
) -> Schedule:
    return Schedule(
        step,
        lambda job, failure: Answer(Resource(job.request.url, failure=failure)),
        concurrency=10,
        per_host=10,
        most=100,
        second_pass_seconds=0.01,
        patience_seconds=patience_seconds,
    )


def _heard(job: Job, words: str) -> Answer:
    job.notice = Notice(Signal.REPLY)
    return Answer(Resource(job.request.url, status=200, title=words))


def _unheard(job: Job) -> Step:
    job.notice, job.is_silent = Notice(Signal.SILENT), True
    failure = Failure(FailureKind.TIMEOUT)
    return Answer(Resource(job.request.url, failure=failure)) if job.is_last_pass else Later()


async def test_the_second_attempt_decides_if_it_is_heard_first_and_the_first_is_given_up() -> None:
    ended = []

    async def step(job: Job) -> Step:
        if job.is_last_pass:
            return _heard(job, "second")
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(job)
        raise AssertionError

    schedule = _waiting(step)
    async with asyncio.timeout(10):
        resources = await _answers(schedule, job := _job())
    assert [resource.title for resource in resources] == ["second"]
    await schedule.close()
    assert ended == [job]


async def test_the_first_attempt_decides_if_it_is_heard_after_all() -> None:
    is_second_asked = asyncio.Event()

    async def step(job: Job) -> Step:
        if not job.is_last_pass:
            await is_second_asked.wait()
            return _heard(job, "first")
        is_second_asked.set()
        await asyncio.sleep(3600)
        raise AssertionError

    schedule = _waiting(step)
    async with asyncio.timeout(10):
        assert [resource.title for resource in await _answers(schedule, _job())] == ["first"]
    await schedule.close()


@pytest.mark.parametrize("is_first_quicker", [True, False])
async def test_two_silent_attempts_make_one_answer(is_first_quicker: bool) -> None:
    """Whichever ends first leaves the other to decide."""
    begun: list[Job] = []
    are_both_asked = asyncio.Event()

    async def step(job: Job) -> Step:
        begun.append(job)
        if len(begun) == 2:
            are_both_asked.set()
        await are_both_asked.wait()
        if (job is begun[0]) != is_first_quicker:
            await asyncio.sleep(0.1)
        return _unheard(job)

    async with asyncio.timeout(10):
        resources = await _answers(_waiting(step), _job())
    assert [resource.failure and resource.failure.kind for resource in resources] == [FailureKind.TIMEOUT]
    assert len(begun) == 2


async def test_a_first_attempt_that_is_led_on_goes_on_alone() -> None:
    hops = []
    is_second_asked = asyncio.Event()

    async def step(job: Job) -> Step:
        hops.append(job.host)
        if job.is_last_pass:
            is_second_asked.set()
            await asyncio.sleep(3600)
        await is_second_asked.wait()
        if not job.chain.hops:
            job.chain.follow(302, b"http://b.example/", limit=10)
            job.notice = Notice(Signal.REPLY)
            return Again()
        return _heard(job, "there")

    schedule = _waiting(step)
    async with asyncio.timeout(10):
        assert [resource.title for resource in await _answers(schedule, _job())] == ["there"]
    assert hops == ["a.example:80", "a.example:80", "b.example:80"]
    await schedule.close()


async def test_only_what_has_no_word_yet_is_asked_beside_its_first_attempt() -> None:
    """Not a page that comes slowly, not a run that asks once, not while others wait for their turn."""
    asked: list[Job] = []

    async def step(job: Job) -> Step:
        asked.append(job)
        job.is_answering = True
        await asyncio.sleep(0.6)
        return _heard(job, "slow")

    async def silent(job: Job) -> Step:
        asked.append(job)
        await asyncio.sleep(0.6)
        return _heard(job, "late")

    assert len(await _answers(_waiting(step), _job())) == 1
    assert len(await _answers(_waiting(silent, patience_seconds=None), _job())) == 1
    assert len(asked) == 2
    asked.clear()
    schedule = Schedule(
        silent,
        lambda job, failure: Answer(Resource(job.request.url, failure=failure)),
        concurrency=1,
        per_host=1,
        most=1,
        second_pass_seconds=0.01,
        patience_seconds=0.01,
    )
    assert len(await _answers(schedule, _job(), _job("http://a.example/2"))) == 2
    assert len(asked) == 2


async def test_a_second_attempt_that_finds_its_host_down_leaves_the_first_to_decide() -> None:
    """The first attempt is not given up with what waits for the host."""

    async def step(job: Job) -> Step:
        if job.request.url.endswith("late"):
            await asyncio.sleep(1.0)
            return _heard(job, "late")
        job.notice = Notice(Signal.UNREACHABLE)
        if job.is_last_pass:
            return Answer(Resource(job.request.url, failure=Failure(FailureKind.CONNECT_REFUSED)))
        return Later()

    others = [_job(f"http://a.example/{number}") for number in range(6)]
    async with asyncio.timeout(10):
        resources = await _answers(_waiting(step), _job("http://a.example/late"), *others)
    assert len(resources) == 7
    assert [resource.title for resource in resources if resource.url.endswith("late")] == ["late"]


async def test_silence_is_asked_beside_while_others_queue_only_if_they_are_done_first() -> None:
    """A short queue does not keep the second attempt back; a long one does, it has time until its end."""

    async def orders(*, queued: int) -> list[str]:
        order: list[str] = []

        async def step(job: Job) -> Step:
            if job.request.url.endswith("silent"):
                order.append("second" if job.is_last_pass else "first")
                if job.is_last_pass:
                    return _heard(job, "second")
                await asyncio.sleep(3600)
            await asyncio.sleep(0.1)
            order.append("other")
            return _heard(job, "other")

        schedule = Schedule(
            step,
            lambda job, failure: Answer(Resource(job.request.url, failure=failure)),
            concurrency=10,
            per_host=1,
            most=100,
            second_pass_seconds=0.01,
            patience_seconds=0.5,
        )
        others = [_job(f"http://b.example/{number}") for number in range(queued)]
        async with asyncio.timeout(20):
            assert len(await _answers(schedule, _job("http://a.example/silent"), *others)) == queued + 1
        await schedule.close()
        return order

    early, late = await asyncio.gather(orders(queued=12), orders(queued=40))
    assert early.index("second") < len(early) - 2
    assert late.index("second") > 20
