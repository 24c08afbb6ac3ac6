"""How much a set of posts rests on one page or site: what is noted, what is not, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from linkcheck.config import Config
from linkcheck.engine import analyse
from linkcheck.model import Document, Finding, Level, Source
from tests.canned import document, report

RULE = "source-concentration"
PAGE = "https://agency.example.org/wire/1"


def post(number: int, *urls: str, author: str = "Ida", folder: str = "posts") -> Document:
    links = "\n\n".join(f"Words [anchor {n}]({url})." for n, url in enumerate(urls))
    return document(f"---\nauthor: {author}\n---\n\n{links}\n", f"{folder}/{number}.md")


def noted(
    *documents: Document, earlier: tuple[Source, ...] | None = None, **options: object
) -> list[Finding]:
    crawl = replace(report(*documents).crawl, earlier_sources=earlier)
    found = analyse(crawl, Config(rules={RULE: options}))
    return [each for each in found.findings if each.rule == RULE]


def mixed(number: int, **fields: str) -> Document:
    return post(number, PAGE, f"https://e{number}.org/", f"https://f{number}.org/", **fields)


def test_a_page_that_every_post_cites_is_noted_with_figures() -> None:
    (found,) = noted(*(mixed(number) for number in range(6)))
    assert found.level is Level.NOTE
    assert found.message == f"on average over 6 posts, 33% of the links lead to one page, {PAGE} (cited by 6)"
    assert (found.evidence["kind"], found.evidence["share"], found.evidence["links"]) == ("page", 0.3333, 6)
    assert found.evidence["citations"] == {f"posts/{number}.md": 1 for number in range(6)}
    assert (found.document, len(found.related)) == ("posts/0.md", 5)


def test_a_site_behind_many_pages_is_noted() -> None:
    (found,) = noted(*(post(n, f"https://a.agency.org/{n}", f"https://b.agency.org/{n}", f"https://e{n}.org/")
                       for n in range(6)))  # fmt: skip
    assert (found.evidence["kind"], found.evidence["source"]) == ("site", "agency.org")
    assert found.evidence["share"] == 0.6667


def test_a_long_post_counts_as_much_as_a_short_one() -> None:
    long = post(9, *[PAGE] * 400)
    assert noted(long, *(post(n, PAGE, *(f"https://e{n}{m}.org/" for m in range(9))) for n in range(6))) == []


@pytest.mark.parametrize(
    ("by", "fields", "others"),
    [
        ("author", {"author": "Tomás"}, {"author": "Ida"}),
        ("folder", {"folder": "sport"}, {"folder": "news"}),
    ],
)
def test_one_authors_or_folders_posts_are_looked_at_apart(
    by: str, fields: Mapping[str, str], others: Mapping[str, str]
) -> None:
    documents = [mixed(number, **fields) for number in range(5)]
    documents += [post(n, f"https://e{n}.org/", f"https://g{n}.org/", **others) for n in range(10, 30)]
    assert noted(*documents) == []
    (found,) = noted(*documents, by=by)
    assert (found.evidence["by"], found.evidence["group"]) == (by, next(iter(fields.values())))
    group = found.evidence["group"]
    assert (f"posts in {group}," if by == "folder" else f"posts with {by} {group},") in found.message


@pytest.mark.parametrize(
    ("documents", "options"),
    [
        ([mixed(number) for number in range(4)], {}),
        ([post(n, PAGE, *(f"https://e{n}{m}.org/" for m in range(4))) for n in range(9)], {}),
        ([mixed(number) for number in range(9)], {"own_sites": ("example.org",)}),
        ([mixed(number) for number in range(4)], {"by": "section"}),
        (
            [mixed(number, folder=f"posts/{number}") for number in range(9)],
            {"by": "folder", "min_page_share": 0.4},
        ),
        ([document("no link", f"{n}.md") for n in range(9)], {}),
        ([post(1, PAGE), post(2, PAGE), *(post(n, f"https://e{n}.org/") for n in range(3, 5))], {}),
    ],
)
def test_too_few_posts_or_too_small_a_part_are_left_alone(
    documents: list[Document], options: Mapping[str, object]
) -> None:
    assert noted(*documents, **options) == []  # type: ignore[arg-type]


def test_the_posts_own_site_is_left_out() -> None:
    documents = [replace(mixed(number), base_url="https://www.example.org/") for number in range(9)]
    assert noted(*documents) == []


def test_after_an_earlier_report_only_what_has_grown_is_noted() -> None:
    documents = [mixed(number) for number in range(6)]
    same = report(*documents).sources
    assert noted(*documents, earlier=same) == []
    before = report(*(post(n, f"https://e{n}.org/", f"https://f{n}.org/") for n in range(6))).sources
    (found,) = noted(*documents, earlier=before)
    assert found.message.endswith("(cited by 6, 0% in the earlier report)")
    assert found.evidence["share_before"] == 0.0
    assert len(noted(*documents, earlier=())) == 1


def test_a_site_that_is_one_page_is_told_of_once() -> None:
    (found,) = noted(*(post(n, PAGE, PAGE, f"https://e{n}.org/") for n in range(6)))
    assert (found.evidence["kind"], found.evidence["share"]) == ("page", 0.6667)
    both = noted(*(post(n, PAGE, f"https://w.example.org/{n}", PAGE + "b") for n in range(6)))
    assert {each.evidence["kind"] for each in both} == {"page", "site"}


def test_the_same_concentration_has_one_fingerprint_whoever_cites_most() -> None:
    (before,) = noted(*(mixed(number) for number in range(6)))
    (after,) = noted(*(mixed(number) for number in range(6)), post(9, *[PAGE] * 9), mixed(8, folder="a"))
    assert before.document != after.document
    assert before.fingerprint == after.fingerprint


def test_a_field_that_no_post_states_is_said() -> None:
    (found,) = noted(*(mixed(number) for number in range(9)), by="autor")
    assert found.message.startswith("none of 9 posts states 'autor' in its front matter")
    assert (found.level, found.document, found.link) == (Level.NOTE, "", None)


def test_a_folder_holds_the_folders_in_it_and_the_outermost_is_told() -> None:
    sport = [mixed(number, folder=f"posts/sport/2026/{number % 2}") for number in range(12)]
    news = [post(n, f"https://e{n}.org/", folder=f"posts/news/2026/{n % 2}") for n in range(12, 60)]
    (found,) = noted(*sport, *news, by="folder")
    assert (found.evidence["group"], found.evidence["documents"]) == ("posts/sport", 12)
    (one_month,) = noted(*sport[:6], *(replace(each, name=f"x/{each.name}") for each in news), by="folder")
    assert one_month.evidence["documents"] == 6


def test_what_html_says_of_its_author_and_section_counts() -> None:
    def page(number: int, author: str, *urls: str) -> Document:
        links = "".join(f'<p>Words <a href="{url}">anchor {n}</a>.</p>' for n, url in enumerate(urls))
        head = f'<meta name="author" content="{author}"><meta property="article:section" content="Arts">'
        return Document(
            f"{number}.html", "text/html", f"<html><head>{head}</head><body>{links}</body></html>"
        )

    documents = [page(n, "Zoë &amp; Bo", PAGE, f"https://e{n}.org/") for n in range(5)]
    documents += [page(n, "Ida", f"https://e{n}.org/") for n in range(5, 20)]
    (found,) = noted(*documents, by="author")
    assert found.evidence["group"] == "Zoë & Bo"
    assert noted(*documents, by="section") == []
