"""One run in a terminal: progress while it lasts, and Ctrl-C that keeps what is known."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from linkcheck import runtime
from linkcheck.cli.interrupts import Interrupts
from linkcheck.config import Config
from linkcheck.model import Crawl, Report, Run
from linkcheck.progress import Progress


def checked(
    inputs: Sequence[str],
    config: Config,
    *,
    quiet: bool,
    is_offline: bool = False,
    interrupts: Interrupts | None = None,
) -> Report:
    """Check the inputs and show progress; offline, nothing is fetched.

    The first Ctrl-C ends the run early. A second one ends it at once: with `interrupts`, with a report that
    holds nothing but that; else as KeyboardInterrupt.
    """
    if interrupts is None:
        with Interrupts() as own:
            return _run(inputs, config, own, quiet=quiet, is_offline=is_offline)
    started_at, before = datetime.now(UTC), time.monotonic()
    try:
        return _run(inputs, config, interrupts, quiet=quiet, is_offline=is_offline)
    except KeyboardInterrupt:
        run = Run(started_at, time.monotonic() - before, tuple(inputs), is_complete=False)
        return Report(run, Crawl((), (), {}))


def _run(
    inputs: Sequence[str], config: Config, interrupts: Interrupts, *, quiet: bool, is_offline: bool
) -> Report:
    async def main() -> Report:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        with (
            Progress(quiet=quiet) as progress,
            interrupts.stopping(lambda: loop.call_soon_threadsafe(stop.set)),
        ):
            return await runtime.check(inputs, config, observe=progress, stop=stop, is_offline=is_offline)

    return runtime.run(main())
