"""Passages that stand twice, in one document or in several: what is a paste, what a note, what is nothing."""

from __future__ import annotations

import pytest

from linkcheck.model import Document, Finding, Level
from tests.canned import document, findings
from tests.rules.paragraphs import PARAGRAPHS

RULE = "duplicate-passage"
EVERY = list(PARAGRAPHS.values())
REST = [f"Line {number} tells of the year {1800 + number} and what was built in it." for number in range(60)]


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def levels(*documents: Document) -> list[Level]:
    return [found.level for found in findings(RULE, *documents)]


@pytest.mark.parametrize("paragraphs", EVERY, ids=PARAGRAPHS)
def test_an_article_pasted_twice_is_one_warning_with_both_spans(paragraphs: list[str]) -> None:
    (found,) = findings(RULE, document(text_of(*paragraphs, *paragraphs)))
    assert found.level is Level.WARNING
    assert found.message == "lines 1\N{EN DASH}5 stand again at lines 7\N{EN DASH}11"
    assert found.evidence["part"] == 0.5


@pytest.mark.parametrize("paragraphs", EVERY, ids=PARAGRAPHS)
def test_a_post_that_stands_in_another_is_a_warning_with_both_spans(paragraphs: list[str]) -> None:
    other = text_of("Something quite different was written here before.", *paragraphs, "And here after.")
    (found,) = findings(RULE, document(text_of(*paragraphs), "a.md"), document(other, "b.md"))
    assert (found.level, found.document) == (Level.WARNING, "b.md")
    assert found.span is not None
    assert (found.span.line, found.span.end_line) == (3, 7)
    assert "stand in a.md at lines 1\N{EN DASH}5" in found.message
    assert [place["document"] for place in found.evidence["places"]] == ["a.md", "b.md"]  # type: ignore[attr-defined]


def changed(text: str, every: int) -> str:
    """Change one word of so many."""
    words = text.split(" ")
    return " ".join("elsewhere" if n % every == every - 1 else word for n, word in enumerate(words))


@pytest.mark.parametrize("name", ["en", "ar", "ru", "es", "he"])
def test_a_copy_with_some_words_changed_is_still_one(name: str) -> None:
    first = " ".join(PARAGRAPHS[name])
    second = changed(first, 20)
    (found,) = findings(RULE, document(text_of(first, "Between.", second)))
    assert found.level is Level.WARNING
    assert found.message == "line 1 stands again, little changed, at line 5"
    assert 0.6 <= found.evidence["likeness"] < 1  # type: ignore[operator]
    (found,) = findings(RULE, document(first, "a.md"), document(text_of("Before.", second), "b.md"))
    assert found.message == "line 3 stands, little changed, in a.md at line 1"
    assert (found.level, found.document) == (Level.WARNING, "b.md")


def test_a_chinese_copy_with_characters_changed_is_still_one() -> None:
    text = "".join(PARAGRAPHS["zh"])
    other = text.replace("春天", "秋天").replace("六月", "七月").replace("渡轮", "货船")
    (found,) = findings(RULE, document(text_of(text, other)))
    assert (found.level, "little changed" in found.message) == (Level.WARNING, True)


@pytest.mark.parametrize(
    ("media_type", "quotation"),
    [
        ("text/markdown", "> {}\n>\n> {}"),
        ("text/plain", "> {}\n> {}"),
        ("text/x-bbcode", "[quote=Maren]{}\n{}[/quote]"),
        ("text/html", "<blockquote><p>{}</p>\n<p>{}</p></blockquote>"),
    ],
)
@pytest.mark.parametrize("paragraphs", EVERY, ids=PARAGRAPHS)
def test_what_is_marked_as_a_quotation_is_a_note(
    media_type: str, quotation: str, paragraphs: list[str]
) -> None:
    plain = "<p>{}</p>\n<p>{}</p>" if media_type == "text/html" else "{}\n\n{}"
    first, second, third = paragraphs
    text = plain.format(first, second) + "\n\n" + quotation.format(first, second) + "\n\n" + third
    (found,) = findings(RULE, document(text, media_type=media_type))
    assert (found.level, found.evidence["quotation"]) == (Level.NOTE, True)
    one, other = plain.format(first, second), quotation.format(first, second) + "\n\n" + third
    assert levels(document(one, "a", media_type), document(other, "b", media_type)) == [Level.NOTE]


def test_a_quotation_after_which_the_text_itself_is_pasted_is_both() -> None:
    first, second, third = PARAGRAPHS["en"]
    text = text_of(first, second, third, f"> {first}", second, third)
    assert levels(document(text)) == [Level.NOTE, Level.WARNING]


def test_a_small_repeat_in_a_long_text_is_a_note() -> None:
    text = text_of(PARAGRAPHS["en"][0], PARAGRAPHS["en"][1], *REST, PARAGRAPHS["en"][0], PARAGRAPHS["en"][1])
    assert levels(document(text)) == [Level.NOTE]


@pytest.mark.parametrize("name", ["en", "ar", "ru", "es", "he"])
def test_what_three_posts_say_nearly_alike_is_one_note(name: str) -> None:
    text = " ".join(PARAGRAPHS[name])
    posts = [document(text if every == 40 else changed(text, every), f"{every}.md") for every in (40, 20, 25)]
    (found,) = findings(RULE, *posts)
    assert (found.level, found.evidence["documents"]) == (Level.NOTE, 3)


def footered(number: int) -> Document:
    words = f"Post {number} is about the number {number} and nothing else, which has its reasons."
    return document(text_of(words, *PARAGRAPHS["en"]), f"posts/{number}.md")


def test_a_short_sentence_said_twice_on_a_page_of_help_is_a_note() -> None:
    """So on pages of help: a control is described alike in two places, a quarter of the page."""
    sentence = "Opens a dialog where you can choose the folder that templates and documents are read from."
    others = [
        "The wizard converts what older programs have written, one step after the other, and says so.",
        "Choose the kind of document first. What was chosen can be changed until the last step is confirmed.",
        "Templates are converted too, unless the box before their name is empty; then they are left alone.",
        "At the end a summary names every document that could not be read, and why, so that nothing is lost.",
    ]
    text = text_of(others[0], sentence, "The choice is kept.", *others[1:], sentence, "The choice is kept.")
    assert Level.WARNING not in levels(document(text))


def test_what_a_long_reference_says_again_is_a_note() -> None:
    """Thousands of letters may be one in a hundred of a generated reference; in a post they are a paste."""
    said = [
        f"Paragraph {n} says what no other paragraph of this long reference says, {n * n}."
        for n in range(900)
    ]
    assert levels(document(text_of(*said[:200], *said[:50]))) == [Level.WARNING]
    assert levels(document(text_of(*said, *said[:45], "The end of it."))) == [Level.NOTE]


def test_a_footer_of_every_post_is_reported_once_with_its_count() -> None:
    (found,) = findings(RULE, *map(footered, range(300)))
    assert (found.level, found.document) == (Level.NOTE, "posts/1.md")
    assert found.evidence["documents"] == 300
    assert "posts/0.md" in found.message
    assert "298 other documents" in found.message
    assert len(found.evidence["places"]) == 20  # type: ignore[arg-type]


def fingerprint(*documents: Document) -> list[str]:
    return [found.fingerprint for found in findings(RULE, *documents)]


def test_a_finding_is_the_same_one_wherever_its_lines_move() -> None:
    one, other = document(text_of(*PARAGRAPHS["ru"]), "a.md"), text_of("Before.", *PARAGRAPHS["ru"])
    assert fingerprint(one, document(other, "b.md")) == fingerprint(one, document("\n\n" + other, "b.md"))


LICENCE = (
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software ("the'
    ' Software"), to deal in it without restriction, subject to the following conditions.\n'
    "The above copyright notice and this permission notice shall be included in all copies."
)
CODE = "\n".join(f"    answer = ask(question, of=person, at=hour{n})" for n in range(9))
ROWS = "\n".join(f"| value {n} | what it means for everybody who reads to the end |" for n in range(9))
LIST = "\n".join(f"- [item {n}](https://e.org/{n})" for n in range(9))


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        (text_of(LICENCE, "Between.", LICENCE), "text/markdown"),
        (text_of(LICENCE, "Between.", LICENCE), "text/plain"),
        (text_of("```", CODE, "```", "Between.", "```", CODE, "```"), "text/markdown"),
        (text_of("First:", CODE, "Second:", CODE), "text/markdown"),
        (text_of("First:", CODE, "Second:", CODE), "text/plain"),
        (text_of("> ```", CODE, "> ```", CODE), "text/markdown"),
        (text_of(ROWS, "Between.", ROWS), "text/markdown"),
        (text_of(LIST, "Between.", LIST), "text/markdown"),
        (f"<nav>{EVERY[0]}</nav><p>x</p><nav>{EVERY[0]}</nav>", "text/html"),
        (f"<footer>{EVERY[0]}</footer><footer>{EVERY[0]}</footer>", "text/html"),
        (f"<h2>{EVERY[0][0]}</h2><h2>{EVERY[0][0]}</h2>", "text/html"),
        (f"<!-- {EVERY[0]} --><!-- {EVERY[0]} -->", "text/html"),
        ("Yours,\nAnna\n\n" * 40, "text/plain"),
        ("* * *\n\n" * 500, "text/markdown"),
        ('{"name": "value", "other": [1, 2, 3]},\n' * 40, "text/plain"),
        ("Read more\n" * 90, "text/plain"),
        ("---\nsummary: " + EVERY[0][0] + "\n---\n\n" + EVERY[0][0], "text/markdown"),
    ],
)
def test_what_repeats_without_being_pasted_is_left_alone(text: str, media_type: str) -> None:
    assert levels(document(text, media_type=media_type)) == []


def between(one: Document, other: Document) -> list[Finding]:
    return [found for found in findings(RULE, one, other) if found.level is not Level.NOTE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v1/readme.md", "v2/readme.md"),
        ("en/a.html", "fr/a.html"),
        ("book/intro.md", "book/index.md"),
    ],
)
def test_versions_and_aliases_of_one_document_are_no_paste(one: str, other: str) -> None:
    text = text_of(*PARAGRAPHS["en"])
    assert between(document(text, one), document(text, other)) == []


def test_posts_that_are_folders_are_told_apart_by_folder() -> None:
    text = text_of(*PARAGRAPHS["en"])
    more = text_of("Quite another beginning, of a length that counts as well as any other.", text)
    assert len(between(document(text, "posts/a/index.md"), document(more, "posts/b/index.md"))) == 1


def test_documents_that_share_little_or_nothing_are_left_alone() -> None:
    half = len(REST) // 2
    one = document(text_of(PARAGRAPHS["en"][0], *REST[:half]), "a.md")
    other = document(text_of(PARAGRAPHS["en"][1], *REST[half:]), "b.md")
    assert findings(RULE, one, other) == []
    unreadable = document("", "c.md", problem="it is binary")
    assert findings(RULE, one, unreadable) == []


def test_a_manual_on_one_page_is_no_paste_of_its_chapters() -> None:
    chapters = [text_of(*PARAGRAPHS[name]) for name in ("en", "ru", "es")]
    documents = [document(text, f"{number}.md") for number, text in enumerate(chapters)]
    whole = document(text_of(*chapters), "whole.md")
    assert set(levels(*documents, whole)) == {Level.NOTE}
    assert Level.WARNING in levels(documents[0], document(text_of(*chapters[:2]), "two.md"))


def test_a_page_that_includes_a_smaller_one_whole_is_no_paste() -> None:
    """Manuals are made of fragments that stand beside them; a pasted article is about half of the copy."""
    fragment = text_of(*PARAGRAPHS["en"])
    own = [text_of(*PARAGRAPHS[name]) for name in ("ru", "es", "ar")]
    assert levels(document(fragment, "part.md"), document(text_of(fragment, *own), "all.md")) == [Level.NOTE]
    assert levels(document(fragment, "part.md"), document(text_of(fragment, own[0]), "all.md")) == [
        Level.WARNING
    ]


def _assembled(count: int, *, shares: bool) -> list[Document]:
    """Return pages that each say something of their own, and every two of them one fragment, or none."""
    pages = []
    for number in range(count):
        own = " ".join(f"page{number}word{place}" for place in range(60)) + "."
        about = number // 2 if shares else number
        fragment = " ".join(f"part{about}word{place}" for place in range(60)) + "."
        pages.append(document(text_of(own, fragment), f"help/{number}.md"))
    return pages


@pytest.mark.parametrize(("shares", "level"), [(True, Level.NOTE), (False, Level.WARNING)])
def test_pages_put_together_from_fragments_are_no_pastes_of_each_other(shares: bool, level: Level) -> None:
    """So is the help of an office suite: 17 of its 2,561 pages were warned of, half of them for this."""
    pasted = text_of(*PARAGRAPHS["en"])
    posts = [*_assembled(60, shares=shares), document(pasted, "a.md"), document(pasted, "b.md")]
    found = [each for each in findings(RULE, *posts) if each.document == "b.md"]
    assert [each.level for each in found] == [level]


def test_a_footer_of_all_posts_excuses_no_paste() -> None:
    posts = [footered(number) for number in range(60)]
    pasted = text_of(*PARAGRAPHS["ru"])
    posts += [document(pasted, "a.md"), document(pasted, "b.md")]
    assert [each.level for each in findings(RULE, *posts) if each.document == "b.md"] == [Level.WARNING]
