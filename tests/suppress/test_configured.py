"""What the settings ignore: by rule, URL, host and post, until a day, and never silently for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkcheck.model import SuppressionKind
from linkcheck.settings.sections import HostSettings, Ignore, PathSettings
from linkcheck.suppress import Before
from tests.suppress.judged import DOWN, FINE, GONE, TODAY, aside, judged, messages, post, told

LINK = post(f"[a]({GONE}page)", "posts/a.md")


@pytest.mark.parametrize(
    "settings",
    [
        {"ignores": (Ignore(rule="broken-link", reason="why"),)},
        {"ignores": (Ignore(rule=("moved-link", "broken-link"), reason="why"),)},
        {"ignores": (Ignore(url="page$", reason="why"),)},
        {"ignores": (Ignore(host="*.example", rule="all", reason="why"),)},
        {"ignores": (Ignore(path="posts/**", reason="why"),)},
        {"ignores": (Ignore(host="gone.example", path="*.md", url="page", reason="why"),)},
        {"ignores": (Ignore(rule="broken-link", until=TODAY, reason="why"),)},
        {"hosts": {"gone.example": HostSettings(ignore=("broken-link",), reason="why")}},
        {"paths": {"posts/": PathSettings(ignore=("broken-link",), reason="why")}},
    ],
)
def test_what_is_ignored_does_not_count_and_keeps_its_reason(settings: dict[str, Any]) -> None:
    found = judged(LINK, **settings)
    assert told(found) == []
    assert ("broken-link", 1, "why") in aside(found)
    (broken,) = [each for each in found.suppressed if each.rule == "broken-link"]
    assert broken.suppression is not None
    assert broken.suppression.kind is SuppressionKind.CONFIG
    assert broken.suppression.place in ("ignores[0]", 'hosts."gone.example".ignore', 'paths."posts/".ignore')


@pytest.mark.parametrize(
    "ignore",
    [
        Ignore(rule="moved-link"),
        Ignore(url="other"),
        Ignore(host="fine.example"),
        Ignore(path="drafts/"),
        Ignore(rule="broken-link", url="page", path="drafts/"),
        Ignore(rule="broken-link", until=date(2026, 6, 14)),
    ],
)
def test_what_is_not_meant_counts(ignore: Ignore) -> None:
    assert ("broken-link", 1) in told(judged(LINK, ignores=(ignore,)))


def test_an_expired_ignore_is_told_beside_what_it_no_longer_ignores() -> None:
    expired = Ignore(rule="broken-link", until=date(2026, 6, 14))
    found = judged(LINK, ignores=(expired,), file="linkcheck.toml")
    assert told(found) == [("invalid-ignore", 0), ("broken-link", 1)]
    assert messages(found, "invalid-ignore") == [
        "ignores[0] has expired on 2026-06-14: what it ignored counts again"
    ]
    assert {each.document for each in found.findings if each.rule == "invalid-ignore"} == {"linkcheck.toml"}


@pytest.mark.parametrize(
    ("ignore", "is_told"),
    [
        (Ignore(rule="broken-link", host="fine.example"), True),
        (Ignore(rule="broken-link", url="nowhere"), True),
        (Ignore(rule="broken-link", path="nowhere/"), True),
        (Ignore(rule="broken-link", host="down.example"), False),
        (Ignore(rule="unavailable-link", host="down.example"), False),
        (Ignore(rule="moved-link", path="b.md"), True),
    ],
)
def test_an_ignore_is_idle_only_where_the_run_can_tell(ignore: Ignore, is_told: bool) -> None:
    documents = (post(f"[a]({DOWN})", "a.md"), post(f"[b]({FINE})", "b.md"))
    found = judged(*documents, ignores=(ignore,))
    assert bool(messages(found, "unused-ignore")) is is_told


def test_a_run_on_single_files_says_nothing_of_ignores_for_others() -> None:
    before = Before(today=TODAY, is_whole=False)
    page = post(f"[b]({FINE})", "b.md")
    for ignore, is_told in (
        (Ignore(rule="broken-link", url="nowhere"), False),
        (Ignore(rule="broken-link", path="other.md"), False),
        (Ignore(rule="broken-link", host="fine.example"), True),
        (Ignore(rule="broken-link", path="b.md"), True),
    ):
        assert bool(messages(judged(page, ignores=(ignore,), before=before), "unused-ignore")) is is_told


def test_neither_rules_that_are_off_nor_interrupted_runs_show_idle_ignores() -> None:
    ignores = (Ignore(rule="broken-link", host="fine.example"),)
    page = post(f"[b]({FINE})")
    assert messages(judged(page, ignores=ignores), "unused-ignore")
    off = {"broken-link": {"level": "off"}}
    assert not messages(judged(page, ignores=ignores, rules=off), "unused-ignore")
    cut = replace(Before(today=TODAY), is_complete=False)
    assert not messages(judged(page, ignores=ignores, before=cut), "unused-ignore")


def test_statuses_accepted_for_some_posts_are_no_fault_there_alone() -> None:
    paths = {"old/": PathSettings(accept=(404,))}
    found = judged(post(f"[a]({GONE})", "old/a.md"), post(f"[a]({GONE})", "new/b.md"), paths=paths)
    assert [(each.document, each.rule) for each in found.suppressed if each.rule == "broken-link"] == [
        ("old/a.md", "broken-link")
    ]
    assert [each.document for each in found.findings if each.rule == "broken-link"] == ["new/b.md"]


def test_an_ignore_in_the_post_comes_before_those_of_the_settings() -> None:
    page = post(f"<!-- linkcheck-ignore broken-link: post -->\n[a]({GONE})")
    found = judged(page, ignores=(Ignore(rule="broken-link", reason="settings"),))
    assert [reason for rule, _, reason in aside(found) if rule == "broken-link"] == ["post"]
