"""Whose turn it is: a queue for each host, so that waiting for one host never keeps the others back.

Times are those of the event loop's clock, given by the caller; nothing here waits.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import count
from operator import itemgetter
from typing import Generic, TypeVar

from linkcheck.net.pace import STALLED_SECONDS, Notice, Pace

Item = TypeVar("Item", bound=Hashable)
# Exchanges that stalled give their turn to others; so many times a host's share may be open at once for it.
_STALLED_SHARES = 3
_ALIVE_SECONDS = 5.0  # a host that answered so recently is up


@dataclass(frozen=True, slots=True)
class Share:
    """How one host may be asked: so many at once, and so long between two requests."""

    at_once: int
    interval_seconds: float = 0.0


class _Host(Generic[Item]):
    """What waits for one host, and how many exchanges with it are under way."""

    __slots__ = (
        "active", "interval", "listings", "most_stalled", "name", "not_before", "pace", "queue",
        "scouted_at", "scouts", "silent", "stalled",
    )  # fmt: skip

    def __init__(self, name: str, share: Share) -> None:
        self.name = name
        self.queue: deque[Item] = deque()
        self.silent: list[Item] = []  # an empty deque takes 700 bytes
        self.pace = Pace(share.at_once)
        self.most_stalled = _STALLED_SHARES * share.at_once
        self.active = 0
        self.stalled = 0
        self.not_before = 0.0
        self.interval = share.interval_seconds
        self.scouts = 1
        self.scouted_at = 0.0
        self.listings = 0

    def seconds_left(self, now: float) -> float:
        """Estimate how long the queue takes, from how long the host's exchanges took so far."""
        if not self.pace.usual_seconds:
            return math.inf
        rounds = (len(self.queue) + self.active) / self.pace.limit
        busy = max(rounds * self.pace.usual_seconds, len(self.queue) * self.interval)
        return max(0.0, self.not_before - now) + busy


@dataclass(slots=True)
class _Turn(Generic[Item]):
    """An item that was taken."""

    entry: _Host[Item]
    started: float
    is_stalled: bool = False


class Hosts(Generic[Item]):
    """Items by host (`host:port`), handed out so that no host gets more at once than its pace allows.

    Every item taken must be released. A host that has just been served comes first again, while its
    connections are warm; apart from that hosts take turns, and begin with shares in proportion to what they
    have to do, so that no more connections are opened than are needed.
    """

    def __init__(self, per_host: int | Callable[[str], Share]) -> None:
        """Allow at most so many items of one host to be taken at once, the same for all or as each may."""
        self._share_of = per_host if callable(per_host) else lambda host: Share(per_host)
        self._hosts: dict[str, _Host[Item]] = {}
        self._ready: deque[_Host[Item]] = deque()
        self._later: list[tuple[float, int, str, Item | None]] = []
        self._ties = count()
        self._turns: dict[Item, _Turn[Item]] = {}
        self.stalled = 0
        """How many of the items taken only wait for their own page."""

    def add(self, host: str, item: Item, *, is_first: bool = False) -> None:
        """Queue an item; as the host's first, if it was begun already."""
        entry = self._host(host)
        if is_first:
            entry.queue.appendleft(item)
        else:
            entry.queue.append(item)
        self._list(entry)

    def add_silent(self, host: str, item: Item) -> None:
        """Queue an item that is known to wait for its own page: it takes no turn from others."""
        entry = self._host(host)
        entry.silent.append(item)
        self._list(entry)

    def add_later(self, host: str, item: Item, when: float) -> None:
        """Queue an item when its time has come; until then it takes up nothing."""
        heapq.heappush(self._later, (when, next(self._ties), host, item))

    def hold(self, host: str, until: float) -> None:
        """Give out nothing for a host until a time."""
        entry = self._host(host)
        entry.not_before = max(entry.not_before, until)
        heapq.heappush(self._later, (until, next(self._ties), host, None))

    def share_out(self) -> None:
        """Let hosts begin in proportion to what they have to do: the longest decide when the run ends.

        Turns go to the highest of what a host has queued over its turns so far and this one (D'Hondt).
        """
        quotients = (
            (len(entry.queue) / turn, entry)
            for entry in self._ready
            for turn in range(1, min(entry.pace.limit, len(entry.queue)) + 1)
        )
        self._ready = deque(entry for _, entry in sorted(quotients, key=itemgetter(0), reverse=True))
        for entry in self._ready:
            entry.listings = 0
        for entry in self._ready:
            entry.listings += 1

    def take(self, now: float) -> Item | None:
        """Return an item whose turn it is, None if none may start now."""
        self._wake(now)
        while self._ready:
            entry = self._ready.popleft()
            entry.listings -= 1
            if not self._is_due(entry, now):
                continue
            is_stalled = not self._has_turn(entry)
            item = entry.silent.pop(0) if is_stalled else entry.queue.popleft()
            self._count(entry, 1, is_stalled=is_stalled)
            self._turns[item] = _Turn(entry, now, is_stalled)
            if entry.interval:
                self.hold(entry.name, now + entry.interval)
            elif not entry.listings and (entry.queue or entry.silent):
                self._put_first(entry)
            return item
        return None

    def release(self, item: Item, notice: Notice, now: float) -> str:
        """Take in what the exchange of an item said about its host, and return the host.

        The item is done with, or will be added again.
        """
        turn = self._turns.pop(item)
        entry = turn.entry
        self._count(entry, -1, is_stalled=turn.is_stalled)
        entry.pace.record(notice.signal, started=turn.started, now=now)
        entry.interval = max(entry.interval, notice.interval_seconds)
        if seconds := notice.pause_seconds:
            self.hold(
                entry.name, now + (seconds if notice.is_for_all else entry.pace.pause(item, seconds, now))
            )
        self._put_first(entry)
        return entry.name

    def release_stalled(self, now: float) -> None:
        """Give the turn of what is overdue to others, so that silent pages keep none of their host waiting.

        While the host answers others, to all; while it answers nothing, to ever more, to find out.
        """
        overdue: dict[_Host[Item], list[_Turn[Item]]] = {}
        for turn in self._turns.values():
            entry = turn.entry
            if entry.queue and not turn.is_stalled and entry.pace.is_overdue(started=turn.started, now=now):
                overdue.setdefault(entry, []).append(turn)
        for entry, turns in overdue.items():
            for turn in turns[: self._allowance(entry, now)]:
                turn.is_stalled = True
                self._count(entry, -1, is_stalled=False)
                self._count(entry, 1, is_stalled=True)
            self._put_first(entry)

    def _allowance(self, entry: _Host[Item], now: float) -> int:
        """Return how many overdue exchanges may give their turn away now."""
        room = entry.most_stalled - entry.stalled
        if entry.pace.has_replied_since(now - _ALIVE_SECONDS):
            entry.scouts = 1
            return room
        if now - entry.scouted_at < STALLED_SECONDS:
            return 0
        scouts, entry.scouts, entry.scouted_at = entry.scouts, entry.scouts * 2, now
        return min(room, scouts)

    def drain(self, host: str) -> list[Item]:
        """Take everything out of a host's queue."""
        entry = self._host(host)
        items = [*entry.queue, *entry.silent]
        entry.queue.clear()
        entry.silent.clear()
        return items

    def next_time(self) -> float | None:
        """Return when something that waits for its time may start; None if nothing does."""
        return self._later[0][0] if self._later else None

    def is_waiting(self, host: str) -> bool:
        """Say whether something is queued for a host."""
        entry = self._hosts.get(host)
        return entry is not None and bool(entry.queue or entry.silent)

    def taken_by(self, moment: float) -> list[Item]:
        """Return the items that were taken no later than a moment and are not done with."""
        return [item for item, turn in self._turns.items() if turn.started <= moment]

    def has_queued(self) -> bool:
        """Say whether anything waits for its turn; what waits for its time does not count."""
        return any(entry.queue or entry.silent for entry in self._hosts.values())

    def seconds_left(self, now: float) -> float:
        """Estimate how long until all that waits for its turn is done; infinity if nobody can tell."""
        return max((entry.seconds_left(now) for entry in self._hosts.values() if entry.queue), default=0.0)

    def is_down(self, host: str) -> bool:
        """Say whether a host has failed so often in a row that only a probe is worth while."""
        entry = self._hosts.get(host)
        return entry is not None and entry.pace.is_down

    def _host(self, host: str) -> _Host[Item]:
        entry = self._hosts.get(host)
        if entry is None:
            entry = self._hosts[host] = _Host(host, self._share_of(host))
        return entry

    def _list(self, entry: _Host[Item]) -> None:
        if not entry.listings:
            entry.listings = 1
            self._ready.append(entry)

    def _put_first(self, entry: _Host[Item]) -> None:
        if entry.queue or entry.silent:
            entry.listings += 1
            self._ready.appendleft(entry)

    def _is_due(self, entry: _Host[Item], now: float) -> bool:
        has_any = self._has_turn(entry) or (bool(entry.silent) and self._may_stall(entry))
        return has_any and entry.not_before <= now

    def _has_turn(self, entry: _Host[Item]) -> bool:
        return bool(entry.queue) and entry.active < entry.pace.limit

    def _may_stall(self, entry: _Host[Item]) -> bool:
        return entry.stalled < entry.most_stalled

    def _count(self, entry: _Host[Item], change: int, *, is_stalled: bool) -> None:
        if is_stalled:
            entry.stalled += change
            self.stalled += change
        else:
            entry.active += change

    def _wake(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            _, _, host, item = heapq.heappop(self._later)
            entry = self._host(host)
            if item is not None:
                entry.queue.appendleft(item)
            if entry.queue or entry.silent:
                self._list(entry)
