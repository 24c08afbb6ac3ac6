"""Read several things at once, in bounded memory, and give them in the order in which they were named."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Coroutine, Iterable
from typing import TypeVar

Read = TypeVar("Read")


async def abreast(reads: Iterable[Coroutine[None, None, Read]], *, limit: int) -> AsyncGenerator[Read, None]:
    """Yield what each read gives, in their order, with up to `limit` of them under way.

    The next one is only asked for when there is room. One that takes long delays its own answer and those
    after it, but no other read. Those under way are given up when this is closed.
    """
    room = asyncio.Semaphore(limit)
    waiting: deque[asyncio.Task[Read]] = deque()
    try:
        await room.acquire()
        for read in reads:
            task = asyncio.create_task(read)
            task.add_done_callback(lambda _: room.release())
            waiting.append(task)
            await room.acquire()
            while waiting and waiting[0].done():
                yield waiting.popleft().result()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
