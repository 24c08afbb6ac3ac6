"""Posts that match a section are judged by its settings, all others by the general ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from linkcheck.config import Config
from linkcheck.engine import analyse, extract, for_sources
from linkcheck.errors import ConfigError
from linkcheck.model import Crawl, Document, Finding, Resource
from linkcheck.rulings import check_rules
from linkcheck.settings.sections import PathSettings

U = "https://e.org/gone"
BROKEN = {U: Resource(U, status=404, final_url=U)}


def post(name: str, text: str = f"[a page]({U})") -> Document:
    return Document(name, "text/markdown", text, path=name, root="/w")


def judged(config: Config, *documents: Document) -> tuple[Finding, ...]:
    links = tuple(link for each in documents for link in extract(each))
    return analyse(Crawl(documents, links, BROKEN), config).findings


def levels(config: Config, *documents: Document) -> Mapping[str, str]:
    found = judged(config, *documents)
    return {each.document: str(each.level) for each in found if each.rule == "broken-link"}


def test_a_level_holds_for_posts_that_match_and_for_no_others() -> None:
    paths = {
        "old/**": PathSettings(rules={"broken-link": {"level": "note"}}),
        "older/": PathSettings(rules={"broken-link": {"level": "off"}}),
    }
    found = levels(Config(paths=paths), post("old/a.md"), post("older/b.md"), post("new/c.md"))
    assert found == {"old/a.md": "note", "new/c.md": "error"}


def test_a_rule_that_is_off_can_be_on_for_some_posts() -> None:
    paths = {"new/": PathSettings(rules={"broken-link": {"level": "warning"}})}
    config = Config(rules={"broken-link": {"level": "off"}}, paths=paths)
    assert levels(config, post("a.md"), post("new/b.md")) == {"new/b.md": "warning"}


def test_later_sections_win_key_by_key_over_earlier_and_general_ones() -> None:
    paths = {
        "**": PathSettings(rules={"broken-link": {"level": "note"}}),
        "a.md": PathSettings(rules={"broken-link": {"level": "warning"}}),
    }
    assert levels(Config(paths=paths), post("a.md"), post("b.md")) == {"a.md": "warning", "b.md": "note"}


def test_options_differ_by_post_and_nothing_is_found_twice() -> None:
    text = "[one](https://e.org/a) [two](https://e.org/a) [three](https://f.org/b)"
    documents = (post("short/a.md", text), post("b.md", text))
    easier = {"few-sources": {"min-links": 3}}

    def named(config: Config) -> list[str]:
        return [each.document for each in judged(config, *documents) if each.rule == "few-sources"]

    assert named(Config()) == []
    assert named(Config(rules=easier)) == ["b.md", "short/a.md"]
    assert named(Config(paths={"short/": PathSettings(rules=easier)})) == ["short/a.md"]
    stricter = {"b.md": PathSettings(rules={"few-sources": {"min_links": 4}})}
    assert named(Config(rules=easier, paths=stricter)) == ["short/a.md"]


def test_the_source_table_asks_no_rule_whatever_sections_say() -> None:
    paths = {"**": PathSettings(rules={"broken-link": {"level": "error"}})}
    assert judged(for_sources(Config(paths=paths)), post("a.md")) == ()


def test_every_mistake_in_general_and_special_settings_is_told_at_once() -> None:
    paths = {
        "old: x/**": PathSettings(rules={"moved-lnk": {}, "few-sources": {"min_lnks": 1, "level": "of"}})
    }
    with pytest.raises(ConfigError) as caught:
        check_rules(Config(rules={"broken-lnk": {}}, paths=paths))
    place = 'paths."old: x/**".rules'
    assert list(caught.value.problems) == [
        "rules.broken-lnk: there is no such rule (did you mean broken-link?)",
        f"{place}.moved-lnk: there is no such rule (did you mean moved-link?)",
        f"{place}.few-sources.min_lnks: there is no such setting (did you mean min_links?)",
        f"{place}.few-sources.level: expected error, warning, note or off, got 'of' (did you mean off?)",
    ]


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        (
            {"moved-link": "off"},
            "rules.moved-link: expected a table of settings such as {'level': 'off'}, got 'off'",
        ),
        (["moved-link"], "rules: expected a table for each rule, got ['moved-link']"),
    ],
)
def test_settings_from_python_that_are_no_tables_are_told(chosen: Any, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_rules(Config(rules=chosen))
    assert caught.value.problems == (problem,)
