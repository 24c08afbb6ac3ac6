"""Overused posts as people write them: nineteen shapes in six languages, each of which must be found.

Beside each shape stands what is like it and honest: the same sentences with as many sources as links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from linkcheck.model import Redirect, Resource
from tests.canned import document, findings
from tests.rules.sentences import STORY

PAGE = "https://www.daily.example/2024/10/the-article"
_ANCHOR = re.compile(r"\{(.+?)\}")
Mark = Callable[[str, str], str]


@dataclass(frozen=True)
class Shape:
    """How a post is written: its links, which of its places lead to the page, and how the page is reached."""

    name: str
    media_type: str
    mark: Mark
    links: int = 12
    every: tuple[int, ...] = (0, 1, 2, 4, 5, 7, 8, 10)
    ways: tuple[str, ...] = (PAGE,)
    wrap: Callable[[list[str]], str] = "\n\n".join


def _markdown(anchor: str, url: str) -> str:
    return f"[{anchor}]({url})"


def _forum(anchor: str, url: str) -> str:
    return f"{anchor} ({url})"


def _angle(anchor: str, url: str) -> str:
    return f"{anchor} <{url}>"


def _structured(anchor: str, url: str) -> str:
    return f"`{anchor} <{url}>`_"


def _bbcode(anchor: str, url: str) -> str:
    return f"[url={url}]{anchor}[/url]"


def _html(anchor: str, url: str) -> str:
    return f'<a href="{url}" rel="nofollow">{anchor}</a>'


def _page(lines: list[str]) -> str:
    menu = "".join(f'<a href="https://www.own.example/{name}">{name}</a>' for name in "abcdefgh")
    text = "".join(f"<p>{line}</p>\n" for line in lines)
    return f"<html><body><nav>{menu}</nav><article>{text}</article><footer>{menu}</footer></body></html>"


def _twice(lines: list[str]) -> str:
    return "\n".join(lines) + "\n\n" + "\n".join(lines)


SHAPES = [
    Shape("prose", "text/markdown", _markdown),
    Shape("list", "text/markdown", _markdown, links=9, every=(0, 1, 2, 3, 4, 5, 7),
          wrap=lambda lines: "\n".join(f"- {line}" for line in lines)),
    Shape("one paragraph", "text/markdown", _markdown, links=11, every=(0, 2, 3, 4, 6, 8, 9), wrap=" ".join),
    Shape("web page", "text/html", _html, wrap=_page),
    Shape("web page, all but one", "text/html", _html, links=10, every=(0, 1, 2, 3, 4, 5, 6, 7, 9),
          wrap=_page),
    Shape("forum", "text/plain", _forum, wrap="\n".join),
    Shape("forum, pasted twice", "text/plain", _forum, wrap=_twice),
    Shape("BBCode", "text/x-bbcode", _bbcode, links=10, every=(0, 1, 3, 4, 6, 7, 8), wrap="\n".join),
    Shape("long, a third", "text/markdown", _markdown, links=36, every=tuple(range(0, 36, 3))),
    Shape("short", "text/plain", _forum, links=5, every=(0, 1, 2, 3), wrap="\n".join),
    Shape("short, among three", "text/x-bbcode", _bbcode, links=8, every=(1, 2, 3, 4, 6, 7), wrap="\n".join),
    Shape("every link", "text/markdown", _markdown, every=tuple(range(12))),
    Shape("every link of six", "text/plain", _forum, links=6, every=tuple(range(6)), wrap="\n".join),
    Shape("every link, BBCode", "text/x-bbcode", _bbcode, links=7, every=tuple(range(7))),
    Shape("every link of eighty", "text/html", _html, links=80, every=tuple(range(80)), wrap=_page),
    Shape("in angle brackets", "text/plain", _angle, links=11, every=(0, 1, 2, 4, 5, 7, 8, 10)),
    Shape("reStructuredText", "text/plain", _structured, links=11, every=(0, 1, 2, 4, 5, 7, 8, 10)),
    Shape("nearly half, five times", "text/markdown", _markdown, links=11, every=(0, 3, 5, 7, 9)),
    Shape("through redirects", "text/markdown", _markdown,
          ways=("https://sho.rt/a1", PAGE + "?utm_source=x&fbclid=9", "https://www.daily.example/amp/the-article")),
]  # fmt: skip


def _sentences(language: str, count: int) -> Iterator[tuple[str, str, str]]:
    lines = STORY[language].split("\n")
    for number in range(count):
        line = lines[number % len(lines)]
        match = _ANCHOR.search(line)
        assert match is not None
        round_number = number // len(lines)
        anchor = match[1] + (f" {2023 + round_number}" if round_number else "")
        yield line[: match.start()], anchor, line[match.end() :]


def _post(shape: Shape, language: str, target: Callable[[int], str]) -> str:
    lines = [
        before + shape.mark(anchor, target(number)) + after
        for number, (before, anchor, after) in enumerate(_sentences(language, shape.links))
    ]
    return shape.wrap(lines)


def _other(number: int) -> str:
    return f"https://site{number}.example/{number}/story"


def _resources() -> list[Resource]:
    return [
        Resource(url, status=200, redirects=(Redirect(301, PAGE),), final_url=PAGE)
        for url in ("https://sho.rt/a1", "https://www.daily.example/amp/the-article")
    ]


@pytest.mark.parametrize("language", STORY)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_post_that_overuses_a_page_is_found(shape: Shape, language: str) -> None:
    text = _post(
        shape,
        language,
        lambda number: shape.ways[number % len(shape.ways)] if number in shape.every else _other(number),
    )
    (found,) = findings("link-overuse", document(text, media_type=shape.media_type), resources=_resources())
    assert found.evidence["n"] == len(shape.every)
    assert found.evidence["N"] == shape.links
    assert found.evidence["url"] in {PAGE, PAGE + "?utm_source=x&fbclid=9"}


@pytest.mark.parametrize("language", STORY)
def test_two_pages_that_carry_most_of_a_post_are_found_both(language: str) -> None:
    shape = Shape("two", "text/markdown", _markdown, links=18)
    hubs = {**dict.fromkeys(range(0, 16, 2), PAGE), **dict.fromkeys(range(1, 17, 2), PAGE + "-2")}
    text = _post(shape, language, lambda number: hubs.get(number, _other(number)))
    found = findings("link-overuse", document(text))
    assert [(each.evidence["n"], each.evidence["U"]) for each in found] == [(8, 4), (8, 4)]


@pytest.mark.parametrize("language", STORY)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_same_post_with_a_source_for_each_link_is_left_alone(shape: Shape, language: str) -> None:
    text = _post(shape, language, _other)
    assert findings("link-overuse", document(text, media_type=shape.media_type)) == []
    assert findings("few-sources", document(text, media_type=shape.media_type)) == []


@pytest.mark.parametrize("language", STORY)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_so_is_one_that_links_three_pages_evenly(shape: Shape, language: str) -> None:
    text = _post(shape, language, lambda number: _other(number % 3))
    assert findings("link-overuse", document(text, media_type=shape.media_type)) == []


@pytest.mark.parametrize(
    ("target", "level"),
    [("options.html", "note"), ("../ref/options.html", "note"), ("/ref/options.html", "warning")],
)
def test_a_manual_that_refers_from_page_to_page_is_a_note(target: str, level: str) -> None:
    shape = Shape("manual", "text/markdown", _markdown)
    text = _post(shape, "en", lambda number: target if number in shape.every else _other(number))
    (found,) = findings("link-overuse", document(text, base_url="https://docs.example.org/a/post.html"))
    assert found.level == level


@pytest.mark.parametrize("language", STORY)
def test_links_within_the_post_cite_nothing(language: str) -> None:
    shape = Shape("within", "text/markdown", _markdown)
    text = _post(shape, language, lambda number: "#options" if number % 2 else _other(number))
    assert findings("link-overuse", document(text, base_url="https://docs.example.org/post")) == []
    assert findings("few-sources", document(text, base_url="https://docs.example.org/post")) == []
