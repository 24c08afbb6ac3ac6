"""Each rule: what it must find, and what it must leave alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from linkcheck.errors import ConfigError
from linkcheck.model import (
    CanonicalSource,
    Failure,
    FailureKind,
    Level,
    MissingSign,
    Picture,
    Redirect,
    Resource,
    Snapshot,
)
from linkcheck.rules import rule_settings, rules
from tests.canned import document, findings, report

U = "https://e.org/a"
LINK = document(f"one [a]({U}) and\n[again]({U})")


def picture(**fields: object) -> Resource:
    return Resource(U, status=200, final_url=U, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "resource"),
    [
        ("broken-link", Resource(U, status=404)),
        ("broken-link", Resource(U, status=410)),
        ("broken-link", Resource(U, failure=Failure(FailureKind.DNS_NOT_FOUND))),
        ("unavailable-link", Resource(U, status=503)),
        ("unavailable-link", Resource(U, failure=Failure(FailureKind.TIMEOUT))),
        ("blocked-link", Resource(U, status=403)),
        ("moved-link", Resource(U, status=200, redirects=(Redirect(301, "https://e.org/b"),))),
        (
            "non-canonical-link",
            Resource(
                U,
                status=200,
                final_url=U,
                canonical_url="https://e.org/c",
                canonical_source=CanonicalSource.LINK_ELEMENT,
            ),
        ),
    ],
)
def test_one_url_in_one_document_is_one_finding_with_every_place(rule: str, resource: Resource) -> None:
    (found,) = findings(rule, LINK, resources=[resource])
    assert found.link is not None
    assert (found.link.reference.anchor, [other.reference.anchor for other in found.related]) == (
        "a",
        ["again"],
    )
    assert found.level is rules[rule].level
    assert found.fingerprint


def test_a_broken_url_is_found_in_each_document_that_holds_it() -> None:
    other = document(f"[b]({U})", "other.md")
    found = findings("broken-link", LINK, other, resources=[Resource(U, status=404)])
    assert [each.document for each in found] == ["other.md", "post.md"]
    assert len({each.fingerprint for each in found}) == 2


@pytest.mark.parametrize(
    ("rule", "resource"),
    [
        ("broken-link", Resource(U, status=200)),
        ("broken-link", Resource(U, status=500)),
        ("broken-link", Resource(U, status=403)),
        ("broken-link", Resource(U, failure=Failure(FailureKind.TIMEOUT))),
        ("broken-link", Resource(U, failure=Failure(FailureKind.EXCLUDED))),
        ("unavailable-link", Resource(U, status=404)),
        ("unavailable-link", Resource(U, failure=Failure(FailureKind.INTERRUPTED))),
        ("blocked-link", Resource(U, status=404)),
        ("moved-link", Resource(U, status=200, redirects=(Redirect(302, "https://e.org/b"),))),
        ("moved-link", Resource(U, status=404, redirects=(Redirect(301, "https://e.org/b"),))),
        (
            "moved-link",
            Resource(U, status=200, redirects=(Redirect(301, "https://e.org/b"), Redirect(301, U))),
        ),
        ("non-canonical-link", Resource(U, status=200, final_url=U, canonical_url=U + "?utm_source=x")),
        ("non-canonical-link", Resource(U, status=404, canonical_url="https://e.org/c")),
        (
            "non-canonical-link",
            Resource(
                U,
                status=200,
                redirects=(Redirect(301, "https://e.org/c"),),
                final_url="https://e.org/c",
                canonical_url="https://e.org/c",
                canonical_source=CanonicalSource.REDIRECT,
            ),
        ),
    ],
)
def test_what_is_no_fault_of_that_kind_is_left_alone(rule: str, resource: Resource) -> None:
    assert findings(rule, LINK, resources=[resource]) == []


def test_a_permanent_redirect_followed_by_a_temporary_one_names_the_url_between() -> None:
    hops = (Redirect(308, "https://e.org/b"), Redirect(302, "https://e.org/session"))
    (found,) = findings("moved-link", LINK, resources=[Resource(U, status=200, redirects=hops)])
    assert found.evidence["moved_to"] == "https://e.org/b"


IMAGE = document(f"![alt]({U})")


def test_a_missing_or_damaged_picture_is_a_broken_image_and_no_broken_link() -> None:
    for resource in (Resource(U, status=404), picture(picture_problem="it is a web page")):
        (found,) = findings("broken-image", IMAGE, resources=[resource])
        assert found.level is Level.ERROR
        assert findings("broken-link", IMAGE, resources=[resource]) == []


@pytest.mark.parametrize(
    "resource", [picture(), Resource(U, status=503, picture_problem="x"), Resource(U, status=403)]
)
def test_a_picture_that_may_be_well_is_left_alone(resource: Resource) -> None:
    assert findings("broken-image", IMAGE, resources=[resource]) == []


@pytest.mark.parametrize("fragment", ["gone", "%D9%86", "Part", "other:~:text=x"])
def test_a_fragment_the_page_lacks_is_found(fragment: str) -> None:
    post = document(f"[a]({U}#{fragment})")
    assert len(findings("missing-fragment", post, resources=[picture(fragments=frozenset({"part"}))])) == 1


@pytest.mark.parametrize(
    ("fragment", "names"),
    [
        ("part", {"part"}),
        ("%D9%86%D8%B5", {"نص"}),
        ("a%20b", {"a b"}),
        ("part", {"user-content-part"}),
        ("top", set()),
        ("TOP", set()),
        ("", set()),
        ("!/route", set()),
        ("/route", set()),
        (":~:text=words", set()),
        ("part:~:text=words", {"part"}),
        ("part", None),
    ],
)
def test_a_fragment_that_is_there_or_cannot_be_known_is_left_alone(
    fragment: str, names: set[str] | None
) -> None:
    held = None if names is None else frozenset(names)
    post = document(f"[a]({U}#{fragment})")
    assert findings("missing-fragment", post, resources=[picture(fragments=held)]) == []


def test_a_fragment_of_a_broken_page_is_not_reported_twice() -> None:
    page = Resource(U, status=404, fragments=frozenset())
    assert findings("missing-fragment", document(f"[a]({U}#x)"), resources=[page]) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://proxy-host.com:port",
        "http://...",
        "http://",
        "http://proxy.example:PORT/",
    ],
)
def test_examples_that_a_program_took_for_links_are_no_fault(address: str) -> None:
    typed = document(f'<a href="{address}">{address}</a>', "post.html", "text/html")
    assert findings("malformed-url", typed) == []
    assert findings("malformed-url", document(f"See {address} now", "post.txt", "text/plain")) == []
    meant = document(f'<a href="{address}">the proxy</a>', "post.html", "text/html")
    assert len(findings("malformed-url", meant)) == 1


@pytest.mark.parametrize("anchor", ["http://…/find", "http://.../find"])
def test_an_example_that_was_typeset_is_no_fault(anchor: str) -> None:
    text = f'<a href="http://.../find">{anchor}</a>'
    assert findings("malformed-url", document(text, "post.html", "text/html")) == []


@pytest.mark.parametrize(
    "address", ["https://trac er.debian.org/", "https://e.org:99999/", "https://a..b.org/"]
)
def test_slips_in_typed_addresses_are_found(address: str) -> None:
    typed = document(f'<a href="{address}">{address}</a>', "post.html", "text/html")
    assert len(findings("malformed-url", typed)) == 1


def test_malformed_targets_are_quoted_with_the_reason() -> None:
    (found,) = findings("malformed-url", document("[a](https://e.org:99999/) [b](https://e.org:99999/)"))
    assert "65535" in found.message
    assert found.evidence["target"] == "https://e.org:99999/"
    assert len(found.related) == 1


@pytest.mark.parametrize("target", ["other.md", "#part", "/x", "mailto:a@b.c", "tel:+1", U])
def test_well_formed_targets_are_left_alone(target: str) -> None:
    assert findings("malformed-url", document(f"[a]({target})")) == []


def test_an_unreadable_document_is_a_finding_of_its_own() -> None:
    (found,) = findings(
        "unreadable-document", document("", problem="it is a binary file"), document("fine", "b.md")
    )
    assert (found.document, "binary" in found.message) == ("post.md", True)


OVERUSED = {
    "en": ["Moscow", "Tehran", "the missiles", "United States", "sanctions", "a treaty"],
    "ar": ["موسكو", "طهران", "الصواريخ", "الولايات المتحدة", "العقوبات", "المعاهدة"],
    "zh": ["明代", "税关", "铁路", "水灾", "战争期间", "民工"],
    "ru": ["Москва", "Тегеран", "ракеты", "Соединённые Штаты", "санкции", "договор"],
    "es": ["Moscú", "Teherán", "los misiles", "Estados Unidos", "sanciones", "un tratado"],
    "he": ["מוסקבה", "טהרן", "הטילים", "ארצות הברית", "סנקציות", "אמנה"],
}


@pytest.mark.parametrize("anchors", OVERUSED.values(), ids=OVERUSED)
def test_one_page_under_unrelated_anchors_is_overused_in_any_language(anchors: list[str]) -> None:
    text = "\n".join(f"- [{anchor}]({U}?n=0)" for anchor in anchors)
    text += "\n- [x](https://f.org/1)\n- [y](https://f.org/2)\n- [z](https://g.org/)"
    (found,) = findings("link-overuse", document(text))
    assert found.evidence["n"] == len(anchors)
    assert found.level is Level.WARNING


def many(*pairs: tuple[str, str]) -> str:
    return "\n".join(f"- [{anchor}]({url})" for anchor, url in pairs)


@pytest.mark.parametrize(
    "text",
    [
        many(*[("the report", U)] * 8, ("x", "https://f.org/"), ("y", "https://g.org/")),
        many(
            *[(f"the report, page {page}", U) for page in range(8)],
            ("x", "https://f.org/"),
            ("y", "https://g.org/"),
        ),
        many(*[(word, U) for word in OVERUSED["en"][:5]]),
        many(*[(word, f"{U}/{word}") for word in OVERUSED["en"]]),
        many(*[(word, f"{U}#{word.replace(' ', '-')}") for word in OVERUSED["en"]]),
        many(("Moscow", U), ("Tehran", U), ("sanctions", U), ("x", "https://f.org/")),
        many(
            *[(word, U) for word in OVERUSED["en"][:4]], *[(f"w{i}", f"https://f.org/{i}") for i in range(12)]
        ),
        many(*[(U, U)] * 8, ("x", "https://f.org/"), ("y", "https://g.org/")),
    ],
    ids=[
        "one anchor",
        "rewordings",
        "five links to one page",
        "pages of one host",
        "parts",
        "few",
        "small share",
        "bare",
    ],
)
def test_honest_citing_is_left_alone(text: str) -> None:
    assert findings("link-overuse", document(text)) == []


def test_navigation_does_not_count_as_citing() -> None:
    items = "".join(f'<a href="{U}">{word}</a>' for word in OVERUSED["en"])
    others = '<a href="https://f.org/">x</a><a href="https://g.org/">y</a><a href="https://h.org/">z</a>'
    page = document(f"<nav>{items}</nav><p>{others}", "post.html", "text/html")
    assert findings("link-overuse", page) == []


def test_one_url_shown_twice_is_reused_a_note_in_one_post_a_warning_across_posts() -> None:
    twice = document(f"![a]({U})\n\n![b]({U})")
    (note,) = findings("image-reuse", twice)
    assert (note.level, note.evidence["relation"]) == (Level.NOTE, "same-url")
    seen = picture(picture=Picture("jpeg", 9, 9, 1, "0" * 16, "0" * 16, is_informative=True))
    (warning,) = findings("image-reuse", IMAGE, document(f"![b]({U})", "other.md"), resources=[seen])
    assert warning.level is Level.WARNING


@pytest.mark.parametrize("copies", [2, 3])
def test_a_badge_that_was_not_looked_at_and_a_logo_on_many_pages_are_notes(copies: int) -> None:
    plain = picture(picture=Picture("png", 9, 9, 1, "0" * 16, "0" * 16, is_informative=False))
    resources = [plain] if copies == 3 else []
    posts = [document(f"![b]({U})", f"{number}.md") for number in range(copies)]
    (found,) = findings("image-reuse", *posts, resources=resources)
    assert found.level is Level.NOTE


def test_different_pictures_are_no_reuse() -> None:
    assert findings("image-reuse", document(f"![a]({U})\n\n![b]({U}2)")) == []


def test_a_passage_pasted_twice_is_one_finding_without_line_numbers_in_its_fingerprint() -> None:
    passage = "word " * 40 + "\n" + "other " * 40
    (one,) = findings("duplicate-passage", document(f"{passage}\n\n{passage}"))
    (moved,) = findings("duplicate-passage", document(f"\n\n\nbefore\n\n{passage}\n\n{passage}"))
    assert one.message != moved.message
    assert one.fingerprint == moved.fingerprint


def test_settings_change_levels_and_thresholds_and_turn_rules_off() -> None:
    broken = Resource(U, status=404)
    for level in ("note", "off"):
        found = report(LINK, resources=[broken], rules={"broken-link": {"level": level}}).findings
        assert [each.level for each in found] == ([Level.NOTE] if level == "note" else [])


def test_every_wrong_rule_setting_is_named_at_once_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError) as caught:
        rule_settings(
            {
                "broken-lnk": {},
                "link-overuse": {"min_link": 1, "min_uses": "x"},
                "moved-link": {"level": "bad"},
            }
        )
    problems = "\n".join(caught.value.problems)
    assert "rules.broken-lnk: there is no such rule (did you mean broken-link?)" in problems
    assert "rules.link-overuse.min_link: there is no such setting (did you mean min_links?)" in problems
    assert "rules.link-overuse.min_uses: expected a whole number, got text" in problems
    assert "rules.moved-link.level: expected error, warning, note or off, got 'bad'" in problems


@pytest.mark.parametrize("kind", [FailureKind.PRIVATE_ADDRESS, FailureKind.REDIRECT_PRIVATE])
def test_a_link_into_a_private_network_is_found(kind: FailureKind) -> None:
    (found,) = findings("private-target", LINK, resources=[Resource(U, failure=Failure(kind))])
    assert "private network" in found.message
    assert len(found.related) == 1


@pytest.mark.parametrize(
    "kind", set(FailureKind) - {FailureKind.PRIVATE_ADDRESS, FailureKind.REDIRECT_PRIVATE}
)
def test_other_failures_lead_to_no_private_network(kind: FailureKind) -> None:
    assert not findings("private-target", LINK, resources=[Resource(U, failure=Failure(kind))])


def _certified(url: str, days: float | None) -> Resource:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    end = None if days is None else now + timedelta(days=days)
    return Resource(url, status=200, final_url=url, certificate_expires_at=end, checked_at=now)


def test_a_certificate_that_expires_soon_is_found_once_for_its_host() -> None:
    text = document("[a](https://e.org/1) [b](https://e.org/2) [c](https://f.org/)")
    resources = [
        _certified("https://e.org/1", 3),
        _certified("https://e.org/2", 3),
        _certified("https://f.org/", 0.5),
    ]
    found = findings("certificate-expiring", text, resources=resources)
    assert [each.message for each in found] == [
        "the certificate of e.org expires in 3 days",
        "the certificate of f.org expires in less than a day",
    ]
    assert len(found[0].related) == 1


@pytest.mark.parametrize("days", [14, 90, None])
def test_a_certificate_with_time_left_is_left_alone(days: float | None) -> None:
    assert not findings("certificate-expiring", LINK, resources=[_certified(U, days)])


@pytest.mark.parametrize(
    "signs",
    [
        {MissingSign.TITLE, MissingSign.HEADING},
        {MissingSign.ROOT, MissingSign.SIBLING},
        {MissingSign.ERROR_PATH},
    ],
)
def test_two_signs_make_a_soft_404(signs: set[MissingSign]) -> None:
    (found,) = findings("soft-404", LINK, resources=[picture(missing_signs=frozenset(signs))])
    assert found.message.startswith("this page loads, but what was linked seems gone")


@pytest.mark.parametrize(
    "resource",
    [
        picture(),
        picture(missing_signs=frozenset({MissingSign.TITLE})),
        picture(missing_signs=frozenset({MissingSign.ROOT})),
        Resource(U, status=404, missing_signs=frozenset(MissingSign)),
    ],
)
def test_less_makes_none(resource: Resource) -> None:
    assert not findings("soft-404", LINK, resources=[resource])


def test_a_parked_domain_is_found() -> None:
    (found,) = findings("parked-domain", LINK, resources=[picture(parked_by="Sedo")])
    assert "parked or for sale (Sedo)" in found.message
    assert not findings("parked-domain", LINK, resources=[picture()])


def test_words_that_a_page_lost_are_found() -> None:
    post = document(f"[a]({U}#:~:text=gone) [b]({U}#:~:text=there)")
    resource = picture(missing_texts=frozenset({":~:text=gone"}), fragments=frozenset())
    (found,) = findings("missing-text-fragment", post, resources=[resource])
    assert found.link is not None
    assert found.link.reference.anchor == "a"
    built = picture(missing_texts=frozenset({":~:text=gone"}), is_script_built=True)
    assert not findings("missing-text-fragment", post, resources=[built])


def test_parts_of_a_page_that_scripts_build_are_not_judged() -> None:
    post = document(f"[a]({U}#part) [b]({U}#there)")
    built = picture(fragments=frozenset({"there"}), is_script_built=True)
    assert not findings("missing-fragment", post, resources=[built])
    assert len(findings("unchecked-fragment", post, resources=[built])) == 1
    assert not findings("unchecked-fragment", post, resources=[picture(fragments=frozenset())])


@pytest.mark.parametrize(
    "target",
    [
        "https://github.com/a/b/blob/main/c.py#L10-L20",
        "https://github.com/a/b/issues/1#issuecomment-123",
        "https://github.com/a/b#readme",
        "https://gitlab.com/a/b/-/issues/1#note_5",
        "https://bitbucket.org/a/b/src/c.py#lines-10:20",
        "https://e.org/video#t=10,20",
        "https://e.org/a.html#page=4",
    ],
)
def test_what_scripts_of_forges_and_players_make_is_left_alone(target: str) -> None:
    url = target.partition("#")[0]
    held = Resource(url, status=200, final_url=url, fragments=frozenset())
    assert not findings("missing-fragment", document(f"[a]({target})"), resources=[held])


def test_lines_mean_nothing_elsewhere() -> None:
    assert findings("missing-fragment", document(f"[a]({U}#L10)"), resources=[picture(fragments=frozenset())])


@pytest.mark.parametrize(
    ("name", "year"),
    [("2023-05-01-a.md", 2022), ("2019-05-01-a.md", 2020), ("2022-06-15-a.md", 2022), ("a.md", 2024)],
)
def test_a_dead_link_names_the_last_copy_its_author_can_have_seen(name: str, year: int) -> None:
    copies = tuple(
        Snapshot(f"https://archive.example/web/{when}/{U}", datetime(when, 6, 15, tzinfo=UTC))
        for when in (2020, 2022, 2024)
    )
    dead = Resource(U, status=404, snapshots=copies)
    (found,) = findings("broken-link", document(f"[a]({U})", name), resources=[dead])
    assert found.message.endswith(f"archived on {year}-06-15: https://archive.example/web/{year}/{U}")
    assert found.evidence["archived_url"] == f"https://archive.example/web/{year}/{U}"


def test_a_dead_link_without_copies_names_none() -> None:
    (found,) = findings(
        "broken-link", document(f"[a]({U})"), resources=[Resource(U, status=404, snapshots=())]
    )
    assert "archived" not in found.message
