"""What patterns of hosts, of posts and of statuses match, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Document
from linkcheck.settings.patterns import (
    HostPattern,
    PathPattern,
    host_problem,
    path_problem,
    place_of,
    status_problem,
    statuses,
)


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("example.org", "https://example.org/a"),
        ("Example.ORG", "https://example.org/a"),
        ("example.org", "http://example.org:8080/"),
        ("example.org:8080", "http://example.org:8080/"),
        ("example.org:*", "http://example.org:8080/"),
        ("*.example.org", "https://a.b.example.org/"),
        ("*", "https://anything.example/"),
        ("api.*.example", "https://api.eu.example/"),
        ("127.0.0.1", "http://127.0.0.1:5000/"),
        ("127.0.0.*", "http://127.0.0.9/"),
        ("[::1]", "http://[::1]/"),
        ("[::1]:81", "http://[::1]:81/"),
        ("bücher.example", "https://xn--bcher-kva.example/"),
        ("*.bücher.example", "https://a.xn--bcher-kva.example/"),
    ],
)
def test_hosts_that_match(pattern: str, url: str) -> None:
    assert host_problem(pattern) is None
    assert HostPattern(pattern).matches(url)


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("example.org", "https://www.example.org/"),
        ("example.org", "https://example.org.evil.example/"),
        ("example.org", "https://evil-example.org/"),
        ("example.org", "https://evil.example/example.org"),
        ("example.org", "https://example.org@evil.example/"),
        ("exampleXorg", "https://example.org/"),
        ("*.example.org", "https://example.org/"),
        ("*.example.org", "https://evilexample.org/"),
        ("example.org:80", "https://example.org/"),
        ("example.org:80", "http://example.org:8080/"),
        ("[::1]", "http://[::2]/"),
    ],
)
def test_hosts_that_do_not_match(pattern: str, url: str) -> None:
    assert not HostPattern(pattern).matches(url)


def test_a_redirect_reaches_a_host_without_a_port_over_its_own_port_alone() -> None:
    pattern = HostPattern("example.org")
    assert pattern.matches("https://example.org/", is_direct=False)
    assert pattern.matches("http://example.org/", is_direct=False)
    assert not pattern.matches("https://example.org:8443/", is_direct=False)
    assert HostPattern("example.org:8443").matches("https://example.org:8443/", is_direct=False)


@pytest.mark.parametrize(
    "pattern",
    ["", "https://example.org", "example.org/", "me@example.org", "a b", "example.org:x", ":80", "a#b"],
)
def test_what_is_no_host_is_refused(pattern: str) -> None:
    assert "expected a host such as" in (host_problem(pattern) or "")


@pytest.mark.parametrize("pattern", ["posts/old/**", "*.md", "/posts/a.md", "drafts/", "**/b.md", "posts"])
def test_patterns_of_paths_are_those_of_gitignore(pattern: str) -> None:
    assert path_problem(pattern) is None


@pytest.mark.parametrize("pattern", ["", "# no", "!posts/**", "a/["])
def test_what_is_no_pattern_of_paths_is_refused(pattern: str) -> None:
    assert path_problem(pattern)


def post(path: str | None, name: str = "") -> Document:
    return Document(name or path or "x", "text/markdown", "", path=path, root="/w/site" if path else None)


@pytest.mark.parametrize(
    ("document", "folder", "place"),
    [
        (post("posts/a.md"), None, "posts/a.md"),
        (post("posts/a.md"), "/w/site", "posts/a.md"),
        (post("posts/a.md"), "/w/site/posts", "a.md"),
        (post("posts/a.md"), "/w", "site/posts/a.md"),
        (post("posts/a.md"), "/w/site/post", "posts/a.md"),
        (post("posts/a.md"), "/elsewhere", "posts/a.md"),
        (post(None, "https://example.org/a"), "/w", "https://example.org/a"),
        (post(None, "./a.md"), None, "a.md"),
    ],
)
def test_the_place_of_a_post_is_told_from_the_folder_of_the_settings(
    document: Document, folder: str | None, place: str
) -> None:
    assert place_of(document, folder) == place


def test_a_pattern_means_posts_by_their_place() -> None:
    old = PathPattern("posts/old/**", "/w/site")
    assert old.matches(post("posts/old/a.md"))
    assert not old.matches(post("posts/older/a.md"))
    assert not old.matches(post("more/posts/old/a.md"))
    assert PathPattern("*.md", None).matches(post("deep/down/a.md"))


@pytest.mark.parametrize("value", [403, "403", "5xx", "4XX", "500-504", "999"])
def test_statuses_that_can_be_named(value: int | str) -> None:
    assert status_problem(value) is None


@pytest.mark.parametrize("value", [0, 42, 1000, "ok", "", "5x", "504-500", "200..299", -403])
def test_statuses_that_cannot(value: int | str) -> None:
    assert "expected a status" in (status_problem(value) or "")


@given(st.integers(100, 999), st.integers(100, 999), st.integers(100, 999))
def test_a_range_holds_both_its_ends_and_what_is_between(one: int, other: int, status: int) -> None:
    low, high = sorted((one, other))
    assert statuses([f"{low}-{high}"])(status) is (low <= status <= high)
    assert statuses([])(status) is False
