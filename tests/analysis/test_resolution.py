"""Which page a link cites once the crawl has shown it, and which canonical URLs the crawl itself refutes."""

from __future__ import annotations

import pytest

from linkcheck.analysis.resolution import cited_page, settle_canonicals, source_key
from linkcheck.model import (
    CanonicalSource,
    Failure,
    FailureKind,
    Kind,
    Link,
    MissingSign,
    Redirect,
    Reference,
    Resource,
    Span,
)

PAGE = "https://news.example.org/2024/the-article"
SHORT = "https://sho.rt/x1"


def link(url: str) -> Link:
    bare, _, fragment = url.partition("#")
    return Link("post.md", Reference(url, Kind.HYPERLINK, Span(1, 1)), url, bare, fragment)


def ok(url: str, **fields: object) -> Resource:
    return Resource(url, **{"status": 200, "final_url": url, **fields})  # type: ignore[arg-type]


def moved(url: str, to: str, status: int = 301, **fields: object) -> Resource:
    return ok(url, redirects=(Redirect(status, to),), final_url=to.partition("#")[0], **fields)


def canonical(url: str, to: str, **fields: object) -> Resource:
    return ok(url, canonical_url=to, canonical_source=CanonicalSource.LINK_ELEMENT, **fields)


def cited(url: str, *resources: Resource) -> str:
    return cited_page(link(url), {resource.url: resource for resource in resources})


AMP, MOBILE, PLAIN = PAGE + "/amp", PAGE.replace("news.", "m."), PAGE.replace("https", "http")


@pytest.mark.parametrize(
    ("url", "resources"),
    [
        (SHORT, [moved(SHORT, PAGE)]),
        (SHORT, [moved(SHORT, PAGE, 302)]),
        (SHORT, [moved(SHORT, PAGE, status=302, challenge="captcha")]),
        (SHORT, [Resource(SHORT, status=403, redirects=(Redirect(301, PAGE),), final_url=PAGE)]),
        (SHORT, [Resource(SHORT, redirects=(Redirect(301, PAGE),), failure=Failure(FailureKind.TIMEOUT))]),
        (PLAIN, [moved(PLAIN, PAGE)]),
        (AMP, [canonical(AMP, PAGE)]),
        (MOBILE, [canonical(MOBILE, PAGE)]),
        (SHORT, [moved(SHORT, AMP), canonical(AMP, PAGE)]),
        (SHORT, [moved(SHORT, AMP, canonical_url=AMP, canonical_source=CanonicalSource.REDIRECT,
                       stated_canonical_url=PAGE)]),
        ("https://www.google.com/url?q=" + PAGE, []),
        ("https://www.google.com/url?q=" + SHORT, [moved(SHORT, PAGE)]),
        (PAGE, [canonical(PAGE, AMP), canonical(AMP, PAGE)]),
    ],
)  # fmt: skip
def test_one_page_however_it_is_reached(url: str, resources: list[Resource]) -> None:
    assert cited(url, *resources) in {PAGE, AMP} if url == PAGE else cited(url, *resources) == PAGE


@pytest.mark.parametrize(
    ("url", "resources"),
    [
        (PAGE, []),
        (PAGE, [ok(PAGE)]),
        (PAGE, [Resource(PAGE, status=404)]),
        (PAGE, [moved(PAGE, "https://news.example.org/login?next=%2F2024", 302)]),
        (PAGE, [moved(PAGE, "https://news.example.org/en/sign-in", 302)]),
        (PAGE, [moved(PAGE, "https://consent.example.org/collect?id=1", 302)]),
        (PAGE, [moved(PAGE, "https://news.example.org/", 302)]),
        (PAGE, [moved(PAGE, "https://www.example.org/", missing_signs=frozenset({MissingSign.ROOT}))]),
        (PAGE, [canonical(PAGE, PAGE + "/404", missing_signs=frozenset({MissingSign.TITLE}))]),
        (PAGE, [canonical(PAGE, AMP, parked_by="Sedo")]),
        (PAGE, [Resource(PAGE, redirects=(Redirect(301, AMP),), failure=Failure(FailureKind.REDIRECT_LOOP))]),
        (PAGE, [Resource(PAGE, failure=Failure(FailureKind.EXCLUDED))]),
        (PAGE, [ok(PAGE, canonical_candidate="https://x.example/", canonical_distrust="another site")]),
    ],
)
def test_what_tells_nothing_of_the_page_is_not_followed(url: str, resources: list[Resource]) -> None:
    assert cited(url, *resources) == url


def test_the_part_of_the_page_is_kept_unless_a_redirect_names_another() -> None:
    assert cited(SHORT + "#part", moved(SHORT, PAGE)) == PAGE + "#part"
    assert cited(SHORT + "#part", moved(SHORT, PAGE + "#own")) == PAGE + "#own"
    assert cited(AMP + "#part", canonical(AMP, PAGE)) == PAGE + "#part"


def test_a_ring_of_canonical_urls_ends() -> None:
    ring = [canonical(f"https://e.org/{n}", f"https://e.org/{(n + 1) % 9}") for n in range(9)]
    assert cited("https://e.org/0", *ring).startswith("https://e.org/")


def test_keys_drop_tracking_and_keep_parts() -> None:
    assert source_key(PAGE + "?utm_source=x#part") == PAGE + "#part"
    assert source_key(PAGE + "?fbclid=x") == source_key(PAGE)
    assert source_key(PAGE) != source_key(PAGE + "/")
    assert source_key(PLAIN) != source_key(PAGE)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (Resource(PAGE, status=404), "what it names does not load: 404 not found"),
        (Resource(PAGE, status=503), "what it names does not load: 503"),
        (ok(PAGE, is_noindex=True), "what it names asks not to be indexed"),
        (moved(PAGE, "https://news.example.org/other"),
         "what it names redirects elsewhere, to https://news.example.org/other"),
    ],
)  # fmt: skip
def test_a_canonical_url_that_the_crawl_refutes_is_doubted(target: Resource, reason: str) -> None:
    settled = settle_canonicals({AMP: canonical(AMP, PAGE), PAGE: target})[AMP]
    assert (settled.canonical_url, settled.canonical_source) == (None, None)
    assert (settled.canonical_candidate, settled.canonical_distrust) == (PAGE, reason)


@pytest.mark.parametrize(
    "target",
    [
        ok(PAGE),
        Resource(PAGE, status=403),
        Resource(PAGE, failure=Failure(FailureKind.TIMEOUT)),
        Resource(PAGE, failure=Failure(FailureKind.EXCLUDED)),
        moved(PAGE, PAGE + "/"),
        moved(PAGE, PAGE.replace("news.", "www.news.")),
    ],
)
def test_a_canonical_url_that_may_well_be_one_is_believed(target: Resource) -> None:
    assert settle_canonicals({AMP: canonical(AMP, PAGE), PAGE: target})[AMP].canonical_url == PAGE


def test_a_page_that_is_its_own_canonical_url_is_left_alone() -> None:
    own = canonical(PAGE, PAGE, is_noindex=True)
    assert settle_canonicals({PAGE: own})[PAGE] == own
