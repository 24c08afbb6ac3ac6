"""What was there before does not count: however lines move, and never more of it than there was."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import BaselineEntry, Document, Report
from linkcheck.renderers.baseline import baseline_entries
from linkcheck.renderers.shaping import shape_report
from linkcheck.suppress import Before
from linkcheck.suppress.baseline import baseline_text, read_baseline
from tests.suppress.judged import DOWN, FINE, GONE, TODAY, judged, messages, post, told

TEXT = f"[a]({GONE}1) [b]({GONE}2)\n\n[c]({DOWN})\n\n[d]({FINE})"


def known(*documents: Document) -> str:
    return baseline_text(baseline_entries(shape_report(judged(*documents))))


def against(text: str, *documents: Document, gone: Iterable[str] = (), is_whole: bool = True) -> Report:
    before = Before(TODAY, read_baseline(text), frozenset(gone), is_whole)
    return judged(*documents, before=before, baseline="base.txt")


def test_the_file_is_sorted_readable_and_free_of_lines() -> None:
    first, *lines = known(post(TEXT, "b.md"), post(TEXT, "a.md")).splitlines()
    assert first.startswith("# linkcheck baseline 1:")
    assert lines == sorted(lines)
    columns = [line.split("\t") for line in lines]
    assert {tuple(each[:4]) for each in columns} >= {
        ("a.md", "broken-link", f"{GONE}1", "1"),
        ("b.md", "unavailable-link", DOWN, "1"),
    }
    assert known(post(f"# New\n\n{TEXT}", "b.md"), post(TEXT, "a.md")).splitlines() == [first, *lines]


def test_what_is_known_is_set_aside_even_if_all_lines_move() -> None:
    base = known(post(TEXT))
    for text in (TEXT, "\n" * 10 + TEXT, TEXT.replace("\n\n", "\n\nwords\n\n")):
        found = against(base, post(text))
        assert told(found) == []
        assert {each.suppression.place for each in found.suppressed if each.suppression} <= {
            f"base.txt:{line}" for line in range(2, 20)
        }


def test_what_is_new_counts() -> None:
    found = against(known(post(TEXT)), post(f"{TEXT}\n\n[e]({GONE}3)"))
    assert told(found) == [("broken-link", 7)]


def test_one_place_more_than_was_known_counts() -> None:
    two = f"[a]({GONE})\n\n[b]({GONE})"
    base = known(post(two))
    assert "\t2\t" in base
    assert told(against(base, post(two))) == []
    found = against(base, post(f"{two}\n\n[c]({GONE})"))
    assert told(found) == [("broken-link", 1)]


def test_a_fault_of_another_kind_is_new() -> None:
    base = known(post(f"[a]({DOWN})")).replace("down", "gone")
    assert told(against(base, post(f"[a]({GONE})")), "broken-link") == [("broken-link", 1)]


def test_what_is_mended_is_told_where_the_baseline_has_it_and_taken_out() -> None:
    base = known(post(TEXT))
    line = next(n for n, each in enumerate(base.splitlines(), start=1) if f"{GONE}2" in each)
    found = against(base, post(TEXT.replace(f"{GONE}2", FINE)))
    assert told(found) == [("unused-ignore", line)]
    (fault,) = [each for each in found.findings if each.rule == "unused-ignore"]
    assert (fault.document, found.mended) == ("base.txt", 1)
    left = baseline_text(found.baseline or ())
    assert left.splitlines() == [each for each in base.splitlines() if f"{GONE}2" not in each]


def test_of_several_places_those_that_are_mended_are_taken_out() -> None:
    base = known(post(f"[a]({GONE})\n\n[b]({GONE})"))
    found = against(base, post(f"[a]({GONE})"))
    assert "mended at 1 of 2 places" in "".join(messages(found, "unused-ignore"))
    assert baseline_text(found.baseline or ()) == known(post(f"[a]({GONE})"))


def test_what_the_run_cannot_tell_is_not_mended() -> None:
    base = known(post(TEXT, "a.md"), post(TEXT, "b.md"))
    only_a = against(base, post(TEXT, "a.md"))
    assert (told(only_a), only_a.mended) == ([], 0)
    down = against(known(post(f"[a]({GONE})")).replace("gone.example", "down.example"), post(f"[a]({DOWN})"))
    assert down.mended == 0
    off = judged(
        post("no links"),
        before=Before(TODAY, read_baseline(known(post(TEXT)))),
        rules={"broken-link": {"level": "off"}, "unavailable-link": {"level": "off"}},
    )
    assert off.mended == len([each for each in off.baseline or () if "link" not in each.rule])


def test_a_renamed_post_keeps_what_is_known_of_it() -> None:
    base = known(post(TEXT, "old.md"), post(TEXT, "other.md"))
    found = against(base, post(TEXT, "new.md"), post(TEXT, "other.md"), gone=["old.md"])
    assert (told(found), found.mended) == ([], 0)
    assert baseline_text(found.baseline or ()) == known(post(TEXT, "new.md"), post(TEXT, "other.md"))


def test_a_deleted_post_covers_nothing_in_one_that_was_there() -> None:
    base = known(post(f"[a]({GONE})", "old.md"), post(f"[b]({GONE}2)", "other.md"))
    found = against(base, post(f"[a]({GONE}) [b]({GONE}2)", "other.md"), gone=["old.md"])
    assert told(found, "broken-link") == [("broken-link", 1)]
    assert found.mended == 1
    single = against(base, post(f"[b]({GONE}2)", "other.md"), gone=["old.md"], is_whole=False)
    assert single.mended == 0


def test_a_run_on_one_file_tells_nothing_of_what_takes_two() -> None:
    """A hook checks the file that is committed; the copy of its passage stands in another one."""
    words = "\n\n".join(
        f"Sentence {n} of a text that is long enough to count as prose {n}." for n in range(12)
    )
    one, other = post(words, "a.md"), post(f"Something else comes first.\n\n{words}", "b.md")
    base = known(one, other)
    assert "b.md\tduplicate-passage" in base
    alone = against(base, other, is_whole=False)
    assert (told(alone), alone.mended) == ([], 0)
    assert baseline_text(alone.baseline or ()) == base
    changed = against(base, one, post("Something else comes first.", "b.md"))
    assert changed.mended == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a.md\tbroken-link", "1: expected document, rule, target, places, fingerprint with tabs"),
        ("a\tb\tc\tx\t0123456789abcdef", "1: expected a number of places, got 'x'"),
        ("a\tb\tc\t0\t0123456789abcdef", "1: expected a number of places"),
        ("a\tb\tc\t1\txyz", "1: expected a fingerprint"),
        ("<<<<<<< HEAD", "1: a merge was not finished here"),
        ("# linkcheck baseline 2: x", "1: this is version 2"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_line(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^1: ") as caught:
        read_baseline(line)
    assert said in str(caught.value)


def test_so_many_mistakes_are_told_up_to_a_bound() -> None:
    with pytest.raises(ValueError, match="there are more") as caught:
        read_baseline("x\n" * 1000)
    assert len(str(caught.value).splitlines()) == 21


def test_lines_that_both_sides_of_a_merge_wrote_count_once() -> None:
    line = "a.md\tbroken-link\tx\t{}\t0123456789abcdef"
    (entry,) = read_baseline("\ufeff# comment\r\n\r\n" + line.format(1) + "\r\n" + line.format(2) + "\n")
    assert (entry.count, entry.target) == (2, "x")


_WORDS = st.text(max_size=20).filter(lambda text: not any("\ud800" <= each <= "\udfff" for each in text))
_ENTRIES = st.lists(
    st.builds(
        BaselineEntry,
        _WORDS,
        st.sampled_from(["broken-link", "few-sources"]),
        _WORDS,
        st.integers(1, 999),
        st.from_regex("[0-9a-f]{16}", fullmatch=True),
    ),
    unique_by=lambda entry: entry.fingerprint,
)


@given(_ENTRIES)
def test_a_baseline_reads_back_what_was_written(entries: list[BaselineEntry]) -> None:
    text = baseline_text(entries)
    assert len(text.splitlines()) == len(entries) + 1
    read = [BaselineEntry(e.document, e.rule, e.target, e.count, e.fingerprint) for e in read_baseline(text)]
    assert sorted(read, key=str) == sorted(entries, key=str)
    assert baseline_text(read) == text
