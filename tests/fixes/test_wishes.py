"""What an author or the settings ignore is not mended."""

from __future__ import annotations

from datetime import date

import pytest

from linkcheck.config import Config, Layer, merged
from linkcheck.engine import extract
from linkcheck.fixes.facts import USUAL, Facts, Fix
from linkcheck.fixes.proposals import LeftAlone, Proposal, proposals
from linkcheck.fixes.wishes import Wishes
from linkcheck.model import Document, Resource
from tests.fixes.moves import OLD, moved

DEAD = "http://dead.example/x"
FACTS = Facts(
    {OLD: moved(), DEAD: Resource(DEAD, status=404, final_url=DEAD)},
    {("post.md", DEAD): "https://archive.example/x"},
)
TODAY = date(2026, 1, 1)


def kept(text: str, config: Config | None = None) -> list[bool]:
    """Say of each link that would be mended whether it is still to be."""
    post = Document("post.md", "text/markdown", text)
    links = extract(post)
    wishes = Wishes(post, links, config or Config(), TODAY)
    outcomes = wishes.respect(proposals(links, FACTS, USUAL | {Fix.ARCHIVE}))
    assert all(isinstance(each, Proposal | LeftAlone) for each in outcomes)
    return [isinstance(each, Proposal) for each in outcomes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"[a]({OLD})\n\n[b]({OLD})", [True, True]),
        (f"[a]({OLD}) <!-- linkcheck-ignore moved-link: as it was -->\n\n[b]({OLD})", [False, True]),
        (f"[a]({OLD}) <!-- linkcheck-ignore non-canonical-link: as it was -->", [False]),
        (f"[a]({OLD}) <!-- linkcheck-ignore: as it was -->", [False]),
        (f"[a]({OLD}) <!-- linkcheck-ignore broken-link: as it was -->", [True]),
        (f"[a]({DEAD}) <!-- linkcheck-ignore broken-link: as it was -->", [False]),
        (f"[a]({DEAD}) <!-- linkcheck-ignore moved-link: as it was -->", [True]),
    ],
)
def test_an_ignore_in_the_post_covers_the_links_of_its_lines(text: str, expected: list[bool]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ({"url": "old\\.example", "reason": "x"}, [False, True]),
        ({"url": "old\\.example", "rule": "moved-link", "reason": "x"}, [False, True]),
        ({"url": "old\\.example", "rule": "broken-image", "reason": "x"}, [True, True]),
        ({"url": "old\\.example", "reason": "x", "until": date(2025, 12, 31)}, [True, True]),
        ({"rule": "broken-link", "reason": "x"}, [True, False]),
    ],
)
def test_an_ignore_of_the_settings_covers_what_it_names(
    ignore: dict[str, object], expected: list[bool]
) -> None:
    config = merged([Layer("linkcheck.toml", {"ignores": [ignore]})])
    assert kept(f"[a]({OLD}) [b]({DEAD})", config) == expected
