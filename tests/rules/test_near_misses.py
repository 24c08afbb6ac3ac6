"""Posts that link a page or a host often and are honest: twenty-two kinds in six languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from linkcheck.model import Level
from tests.canned import document, findings
from tests.rules.citing import BOOK, CONTACT, EMPTY, EVENT, LANGUAGES, LEAF, REPORT, SOURCE
from tests.rules.sentences import STORY

PAGE = "https://www.daily.example/2024/10/the-article"
_LEAVES = (12, 45, 103, 177, 210, 256)
Pairs = Sequence[tuple[str, str]]


def _anchors(language: str) -> list[str]:
    return re.findall(r"\{(.+?)\}", STORY[language])


def _other(number: int) -> str:
    return f"https://site{number}.example/{number}/story"


def _others(language: str, count: int) -> Pairs:
    return [(anchor, _other(number)) for number, anchor in enumerate(_anchors(language)[:count])]


def _to_page(anchors: Sequence[str], page: str = PAGE) -> Pairs:
    return [(anchor, page) for anchor in anchors]


def _leaves(language: str) -> Pairs:
    return _to_page([LEAF[language].format(number) for number in _LEAVES])


KINDS: dict[str, Callable[[str], Pairs]] = {
    "one host, many pages": lambda name: [(each, f"{PAGE}/{n}") for n, each in enumerate(_anchors(name))],
    "parts of one page": lambda name: [(each, f"{PAGE}#m{n}") for n, each in enumerate(_anchors(name))],
    "places in one film": lambda name: [(f"0:{n:02}:30", f"{PAGE}?v=abc&t={n}") for n in range(12)],
    "round-up": lambda name: _others(name, 12),
    "review of one book": lambda name: [*_to_page([BOOK[name]] * 8), *_others(name, 2)],
    "review, leaf by leaf": lambda name: [*_leaves(name), (BOOK[name], PAGE), *_others(name, 2)],
    "one report among others": lambda name: [*_to_page(REPORT[name][:5]), *_others(name, 6)],
    "one report, most of the links": lambda name: [*_to_page(REPORT[name]), *_others(name, 2)],
    "numbered notes": lambda name: [(f"[{n}]", PAGE if n % 2 else _other(n % 5)) for n in range(12)],
    "a column of sources": lambda name: _to_page([SOURCE[name]] * 15),
    "changes with their issues": lambda name: [(f"#{n}", f"https://git.example/o/r/{n}") for n in range(25)],
    "help that tells whom to ask": lambda name: [*_to_page(CONTACT[name]), *_others(name, 6)],
    "an event": lambda name: [*_to_page(EVENT[name]), *_others(name, 5)],
    "here and there": lambda name: [*_to_page(EMPTY[name]), *_others(name, 2)],
    "bare addresses": lambda name: [*_to_page([PAGE] * 8), *_others(name, 2)],
    "three pages evenly": lambda name: [(each, _other(n % 3)) for n, each in enumerate(_anchors(name))],
    "two links a page": lambda name: [(each, _other(n // 2)) for n, each in enumerate(_anchors(name))],
    "three links of many": lambda name: [*_to_page(_anchors(name)[:3]), *_others(name, 9)],
    "three links in all": lambda name: _to_page(_anchors(name)[:3]),
    "nothing but one book": lambda name: _to_page([BOOK[name]] * 8),
    "nothing but leaves of it": _leaves,
    "nothing but one report": lambda name: _to_page(REPORT[name]),
}


def _markdown(pairs: Pairs) -> str:
    return "\n\n".join(f"- [{anchor}]({url})" for anchor, url in pairs)


def _html(pairs: Pairs) -> str:
    return "<main>" + "\n".join(f'<p><a href="{url}">{anchor}</a></p>' for anchor, url in pairs) + "</main>"


def _bbcode(pairs: Pairs) -> str:
    return "\n\n".join(f"[url={url}]{anchor}[/url]" for anchor, url in pairs)


FORMATS = {"text/markdown": _markdown, "text/html": _html, "text/x-bbcode": _bbcode}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("media_type", FORMATS)
def test_a_post_that_has_reason_to_link_a_page_often_gets_no_warning(
    media_type: str, kind: str, language: str
) -> None:
    post = document(FORMATS[media_type](KINDS[kind](language)), media_type=media_type)
    for rule in ("link-overuse", "few-sources", "single-source", "source-concentration"):
        assert all(found.level is Level.NOTE for found in findings(rule, post))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_counts_under_anchors_that_share_nothing_are_found(language: str) -> None:
    pairs = [*_to_page(_anchors(language)[:6]), *_others(language, 12)[6:8]]
    (found,) = findings("link-overuse", document(_markdown(pairs)))
    assert (found.level, found.evidence["n"], found.evidence["N"]) == (Level.WARNING, 6, 8)
