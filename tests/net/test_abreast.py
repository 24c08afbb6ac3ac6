"""Several reads at once: in order, never more than allowed, and none outlives whoever asked."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.net.abreast import abreast


class Desk:
    """Reads that take so many turns of the loop each, and what became of them."""

    def __init__(self) -> None:
        self.under_way = self.most = self.started = self.given_up = 0

    def reads(self, turns: list[int]) -> Iterator[Coroutine[None, None, int]]:
        """Yield a read for each number of turns; each gives its place in the list."""
        for place, each in enumerate(turns):
            yield self._read(place, each)

    async def _read(self, place: int, turns: int) -> int:
        self.started += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            for _ in range(turns):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        finally:
            self.under_way -= 1
        return place


@given(st.lists(st.integers(0, 20), max_size=30), st.integers(1, 6))
def test_everything_is_read_once_in_order_and_within_the_limit(turns: list[int], limit: int) -> None:
    desk = Desk()

    async def read() -> list[int]:
        return [each async for each in abreast(desk.reads(turns), limit=limit)]

    assert asyncio.run(read()) == list(range(len(turns)))
    assert desk.most <= limit
    assert not turns or desk.most >= 1


async def test_as_many_as_allowed_are_under_way_at_once() -> None:
    desk = Desk()
    assert [each async for each in abreast(desk.reads([5] * 20), limit=4)] == list(range(20))
    assert desk.most == 4


async def test_one_that_takes_long_holds_up_no_other_read() -> None:
    desk = Desk()
    async with aclosing(abreast(desk.reads([500, *[1] * 50]), limit=2)) as found:
        assert await anext(found) == 0
        assert desk.started == 51


async def test_what_is_under_way_is_given_up_with_the_rest() -> None:
    desk = Desk()
    async with aclosing(abreast(desk.reads([0, *[10_000] * 9]), limit=3)) as found:
        assert await anext(found) == 0
    assert desk.under_way == 0
    assert desk.given_up == desk.started - 1 <= 3


async def test_a_mistake_of_ours_is_told_and_ends_the_others() -> None:
    desk = Desk()

    async def wrong() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async for _ in abreast([*desk.reads([1000]), wrong(), *desk.reads([1000])], limit=3):
            pass
    assert desk.under_way == 0
