"""Posts with footnotes: one page behind most claims is found, honest citing is left alone."""

from __future__ import annotations

import re
from itertools import cycle

import pytest

from linkcheck.model import Finding
from tests.canned import document, findings, report
from tests.rules.footnoting import PAGE, WAYS, note_once
from tests.rules.sentences import STORY

LANGUAGES = ("en", "ar", "zh", "ru", "es", "he")


def sentences(language: str) -> list[str]:
    return [re.sub(r"[{}]", "", line) for line in STORY[language].splitlines()]


# What stands where a warning points: a mark, or the number that is a link.
MARK = re.compile(r"[ ]?(?:<a |<sup|<ref|\\?footnote|\^\[|\(\(|\[|\w|[⁰¹²³⁴-⁹]|https://)")
MOSTLY_ONE = [0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 0]


def overuse(text: str, media_type: str) -> list[Finding]:
    return findings("link-overuse", document(text, media_type=media_type))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_one_page_behind_most_claims_is_found_however_it_is_noted(way: str, language: str) -> None:
    media_type, write = WAYS[way]
    text = write(sentences(language), MOSTLY_ONE)
    (found,) = overuse(text, media_type)
    assert (found.evidence["n"], found.evidence["N"], found.evidence["U"]) == (9, 12, 4)
    assert found.evidence["url"] == PAGE
    assert len(found.evidence["claims"]) == 9  # type: ignore[arg-type]
    assert found.message.startswith("9 of 12 citations, 9 of them by footnote, rest on one page, for ")
    lines = text.split("\n")
    for link in (found.link, *found.related):
        assert link is not None
        span = link.reference.span
        line = lines[span.line - 1]
        assert MARK.match(line, (span.column or 0) - 1), line


@pytest.mark.parametrize(("way", "language"), [*zip(WAYS, cycle(LANGUAGES), strict=False)])
def test_a_post_with_one_source_alone_is_found(way: str, language: str) -> None:
    media_type, write = WAYS[way]
    (found,) = overuse(write(sentences(language), [0] * 12), media_type)
    assert found.message.startswith("all 12 citations, 12 of them by footnote, rest on one page, for ")


@pytest.mark.parametrize(
    "cited",
    [
        range(12),
        [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
        [0, 1, 2, 0, 3, 4, 0, 5, 6, 0, 7, 8],
        [0, 0, 1, 0, 2, 0, 3, 0, 4, 5, 6, 0],
        [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
    ],
)
@pytest.mark.parametrize(("way", "language"), [*zip(WAYS, cycle(LANGUAGES), strict=False)])
def test_sources_cited_again_among_others_are_left_alone(way: str, language: str, cited: list[int]) -> None:
    media_type, write = WAYS[way]
    assert overuse(write(sentences(language), [*cited]), media_type) == []


def test_the_source_table_counts_every_mark() -> None:
    made = report(document(note_once(sentences("en"), MOSTLY_ONE)))
    first = made.sources[0]
    assert (first.url, first.links, first.citations, first.overuse) == (PAGE, 1, 9, 0.6667)
    assert [link.reference.anchor for link in made.crawl.links if link.url == PAGE] == [PAGE]


LAW = {
    "en": "Under the Tenancy Act, ",
    "ar": "ينص قانون الإيجار على ما يلي: ",
    "zh": "根据租赁法，",
    "ru": "По закону об аренде, ",
    "es": "Según la ley de arrendamientos, ",
    "he": "לפי חוק השכירות, ",
}
SECTION = {"en": "s {}", "ar": "المادة {}", "zh": "第{}条", "ru": "ст. {}", "es": "art. {}", "he": "סעיף {}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_sentences_that_name_their_statute_may_all_cite_it(way: str, language: str) -> None:
    media_type, write = WAYS[way]
    lines = [LAW[language] + line for line in sentences(language)]
    assert overuse(write(lines, [0] * 10 + [1, 2]), media_type) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_and_notes_that_name_a_section_may_all_cite_one_statute(language: str) -> None:
    lines = sentences(language)
    noted = "\n\n".join(f"{line}[^{at}]" for at, line in enumerate(lines))
    notes = "\n".join(f"[^{at}]: {SECTION[language].format(at + 3)}, {PAGE}" for at in range(12))
    assert overuse(f"{noted}\n\n{notes}\n", "text/markdown") == []
    said = [f"{SECTION[language].format(at + 3)}: {line}" for at, line in enumerate(lines)]
    assert overuse(note_once(said, MOSTLY_ONE), "text/markdown") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_footnotes_to_one_page_are_left_alone(language: str) -> None:
    assert overuse(note_once(sentences(language)[:7], [0] * 7), "text/markdown") == []
    assert overuse(note_once(sentences(language)[:9], [0, 0, 1, 0, 2, 0, 0, 3, 0]), "text/markdown") == []


def test_words_under_which_a_page_is_linked_and_claims_it_is_noted_for_count_together() -> None:
    lines = sentences("en")
    linked = " ".join(f"{line} [{line.split()[-2]}]({PAGE})" for line in lines[:3])
    noted = " ".join(f"{line}[^1]" for line in lines[3:])
    (found,) = overuse(f"{linked}\n\n{noted}\n\n[^1]: {PAGE}\n", "text/markdown")
    assert found.message.startswith("all 12 citations, 9 of them by footnote, rest on one page")


def test_a_paragraph_pasted_twice_counts_its_marks_once() -> None:
    text = note_once(sentences("en"), MOSTLY_ONE)
    body, _, notes = text.partition("\n\n[^")
    (found,) = overuse(f"{body}\n\nA line between.\n\n{body}\n\n[^{notes}", "text/markdown")
    assert (found.evidence["n"], found.evidence["occurrences"]) == (9, 18)


def test_other_rules_call_footnotes_citations() -> None:
    made = report(document(note_once(sentences("en")[:5], [0] * 5)))
    assert [(each.rule, each.message) for each in made.findings] == [
        (
            "single-source",
            "all 5 citations rest on one page, for 5 unrelated claims: there is no second source",
        )
    ]
