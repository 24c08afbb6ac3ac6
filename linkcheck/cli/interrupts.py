"""Signals that end a run: the first ends it early and keeps what is known, a second one ends it at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, Self

_PATIENCE = 2


class Interrupts:
    """Hears Ctrl-C and the signal with which build servers end a job, from entry to exit.

    While `stopping` lasts, the first one calls what it was given and the next raises KeyboardInterrupt. At
    other times a report is being written, which is let finish, so that no half of one is left; a third one
    is an interrupt there too.
    """

    def __init__(self) -> None:
        """Listen to nothing yet."""
        self.first: int | None = None
        self._heard = 0
        self._stop: Callable[[], object] | None = None
        self._before: dict[int, Any] = {}

    @property
    def exit_code(self) -> int | None:
        """What the shell calls a program that a signal ended: 130 or 143; None if there was none."""
        return None if self.first is None else 128 + self.first

    def __enter__(self) -> Self:
        """Begin to listen."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the signals to whom they were before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def stopping(self, stop: Callable[[], object]) -> Iterator[None]:
        """Call `stop` at the first signal, also at one that came before."""
        self._stop = stop
        if self._heard:
            stop()
        try:
            yield
        finally:
            self._stop = None

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.first = self.first or number
        self._heard += 1
        if self._stop is None:
            if self._heard > _PATIENCE:
                raise KeyboardInterrupt
        elif self._heard == 1:
            with suppress(OSError):  # a stderr that nobody reads; its buffer may be in use just now
                os.write(2, b"\nlinkcheck: stopping; once more to stop at once\n")
            self._stop()
        else:
            raise KeyboardInterrupt
