"""A saved report tells the same of the web as the run that it was saved from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkcheck.fixes.facts import facts_of
from linkcheck.fixes.saved import facts_of_saved, is_same, saved_links
from linkcheck.model import Failure, FailureKind, Report, Resource, Suppression, SuppressionKind
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.shape import Report as Saved
from linkcheck.renderers.shaping import shape_report
from tests.canned import document, report
from tests.fixes.moves import OLD, moved, page

POST = document(f"[a]({OLD}) [b]({OLD}#x) [c](mailto:me@e.org) [d](http://) [e](https://e.org/?code=1)")


def saved(made: Report) -> Saved:
    return read_report(encode(shape_report(made)).encode())


def suppressed(made: Report, kind: SuppressionKind) -> Report:
    """Return the report with its findings suppressed."""
    set_aside = Suppression(kind, "as it should be", "post.md:1")
    away = tuple(replace(finding, suppression=set_aside) for finding in made.findings)
    return replace(made, findings=(), suppressed=away)


def test_links_are_found_again_where_they_stand() -> None:
    made = report(POST, resources=[moved()])
    links = saved_links(saved(made))["post.md"]
    assert [is_same(*pair) for pair in zip(links, made.crawl.links, strict=True)] == [True] * 5
    assert not is_same(links[0], made.crawl.links[1])


@pytest.mark.parametrize(
    "resource",
    [
        moved(),
        page(OLD, status=404),
        page(OLD, status=None, final_url=None, failure=Failure(FailureKind.TIMEOUT, "slow")),
        page(OLD, challenge="cloudflare", title="Just a moment"),
        page(OLD, canonical_url="https://e.org/", media_type="text/html", size_bytes=9, sha256="0a"),
    ],
)
def test_resources_are_the_same(resource: Resource) -> None:
    made = report(POST, resources=[resource])
    assert facts_of_saved(saved(made)).resources[OLD] == facts_of(made).resources[OLD]


def test_what_is_judged_otherwise_now_is_not_believed() -> None:
    """`is_rate_limited` is not in the report, so that such a page would be taken for one that refuses."""
    made = report(POST, resources=[page(OLD, status=403, is_rate_limited=True)])
    assert OLD not in facts_of_saved(saved(made)).resources


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (SuppressionKind.IN_SOURCE, 2),
        (SuppressionKind.CONFIG, 2),
        (SuppressionKind.BASELINE, 0),
        (SuppressionKind.UNCHANGED, 0),
    ],
)
def test_only_who_ignores_a_link_wants_it_as_it_is(kind: SuppressionKind, places: int) -> None:
    made = suppressed(report(POST, resources=[moved()]), kind)
    facts = facts_of(made)
    assert len(facts.ignored) == places
    assert facts_of_saved(saved(made)).ignored == facts.ignored
