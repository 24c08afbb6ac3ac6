"""How fast one host is asked: one more at once for each clean round, half as many when it is too much.

Additive increase, multiplicative decrease (RFC 5681 §3.1), for exchanges in place of segments. Times are
those of the event loop's clock, given by the caller.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

# So many failures in a row, with no reply in between, and a host counts as down until a probe answers.
_DOWN_AFTER = 5
# An exchange that takes this many times the host's usual, while the host answers others, waits for its page
# alone. The floor keeps a quick host's ordinary tail out of it.
_STALLED_TIMES, STALLED_SECONDS = 4.0, 1.5
_WEIGHT = 0.2
# Only a host that says so itself is asked one by one.
_FEWEST_AFTER_TROUBLE = 2
_TROUBLES_IN_A_ROW = 2
_ALONE_SECONDS, _PLEA_SECONDS = 1.0, 60.0


class Signal(Enum):
    """What one exchange says about its host."""

    NONE = auto()
    """Nothing: the exchange did not take place, or this machine was at fault."""
    REPLY = auto()
    OVERLOAD = auto()
    """A reply that asks for fewer requests."""
    BROKEN_OFF = auto()
    SILENT = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """What an exchange says about its host.

    `pause_seconds` is how long the host wants to be left alone, `is_for_all` whether it says so of all its
    URLs; `interval_seconds` is the least time between two requests.
    """

    signal: Signal = Signal.NONE
    pause_seconds: float = 0.0
    is_for_all: bool = False
    interval_seconds: float = 0.0


NO_NOTICE = Notice()


class Pace:
    """What a host has shown so far, and how many exchanges with it that allows. It begins at the most."""

    __slots__ = (
        "_clean",
        "_eased_at",
        "_failures",
        "_known",
        "_most",
        "_pleader",
        "_replied_at",
        "_troubles",
        "_usual",
        "limit",
    )

    def __init__(self, most: int) -> None:
        """Allow so many at once."""
        self._most = most
        self.limit = most
        self._clean = 0
        self._failures = 0
        self._troubles = 0
        self._eased_at = -math.inf
        self._replied_at = -math.inf
        self._usual = self._known = 0.0  # `_known` is the weight of what was seen: near 1 after some replies
        self._pleader: tuple[object, float] | None = None

    @property
    def is_down(self) -> bool:
        """True after failures in a row that no reply came between."""
        return self._failures >= _DOWN_AFTER

    @property
    def usual_seconds(self) -> float:
        """How long an exchange takes by what was seen so far; 0 before the first reply."""
        return self._usual / self._known if self._known else 0.0

    def record(self, signal: Signal, *, started: float, now: float) -> None:
        """Take in how an exchange ended."""
        match signal:
            case Signal.REPLY:
                self._note_reply(now)
                self._usual += _WEIGHT * (now - started - self._usual)
                self._known += _WEIGHT * (1 - self._known)
                self._clean += 1
                if self._clean >= self.limit < self._most:
                    self.limit, self._clean = self.limit + 1, 0
                self._troubles = 0
            case Signal.OVERLOAD:
                self._note_reply(now)
                self._note_trouble(started, now, fewest=1)
            case Signal.BROKEN_OFF:
                self._note_trouble(started, now, fewest=_FEWEST_AFTER_TROUBLE)
            case Signal.SILENT | Signal.UNREACHABLE if self._replied_at < started:
                self._failures += 1
                self._note_trouble(started, now, fewest=_FEWEST_AFTER_TROUBLE)

    def is_overdue(self, *, started: float, now: float) -> bool:
        """Say whether an exchange takes far longer than is usual for the host."""
        return now - started > max(STALLED_SECONDS, _STALLED_TIMES * self._usual)

    def has_replied_since(self, moment: float) -> bool:
        """Say whether the host answered anything after a moment."""
        return self._replied_at > moment

    def pause(self, pleader: object, seconds: float, now: float) -> float:
        """Return how long to leave the whole host alone because a reply asks for it.

        One URL may be the only one that is limited, so the host gets the whole pause once a second one asks.
        """
        before, self._pleader = self._pleader, (pleader, now)
        if before is not None and before[0] != pleader and now - before[1] < _PLEA_SECONDS:
            return seconds
        return min(seconds, _ALONE_SECONDS)

    def _note_reply(self, now: float) -> None:
        self._replied_at = now
        self._failures = 0

    def _note_trouble(self, started: float, now: float, *, fewest: int) -> None:
        """Halve the limit, but not for a single page, and only once for what was under way together."""
        self._clean = 0
        self._troubles += 1
        if self._troubles >= _TROUBLES_IN_A_ROW and started >= self._eased_at:
            self.limit = max(min(fewest, self._most), self.limit // 2)
            self._eased_at = now
