"""The sentence around a place, also in posts that are one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.text.prose import clause_around

_LINE = "It rained. The bridge fell! Was [it](https://e.org/a?b=1.2) old? 他说。你好 <b>so</b> on"


@pytest.mark.parametrize(
    ("within", "clause"),
    [
        ("rained", "It rained"),
        ("bridge", "The bridge fell"),
        ("[it]", "Was [it]( ) old"),
        ("old", "Was [it]( ) old"),
        ("他", "他说"),
        ("on", "你好 so on"),
    ],
)
def test_clause_is_sentence_that_holds_column(within: str, clause: str) -> None:
    assert clause_around(_LINE, _LINE.rindex(within) + 1) == clause


@pytest.mark.parametrize("column", [len(_LINE) + 1, len(_LINE) + 5000])
def test_column_past_line_is_in_last_sentence(column: int) -> None:
    assert clause_around(_LINE, column) in {"你好 so on", ""}


def test_sentence_without_end_is_read_near_its_column_only() -> None:
    line = "far " * 5000 + "near [it](https://e.org/) near" + " far" * 5000

    clause = clause_around(line, line.index("[it]") + 1)

    assert "near [it]( ) near" in clause
    assert len(clause) <= 2000


def test_every_link_of_one_long_line_has_its_own_sentence() -> None:
    sentences = [f"Claim {number} is [here](https://e.org/{number}) said" for number in range(3000)]
    line = ". ".join(sentences)
    columns = [at + 1 for at in range(len(line)) if line.startswith("[here]", at)]

    clauses = [clause_around(line, column) for column in columns]

    assert clauses == [f"Claim {number} is [here]( ) said" for number in range(3000)]


@given(st.text(alphabet="ab .!?<>[]/:。", max_size=80), st.integers(1, 90))
def test_any_column_of_any_line_has_a_clause(line: str, column: int) -> None:
    clause = clause_around(line, column)

    assert clause == " ".join(clause.split())
    assert len(clause) <= len(line)
