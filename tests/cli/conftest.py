"""The command line in this process, and the sample web beside it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkcheck.cli import main
from samples.site import Site, serve

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line with these words, in the project's own folder."""
    monkeypatch.chdir(ROOT)

    def command(*words: str) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main(words)
        written = capsys.readouterr()
        return Outcome(int(left.value.code or 0), written.out, written.err)

    return command


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Serve the sample web."""
    with served() as found:
        yield found


@contextmanager
def served(table: Mapping[str, Mapping[str, object]] | None = None) -> Iterator[Site]:
    """Serve the sample web, or the one that `table` describes, from a thread of its own."""
    started = threading.Event()
    found: list[tuple[Site, asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def host() -> None:
        async with serve(table) as site:
            found.append((site, asyncio.get_running_loop(), done := asyncio.Event()))
            started.set()
            await done.wait()

    thread = threading.Thread(target=lambda: asyncio.run(host()))
    thread.start()
    assert started.wait(30)
    site, loop, done = found[0]
    try:
        yield site
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
