"""Whose turn it is: a queue for each host, so that waiting for one host never keeps the others back.

Times are those of the event loop's clock, given by the caller; nothing here waits.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Hashable
from itertools import count
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class _Host(Generic[Item]):
    """What waits for one host, and how many exchanges with it are under way."""

    __slots__ = ("active", "is_listed", "not_before", "queue")

    def __init__(self) -> None:
        self.queue: deque[Item] = deque()
        self.active = 0
        self.not_before = 0.0
        self.is_listed = False


class Hosts(Generic[Item]):
    """Items by host (`host:port`), handed out so that no host gets more than its share at once.

    Every item taken must be released. A host that has just been served comes first again, while its
    connections are warm; apart from that hosts take turns, those with most to do first.
    """

    def __init__(self, per_host: int) -> None:
        """Allow so many items of one host to be taken at once."""
        self._per_host = per_host
        self._hosts: dict[str, _Host[Item]] = {}
        self._ready: deque[_Host[Item]] = deque()
        self._later: list[tuple[float, int, str, Item | None]] = []
        self._ties = count()
        self._taken: dict[Item, _Host[Item]] = {}

    def add(self, host: str, item: Item) -> None:
        """Queue an item."""
        entry = self._host(host)
        entry.queue.append(item)
        self._list(entry)

    def add_later(self, host: str, item: Item, when: float) -> None:
        """Queue an item when its time has come; until then it takes up nothing."""
        heapq.heappush(self._later, (when, next(self._ties), host, item))

    def hold(self, host: str, until: float) -> None:
        """Give out nothing for a host until a time."""
        entry = self._host(host)
        entry.not_before = max(entry.not_before, until)
        heapq.heappush(self._later, (until, next(self._ties), host, None))

    def put_longest_first(self) -> None:
        """Let the hosts with most to do begin: they decide when the run ends."""
        self._ready = deque(sorted(self._ready, key=lambda entry: len(entry.queue), reverse=True))

    def take(self, now: float) -> Item | None:
        """Return an item whose turn it is, None if none may start now."""
        self._wake(now)
        while self._ready:
            entry = self._ready[0]
            if not self._is_due(entry, now):
                entry.is_listed = False
                self._ready.popleft()
                continue
            entry.active += 1
            item = entry.queue.popleft()
            self._taken[item] = entry
            return item
        return None

    def release(self, item: Item) -> None:
        """Note that an item that was taken is done with, or will be added again."""
        entry = self._taken.pop(item)
        entry.active -= 1
        if entry.queue and not entry.is_listed:
            entry.is_listed = True
            self._ready.appendleft(entry)

    def next_time(self) -> float | None:
        """Return when something that waits for its time may start; None if nothing does."""
        return self._later[0][0] if self._later else None

    def is_waiting(self, host: str) -> bool:
        """Say whether something is queued for a host."""
        entry = self._hosts.get(host)
        return entry is not None and bool(entry.queue)

    def _host(self, host: str) -> _Host[Item]:
        entry = self._hosts.get(host)
        if entry is None:
            entry = self._hosts[host] = _Host()
        return entry

    def _list(self, entry: _Host[Item]) -> None:
        if not entry.is_listed:
            entry.is_listed = True
            self._ready.append(entry)

    def _is_due(self, entry: _Host[Item], now: float) -> bool:
        return bool(entry.queue) and entry.active < self._per_host and entry.not_before <= now

    def _wake(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            _, _, host, item = heapq.heappop(self._later)
            entry = self._host(host)
            if item is not None:
                entry.queue.append(item)
            if entry.queue:
                self._list(entry)
