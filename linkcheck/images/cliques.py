"""Join what is tied in pairs into groups in which every two are tied, so that no chain joins strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]


def cliques(ties: Mapping[Pair, tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return groups of two or more, each with all its pairs among `ties`, by complete linkage.

    The nearest pairs, by the ties' values, are joined first. Groups are sorted and so are their members.
    A tie between members of two groups that do not wholly fit together is not lost: it makes one more group
    of what does fit, so that a picture may stand in several, as the original of two crops does.

    >>> cliques({(0, 1): (1,), (1, 2): (2,)})
    [(0, 1), (1, 2)]
    """
    partners = _partners(ties)
    order = sorted(ties, key=lambda pair: (ties[pair], pair))
    group_of = {number: number for number in partners}
    members = {number: [number] for number in partners}
    for one, other in order:
        _join(group_of[one], group_of[other], group_of, members, partners)
    found = {tuple(sorted(group)) for group in members.values() if len(group) > 1}
    found.update(_between(order, group_of, members, partners))
    return sorted(found)


def _partners(ties: Mapping[Pair, tuple[int, ...]]) -> dict[int, set[int]]:
    partners: dict[int, set[int]] = {}
    for one, other in ties:
        partners.setdefault(one, {one}).add(other)
        partners.setdefault(other, {other}).add(one)
    return partners


def _join(
    one: int,
    other: int,
    group_of: dict[int, int],
    members: dict[int, list[int]],
    partners: dict[int, set[int]],
) -> None:
    """Make one group of two, if every member of one is tied to every member of the other."""
    if one == other:
        return
    if len(members[one]) < len(members[other]):
        one, other = other, one
    ours = members[one]
    if all(partners[each].issuperset(ours) for each in members[other]):
        for each in members.pop(other):
            ours.append(each)
            group_of[each] = one


def _between(
    order: Sequence[Pair],
    group_of: dict[int, int],
    members: dict[int, list[int]],
    partners: dict[int, set[int]],
) -> Iterator[tuple[int, ...]]:
    """Yield, for every two groups with a tie between them, what fits together about their nearest pair."""
    seen: set[Pair] = set()
    for one, other in order:
        between = min(group_of[one], group_of[other]), max(group_of[one], group_of[other])
        if between[0] == between[1] or between in seen:
            continue
        seen.add(between)
        group = [one, other]
        for each in sorted(members[between[0]] + members[between[1]]):
            if each not in group and partners[each].issuperset(group):
                group.append(each)
        yield tuple(sorted(group))
