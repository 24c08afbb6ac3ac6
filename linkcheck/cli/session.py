"""One run in a terminal: progress while it lasts, and Ctrl-C that keeps what is known."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from linkcheck import runtime
from linkcheck.config import Config
from linkcheck.model import Report
from linkcheck.progress import Progress


def checked(inputs: Sequence[str], config: Config, *, quiet: bool, is_offline: bool = False) -> Report:
    """Check the inputs and show progress; offline, nothing is fetched.

    The first Ctrl-C ends the run early, a second one at once.
    """

    async def main() -> Report:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        with Progress(quiet=quiet) as progress, _interrupt(lambda: loop.call_soon_threadsafe(stop.set)):
            return await runtime.check(inputs, config, observe=progress, stop=stop, is_offline=is_offline)

    return runtime.run(main())


@contextmanager
def _interrupt(stop: Callable[[], object]) -> Iterator[None]:
    """Make the first interrupt call `stop`; the next one is Python's own KeyboardInterrupt."""

    def first(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.stderr.write("\nlinkcheck: stopping; once more to stop at once\n")
        stop()

    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
