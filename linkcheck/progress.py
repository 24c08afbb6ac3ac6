"""The live display of a run: what is read and fetched so far, how fast, and how long it will take.

It goes to stderr, disappears when the run ends, and is not there at all without a terminal.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO, assert_never

from linkcheck.events import DocumentRead, Event, Fetched, Planned
from linkcheck.model import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

_REFRESHES_PER_SECOND = 10
_WINDOW_SECONDS = 10.0
_MINUTE_SECONDS, _HOUR_SECONDS = 60, 3600


class Tally:
    """What has happened so far. An event costs a few additions; all else is worked out when it is shown."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.documents = 0
        self.links = 0
        self.urls: int | None = None
        self.verdicts: Counter[Verdict] = Counter()
        self._samples: deque[tuple[float, int]] = deque()

    @property
    def fetched(self) -> int:
        """How many URLs have a verdict."""
        return self.verdicts.total()

    def add(self, event: Event) -> None:
        """Count an event."""
        match event:
            case Fetched():
                self.verdicts[event.verdict] += 1
            case DocumentRead():
                self.documents += 1
                self.links += event.links
            case Planned():
                self.urls = event.urls
            case _:
                assert_never(event)

    def rate(self, now: float) -> float:
        """Return the URLs per second of the last ten seconds, as far as this was called in them."""
        self._samples.append((now, self.fetched))
        while self._samples[0][0] < now - _WINDOW_SECONDS:
            self._samples.popleft()
        since, before = self._samples[0]
        return (self.fetched - before) / (now - since) if now > since else 0.0

    def parts(self, now: float) -> list[tuple[str, Verdict | None]]:
        """Return the line to show as texts, each with the verdict it is about, if any."""
        if self.urls is None:
            return [(f"reading: {self.documents:,} documents, {self.links:,} links", None)]
        parts: list[tuple[str, Verdict | None]] = [(f"{self.fetched:,} of {self.urls:,} URLs", None)]
        between = ": "
        for verdict in Verdict:
            if self.verdicts[verdict]:
                parts += [(between, None), (f"{self.verdicts[verdict]:,} {verdict}", verdict)]
                between = ", "
        rate = self.rate(now)
        if rate:
            left = duration((self.urls - self.fetched) / rate)
            parts.append((f"; {rate:,.1f} a second, {left} left", None))
        return parts


def duration(seconds: float) -> str:
    """Return a time for people to wait by.

    >>> duration(7.4), duration(200), duration(9000)
    ('7 s', '3 min', '2.5 h')
    """
    if seconds < _MINUTE_SECONDS:
        return f"{seconds:.0f} s"
    if seconds < _HOUR_SECONDS:
        return f"{seconds / _MINUTE_SECONDS:.0f} min"
    return f"{seconds / _HOUR_SECONDS:.1f} h"


class Progress:
    """An observer that shows what it hears, from entry to exit, if `stream` is a terminal and not `quiet`."""

    def __init__(
        self,
        *,
        quiet: bool = False,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to show a run on `stream`, which is stderr unless told otherwise."""
        self.tally = Tally()
        self._stream = stream or sys.stderr
        self._clock = clock
        self._is_shown = not quiet and self._stream.isatty()
        self._live: Live | None = None

    def __call__(self, event: Event) -> None:
        """Count an event; the display takes notice of it within a tenth of a second."""
        self.tally.add(event)

    def __enter__(self) -> Self:
        """Start to show the run."""
        if self._is_shown:
            from rich.console import Console
            from rich.live import Live

            console = Console(file=self._stream, highlight=False, markup=False, emoji=False)
            self._live = Live(
                get_renderable=self._display,
                console=console,
                refresh_per_second=_REFRESHES_PER_SECOND,
                transient=True,
                redirect_stdout=False,
            )
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the display away."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _display(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.text import Text

        from linkcheck.renderers.lines import VERDICT_STYLES

        now = self._clock()
        styled = (
            (text, VERDICT_STYLES[verdict] if verdict else "") for text, verdict in self.tally.parts(now)
        )
        bar = ProgressBar(self.tally.urls or None, self.tally.fetched, animation_time=now)
        return Group(Text.assemble(*styled), bar)  # the bar last, since it ends no line
