"""Read pictures in processes of their own, so that a hostile one costs itself and not the run.

Not `ProcessPoolExecutor`: there one crash fails every picture in flight, a hanging decoder cannot be ended,
and the parent's main module is imported again, which fails for `python -c` and runs unguarded scripts twice.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from linkcheck.images.fault import PictureFault
from linkcheck.images.sniff import undecodable
from linkcheck.images.worker import LENGTH_BYTES, READY, decode_answer
from linkcheck.model import Picture

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from linkcheck.images.worker import main; main(int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])"
)
# Ctrl-C goes to the whole foreground process group; workers are outside and end when their input does.
_DETACHED: Mapping[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if os.name == "nt"
    else {"start_new_session": True}
)
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_MOST_WORKERS = 8
_PICTURES_PER_WORKER = 500
_LONGEST_ANSWER_BYTES = 1024 * 1024


class PictureWorkers:
    """Worker processes, started when the first pictures come and ended with the context.

    `timeout_seconds` is what one picture may take once a worker has it; `limit` the number of workers, by
    default one for each processor this process may use, at most eight. `anchors` is a PEM file of the
    certificates that Content Credentials are trusted by.
    """

    def __init__(
        self, *, max_pixels: int, timeout_seconds: float, limit: int | None = None, anchors: str = ""
    ) -> None:
        """Start nothing yet."""
        self._max_pixels = max_pixels
        self._timeout_seconds = timeout_seconds
        self._anchors = anchors
        self._limit = limit or min(_processors(), _MOST_WORKERS)
        self._slots = asyncio.Semaphore(self._limit)
        self._idle: list[_Worker] = []
        self._workers: set[_Worker] = set()

    @property
    def at_once(self) -> int:
        """How many bodies keep every worker busy; more would only lie in memory."""
        return 2 * self._limit

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End every worker: those at rest by closing their input, the others at once."""
        for worker in self._workers:
            if worker not in self._idle:
                worker.kill()
        async with asyncio.TaskGroup() as group:
            for worker in self._workers:
                group.create_task(worker.end())
        self._idle.clear()
        self._workers.clear()

    async def read(self, body: bytes, media_type: str | None = None) -> Picture | PictureFault:
        """Describe the picture that a body holds, or say why there is none; `media_type` is as declared."""
        if fault := undecodable(body, media_type):
            return fault
        async with self._slots:
            try:
                worker = await self._take()
            except (OSError, EOFError, NotImplementedError) as error:  # TimeoutError is an OSError
                return PictureFault(f"no decoder process could be started: {error!r}", is_broken=False)
            return await self._ask(worker, body)

    async def _take(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._workers.discard(worker)
        worker = await _Worker.start(self._max_pixels, self._timeout_seconds, self._anchors)
        self._workers.add(worker)
        return worker

    async def _ask(self, worker: _Worker, body: bytes) -> Picture | PictureFault:
        """Have one picture read; whatever goes wrong, this worker gets no other."""
        is_sound = False
        try:
            async with asyncio.timeout(self._timeout_seconds):
                answer = await worker.ask(body)
            is_sound = True
        except TimeoutError:
            return PictureFault(f"not decoded within {self._timeout_seconds:g} seconds", is_broken=False)
        except (EOFError, OSError, ValueError):
            return PictureFault("the decoder crashed", is_broken=False)
        finally:
            if is_sound and worker.answered < _PICTURES_PER_WORKER:
                self._idle.append(worker)
            else:
                worker.kill()
        return answer


class _Worker:
    """One process, which reads one picture at a time."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout
        self.answered = 0

    @classmethod
    async def start(cls, max_pixels: int, timeout_seconds: float, anchors: str) -> Self:
        """Start a process and wait until it is ready.

        Raises:
            OSError: the system refuses, or it takes too long (`TimeoutError`).
            EOFError: the process ended at once.
            NotImplementedError: this event loop cannot start processes.
        """
        arguments = (json.dumps(sys.path), str(max_pixels), str(timeout_seconds), anchors)
        # One thread each: the processes are the parallelism, and BLAS maps memory for every thread.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _START, *arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, **_DETACHED,
        )  # fmt: skip
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker._answers.readexactly(len(READY))
        except BaseException:
            worker.kill()
            await worker.end()
            raise
        return worker

    @property
    def is_alive(self) -> bool:
        """False once the process is known to have ended."""
        return self._process.returncode is None

    async def ask(self, body: bytes) -> Picture | PictureFault:
        """Have one body read.

        Raises:
            EOFError, OSError: the process died.
            ValueError: it answered nonsense.
        """
        self._requests.writelines((len(body).to_bytes(LENGTH_BYTES, "big"), body))
        await self._requests.drain()
        length = int.from_bytes(await self._answers.readexactly(LENGTH_BYTES), "big")
        if length > _LONGEST_ANSWER_BYTES:
            raise ValueError(f"an answer of {length} bytes")
        answer = decode_answer(await self._answers.readexactly(length))
        self.answered += 1
        return answer

    def kill(self) -> None:
        """End the process at once; `end` still has to be awaited."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """Close the input and wait for the process to go, with force if it does not."""
        self._requests.close()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only: what this process may use
    return len(affinity(0)) if affinity else os.cpu_count() or 1
