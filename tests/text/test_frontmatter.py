"""The fields of front matter as static site generators write them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.engine import extract
from linkcheck.model import Document
from linkcheck.passages import duplicate_passages
from linkcheck.text.dates import document_date
from linkcheck.text.frontmatter import front_matter, front_matter_end, without_front_matter


def post(text: str) -> Document:
    return Document("a.md", "text/markdown", text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("---\nauthor: Ida\n---\n", ("Ida",)),
        ("---\nauthor: Ida  # the byline\n---\n", ("Ida",)),
        ('---\nauthor: "O\'Brien, Pat"\n---\n', ("O'Brien, Pat",)),
        ('---\nauthor: ["O\'Brien, Pat", ليلى]\n---\n', ("O'Brien, Pat", "ليلى")),
        ("---\nauthor: 'It''s me'\n---\n", ("It's me",)),
        ("---\nauthor:\n  - Ida\n  - 'Tomás'\nx: y\n---\n", ("Ida", "Tomás")),
        ("---\nauthor:\n- Ida\n\n# and\n- 王小明\n---\n", ("Ida", "王小明")),
        ("---\nauthor: [\n  Ida,\n  Bo\n]\n---\n", ("Ida", "Bo")),
        ("---\nauthor:\n  - name: Ida\n    title: Editor\n  - Bo\n---\n", ("Ida", "Bo")),
        ("---\nauthor: {name: Ida, url: https://e.org}\n---\n", ("Ida",)),
        ("---\nauthor: >-\n  Ida\n  Berg\ntitle: x\n---\n", ("Ida Berg",)),
        ("---\ntitle: not: valid: yaml\nauthor: Ida\n---\n", ("Ida",)),
        ("---\nparams:\n  author: Ida\n---\n", ("Ida",)),
        ("---\nAuthor: [Ida, Tomás]\n...\n", ("Ida", "Tomás")),
        ('+++\nauthor = "Ida"\n+++\n', ("Ida",)),
        ('+++\nauthor = [\n  "Ida",\n  "Bo",\n]\n+++\n', ("Ida", "Bo")),
        ('+++\ntitle = "x"\n[params]\n  author = "Ida"\n+++\n', ("Ida",)),
        ('+++\n[[author]]\nname = "Ida"\n[[author]]\nname = "Bo"\n+++\n', ("Ida", "Bo")),
        ('{\n  "title": "x",\n  "author": ["Ida", {"name": "Bo"}]\n}\n\nText', ("Ida", "Bo")),
        ("---\nauthor: 7\n---\n", ("7",)),
        ("---\nauthors: Ida\n---\n", ()),
        ("---\nauthor:\n---\n", ()),
        ("---\nauthor: ~\n---\n", ()),
        ("---\nauthor: [unclosed\ntitle: x\n---\n", ()),
        ("---\ncover:\n  author: Ida\n---\n", ()),
        ("---\ntitle: 'author: Ida'\n---\n", ()),
        ("text\n---\nauthor: Ida\n---\n", ()),
        ("---\nauthor: Ida\n", ()),
        ("+++\nauthor = unquoted\n+++\n", ()),
        ('{"author": "Ida"} is how it is written\n', ()),
        ("{% include author.html %}\n", ()),
        ("", ()),
    ],
)
def test_front_matter_is_read_as_generators_do(text: str, values: tuple[str, ...]) -> None:
    assert front_matter(post(text), "author") == values


def test_a_path_leads_into_tables() -> None:
    assert front_matter(post("---\na:\n  b:\n    c: d\n---\n"), "a.b.c") == ("d",)
    assert front_matter(post('+++\n[taxonomies]\nauthors = ["Ida"]\n+++\n'), "authors") == ("Ida",)


def test_the_text_begins_behind_front_matter_of_each_kind() -> None:
    for front in ("---\na: b\n---\n", '+++\na = "b"\n+++\n', '{\n"a": "b"\n}\n'):
        assert without_front_matter(f"{front}Text.") == "Text."
    for text in ("Text.", "---\nnever closed", "{ no json }\n", "[a](b)\n---\n"):
        assert without_front_matter(text) == text


def test_links_and_dates_are_told_from_json_front_matter() -> None:
    text = '{\n  "date": "2021-03-04",\n  "home": "https://front.example.org/"\n}\n\n[a](https://e.org/)\n'
    (link,) = extract(post(text))
    assert (link.url, link.reference.span.line, link.reference.span.column) == ("https://e.org/", 6, 5)
    assert str(document_date(post(text))) == "2021-03-04"


def test_front_matter_said_twice_is_no_passage() -> None:
    front = "{\n" + ",\n".join(f'"k{n}": "{"words of a summary " * 9}"' for n in range(4)) + "\n}\n"
    text = "Prose that is in the post and nowhere else, long enough to count. " * 3
    assert duplicate_passages(f"{front}\n{text}\n", "text/markdown") == ()
    assert duplicate_passages(f"Not at the start.\n{front}\n{text}\n{front}", "text/markdown") != ()


@given(
    st.text(alphabet="-+{}[]:\"'&*!|>#%@ \n\tab=,.é", max_size=200), st.sampled_from(["---", "+++", "", "{"])
)
def test_no_front_matter_is_too_strange(text: str, fence: str) -> None:
    written = f"{fence}\n{text}\n{fence}\n"
    assert all(front_matter(post(written), "a"))
    assert 0 <= front_matter_end(written) <= len(written)


def test_hostile_front_matter_costs_little() -> None:
    deep, wide = "[" * 60_000, "- &a [x]\n" + "- *a\n" * 10_000
    for text in (
        f"---\na: {deep}\n---\n",
        f"---\na:\n{wide}---\n",
        '{"a":' * 20_000,
        f"+++\na = {deep}\n+++\n",
    ):
        assert front_matter(post(text), "a") == ()
