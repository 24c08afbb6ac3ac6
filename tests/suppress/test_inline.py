"""What authors ignore in their own posts: where it holds, and where it is idle or mistaken."""

from __future__ import annotations

from typing import Any

import pytest

from linkcheck.model import SuppressionKind
from tests.suppress.judged import DOWN, FINE, GONE, aside, judged, messages, post, told


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/markdown", f"[a]({GONE}) <!-- linkcheck-ignore broken-link: why -->"),
        ("text/markdown", f"<!-- linkcheck-ignore broken-link: why -->\n[a]({GONE})"),
        ("text/markdown", f"<!-- linkcheck-ignore broken-link: why -->\n\n\n[a]({GONE})"),
        ("text/markdown", f"<!--\nlinkcheck-ignore broken-link:\n why\n-->\n[a]({GONE})"),
        ("text/markdown", f"[//]: # (linkcheck-ignore broken-link: why)\n\n[a]({GONE})"),
        ("text/markdown", f'[comment]: <> "linkcheck-ignore broken-link: why"\n\n[a]({GONE})'),
        ("text/markdown", f"{{/* linkcheck-ignore broken-link: why */}}\n\n[a]({GONE})"),
        ("text/markdown", f"> <!-- linkcheck-ignore broken-link: why -->\n> [a]({GONE})"),
        ("text/markdown", f"- [a]({GONE}) <!-- linkcheck-ignore broken-link: why -->"),
        ("text/markdown", f"<!-- linkcheck-ignore: why -->\n[a]({GONE})"),
        ("text/markdown", f"<!-- linkcheck-ignore all: why -->\n[a]({GONE})"),
        ("text/markdown", f"<!-- linkcheck-ignore-file broken-link: why -->\n\n# A\n\n[a]({GONE})"),
        ("text/markdown", f"[a]({GONE})\n\n<!-- linkcheck-ignore-file broken-link: why -->"),
        (
            "text/markdown",
            f"<!-- linkcheck-ignore-start broken-link: why -->\n\nx\n\n[a]({GONE})\n\n"
            "<!-- linkcheck-ignore-end -->",
        ),
        ("text/markdown", f"<!-- linkcheck-ignore broken-link: why -->\n[a long\nanchor]({GONE})"),
        ("text/html", f"<p><a href='{GONE}'>a</a> <!-- linkcheck-ignore broken-link: why -->"),
        ("text/html", f"<!-- linkcheck-ignore broken-link: why -->\n<a\n  class=b\n  href='{GONE}'>a</a>"),
        ("text/x-bbcode", f"[comment]linkcheck-ignore broken-link: why[/comment]\n[url={GONE}]a[/url]"),
        ("text/plain", f"a ({GONE}) <!-- linkcheck-ignore broken-link: why -->"),
        ("text/plain", f"# linkcheck-ignore broken-link: why\na ({GONE})"),
        ("text/plain", f"// linkcheck-ignore broken-link: why\na ({GONE})"),
    ],
)
def test_an_ignore_in_each_format_sets_the_finding_aside_with_its_reason(media_type: str, text: str) -> None:
    found = judged(post(text, media_type=media_type))
    assert told(found) == []
    ((rule, _, reason),) = [each for each in aside(found) if each[0] == "broken-link"]
    assert (rule, reason) == ("broken-link", "why")
    assert found.suppressed[0].suppression is not None
    assert found.suppressed[0].suppression.kind is SuppressionKind.IN_SOURCE
    assert found.suppressed[0].suppression.place.startswith("post.md:")


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/markdown", f"<!-- linkcheck-ignore moved-link: why -->\n[a]({GONE})"),
        ("text/markdown", f"<!-- linkcheck-ignore broken-link: why -->\nx\n[a]({GONE})"),
        ("text/markdown", f"[a]({GONE})\n<!-- linkcheck-ignore broken-link: why -->"),
        ("text/markdown", f"```\n<!-- linkcheck-ignore-file -->\n```\n[a]({GONE})"),
        ("text/markdown", f"    <!-- linkcheck-ignore-file -->\n\n[a]({GONE})"),
        ("text/markdown", f"`<!-- linkcheck-ignore-file -->` [a]({GONE})"),
        ("text/markdown", f"```\n[//]: # (linkcheck-ignore-file)\n```\n\n[a]({GONE})"),
        ("text/markdown", f"text\n[//]: # (linkcheck-ignore-file)\n[a]({GONE})"),
        ("text/markdown", f"<!-- see linkcheck-ignore-file -->\n[a]({GONE})"),
        ("text/markdown", f"<!-- linkcheck-ignored -->\n[a]({GONE})"),
        ("text/markdown", f"linkcheck-ignore-file\n[a]({GONE})"),
        ("text/markdown", f"---\nx: <!-- linkcheck-ignore-file -->\n---\n[a]({GONE})"),
        ("text/html", f"<a title='<!-- linkcheck-ignore -->' href='{GONE}'>a</a>"),
        ("text/html", f"<script><!-- linkcheck-ignore-file --></script><a href='{GONE}'>a</a>"),
        ("text/html", f"<code>&lt;!-- linkcheck-ignore --&gt;</code><a href='{GONE}'>a</a>"),
        ("text/x-bbcode", f"[code][comment]linkcheck-ignore-file[/comment][/code][url={GONE}]a[/url]"),
        ("text/x-bbcode", f"[comment]linkcheck-ignore-file [url={GONE}]a[/url]"),
        ("text/plain", f"linkcheck-ignore-file\na ({GONE})"),
    ],
)
def test_what_is_no_ignore_or_about_something_else_changes_nothing(media_type: str, text: str) -> None:
    found = judged(post(text, media_type=media_type))
    assert [rule for rule, _ in told(found) if rule == "broken-link"] == ["broken-link"]
    assert not [each for each in aside(found) if each[0] == "broken-link"]


def test_several_rules_and_stacked_ignores_hold_together() -> None:
    text = f"<!-- linkcheck-ignore unavailable-link, broken-link: why -->\n[a]({GONE}) [b]({DOWN})"
    assert told(judged(post(text))) == []
    stacked = (
        "<!-- linkcheck-ignore broken-link: one -->\n<!-- linkcheck-ignore unavailable-link: two -->\n"
        f"[a]({GONE}) [b]({DOWN})"
    )
    found = judged(post(stacked))
    assert (told(found), sorted(reason for *_, reason in aside(found))) == ([], ["one", "two"])


def test_a_fault_at_several_places_is_ignored_place_by_place() -> None:
    text = f"[a]({GONE}) <!-- linkcheck-ignore broken-link: why -->\n\n[b]({GONE})\n\n[c]({GONE})"
    found = judged(post(text))
    assert told(found) == [("broken-link", 3)]
    (finding,) = [each for each in found.findings if each.rule == "broken-link"]
    assert [link.reference.span.line for link in finding.related] == [5]
    everywhere = "\n\n".join(f"[a]({GONE}) <!-- linkcheck-ignore broken-link: {n} -->" for n in range(3))
    assert told(judged(post(everywhere))) == []


def test_blocks_nest_and_can_be_closed_by_their_rules() -> None:
    text = (
        "<!-- linkcheck-ignore-start broken-link -->\n\n<!-- linkcheck-ignore-start unavailable-link -->\n\n"
        f"[a]({GONE}?1) [b]({DOWN}?1)\n\n<!-- linkcheck-ignore-end broken-link -->\n\n"
        f"[c]({GONE}?2) [d]({DOWN}?2)\n\n"
        f"<!-- linkcheck-ignore-end -->\n\n[e]({DOWN}?3)"
    )
    assert told(judged(post(text))) == [("broken-link", 9), ("unavailable-link", 13)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("linkcheck-ignore broken-lnk: typo", "there is no rule 'broken-lnk' (did you mean broken-link?)"),
        ("linkcheck-ignore this old link", "there is no rule 'link'"),
        ("linkcheck-ignore-begin broken-link", "there is no linkcheck-ignore-begin"),
        ("linkcheck-ignore-start broken-link: why", "never closed"),
        ("linkcheck-ignore-end", "no block is open here"),
    ],
)
def test_an_ignore_that_does_not_work_is_told_and_ignores_nothing(words: str, said: str) -> None:
    found = judged(post(f"<!-- {words} -->\n[a]({GONE})"))
    assert told(found) == [("invalid-ignore", 1), ("broken-link", 2)]
    assert said in messages(found, "invalid-ignore")[0]


def test_a_reason_is_required_only_where_that_is_asked_for() -> None:
    text = f"<!-- linkcheck-ignore broken-link -->\n[a]({GONE})"
    assert told(judged(post(text))) == []
    strict = judged(post(text), strict_ignores=True)
    assert told(strict) == [("invalid-ignore", 1), ("broken-link", 2)]
    reasoned = f"<!-- linkcheck-ignore broken-link: it is a museum -->\n[a]({GONE})"
    assert told(judged(post(reasoned), strict_ignores=True)) == []


def test_an_ignore_that_nothing_needs_is_told_with_the_rules_that_are_idle() -> None:
    found = judged(post(f"<!-- linkcheck-ignore broken-link, moved-link: why -->\n[a]({GONE})"))
    assert told(found) == [("unused-ignore", 1)]
    assert "moved-link is not found" in messages(found, "unused-ignore")[0]
    assert told(judged(post(f"<!-- linkcheck-ignore -->\n[a]({FINE})"))) == [("unused-ignore", 1)]


@pytest.mark.parametrize(
    ("target", "settings"),
    [
        (DOWN, {}),
        (FINE, {"exclude": ("fine",)}),
        (FINE, {"rules": {"broken-link": {"level": "off"}}}),
    ],
)
def test_what_a_run_cannot_tell_is_no_idle_ignore(target: str, settings: dict[str, Any]) -> None:
    found = judged(post(f"<!-- linkcheck-ignore broken-link: why -->\n[a]({target})"), **settings)
    assert [rule for rule, _ in told(found, "unused-ignore", "invalid-ignore")] == []


def test_ignores_have_levels_like_any_rule_and_cannot_be_ignored() -> None:
    text = f"<!-- linkcheck-ignore-file -->\n<!-- linkcheck-ignore moved-link -->\n[a]({GONE})"
    levels = {"unused-ignore": {"level": "error"}}
    found = judged(post(text), rules=levels)
    assert [(each.rule, str(each.level)) for each in found.findings] == [("unused-ignore", "error")]
    assert told(judged(post(text), rules={"unused-ignore": {"level": "off"}})) == []


def test_so_many_ignores_cost_no_more_than_a_bound() -> None:
    text = "".join(f"<!-- linkcheck-ignore-start x{n} -->\n\n" for n in range(3000)) + f"[a]({GONE})"
    assert len(told(judged(post(text)), "invalid-ignore")) == 1001
