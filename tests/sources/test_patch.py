"""What git prints of a difference is read whatever names and lines are made of."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.sources.patch import changed_lines, entry_of, read_records

BLOB = b"0" * 40
# Lines that look like a patch's own.
LINES = st.sampled_from(
    [b"text", b"", b"++ b/other", b"-- a/x", b"@ -1 +1 @", b"diff --git a/x b/x", b"\\", b"\xff\r"]
)
HUNK = st.tuples(st.lists(LINES, max_size=3), st.lists(LINES, max_size=3)).filter(any)
NAME = st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name and b"/" not in name)


def quoted(name: bytes) -> bytes:
    """Write a name as git does (quote.c, quote_c_style)."""
    letters = {7: b"a", 8: b"b", 9: b"t", 10: b"n", 11: b"v", 12: b"f", 13: b"r", 34: b'"', 92: b"\\"}
    parts = [
        b"\\" + letters[byte] if byte in letters else bytes([byte]) if 32 <= byte < 127 else b"\\%03o" % byte
        for byte in name
    ]
    written = b"".join(parts)
    return b'"' + written + b'"' if written != name else written


def patch_of(
    files: dict[bytes, list[tuple[list[bytes], list[bytes]]]],
) -> tuple[bytes, dict[str, list[tuple[int, int]]]]:
    """Return a patch without context, and the stretches of new lines that it tells of."""
    patch, told = [], {}
    for name, hunks in files.items():
        head = quoted(b"b/" + name)
        patch += [b"diff --git x y", b"--- a/x", b"+++ " + head + (b"\t" if b" " in name else b"")]
        line = 1
        stretches = []
        for removed, added in hunks:
            patch.append(b"@@ -%d,%d +%d,%d @@ func" % (line, len(removed), line, len(added)))
            patch += [b"-" + each for each in removed] + [b"+" + each for each in added]
            patch.append(b"\\ No newline at end of file")
            if added:
                stretches.append((line, line + len(added) - 1))
            line += 10
        if stretches:
            told[os.fsdecode(name)] = stretches
    return b"\n".join(patch), told


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
@given(st.dictionaries(NAME, st.lists(HUNK, max_size=4), max_size=4))
def test_stretches_are_told_of_the_right_file(
    files: dict[bytes, list[tuple[list[bytes], list[bytes]]]],
) -> None:
    patch, told = patch_of(files)
    assert changed_lines(line + b"\n" for line in patch.split(b"\n")) == told


def test_counts_that_are_left_out_are_one() -> None:
    patch = b"+++ b/a\n@@ -3 +3 @@\n-x\n+y\n@@ -9 +9,0 @@\n-z\n@@ -11,0 +12,2 @@\n+1\n+2\n"
    assert changed_lines(patch.splitlines(keepends=True)) == {"a": [(3, 3), (12, 13)]}


@pytest.mark.parametrize(
    ("raw", "counts", "told"),
    [
        (b":100644 100644 %s %s M\0a", b"2\t0\ta", ("a", "a", ((1, 2),), True, False)),
        (b":100644 100644 %s %s M\0a", b"0\t3\ta", ("a", "a", ((1, 2),), True, True)),
        (b":100644 100644 %s %s M\0a", b"-\t-\ta", ("a", "a", None, True, True)),
        (b":100644 100755 %s %s M\0a", b"", ("a", "a", ((1, 2),), False, False)),
        (b":100644 100644 %s %s R090\0b\0a", b"1\t1\t\0b\0a", ("a", "b", ((1, 2),), True, True)),
        (b":000000 100644 %s %s A\0a", b"5\t0\ta", ("a", None, None, True, True)),
        (b":100644 000000 %s %s D\0a", b"0\t5\ta", (None, "a", None, True, True)),
        (b":120000 120000 %s %s M\0a", b"1\t1\ta", ("a", "a", None, True, True)),
        (b":100644 120000 %s %s T\0a", b"1\t1\ta", ("a", "a", None, True, True)),
        (b":000000 000000 %s %s U\0a", b"", ("a", "a", None, True, True)),
    ],
)
def test_what_became_of_a_file(raw: bytes, counts: bytes, told: tuple[object, ...]) -> None:
    (record,) = read_records((raw % (BLOB, BLOB) + b"\0" + counts + b"\0").split(b"\0"))
    entry = entry_of(record, {"a": [(1, 2)]})
    assert (entry.path, entry.old_path, entry.lines, entry.has_changed, entry.has_lost_lines) == told
