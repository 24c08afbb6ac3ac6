"""The diff is one that git applies, to the byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkcheck.fixes.patch import unified_diff
from linkcheck.sources.rewriting import ByteReplacement as Change
from linkcheck.sources.rewriting import applied

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def diff(before: bytes, *changes: tuple[int, int, bytes], name: str = "post.md") -> str:
    return b"".join(unified_diff(name, before, changes)).decode()


def test_without_edits_there_is_no_diff() -> None:
    assert diff(b"a\n") == ""


def test_a_change_is_shown_with_its_surroundings() -> None:
    before = b"".join(b"%d\n" % number for number in range(1, 20))
    assert diff(before, (before.index(b"9"), before.index(b"9") + 1, b"nine")) == (
        "--- a/post.md\n+++ b/post.md\n@@ -6,7 +6,7 @@\n 6\n 7\n 8\n-9\n+nine\n 10\n 11\n 12\n"
    )


def test_changes_far_apart_are_two_hunks_and_near_ones_one() -> None:
    before = b"".join(b"%02d\n" % number for number in range(30))
    assert diff(before, (0, 2, b"x"), (87, 89, b"y")).count("@@ -") == 2
    assert diff(before, (0, 2, b"x"), (21, 23, b"y")).count("@@ -") == 1
    assert "-00\n-01\n+x\n+y\n" in diff(before, (0, 2, b"x"), (3, 5, b"y"))


def test_several_changes_of_one_line_are_one_change() -> None:
    assert diff(b"a b c\n", (0, 1, b"A"), (4, 5, b"C")).endswith("@@ -1,1 +1,1 @@\n-a b c\n+A b C\n")


def test_a_missing_last_line_end_is_said() -> None:
    assert diff(b"a", (0, 1, b"b")).endswith(
        "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a b.md", "a/a b.md\t"),
        ('a"b.md', '"a/a\\"b.md"'),
        ("a\nb.md", '"a/a\\012b.md"'),
        ("خبر.md", "a/خبر.md"),
    ],
)
def test_names_are_written_as_git_does(name: str, shown: str) -> None:
    assert diff(b"a\n", (0, 1, b"b"), name=name).startswith(f"--- {shown}\n")


_LINES = st.lists(
    st.sampled_from([b"a\n", b"b\r\n", b"\n", b"\x93\xe9\n", b"long line, and more\n", b"last", b"\r\n"]),
    min_size=1,
    max_size=40,
)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[bytes, list[Change]]:
    before = b"".join(draw(_LINES))
    places = sorted(draw(st.sets(st.integers(0, len(before)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return before, [Change(*pair, draw(st.sampled_from([b"X", b"", b"longer than that"]))) for pair in pairs]


@needs_git
@given(edited=_edited(), name=st.sampled_from(["post.md", "a b/c d.md", 'quo"te.md', "خبر.md"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_git_applies_it(edited: tuple[bytes, list[Change]], name: str, tmp_path: Path) -> None:
    before, changes = edited
    after = applied(before, changes)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before)
    patch = b"".join(unified_diff(name, before, changes))
    if after == before or not after:
        return
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=patch, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_bytes() == after
