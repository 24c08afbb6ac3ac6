"""Rows and items around a place: what is read, and that nothing is too odd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.text.rows import row_around


@pytest.mark.parametrize(
    ("text", "mark", "row"),
    [
        ("<table><tr><td>a</td><td>@</td><td>b</td></tr></table>", "@", "a @ b"),
        ("<ul><li>a <ul><li>b @</li></ul></li></ul>", "@", "b @"),
        ("<ul><li>a <ul><li>b</li></ul> @</li></ul>", "@", "a b @"),
        ("<ul><li>a</li></ul>@", "@", None),
        ("<ul><li>a<li>b</ul>@", "@", None),
        ("<ul><li>a<li>b<ol><li>c<li>d</ol>@<li>e</ul>", "@", "b c d @"),
        ("<p>@</p>", "@", None),
    ],
)
def test_rows_of_html(text: str, mark: str, row: str | None) -> None:
    assert row_around(text, text.index(mark), is_html=True) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("- a @ b\n- c", "- a @ b"),
        ("- a\n  @\n- c", "- a @"),
        ("| a | @ |", "| a | @ |"),
        ("1. a @", "1. a @"),
        ("<table>\n<tr>\n<td>a</td>\n<td>@</td>\n</tr>\n</table>", "a @"),
        ("a @", None),
        ("- a\n\n@", None),
        ("", None),
    ],
)
def test_rows_of_lines(text: str, row: str | None) -> None:
    assert row_around(text, max(text.find("@"), 0), is_html=False) == row


@given(st.text(alphabet="<>/lituro -*|\n@[]()"), st.booleans(), st.data())
def test_no_text_is_too_odd(text: str, is_html: bool, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    row = row_around(text, offset, is_html=is_html)
    assert row is None or "\n" not in row
