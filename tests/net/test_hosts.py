"""Whose turn it is, without a network."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkcheck.net.hosts import Hosts


def _take_all(hosts: Hosts[str], now: float = 0.0) -> list[str]:
    taken = []
    while (item := hosts.take(now)) is not None:
        taken.append(item)
    return taken


def test_a_host_gets_no_more_than_its_share_at_once() -> None:
    hosts: Hosts[str] = Hosts(2)
    for item in "abcd":
        hosts.add("one", item)
    assert _take_all(hosts) == ["a", "b"]
    hosts.release("a")
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
    hosts.release("a")
    assert hosts.take(0.0) == "b"


def test_the_longest_queue_can_be_put_first() -> None:
    hosts: Hosts[str] = Hosts(1)
    hosts.add("one", "a")
    for item in "xyz":
        hosts.add("two", item)
    hosts.put_longest_first()
    assert hosts.take(0.0) == "x"


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
                hosts.release(active.pop(0))
    assert sorted(taken) == list(range(len(added)))
