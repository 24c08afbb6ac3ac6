"""The live display of a run."""

from __future__ import annotations

import io
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TextIO

import pytest

from linkcheck.events import DocumentRead, Fetched, Planned
from linkcheck.model import Resource, Verdict
from linkcheck.progress import Progress, Tally, duration

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def fetched(verdict: Verdict) -> Fetched:
    """Make the event of one more URL."""
    return Fetched(Resource("https://example.org/", status=200), verdict)


def shown(tally: Tally, now: float) -> str:
    """Return the line of the display."""
    return "".join(text for text, _ in tally.parts(now))


def test_while_reading_documents_and_links_are_counted() -> None:
    """How many URLs there will be is not known yet."""
    tally = Tally()
    tally.add(DocumentRead("a.md", 1200))
    tally.add(DocumentRead("b.md", 34))
    assert shown(tally, 0.0) == "reading: 2 documents, 1,234 links"


def test_while_fetching_verdicts_are_counted_in_their_order() -> None:
    """Verdicts that no URL has are left out; without a second look there is no rate."""
    tally = Tally()
    tally.add(Planned(5))
    for verdict in (Verdict.SKIPPED, Verdict.OK, Verdict.BROKEN, Verdict.OK):
        tally.add(fetched(verdict))
    assert shown(tally, 0.0) == "4 of 5 URLs: 2 ok, 1 broken, 1 skipped"
    assert ("1 broken", Verdict.BROKEN) in tally.parts(0.0)


def test_rate_and_time_left_come_from_the_last_ten_seconds() -> None:
    """A slow start is forgotten: what counts is how fast it goes now."""
    tally = Tally()
    tally.add(Planned(1000))
    assert shown(tally, 0.0) == "0 of 1,000 URLs"
    for _ in range(100):
        tally.add(fetched(Verdict.OK))
    assert shown(tally, 10.0) == "100 of 1,000 URLs: 100 ok; 10.0 a second, 2 min left"
    for _ in range(400):
        tally.add(fetched(Verdict.OK))
    assert shown(tally, 20.0) == "500 of 1,000 URLs: 500 ok; 40.0 a second, 12 s left"
    assert shown(tally, 31.0) == "500 of 1,000 URLs: 500 ok"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "60 min"), (5400, "1.5 h")]
)
def test_durations_are_rough(seconds: float, words: str) -> None:
    """One unit is enough to decide whether to wait."""
    assert duration(seconds) == words


def run(progress: Progress) -> None:
    """Let a small run pass by."""
    progress(DocumentRead("a.md", 3))
    progress(Planned(3))
    progress(fetched(Verdict.OK))
    progress(fetched(Verdict.BROKEN))


def test_without_a_terminal_nothing_is_written() -> None:
    """A log file or a pipe gets no display."""
    stream = io.StringIO()
    with Progress(stream=stream) as progress:
        run(progress)
    assert stream.getvalue() == ""
    assert progress.tally.fetched == 2


class Terminal:
    """A real pseudo-terminal: what is written to `stream` can be read back."""

    def __init__(self) -> None:
        self._reader, writer = os.openpty()
        self.stream: TextIO = os.fdopen(writer, "w", encoding="utf-8")
        self.text = ""

    def wait_for(self, is_there: Callable[[str], bool], seconds: float = 10.0) -> bool:
        """Read until the text so far satisfies, or the time is over."""
        deadline = time.monotonic() + seconds
        while not is_there(self.text) and time.monotonic() < deadline:
            if select.select([self._reader], [], [], 0.05)[0]:
                self.text += os.read(self._reader, 65536).decode("utf-8", "replace")
        return is_there(self.text)

    def close(self) -> None:
        """Give both ends back."""
        self.stream.close()
        os.close(self._reader)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal with colours, whatever the environment of the tests says."""
    if not hasattr(os, "openpty"):
        pytest.skip("this system has no pseudo-terminals")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    opened = Terminal()
    yield opened
    opened.close()


def test_on_a_terminal_the_counts_appear_and_vanish(terminal: Terminal) -> None:
    """The display shows up by itself, and is erased when the run ends; the cursor comes back."""
    with Progress(stream=terminal.stream) as progress:
        run(progress)
        assert terminal.wait_for(lambda text: "2 of 3 URLs: 1 ok, 1 broken" in _ESCAPE.sub("", text))
        assert "\x1b[?25l" in terminal.text
    assert terminal.wait_for(lambda text: "\x1b[?25h" in text)
    assert "\x1b[2K" in terminal.text.rpartition("broken")[2]


def test_the_display_vanishes_after_an_error_too(terminal: Terminal) -> None:
    """Ctrl-C must not leave a terminal without a cursor."""
    with pytest.raises(KeyboardInterrupt), Progress(stream=terminal.stream):
        raise KeyboardInterrupt
    assert terminal.wait_for(lambda text: "\x1b[?25h" in text)


def test_quiet_shows_nothing_on_a_terminal_either(terminal: Terminal) -> None:
    """`--quiet` means it."""
    with Progress(stream=terminal.stream, quiet=True) as progress:
        run(progress)
    assert not terminal.wait_for(lambda text: text != "", seconds=0.3)


def test_importing_the_display_does_not_import_rich() -> None:
    """Start-up stays quick for those who show nothing."""
    code = "import sys, linkcheck.progress; sys.exit(any(name.startswith('rich.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 0
