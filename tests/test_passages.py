"""Passages that stand twice, and what only looks as if it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.passages import copied_lines, duplicate_passages

A = "The harbour was closed in the spring of that year because the ice had broken the pier in two places."
B = "Nobody was hurt, but the ferries had to land on the other side of the bay until the end of the summer."
C = "Repairs began in June and were paid for by the towns on both shores, which had quarrelled for years."


def test_a_pasted_passage_is_found_with_both_places() -> None:
    (passage,) = duplicate_passages("\n".join([A, B, "", C, "between", A, B, "", C]))
    assert (passage.first_line, passage.last_line) == (1, 4)
    assert (passage.copy_first_line, passage.copy_last_line) == (6, 9)
    assert passage.lines == 3
    assert copied_lines((passage,)) == {6, 7, 8, 9}


def test_a_third_copy_is_a_finding_of_its_own() -> None:
    text = "\n".join([A, B] * 3)
    assert [passage.copy_first_line for passage in duplicate_passages(text)] == [3, 5]


def test_spacing_letter_case_and_direction_marks_do_not_hide_a_copy() -> None:
    text = "\n".join([A, B, A.upper(), "\u202b" + B.replace(" ", "  ") + "\u202c"])
    assert len(duplicate_passages(text)) == 1


def test_one_long_line_is_enough() -> None:
    assert len(duplicate_passages("\n".join([A + B + C + A, "x", A + B + C + A]))) == 1


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("\n".join([A, B, C]), "text/plain"),
        ("\n".join([A, "x", A]), "text/plain"),
        ("Yours,\nAnna\n\nYours,\nAnna", "text/plain"),
        ("\n".join(["https://example.org/" + "a" * 200] * 4), "text/plain"),
        (f"```\n{A}\n{B}\n```\n\n```\n{A}\n{B}\n```", "text/markdown"),
        (f"---\nabout: {A}\n---\n{B}", "text/markdown"),
        ("\n".join([f"| {A} |", f"| {B} |"] * 2), "text/markdown"),
        (f"## {A}\n## {B}\n" * 2, "text/markdown"),
        (f"<pre>\n{A}\n{B}\n</pre>\n" * 2, "text/html"),
        (f"<script>\n{A}\n{B}\n</script>\n" * 2, "text/html"),
        ('<div class="card"><a href="/x"><img src="/y"></a>\n</div>\n' * 20, "text/html"),
        (f"[code]\n{A}\n{B}\n[/code]\n" * 2, "text/x-bbcode"),
        ("", "text/plain"),
    ],
)
def test_what_repeats_for_other_reasons_is_left_alone(text: str, media_type: str) -> None:
    assert duplicate_passages(text, media_type) == ()


def test_html_prose_is_compared_without_its_tags() -> None:
    text = f"<p>{A}</p>\n<p>{B}</p>\n<div>{A}</div>\n<p class=x>{B}</p>"
    (passage,) = duplicate_passages(text, "text/html")
    assert (passage.first_line, passage.copy_first_line) == (1, 3)


def test_a_line_that_stands_ten_thousand_times_is_no_quadratic_work() -> None:
    assert duplicate_passages("\n".join([A] * 10_000))


@given(st.lists(st.sampled_from([A, B, C, "x", ""]), max_size=30))
def test_copies_never_overlap_and_equal_what_they_repeat(lines: list[str]) -> None:
    passages = duplicate_passages("\n".join(lines))
    last = 0
    for passage in passages:
        assert passage.last_line < passage.copy_first_line
        assert passage.copy_first_line > last
        last = passage.copy_last_line
        original = [line for line in lines[passage.first_line - 1 : passage.last_line] if line]
        copy = [line for line in lines[passage.copy_first_line - 1 : passage.copy_last_line] if line]
        assert original == copy
