"""Parts of a text are changed in the bytes of its file, and all other bytes stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.sources.decoding import Decoded, decoded
from linkcheck.sources.rewriting import Original, Replacement, applied, in_bytes, read_original


def _changed(body: bytes, *replacements: tuple[int, int, str]) -> bytes | str:
    written = decoded(body)
    assert isinstance(written, Decoded)
    changes = in_bytes(Original("post", body, written), [Replacement(*each) for each in replacements])
    return changes if isinstance(changes, str) else applied(body, changes)


@pytest.mark.parametrize(
    ("body", "replacements", "expected"),
    [
        (b"", [], b""),
        (b"abc", [(1, 2, "XY")], b"aXYc"),
        (b"a\r\nb\nc\rd", [(2, 3, "B"), (4, 5, "C"), (6, 7, "D")], b"a\r\nB\nC\rD"),
        (b"a\r\nb \r\n", [(0, 1, "A")], b"A\r\nb \r\n"),
        (b"\xef\xbb\xbfabc", [(0, 1, "X")], b"\xef\xbb\xbfXbc"),
        ("\ufeffa😀\r\nb".encode("utf-16-le"), [(3, 4, "ي")], "\ufeffa😀\r\nي".encode("utf-16-le")),
        ("قلق old متزايد".encode("cp1256") * 3, [(4, 7, "new")], None),
        (b"caf\xe9 old \x93x\x94", [(5, 8, "new")], b"caf\xe9 new \x93x\x94"),
        (b"a\n\nb", [(1, 2, "")], b"a\nb"),
    ],
)
def test_only_what_is_named_changes(
    body: bytes, replacements: list[tuple[int, int, str]], expected: bytes | None
) -> None:
    changed = _changed(body, *replacements)
    assert changed == (body.replace(b"old", b"new", 1) if expected is None else expected)


def test_what_an_encoding_cannot_write_is_said() -> None:
    assert "cannot be written in its encoding" in str(_changed("caf\xe9 ".encode("cp1252") * 9, (0, 1, "ي")))


def test_a_text_with_several_spellings_in_bytes_is_not_touched() -> None:
    body = b"\x1b$B\x1b(Babc"  # an empty run of another character set
    original = Original("post", body, Decoded("abc", "iso2022_jp"))
    assert "several spellings" in str(in_bytes(original, [Replacement(0, 1, "X")]))


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\0\1\2")
    assert read_original(str(tmp_path / "binary"), 100) == "it is a binary file"
    assert "cannot be read" in str(read_original(str(tmp_path / "missing"), 100))
    (tmp_path / "long").write_bytes(b"x" * 101)
    assert "larger" in str(read_original(str(tmp_path / "long"), 100))
