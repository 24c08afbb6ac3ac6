"""Passages that stand twice, and what only looks as if it did."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkcheck.model import Document
from linkcheck.passages import copied_lines, duplicate_passages, near, shared_passages
from linkcheck.passages.licences import PHRASES, SIGNS
from linkcheck.passages.pieces import read_pieces, without_urls

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
@example(["x", A, A, "x", A, A, "x"])
def test_copies_never_overlap_and_equal_what_they_repeat(lines: list[str]) -> None:
    passages = duplicate_passages("\n".join(lines))
    last = 0
    for passage in passages:
        assert passage.last_line < passage.copy_first_line
        assert passage.copy_first_line > last
        last = passage.copy_last_line
        original = [line for line in lines[passage.first_line - 1 : passage.last_line] if len(line) > 1]
        copy = [line for line in lines[passage.copy_first_line - 1 : passage.copy_last_line] if len(line) > 1]
        assert original == copy


HOSTILE = [
    "<pre" * 6_000,
    "<!--" * 6_000,
    "<blockquote>" * 4_000,
    "[quote]" * 4_000 + "[code]" * 4_000,
    "`" * 20_000,
    "> " * 10_000,
    "a b\n" * 6_000,
    "- - -\n" * 6_000,
    (A + "\n") * 600,
    "<script>\n" * 4_000 + A,
    "---\n" * 6_000,
    "word " * 10_000,
]


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html", "text/x-bbcode"])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_repetition_is_read_in_bounded_work(media_type: str, number: int) -> None:
    duplicate_passages(HOSTILE[number], media_type)
    shared_passages([Document(name, media_type, HOSTILE[number]) for name in ("a", "b")])


_MARKS = [
    "<p>",
    "</p>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "[quote]",
    "[/quote]",
    "[code]",
    "> ",
    "```",
    "\n",
    A,
    B,
    "İ",
]


@given(
    st.lists(st.sampled_from(_MARKS), max_size=40).map("".join),
    st.sampled_from(["text/plain", "text/markdown", "text/html", "text/x-bbcode"]),
)
def test_pieces_stand_on_lines_that_the_text_has(text: str, media_type: str) -> None:
    pieces = read_pieces(text, media_type)
    last = text.count("\n") + 1
    assert all(1 <= piece.first_line <= piece.last_line <= last for piece in pieces)
    assert [piece.first_line for piece in pieces] == sorted(piece.first_line for piece in pieces)


def test_html_on_one_line_is_cut_into_its_blocks() -> None:
    text = f"<div><p>{A}</p><p>{B}</p></div><h2>x</h2><p>{A}</p><p>{B}</p>"
    (passage,) = duplicate_passages(text, "text/html")
    assert (passage.first_line, passage.copy_last_line, passage.lines) == (1, 1, 2)


def test_a_thousand_posts_of_one_text_are_one_passage() -> None:
    posts = [Document(f"{number}.md", "text/markdown", f"{A}\n\n{B}\n\n{C}") for number in range(1_000)]
    (passage,) = shared_passages(posts)
    assert (passage.documents, len(passage.places)) == (1_000, 20)


def test_very_many_shingles_are_sampled_and_what_they_suggest_compared_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vocabulary = [f"word{number}" for number in range(2_000)]
    choice = random.Random(1)
    texts = [" ".join(choice.choices(vocabulary, k=120)) for _ in range(40)]
    texts.append(texts[7].replace(texts[7].split()[50], "other"))
    posts = [Document(f"{number}.md", "text/markdown", text) for number, text in enumerate(texts)]
    (whole,) = shared_passages(posts)
    monkeypatch.setattr(near, "_KEPT", 500)
    (sampled,) = shared_passages(posts)
    assert sampled == whole
    assert [place.document for place in whole.places] == ["7.md", "40.md"]
    assert 0.9 < whole.likeness < 1


@pytest.mark.parametrize("posts", [3, 60, 200])
def test_posts_that_are_all_nearly_one_are_one_passage(posts: int) -> None:
    """Sixty and more were taken for a common phrase and not found at all."""
    choice = random.Random(posts)
    words = [f"word{number}" for number in range(80)]
    documents = []
    for number in range(posts):
        own = [*words]
        own[choice.randrange(1, 79)] = f"own{number}"
        documents.append(Document(f"{number}.md", "text/markdown", " ".join(own)))
    (passage,) = shared_passages(documents)
    assert (passage.documents, len(passage.places)) == (posts, min(posts, 20))
    assert passage.places[0].document == "0.md"
    assert passage.likeness >= 0.6


def test_a_long_line_in_thirty_posts_is_one_passage_not_ten() -> None:
    posts = [
        Document(f"{number}.md", "text/markdown", f"Own {number}.\n\n{A} {B} {C}") for number in range(30)
    ]
    (passage,) = shared_passages(posts)
    assert (passage.documents, len(passage.places)) == (30, 20)


def test_every_phrase_of_a_notice_holds_a_sign() -> None:
    assert all(any(sign in phrase for sign in SIGNS) for phrase in PHRASES)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("see https://e.org/a?b=c, and", "see   and"),
        ("[the report](https://e.org/a) says", "[the report  says"),
        ("(ftp://e.org/x) and svn+ssh://e.org/y", "( ) and  "),
        ("https://a.org/x//https://b.org", " "),
        ("a://b and ://c and 9://d", "a://b and ://c and 9://d"),
        ("no address (or) [one]", "no address (or) [one]"),
    ],
)
def test_a_text_without_its_urls(text: str, bare: str) -> None:
    assert without_urls(text) == bare
