"""The manual: a rule or a topic at a time, readable at any width."""

from __future__ import annotations

import re

import pytest

from linkcheck.cli.commands import linkcheck
from linkcheck.cli.manual import Topic, topics
from linkcheck.cli.manual.table import Table, wrapped
from linkcheck.model import Relation
from linkcheck.rules import rules
from tests.cli.conftest import Run

COMMANDS = [
    (),
    *((name,) for name in linkcheck.commands),
    *(("images", name) for name in linkcheck.commands["images"].commands),  # type: ignore[attr-defined]
]
ROWS = (("`a`", "x or y", "one two three four"), ("`longer`", "z", ""))


@pytest.mark.parametrize("member", topics.values(), ids=list(topics))
def test_a_topic_explains_itself_within_the_width(member: Topic) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", member.name)
    assert member.name not in rules
    assert member.summary.endswith(".")
    longest = max(member.text(80).splitlines(), key=len)
    assert len(longest) <= 80, longest


def test_explain_lists_rules_and_topics(run: Run) -> None:
    listed = run("explain").out
    assert all(f"\n  {name} " in listed for name in (*rules, *topics))
    assert max(map(len, listed.splitlines())) <= 80


def test_a_topic_is_printed(run: Run) -> None:
    assert "\n  broken       a person who clicks gets nothing useful" in run("explain", "verdicts").out


def test_a_misspelt_topic_is_suggested(run: Run) -> None:
    done = run("explain", "verdict")
    assert (done.code, "did you mean verdicts?" in done.err) == (2, True)


def test_columns_are_aligned_and_the_last_is_wrapped() -> None:
    assert Table(("name", "is", "means"), ROWS).text(48).splitlines() == [
        "  a       x or y  one two three four",
        "  longer  z",
    ]
    assert Table(("name", "is", "means"), ROWS, "All:").text(42).splitlines() == [
        "All:",
        "  a       x or y  one two three four",
        "  longer  z",
    ]


def test_columns_without_room_become_paragraphs() -> None:
    assert Table(("name", "is", "means"), ROWS).text(24).splitlines() == [
        "  a",
        "      one two three four",
        "      is: x or y",
        "  longer",
        "      is: z",
    ]


def test_cells_cannot_break_out_of_a_markdown_table() -> None:
    assert Table(("a", "b"), (("x|y", ""),)).markdown().splitlines()[-1] == "| x\\|y | |"


def test_paragraphs_are_wrapped_and_examples_are_not() -> None:
    example = "    a = [1,\n         2]"
    assert wrapped(f"one two\nthree\n\n{example}", 8) == f"one two\nthree\n\n{example}"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_reads_well_in_eighty_columns(run: Run, words: tuple[str, ...]) -> None:
    """Nothing is cut off, every option is told once, and those that commands share stand under headings."""
    told = run(*words, "--help").out
    assert not re.search(r"[a-z]\.\.\.", told)
    lines = [line for line in told.splitlines() if len(line) > 80]
    assert lines == []
    flags = re.findall(r"^  (?:-\w, )?(--[\w-]+)", told, re.MULTILINE)
    assert len(flags) == len(set(flags))


def test_relations_and_sections_are_complete() -> None:
    told = topics["images"].text(80)
    assert all(f"\n  {relation} " in told for relation in Relation)
