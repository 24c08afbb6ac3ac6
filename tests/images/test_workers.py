"""Pictures are read in processes that may hang or die without harm to the run."""

from __future__ import annotations

import asyncio
import io
import os
import signal

import pytest

from linkcheck.images.fault import PictureFault
from linkcheck.images.worker import LENGTH_BYTES, READY, decode_answer, encode_answer, serve
from linkcheck.images.workers import PictureWorkers
from linkcheck.model import Picture
from tests.images.conftest import encoded, photo

BODY = encoded(photo(), "JPEG")


async def test_pictures_are_read_side_by_side_and_the_workers_end() -> None:
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=20, limit=2) as workers:
        found = await asyncio.gather(*(workers.read(BODY, "image/jpeg") for _ in range(6)))
        processes = [worker._process for worker in workers._workers]
        assert 1 <= len(processes) <= 2
    assert all(isinstance(picture, Picture) for picture in found)
    assert all(process.returncode == 0 for process in processes)


async def test_what_is_no_picture_starts_no_process() -> None:
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=20) as workers:
        assert isinstance(await workers.read(b"<html>", "image/png"), PictureFault)
        assert not workers._workers


async def test_a_worker_that_dies_costs_one_picture() -> None:
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=20, limit=1) as workers:
        assert isinstance(await workers.read(BODY), Picture)
        (worker,) = workers._workers
        worker._process.send_signal(signal.SIGSTOP)
        reading = asyncio.create_task(workers.read(BODY))
        await asyncio.sleep(0.1)
        worker.kill()
        fault = await reading
        assert isinstance(fault, PictureFault)
        assert not fault.is_broken
        assert isinstance(await workers.read(BODY), Picture)


async def test_a_worker_that_hangs_is_ended() -> None:
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=2, limit=1) as workers:
        assert isinstance(await workers.read(BODY), Picture)
        (worker,) = workers._workers
        os.kill(worker._process.pid, signal.SIGSTOP)
        fault = await workers.read(BODY)
        assert isinstance(fault, PictureFault)
        assert "within 2 seconds" in fault.reason


async def test_leaving_in_the_middle_ends_the_workers() -> None:
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=20, limit=1) as workers:
        await workers.read(BODY)
        (worker,) = workers._workers
        os.kill(worker._process.pid, signal.SIGSTOP)
        reading = asyncio.create_task(workers.read(BODY))
        await asyncio.sleep(0.1)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    assert worker._process.returncode is not None


async def test_no_process_to_be_had_is_no_fault_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=5) as workers:
        fault = await workers.read(BODY)
    assert isinstance(fault, PictureFault)
    assert not fault.is_broken


def test_a_worker_answers_bodies_until_its_input_ends() -> None:
    requests = b"".join(len(body).to_bytes(LENGTH_BYTES, "big") + body for body in (BODY, b"GIF89a"))
    answers = io.BytesIO()
    serve(io.BytesIO(requests), answers, max_pixels=10**7, timeout_seconds=600)
    answers.seek(len(READY))
    found = []
    while length := answers.read(LENGTH_BYTES):
        found.append(decode_answer(answers.read(int.from_bytes(length, "big"))))
    assert [type(answer) for answer in found] == [Picture, PictureFault]


@pytest.mark.parametrize("message", [b"[null,null]", b"nonsense", b"{}"])
def test_an_answer_that_is_none_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode_answer(message)


def test_answers_survive_the_way() -> None:
    fault = PictureFault("why", is_broken=True)
    assert decode_answer(encode_answer(fault)) == fault
