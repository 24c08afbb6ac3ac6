"""Groups of vectors: the quick way for many gives what comparing every pair gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck import likeness
from linkcheck.words import Similarity

_SYLLABLES = ["ka", "to", "mi", "ren", "sol", "va", "طه", "ран", "京", "é"]
_WORD = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=3).map("".join)


def vectors_of(texts: list[str]) -> list[dict[str, float]]:
    alike = Similarity(texts)
    return [alike._vector(text) for text in texts]


@given(
    st.lists(st.lists(_WORD, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=40, unique=True),
    st.sampled_from([0.1, 0.3, 0.6]),
)
def test_the_quick_way_joins_what_the_slow_one_joins(texts: list[str], threshold: float) -> None:
    vectors = vectors_of(texts)
    quick, slow = likeness._join_many(vectors, threshold), likeness._join_few(vectors, threshold)
    assert quick == slow


@pytest.mark.parametrize("words", [1, 2, 4])
def test_so_it_does_for_a_thousand(words: int) -> None:
    choice = random.Random(words)
    texts = [
        " ".join("".join(choice.choices(_SYLLABLES, k=3)) for _ in range(words)) + f" {number}"
        for number in range(1_000)
    ]
    vectors = vectors_of(texts)
    assert likeness._join_many(vectors, 0.3) == likeness._join_few(vectors, 0.3)


def test_the_first_of_a_group_names_it() -> None:
    texts = [chr(0x4E00 + number) * 3 for number in range(100)]
    texts[70] = texts[20] + "x"
    leaders = likeness.join(vectors_of(texts), threshold=0.3)
    assert leaders == [20 if row == 70 else row for row in range(100)]


def test_past_the_limit_vectors_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_COMPARED", 60)
    leaders = likeness.join([{"a": 1.0}] * 70, threshold=0.3)
    assert leaders == [0] * 60 + list(range(60, 70))


def test_empty_vectors_are_like_nothing() -> None:
    assert likeness.join([{}] * 60, threshold=0.3) == list(range(60))
    assert likeness.join([], threshold=0.3) == []
