"""Groups of texts: the quick way for many gives what comparing every pair gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.text import likeness
from linkcheck.text.grams import Rarity, count_grams
from linkcheck.text.words import Similarity

_SYLLABLES = ["ka", "to", "mi", "ren", "sol", "va", "طه", "ран", "京", "é"]
_WORD = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=3).map("".join)
_TEXT = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)


def slow(texts: list[str], threshold: float = 0.3) -> list[int]:
    alike = Similarity(texts)
    return likeness.join_few([alike._vector(text) for text in texts], threshold=threshold)


def quick(texts: list[str], threshold: float = 0.3) -> list[int]:
    found = count_grams(texts)
    entries = Rarity(found, len(texts)).weigh(found)
    return likeness.join_many(entries, len(texts), threshold=threshold)


@given(st.lists(_TEXT, min_size=2, max_size=40, unique=True), st.sampled_from([0.1, 0.31, 0.6]))
def test_the_quick_way_joins_what_the_slow_one_joins(texts: list[str], threshold: float) -> None:
    assert quick(texts, threshold) == slow(texts, threshold)


@pytest.mark.parametrize("words", [1, 2, 4])
def test_so_it_does_for_a_thousand(words: int) -> None:
    choice = random.Random(words)
    texts = [
        " ".join("".join(choice.choices(_SYLLABLES, k=3)) for _ in range(words)) + f" {number}"
        for number in range(1_000)
    ]
    assert quick(texts) == slow(texts)


def test_the_first_of_a_group_names_it() -> None:
    texts = [chr(0x4E00 + number) * 3 for number in range(100)]
    texts[70] = texts[20] + "x"
    assert quick(texts) == [20 if row == 70 else row for row in range(100)]


def test_past_the_limit_texts_are_joined_to_their_neighbours_only(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [chr(0x4E00 + number) * 3 for number in range(100)]
    texts[95], texts[96] = "moscow region", "moscow regions"
    assert quick(texts)[96] == 95
    monkeypatch.setattr(likeness, "_COMPARED", 60)
    assert quick(texts)[96] == 95
    texts[5], texts[50], texts[97] = (f"{name} weapons" for name in ("ka", "to", "mi"))
    assert quick(texts)[50] == 5


def test_empty_texts_are_like_nothing() -> None:
    assert quick([""] * 60) == list(range(60))
    assert quick([]) == []
    assert slow([]) == []


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8, unique=True))
def test_grams_counted_together_are_those_counted_one_by_one(texts: list[str]) -> None:
    found = count_grams(texts)
    weighed = Rarity(found, len(texts)).weigh(found)
    alike = Similarity(texts)
    for row, text in enumerate(texts):
        lengths = {
            other: float(
                sum(
                    one * two
                    for column, one in zip(*_row(weighed, row), strict=True)
                    for second, two in zip(*_row(weighed, number), strict=True)
                    if column == second
                )
            )
            for number, other in enumerate(texts)
        }
        assert lengths == pytest.approx({other: alike.cosine(text, other) for other in texts})


def _row(entries: likeness.Entries, row: int) -> tuple[list[int], list[float]]:
    is_row = entries.rows == row
    return entries.columns[is_row].tolist(), entries.weights[is_row].tolist()


def test_many_texts_are_weighed_and_grouped_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = ["iranian weapons", "weapons iranian made", "moscow", "united states", "", "the moscow region"]
    texts = corpus[:4]
    few = Similarity(corpus)
    expected = few.groups(texts, threshold=0.3), few.mean(texts)
    monkeypatch.setattr("linkcheck.text.words._FEW", 1)
    many = Similarity(corpus)
    assert many.groups(texts, threshold=0.3) == expected[0]
    assert many.mean(texts) == pytest.approx(expected[1])
    assert many.mean([*texts, "not in the corpus"]) == pytest.approx(few.mean([*texts, "not in the corpus"]))
