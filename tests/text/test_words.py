"""Anchors: what is one word however it is spelt, and which anchors make one claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.text.words import Similarity, normalize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("طِهران", "طهران"),
        ("الأسلحة", "الاسلحه"),
        ("ایران", "ايران"),
        ("ＡＢＣ", "abc"),
        ("the White House", "White  house!"),
        ("\u202bموسكو\u202c", "موسكو"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_of_one_anchor_have_one_form(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Moscow", "Mosul"), ("2023", "2024"), ("北京", "南京"), ("Ä", "A")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_particles_alone_are_kept_and_punctuation_alone_is_empty() -> None:
    assert normalize("the of") == "the of"
    assert normalize("…!") == ""


def test_rewordings_join_and_strangers_stand_alone() -> None:
    texts = ["iranian weapons", "weapons iranian made", "moscow", "united states"]
    groups = Similarity(texts).groups(texts, threshold=0.30)
    assert groups == (("iranian weapons", "weapons iranian made"), ("moscow",), ("united states",))


def test_a_single_text_is_one_group_and_wholly_alike() -> None:
    alike = Similarity(["a"])
    assert alike.groups(["a", "a"], threshold=0.3) == (("a",),)
    assert alike.groups([], threshold=0.3) == ()
    assert alike.mean(["a", "a"]) == 1.0


def test_many_anchors_are_grouped_as_few_are() -> None:
    texts = [chr(0x4E00 + number) * 3 for number in range(450)] + [chr(0x4E00 + 449) * 3 + " x"]
    groups = Similarity(texts).groups(texts, threshold=0.30)
    assert [group for group in groups if len(group) > 1] == [tuple(texts[449:])]
    assert len(groups) == 450


@given(st.lists(st.text(alphabet="abcdeé طه", min_size=1).map(normalize), min_size=1, max_size=8))
def test_the_mean_in_linear_time_is_the_mean_over_all_pairs(texts: list[str]) -> None:
    alike = Similarity(texts)
    distinct = list(dict.fromkeys(texts))
    pairs = [alike.cosine(one, other) for i, one in enumerate(distinct) for other in distinct[:i]]
    expected = sum(pairs) / len(pairs) if pairs else 1.0
    assert alike.mean(texts) == pytest.approx(expected, abs=1e-9)


@given(st.text(), st.text())
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    one, other = normalize(one), normalize(other)
    alike = Similarity([one, other])
    assert alike.cosine(one, other) == pytest.approx(alike.cosine(other, one))
    assert -1e-9 <= alike.cosine(one, other) <= 1 + 1e-9
