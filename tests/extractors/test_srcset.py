"""Image candidates: the cases of the HTML standard's algorithm."""

from __future__ import annotations

import pytest

from linkcheck.extractors._srcset import candidates


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("", []),
        (" ", []),
        (",", []),
        (",,,", []),
        ("a", ["a"]),
        ("a,", ["a"]),
        ("a,b", ["a,b"]),
        ("a, b", ["a", "b"]),
        (",a ,b", ["a", "b"]),
        ("a,,, b", ["a", "b"]),
        ("data:,a 1x", ["data:,a"]),
        ("data:,a , data:,b 2x", ["data:,a", "data:,b"]),
        ("a\f1x,\nb\t2x", ["a", "b"]),
        ("a 1x, b 1.5x, c .5x, d 1e3x, e 0x", ["a", "b", "c", "d", "e"]),
        ("a 100w 50h, b 50h 100w", ["a", "b"]),
        ("a (, b", []),
        ("a ( , data:,b 1x, ), c", ["c"]),
        ("a 1x (x, y), b", ["b"]),
        ("a 1x 1x, b", ["b"]),
        ("a 1w 1x, b", ["b"]),
        ("a 1h, b", ["b"]),
        ("a 0w, b", ["b"]),
        ("a -1x, b", ["b"]),
        ("a +1x, b", ["b"]),
        ("a 1.x, b", ["b"]),
        ("a 1, b", ["b"]),
        ("a 1w junk, b", ["b"]),
    ],
)
def test_candidates_are_split_as_the_standard_says(value: str, urls: list[str]) -> None:
    assert [value[start:end] for start, end in candidates(value)] == urls
