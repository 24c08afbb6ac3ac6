"""URLs: what resolves to what, which spellings meet under one key, and why a target has no URL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.errors import RelativeUrlError, UrlError
from linkcheck.urls import references as urls

BASE = "https://example.org/blog/post?x=1#old"


@pytest.mark.parametrize(
    ("target", "base", "expected"),
    [
        ("HTTP://EXAMPLE.org:80/a/../b", None, "http://example.org/b"),
        ("//cdn.example.org/x", None, "https://cdn.example.org/x"),
        ("//cdn.example.org/x", "http://a.org/", "http://cdn.example.org/x"),
        ("other", BASE, "https://example.org/blog/other"),
        ("?y=2", BASE, "https://example.org/blog/post?y=2"),
        ("#new", BASE, "https://example.org/blog/post?x=1#new"),
        ("  https://example.org/ \n", None, "https://example.org/"),
        ("https://example.org/نص", None, "https://example.org/%D9%86%D8%B5"),
        ("https://مثال.إختبار/", None, "https://xn--mgbh0fb.xn--kgbechtv/"),
        ("https://e.org/\ud800", None, "https://e.org/%EF%BF%BD"),
        ("http://2130706433/", None, "http://127.0.0.1/"),
        ("mailto:a@b.c", None, "mailto:a@b.c"),
    ],
)
def test_a_target_resolves_as_a_browser_resolves_it(target: str, base: str | None, expected: str) -> None:
    assert urls.resolve(target, base).url == expected


def test_the_fragment_is_kept_apart_from_what_is_fetched() -> None:
    resolved = urls.resolve("https://e.org/a?b#c%20d")
    assert (resolved.fetch_url, resolved.fragment) == ("https://e.org/a?b", "c%20d")
    assert urls.fetch_url(resolved.url) == resolved.fetch_url


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("https://", "no host"),
        ("http://exa mple.org/", "a space"),
        ("http://e<x>.org/", "'<'"),
        ("http://[::1/", "IPv6"),
        ("http://e.org:80a/", "port is not a number"),
        ("http://e.org:99999/", "above 65535"),
        ("http://1.2.3.4.5/", "IPv4"),
        ("http://999.1.1.1/", "IPv4"),
        ("https://a..b/", "two dots"),
        (f"https://{'a' * 63}b.org/", "longer than DNS"),
        ("www.example.org/x", "write https://www.example.org/x"),
        ("https://xn--\u0080.org/", "internationalised"),
    ],
)
def test_a_malformed_target_says_why(target: str, reason: str) -> None:
    with pytest.raises(UrlError, match=reason) as caught:
        urls.resolve(target)
    assert not isinstance(caught.value, RelativeUrlError)


@pytest.mark.parametrize("target", ["other.md", "../x", "/x", "#top", "?q"])
def test_a_relative_target_without_a_base_is_not_malformed(target: str) -> None:
    with pytest.raises(RelativeUrlError):
        urls.resolve(target)


@given(st.text(), st.sampled_from([None, BASE, "http://127.0.0.1/"]))
def test_resolving_never_fails_otherwise_and_is_idempotent(target: str, base: str | None) -> None:
    try:
        once = urls.resolve(target, base)
    except UrlError:
        return
    assert urls.resolve(once.url) == once
    assert urls.canonical_key(urls.canonical_key(once.url)) == urls.canonical_key(once.url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/a?utm_source=x", "https://e.org/a"),
        ("https://e.org/a?b=1&a=2&fbclid=z", "https://e.org/a?a=2&b=1"),
        ("https://e.org/%7Ea", "https://e.org/~a"),
        ("https://e.org/%c3%bc", "https://e.org/%C3%BC"),
        ("https://u:p@e.org/", "https://e.org/"),
        ("https://e.org/a#part", "https://e.org/a"),
        ("https://e.org/?oly_enc_id=1&at_medium=x", "https://e.org/"),
    ],
)
def test_spellings_of_one_url_share_a_key(one: str, other: str) -> None:
    assert urls.canonical_key(one) == urls.canonical_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://e.org/", "https://e.org/"),
        ("https://www.e.org/", "https://e.org/"),
        ("https://e.org/a/", "https://e.org/a"),
        ("https://e.org/A", "https://e.org/a"),
        ("https://e.org//a", "https://e.org/a"),
        ("https://e.org/index.html", "https://e.org/"),
        ("https://e.org/?a=1&a=2", "https://e.org/?a=2&a=1"),
        ("https://e.org/?a", "https://e.org/?a="),
        ("https://e.org/?ref=1", "https://e.org/"),
        ("https://e.org/?id=1", "https://e.org/?id=2"),
        ("https://e.org/#!/a", "https://e.org/#!/b"),
        ("https://e.org/#/a", "https://e.org/"),
        ("https://e.org/a%2Fb", "https://e.org/a/b"),
    ],
)
def test_what_may_be_two_pages_keeps_two_keys(one: str, other: str) -> None:
    assert urls.canonical_key(one) != urls.canonical_key(other)


@pytest.mark.parametrize(
    ("wrapped", "inner"),
    [
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fe.org%2Fa%3Fb", "https://e.org/a?b"),
        ("https://www.google.co.uk/url?q=https://e.org/", "https://e.org/"),
        ("https://www.google.com/amp/s/e.org/a", "https://e.org/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fe.org%2F&h=x", "https://e.org/"),
        ("https://vk.com/away.php?to=http%3A%2F%2Fe.org", "http://e.org/"),
        ("https://href.li/?https://e.org/a?b=c", "https://e.org/a?b=c"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fe.org", "https://e.org/"),
        ("https://e-org.cdn.ampproject.org/c/s/e.org/a", "https://e.org/a"),
        ("https://e-org.cdn.ampproject.org/c/e.org/a", "http://e.org/a"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fe.org",
            "https://e.org/",
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__e.org_a-2Db_-3Fx-3D1&d=DwMFaQ",
            "https://e.org/a-b/?x=1",
        ),
        ("https://urldefense.com/v3/__https://e.org/a?b=1__;!!AbC$", "https://e.org/a?b=1"),
        ("https://urldefense.com/v3/__https://e.org/a*b__;Iw!!AbC$", "https://e.org/a#b"),
        ("https://urldefense.com/v3/__https://e.org/**A__;fn4!!AbC$", "https://e.org/~~"),
        ("https://secure-web.cisco.com/1kJ-x_Y/https%3A%2F%2Fe.org%2Fa", "https://e.org/a"),
        ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fe.org%2f&c=E,1", "https://e.org/"),
        ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fe.org%2F&urlhash=x", "https://e.org/"),
        ("https://slack-redir.net/link?url=https%3A%2F%2Fe.org%2F", "https://e.org/"),
        ("https://www.bing.com/ck/a?!&&p=x&u=a1aHR0cHM6Ly9lLm9yZy8&ntb=1", "https://e.org/"),
        (
            "https://r.search.yahoo.com/_ylt=x/RV=2/RO=10/RU=https%3a%2f%2fe.org%2fa/RK=2/RS=y-",
            "https://e.org/a",
        ),
        ("https://link.zhihu.com/?target=https%3A//e.org/", "https://e.org/"),
        ("https://gitee.com/link?target=https%3A%2F%2Fe.org%2F", "https://e.org/"),
    ],
)
def test_a_known_wrapper_is_taken_off(wrapped: str, inner: str) -> None:
    assert urls.unwrap(wrapped) == inner


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/search?q=https://e.org/",
        "https://google.com.evil.example/url?q=https://e.org/",
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
        "https://l.facebook.com/l.php?u=https://[",
        "https://l.facebook.com/l.php",
        "https://e.org/url?q=https://f.org/",
        "https://href.li/",
        "https://e.cdn.ampproject.org/x",
        "https://www.google.com/amp/",
        "https://urldefense.com/v3/__https://e.org/",
        "https://urldefense.com/v3/__https://e.org/__;A!!x$",
        "https://urldefense.proofpoint.com/v2/url?d=x",
        "https://www.bing.com/ck/a?u=a1%21",
        "https://www.bing.com/ck/a?u=a1____",
        "https://www.linkedin.com/in/somebody?url=https://e.org/",
        "https://www.zhihu.com/question/1?target=https://e.org/",
        "https://web.archive.org/web/2020/https://e.org/",
    ],
)
def test_what_is_no_known_wrapper_is_left_alone(url: str) -> None:
    assert urls.unwrap(url) == url


def test_wrapping_is_unwound_only_so_far() -> None:
    url = "https://e.org/"
    for _ in range(5):
        url = "https://href.li/?" + url
    assert urls.unwrap(url) == "https://href.li/?https://href.li/?https://e.org/"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://static.euronews.com/", "euronews.com"),
        ("https://xn--mgbh0fb.com/", "xn--mgbh0fb.com"),
        ("http://127.0.0.1:8000/", None),
        ("http://[::1]/", None),
        ("http://localhost/", None),
        ("https://co.uk/", None),
        ("mailto:a@example.org", None),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(url: str, domain: str | None) -> None:
    assert urls.registrable_domain(url) == domain


def test_a_readable_url_shows_its_script() -> None:
    assert urls.readable("https://e.org/%D9%86%D8%B5") == "https://e.org/نص"
    assert urls.readable("https://e.org/a") == "https://e.org/a"
