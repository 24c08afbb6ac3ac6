"""How fast a host is asked, without a network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.net.pace import Pace, Signal

_TWICE = (Signal.OVERLOAD, Signal.OVERLOAD)


def _after(*signals: Signal, most: int = 8) -> Pace:
    """Return a pace after exchanges that follow one another."""
    pace = Pace(most)
    for second, signal in enumerate(signals):
        pace.record(signal, started=float(second), now=second + 0.5)
    return pace


def test_it_begins_at_the_most_and_stays_there_while_all_is_well() -> None:
    assert _after(*[Signal.REPLY] * 50).limit == 8


def test_an_overload_halves_it_down_to_one_by_one() -> None:
    assert [_after(*[Signal.OVERLOAD] * times).limit for times in range(6)] == [8, 8, 4, 2, 1, 1]


def test_one_page_in_trouble_between_others_changes_nothing() -> None:
    assert _after(*[Signal.OVERLOAD, Signal.REPLY, Signal.BROKEN_OFF, Signal.REPLY] * 9).limit == 8


def test_connections_that_break_off_leave_two_at_once() -> None:
    assert _after(*[Signal.BROKEN_OFF] * 9).limit == 2
    assert _after(*[Signal.BROKEN_OFF] * 9, most=1).limit == 1


def test_what_was_under_way_together_counts_once() -> None:
    pace = Pace(8)
    for number in range(8):
        pace.record(Signal.OVERLOAD, started=0.0, now=1.0 + number / 10)
    assert pace.limit == 4


def test_it_grows_by_one_for_each_clean_round() -> None:
    assert _after(*_TWICE, *[Signal.REPLY] * 3).limit == 4
    assert _after(*_TWICE, *[Signal.REPLY] * 4).limit == 5
    assert _after(*_TWICE, *[Signal.REPLY] * (4 + 5 + 6 + 7)).limit == 8
    assert _after(*_TWICE, *[Signal.REPLY] * 99).limit == 8


@pytest.mark.parametrize("signal", [Signal.SILENT, Signal.UNREACHABLE])
def test_five_failures_in_a_row_mean_down(signal: Signal) -> None:
    assert not _after(*[signal] * 4).is_down
    assert _after(*[signal] * 5).is_down


@pytest.mark.parametrize("signal", [Signal.REPLY, Signal.OVERLOAD])
def test_any_reply_means_up_again(signal: Signal) -> None:
    assert not _after(*[Signal.UNREACHABLE] * 5, signal).is_down
    assert not _after(*[Signal.UNREACHABLE] * 4, signal, Signal.UNREACHABLE).is_down


def test_silent_pages_of_a_host_that_answers_others_are_no_sign_against_it() -> None:
    pace = Pace(8)
    pace.record(Signal.REPLY, started=1.0, now=1.1)
    for _ in range(9):
        pace.record(Signal.SILENT, started=0.0, now=20.0)
    assert not pace.is_down
    assert pace.limit == 8


def test_nothing_said_changes_nothing() -> None:
    assert _after(*[Signal.NONE] * 9).limit == 8
    assert not _after(*[Signal.NONE] * 9).is_down


def test_an_exchange_is_overdue_by_its_hosts_own_measure() -> None:
    quick, slow = _after(Signal.REPLY), Pace(8)
    for _ in range(50):
        slow.record(Signal.REPLY, started=0.0, now=2.0)
    assert not quick.is_overdue(started=100.0, now=101.0)
    assert quick.is_overdue(started=100.0, now=103.0)
    assert not slow.is_overdue(started=100.0, now=103.0)
    assert slow.is_overdue(started=100.0, now=110.0)


def test_it_knows_when_the_host_last_answered() -> None:
    pace = _after(Signal.REPLY, Signal.SILENT)
    assert pace.has_replied_since(0.4)
    assert not pace.has_replied_since(0.5)


@given(st.lists(st.sampled_from(Signal)), st.integers(1, 20))
def test_the_limit_is_never_nothing_and_never_more_than_the_most(signals: list[Signal], most: int) -> None:
    assert 1 <= _after(*signals, most=most).limit <= most
