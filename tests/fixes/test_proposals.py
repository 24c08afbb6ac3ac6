"""What a crawl must show before a target is changed, and what forbids it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkcheck.fixes.facts import USUAL, Facts, Fix, facts_of
from linkcheck.fixes.proposals import LeftAlone, Proposal, propose, unproven
from linkcheck.fixes.spelling import spelled
from linkcheck.model import Failure, FailureKind, Kind, Link, MissingSign, Reference, Resource, Span
from linkcheck.urls.references import resolve
from tests.canned import document, report
from tests.fixes.moves import NEW, OLD, moved, page, web

GONE = Resource("http://dead.example/x", status=404, final_url="http://dead.example/x")


def link(target: str, kind: Kind = Kind.HYPERLINK) -> Link:
    found = resolve(target)
    return Link(
        "post",
        Reference(target, kind, Span(1, 1, 1, 1 + len(target))),
        found.url,
        found.fetch_url,
        found.fragment,
    )


def target_of(written: str, *resources: Resource, wanted: frozenset[Fix] = USUAL) -> str | None:
    """Return the target proposed, None if none is."""
    found = propose(link(written), web(*resources), wanted)
    return found.target if isinstance(found, Proposal) else None


def reason_of(written: str, *resources: Resource) -> str:
    found = propose(link(written), web(*resources), USUAL)
    assert isinstance(found, LeftAlone), found
    return found.reason


@pytest.mark.parametrize(
    ("written", "resources", "target"),
    [
        # permanent redirects
        (OLD, [moved()], NEW),
        (OLD, [page(OLD, (308, "http://old.example/b"), (301, NEW))], NEW),
        (f"{OLD}#part", [moved()], f"{NEW}#part"),
        (OLD, [moved(new=f"{NEW}#part")], f"{NEW}#part"),
        (f"{OLD}#part", [moved(new=f"{NEW}#part")], f"{NEW}#part"),
        (OLD, [moved(), moved(NEW, "https://newest.example/c")], "https://newest.example/c"),
        (
            "http://old.example/",
            [moved("http://old.example/", "https://new.example/")],
            "https://new.example/",
        ),
        # https
        ("http://e.org/a", [moved("http://e.org/a", "https://e.org/a")], "https://e.org/a"),
        ("http://e.org", [moved("http://e.org/", "https://e.org/")], "https://e.org"),
        ("http://e.org/a", [page("http://e.org/a", (302, "https://e.org/a"))], "https://e.org/a"),
        (
            "http://e.org/a",
            [page("http://e.org/a", title="t"), page("https://e.org/a", title="t")],
            "https://e.org/a",
        ),
        (
            "http://e.org/a",
            [page("http://e.org/a", sha256="0a"), page("https://e.org/a", sha256="0a")],
            "https://e.org/a",
        ),
        (
            "http://e.org/a.pdf",
            [
                page(f"{scheme}://e.org/a.pdf", media_type="application/pdf", size_bytes=9999)
                for scheme in ("http", "https")
            ],
            "https://e.org/a.pdf",
        ),
        (
            "http://e.org/a",
            [
                page("http://e.org/a", title="12:00", canonical_url="https://e.org/a"),
                page("https://e.org/a", title="12:01"),
            ],
            "https://e.org/a",
        ),
        # tracking
        (
            "https://e.org/a?utm_source=x&b=1&fbclid=y#z",
            [page("https://e.org/a?utm_source=x&b=1&fbclid=y")],
            "https://e.org/a?b=1#z",
        ),
        (
            "https://e.org/a?utm_source=x",
            [page("https://e.org/a?utm_source=x", status=403)],
            "https://e.org/a",
        ),
        (
            "https://e.org/a?ref=x&b=1",
            [page("https://e.org/a?ref=x&b=1", canonical_url="https://e.org/a?b=1")],
            "https://e.org/a?b=1",
        ),
        (OLD, [moved(new=f"{NEW}?utm_medium=x")], NEW),
        # wrappers
        ("https://www.google.com/url?q=https%3A%2F%2Fe.org%2Fa&sa=D", [], "https://e.org/a"),
        ("https://l.facebook.com/l.php?u=http%3A%2F%2Fold.example%2Fa&h=x", [moved()], NEW),
        ("https://t.co/x", [page("https://t.co/x", (302, "https://e.org/a?fbclid=1"))], "https://e.org/a"),
        ("https://t.co/x", [page("https://t.co/x", (301, "https://bit.ly/y"), (302, OLD), (301, NEW))], NEW),
        ("https://t.co/x", [page("https://t.co/x", (302, OLD), (302, NEW))], OLD),
        ("https://bit.ly/x", [moved("https://bit.ly/x", "https://e.org/")], "https://e.org/"),
    ],
)
def test_what_is_proposed(written: str, resources: list[Resource], target: str) -> None:
    assert target_of(written, *resources) == target


@pytest.mark.parametrize(
    ("written", "resources"),
    [
        # nothing known, nothing moved
        ("https://unknown.example/", []),
        (NEW, [page(NEW)]),
        # temporary, in part or whole; sent on by the page itself
        (OLD, [page(OLD, (302, NEW))]),
        (OLD, [page(OLD, (301, "http://old.example/b"), (307, NEW))]),
        (OLD, [page(OLD, (200, NEW))]),
        # where it leads is not ok
        (OLD, [page(OLD, (301, NEW), status=404)]),
        (OLD, [page(OLD, (301, NEW), status=403)]),
        (OLD, [page(OLD, (301, NEW), status=503)]),
        (OLD, [page(OLD, (301, NEW), status=None, final_url=None, failure=Failure(FailureKind.TIMEOUT))]),
        (OLD, [page(OLD, (301, NEW), challenge="cloudflare")]),
        # http stays where https shows something else, or nobody looked
        ("http://e.org/a", [page("http://e.org/a", title="t")]),
        ("http://e.org/a", [page("http://e.org/a", title="t"), page("https://e.org/a", title="u")]),
        ("http://e.org/a", [page("http://e.org/a", title="t"), page("https://e.org/a", status=404)]),
        (
            "http://e.org/a",
            [page("http://e.org/a", title="t"), page("https://e.org/a", (302, "https://e.org/b"), title="t")],
        ),
        ("http://e.org/a", [page("http://e.org/a"), page("https://e.org/a")]),
        (
            "http://e.org:8080/a",
            [page("http://e.org:8080/a", title="t"), page("https://e.org:8080/a", title="t")],
        ),
        # parameters that may choose the page
        ("https://e.org/a?ref=x", [page("https://e.org/a?ref=x")]),
        (
            "https://e.org/a?ref=x&page=2",
            [page("https://e.org/a?ref=x&page=2", canonical_url="https://e.org/a")],
        ),
        ("https://e.org/a?utm_source=x", [page("https://e.org/a?utm_source=x", status=404)]),
        ("https://e.org/a?q=utm_source", [page("https://e.org/a?q=utm_source")]),
        # excluded by the user
        (
            "https://e.org/?utm_source=x",
            [page("https://e.org/?utm_source=x", status=None, failure=Failure(FailureKind.EXCLUDED))],
        ),
        # short links that nobody followed; what only looks like a wrapper
        ("https://t.co/x", []),
        ("https://example.com/url?q=https%3A%2F%2Fe.org%2F", []),
        ("https://youtu.be/x", [page("https://youtu.be/x", (303, "https://www.youtube.com/watch?v=x"))]),
        ("https://doi.org/10.1/x", [page("https://doi.org/10.1/x", (302, "https://publisher.example/x"))]),
    ],
)
def test_what_is_not_proposed(written: str, resources: list[Resource]) -> None:
    assert target_of(written, *resources) is None


@pytest.mark.parametrize("target", ["b.md", "/a", "//old.example/a", "?q=1", "#x"])
def test_relative_links_are_never_changed(target: str) -> None:
    at = "http://old.example/a"
    relative = Link("post", Reference(target, Kind.HYPERLINK, Span(1, 1, 1, 5)), at, at)
    assert propose(relative, web(moved()), USUAL) is None


def test_pages_of_the_posts_own_site_are_looked_up_on_disk_and_not_changed() -> None:
    found = link("https://own.example/a?utm_source=x")
    on_disk = replace(found, fetch_url="file:///public/a?utm_source=x")
    assert propose(on_disk, web(Resource("file:///public/a?utm_source=x", is_found=True)), USUAL) is None


@pytest.mark.parametrize("kind", [Kind.CANONICAL, Kind.ALTERNATE])
def test_what_a_page_says_of_itself_is_not_changed(kind: Kind) -> None:
    assert propose(link(OLD, kind), web(moved()), USUAL) is None


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (moved(new="https://new.example/login?next=/a"), "login"),
        (moved(new="https://accounts.new.example/x"), "login"),
        (moved(new="https://new.example/"), "front page"),
        (moved(new="https://new.example/en/index.html"), "front page"),
        (moved(new="https://new.example/b;jsessionid=1F"), "one visit"),
        (moved(new="https://new.example/b?PHPSESSID=1F"), "one visit"),
        (moved(new="https://new.example/(S(abcdefghijklmnopqrstuvwx))/b"), "one visit"),
        (moved(new="https://new.example/b?access_token=1F"), "one visit"),
        (page(OLD, (301, NEW), parked_by="sedo"), "parked"),
        (page(OLD, (301, NEW), missing_signs=frozenset({MissingSign.TITLE})), "nothing is there"),
    ],
)
def test_a_redirect_is_not_followed_into_what_stands_in_for_the_page(resource: Resource, words: str) -> None:
    assert words in reason_of(OLD, resource)


def test_a_redirect_is_not_followed_that_gives_up_https_or_chooses_a_language() -> None:
    assert "https" in reason_of("https://e.org/a", moved("https://e.org/a", "http://e.org/b"))
    assert "language" in reason_of("https://e.org/", moved("https://e.org/", "https://e.org/de/"))
    assert "identifier" in reason_of(
        "https://doi.org/10.1/x", moved("https://doi.org/10.1/x", "https://p.example/x")
    )


def test_where_a_redirect_leads_must_answer_when_asked_for_itself() -> None:
    assert "404" in reason_of(OLD, moved(), page(NEW, status=404))
    assert "elsewhere" in reason_of(OLD, moved(), page(NEW, (302, "https://new.example/c")))
    assert "does not load" in reason_of("https://google.com/url?q=http://dead.example/x", GONE)
    assert "tracking" in reason_of(
        "https://e.org/a?utm_source=x",
        page("https://e.org/a?utm_source=x"),
        page("https://e.org/a", status=404),
    )


def test_two_fragments_cannot_both_be_kept() -> None:
    assert reason_of(f"{OLD}#a", moved(new=f"{NEW}#b")) == (
        "the redirect leads to #b of the page, the link to #a"
    )


def test_an_address_with_a_secret_is_left_alone() -> None:
    assert "secret" in reason_of("http://me:pw@e.org/a", moved("http://me:pw@e.org/a", "https://e.org/a"))


def test_a_picture_is_changed_only_if_there_is_one() -> None:
    lost = page(OLD, (301, NEW), picture_problem="it is no picture")
    found = propose(link(OLD, Kind.IMAGE), web(lost), USUAL)
    assert isinstance(found, LeftAlone)
    assert isinstance(propose(link(OLD), web(lost), USUAL), Proposal)


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        (Fix.REDIRECTS, "https://e.org/b?utm_source=x"),
        (Fix.HTTPS, "https://e.org/a?utm_source=x"),
        (Fix.TRACKING, "http://e.org/a"),
        (Fix.WRAPPERS, None),
        (Fix.ARCHIVE, None),
    ],
)
def test_only_what_is_wanted_is_fixed(wanted: Fix, target: str | None) -> None:
    url = "http://e.org/a?utm_source=x"
    chain = page(url, (301, "https://e.org/a?utm_source=x"), (301, "https://e.org/b?utm_source=x"))
    assert target_of(url, chain, wanted=frozenset({wanted})) == target


def test_dead_links_get_their_copy_only_on_request() -> None:
    copy = "https://web.archive.org/web/2020/http://dead.example/x"
    facts = Facts({GONE.url: GONE}, {("post", GONE.url): copy})
    dead = link(f"{GONE.url}#part")
    assert propose(dead, facts, USUAL) is None
    assert propose(dead, facts, USUAL | {Fix.ARCHIVE}) == Proposal(dead, f"{copy}#part", (Fix.ARCHIVE,))


def test_what_is_ignored_is_left_alone() -> None:
    facts = Facts({OLD: moved()}, ignored=frozenset({("post", 1, 1)}))
    assert propose(link(OLD), facts, USUAL) == LeftAlone(link(OLD), "what was found there is ignored")


def test_what_is_proposed_has_to_be_asked_for() -> None:
    facts = web(moved(), page("http://e.org/a", title="t"), page("https://stays.example/"))
    links = [
        link(OLD),
        link(f"{OLD}#x"),
        link("http://e.org/a"),
        link("https://stays.example/"),
        link(GONE.url),
    ]
    assert [each.url for each in unproven(links, facts, USUAL)] == ["https://e.org/a", NEW]
    assert [each.url for each in unproven(links, facts, frozenset({Fix.TRACKING}))] == []


def test_a_run_tells_which_dead_page_has_a_copy() -> None:
    from datetime import UTC, datetime

    from linkcheck.model import Snapshot

    dead = Resource(
        GONE.url,
        status=404,
        final_url=GONE.url,
        snapshots=(Snapshot("https://a.example/x", datetime(2020, 1, 1, tzinfo=UTC)),),
    )
    facts = facts_of(report(document(f"[a]({GONE.url}#x)"), resources=[dead]))
    assert facts.copies == {("post.md", GONE.url): "https://a.example/x"}


@pytest.mark.parametrize(
    ("written", "new", "expected"),
    [
        (
            "http://مثال.org/é?q=ü&utm_source=x#و",
            "https://xn--mgbh0fb.org/%C3%A9?q=%C3%BC#%D9%88",
            "https://مثال.org/é?q=ü#و",
        ),
        ("http://مثال.org/é", "https://www.xn--mgbh0fb.org/a/%C3%A9", "https://www.مثال.org/a/é"),
        ("HTTP://E.org:80/%7Ea", "https://e.org/%7Ea", "https://E.org/%7Ea"),
        ("http://e.org/a/../b c", "https://e.org/b%20c/d", "https://e.org/b%20c/d"),
        ("http://e.org", "https://e.org/", "https://e.org"),
        ("http://e.org/é", "https://other.example/x", "https://other.example/x"),
    ],
)
def test_what_stays_the_same_keeps_its_spelling(written: str, new: str, expected: str) -> None:
    assert spelled(written, resolve(written).url, new) == expected
    assert resolve(expected).url == new
