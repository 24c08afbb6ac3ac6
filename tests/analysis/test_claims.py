"""Which anchors of one page make one claim, and which do not."""

from __future__ import annotations

import pytest

from linkcheck.analysis.claims import claims
from linkcheck.text.words import Similarity, normalize
from tests.rules.citing import EMPTY, LEAF, REPORT


def count(*anchors: str) -> int:
    forms = [normalize(anchor) for anchor in anchors]
    return len(claims(forms, Similarity(forms)))


@pytest.mark.parametrize("anchors", REPORT.values(), ids=REPORT)
def test_names_of_one_thing_are_one_claim(anchors: list[str]) -> None:
    assert count(*anchors) == 1


@pytest.mark.parametrize("leaf", LEAF.values(), ids=LEAF)
def test_numbers_make_no_claim_of_their_own(leaf: str) -> None:
    assert count(*[leaf.format(number) for number in (1, 20, 305, 46)]) == 1
    assert count("[1]", "[2]", "[13]") == 1


@pytest.mark.parametrize("anchors", EMPTY.values(), ids=EMPTY)
def test_words_that_say_nothing_are_no_claim_beside_one_that_does(anchors: list[str]) -> None:
    assert count(*anchors, "Moscow") == 1
    assert count(*anchors) == 1


@pytest.mark.parametrize(
    ("anchors", "expected"),
    [
        (("Moscow", "Tehran", "the missiles"), 3),
        (("موسكو", "طهران", "الصواريخ"), 3),
        (("莫斯科", "德黑兰", "短程导弹"), 3),
        (("Москва", "Тегеран", "ракеты"), 3),
        (("Moscú", "Teherán", "misiles"), 3),
        (("מוסקבה", "טהרן", "הטילים"), 3),
        # A word that half of them share does not make one of all.
        (("Russian gas", "Russian army", "the harvest", "an election"), 3),
        (("俄罗斯军队", "俄罗斯天然气公司", "粮食", "选举"), 4),
        # Articles and prepositions are no words in common.
        (("in the north", "in the budget", "in the army"), 3),
        (("", "", ""), 1),
        ((), 0),
    ],
)
def test_what_shares_little_are_claims_of_their_own(anchors: tuple[str, ...], expected: int) -> None:
    assert count(*anchors) == expected


def test_groups_keep_the_order_and_the_spelling_of_anchors() -> None:
    forms = ["p 9", "tehran", "p 10", "here"]
    assert claims(forms, Similarity(forms)) == (("p 9", "p 10"), ("tehran",))
