"""Whose turn it is, without a network."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.net.hosts import Hosts
from linkcheck.net.pace import NO_NOTICE, Notice, Signal


def _take_all(hosts: Hosts[str], now: float = 0.0) -> list[str]:
    return _take(hosts, 1000, now)


def _take(hosts: Hosts[str], most: int, now: float = 0.0) -> list[str]:
    taken: list[str] = []
    while len(taken) < most and (item := hosts.take(now)) is not None:
        taken.append(item)
    return taken


def test_a_host_gets_no_more_than_its_share_at_once() -> None:
    hosts: Hosts[str] = Hosts(2)
    for item in "abcd":
        hosts.add("one", item)
    assert _take_all(hosts) == ["a", "b"]
    hosts.release("a", NO_NOTICE, 0.0)
    assert _take_all(hosts) == ["c"]


def test_a_full_host_does_not_keep_another_back() -> None:
    hosts: Hosts[str] = Hosts(1)
    for item in "abc":
        hosts.add("one", item)
    hosts.add("two", "x")
    assert _take_all(hosts) == ["a", "x"]


def test_the_host_just_served_comes_first_while_its_connection_is_warm() -> None:
    hosts: Hosts[str] = Hosts(1)
    for host, items in (("one", "ab"), ("two", "xy")):
        for item in items:
            hosts.add(host, item)
    assert hosts.take(0.0) == "a"
    hosts.release("a", NO_NOTICE, 0.0)
    assert hosts.take(0.0) == "b"


def test_the_longest_queue_can_be_put_first() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    for item in "xyz":
        hosts.add("two", item)
    hosts.share_out()
    assert hosts.take(0.0) == "x"


def test_hosts_begin_with_shares_in_proportion_to_what_they_have_to_do() -> None:
    """A host with little to do needs few connections; one with much needs all it may have."""
    hosts: Hosts[str] = Hosts(8)
    for host in "abc":
        for number in range(6):
            hosts.add(host, f"{host}{number}")
    for number in range(60):
        hosts.add("much", f"m{number}")
    hosts.share_out()
    first = sorted(item[0] for item in _take(hosts, 11))
    assert first == ["a", "b", "c", *"m" * 8]
    assert sorted(item[0] for item in _take_all(hosts)) == [*"a" * 5, *"b" * 5, *"c" * 5]


def test_a_host_just_served_goes_on_before_another_connection_is_opened() -> None:
    hosts: Hosts[str] = Hosts(8)
    for host in "ab":
        for number in range(6):
            hosts.add(host, f"{host}{number}")
    hosts.share_out()
    first, second = _take(hosts, 2)
    assert {first, second} == {"a0", "b0"}
    hosts.release(second, NO_NOTICE, 1.0)
    assert _take(hosts, 1)[0][0] == second[0]


def test_an_item_added_for_later_waits_for_its_time() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add_later("one", "a", 5.0)
    assert hosts.take(4.9) is None
    assert hosts.next_time() == 5.0
    assert hosts.take(5.0) == "a"
    assert hosts.next_time() is None


def test_a_host_on_hold_gives_nothing_out_and_the_others_go_on() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    hosts.add("two", "x")
    hosts.hold("one", 5.0)
    hosts.hold("one", 3.0)  # a shorter pause does not end a longer one
    assert _take_all(hosts) == ["x"]
    assert hosts.take(4.0) is None
    assert hosts.take(5.0) == "a"


def test_it_knows_for_which_hosts_something_waits() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    assert hosts.is_waiting("one")
    assert not hosts.is_waiting("two")
    hosts.take(0.0)
    assert not hosts.is_waiting("one")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5)), max_size=30), st.integers(1, 3))
def test_everything_added_is_taken_once_and_shares_are_kept(
    added: list[tuple[str, float]], per_host: int
) -> None:
    hosts: Hosts[int] = Hosts(per_host)
    for number, (host, when) in enumerate(added):
        if when < 1:
            hosts.add(host, number)
        elif when < 2:
            hosts.hold(host, when)
            hosts.add(host, number)
        else:
            hosts.add_later(host, number, when)
    taken: list[int] = []
    active: list[int] = []
    for now in range(6):
        while True:
            item = hosts.take(float(now))
            if item is None and not active:
                break
            if item is not None:
                taken.append(item)
                active.append(item)
                same = [each for each in active if added[each][0] == added[item][0]]
                assert len(same) <= per_host
            else:
                hosts.release(active.pop(0), NO_NOTICE, float(now))
    assert sorted(taken) == list(range(len(added)))


def _clean(hosts: Hosts[str], item: str, now: float) -> None:
    hosts.release(item, Notice(Signal.REPLY), now)


def test_what_waits_for_its_own_page_gives_its_turn_away() -> None:
    hosts: Hosts[str] = Hosts(2)
    for item in "abcdefgh":
        hosts.add("one", item)
    assert _take_all(hosts, 0.0) == ["a", "b"]
    _clean(hosts, "b", 0.1)
    assert _take_all(hosts, 0.1) == ["c"]
    _clean(hosts, "c", 0.2)
    hosts.release_stalled(1.0)
    assert _take_all(hosts, 1.0) == ["d"]  # not yet: one turn was free
    hosts.release_stalled(2.0)
    assert hosts.stalled == 1  # the host has not answered since "d" was asked
    assert _take_all(hosts, 2.0) == ["e"]
    _clean(hosts, "a", 3.0)
    assert hosts.stalled == 0


def test_a_host_that_answers_nothing_is_asked_ever_more_to_find_out() -> None:
    hosts: Hosts[str] = Hosts(4)
    for item in "abcdefghijklmnopqrstuvwxyz":
        hosts.add("one", item)
    assert "".join(_take_all(hosts)) == "abcd"
    waves = []
    for tick in range(1, 100):
        hosts.release_stalled(tick / 2)
        if wave := "".join(_take_all(hosts, tick / 2)):
            waves.append((tick / 2, len(wave)))
    assert waves[:3] == [(2.0, 1), (3.5, 2), (5.0, 2)]
    assert sum(size for _, size in waves) == 12  # three times its share, and no more
    assert hosts.stalled == 12


def test_nothing_is_given_away_for_nobody() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    hosts.take(0.0)
    hosts.release_stalled(60.0)
    assert hosts.stalled == 0


def test_an_interval_spaces_requests() -> None:
    hosts: Hosts[str] = Hosts(5)
    for item in "abc":
        hosts.add("one", item)
    assert hosts.take(0.0) == "a"
    hosts.release("a", Notice(Signal.REPLY, interval_seconds=2.0), 0.0)
    assert hosts.take(0.0) == "b"
    assert hosts.take(1.9) is None
    assert hosts.next_time() == 2.0
    assert hosts.take(2.0) == "c"


def test_one_url_pauses_itself_and_two_pause_their_host() -> None:
    hosts: Hosts[str] = Hosts(5)
    plea = Notice(Signal.OVERLOAD, 20.0)
    for item in "abc":
        hosts.add("one", item)
    assert (hosts.take(0.0), hosts.take(0.0)) == ("a", "b")
    hosts.release("a", plea, 0.0)
    assert hosts.take(0.5) is None
    hosts.release("b", plea, 0.5)
    assert hosts.take(1.5) is None
    assert hosts.take(20.5) == "c"


def test_a_host_that_speaks_for_itself_is_paused_at_once() -> None:
    hosts: Hosts[str] = Hosts(5)
    hosts.add("one", "a")
    hosts.add("one", "b")
    hosts.take(0.0)
    hosts.release("a", Notice(Signal.REPLY, 20.0, is_for_all=True), 0.0)
    assert hosts.take(19.0) is None
    assert hosts.take(20.0) == "b"


def test_a_drained_queue_is_empty() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    hosts.add("one", "b")
    assert hosts.drain("one") == ["a", "b"]
    assert hosts.take(0.0) is None
    assert hosts.drain("two") == []


def test_what_is_known_to_be_silent_takes_no_turn() -> None:
    hosts: Hosts[str] = Hosts(1)
    for item in "abcd":
        hosts.add_silent("one", item)
    hosts.add("one", "x")
    assert hosts.is_waiting("one")
    assert _take_all(hosts) == ["x", "a", "b", "c"]
    assert hosts.stalled == 3
    hosts.release("b", NO_NOTICE, 1.0)
    assert _take_all(hosts) == ["d"]
    assert hosts.drain("one") == []


def test_how_long_a_queue_takes_is_told_from_what_its_host_took_so_far() -> None:
    hosts: Hosts[str] = Hosts(2)
    assert hosts.seconds_left(0.0) == 0.0
    for item in ("1", "2", "3", "4", "5"):
        hosts.add("a.example", item)
    assert hosts.seconds_left(0.0) == math.inf
    first = hosts.take(0.0)
    assert first is not None
    hosts.release(first, Notice(Signal.REPLY), 10.0)
    assert hosts.seconds_left(10.0) == pytest.approx(4 / 2 * 10.0)
    hosts.hold("a.example", 13.0)
    assert hosts.seconds_left(10.0) == pytest.approx(3.0 + 4 / 2 * 10.0)
