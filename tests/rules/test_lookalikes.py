"""Hosts that look like others, and characters that nobody sees: what is found, and what is left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.errors import UrlError
from linkcheck.model import Finding, Level, Resource
from linkcheck.text.invisible import is_balanced, zero_width
from linkcheck.text.lookalikes import lookalike
from linkcheck.urls.references import host_key, resolve
from tests.canned import document, findings


@pytest.mark.parametrize(
    ("host", "looks_like"),
    [
        ("аррӏе.com", "apple.com"),
        ("xn--80ak6aa92e.com", "apple.com"),
        ("раypal.com", "paypal.com"),
        ("gооgle.com", "google.com"),
        ("www.microsоft.com", "www.microsoft.com"),
        ("hаaretz.co.il", "haaretz.co.il"),
        ("amazоn.es", "amazon.es"),
        ("αpple.com", "apple.com"),
        ("ɡoogle.com", "google.com"),
        ("раypal.рф", "paypal.pф"),
        ("ᎪᏢᏢ.com", "APP.com"),
        ("раypal-login.example", "paypal-login.example"),
        ("paypal.com∕login.evil.example", "paypal.com/login.evil.example"),
        ("paypal.comノlogin.evil.example", "paypal.com/login.evil.example"),
    ],
)
def test_a_host_that_looks_like_another_is_found(host: str, looks_like: str) -> None:
    (found,) = findings("homograph-host", document(f"[a](https://{host}/x) [b](https://{host}/y)"))
    assert (found.level, found.evidence["looks_like"]) == (Level.WARNING, looks_like)
    assert len(found.related) == 1


HONEST = (
    "apple.com пример.рф xn--e1afmkfd.xn--p1ai москва.ru сос.рф роса.рф нато.com яндекс.com "
    "қазақстан.kz 123пример.com пример-test.com ўзбек.uz нос.bg ελλάδα.gr ορ.gr հայ.am 例え.jp "
    "ひらがなカタカナ.jp テスト漢字abc.jp ノート.jp ソニー.jp 中文abc.cn 台灣.tw 한국.kr "
    "عربي.com می‌خواهم.ir שלום.co.il "
    "ไทย.com भारत.com ქართული.ge españa.es bücher.de łódź.pl ıstanbul.com tiếng-việt.vn i❤.ws "
    "127.0.0.1 [::1] xn--a-0.com"
)


@pytest.mark.parametrize("host", HONEST.split())
def test_honest_hosts_are_left_alone(host: str) -> None:
    assert findings("homograph-host", document(f"[a](<https://{host}/x>)")) == []


def invisible(rule: str, text: str, media_type: str = "text/markdown", *resources: Resource) -> list[Finding]:
    return findings(rule, document(text, "post", media_type), resources=resources)


@pytest.mark.parametrize(
    "character",
    ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"],
    ids=lambda each: f"{ord(each):x}",
)
def test_what_nobody_sees_in_a_url_is_found(character: str) -> None:
    for target in (
        f"https://e.org/a{character}b",
        f"https://e.org/?q=a{character}b",
        f"https://e.org/#a{character}b",
    ):
        (found,) = invisible("zero-width-character", f"[a]({target})")
        assert found.level is Level.WARNING
        assert f"U+{ord(character):04X}" in found.message


def test_the_host_and_bare_urls_hide_it_too() -> None:
    (host,) = invisible("zero-width-character", "[a](https://e\u200b.org/)")
    assert host.level is Level.WARNING
    (bare,) = invisible("zero-width-character", "see https://e.org/long\u200bpath now", "text/plain")
    assert bare.level is Level.WARNING
    (forum,) = invisible("zero-width-character", "https://e.org/\u00adpath", "text/x-bbcode")
    assert forum.level is Level.WARNING


def test_addresses_that_are_meant_so_are_a_note() -> None:
    (escaped,) = invisible("zero-width-character", "[a](https://e.org/a%E2%80%8Bb)")
    url = "https://e.org/a%E2%80%8Bb"
    answer = Resource(url, status=200, final_url=url, checked_at=datetime(2026, 1, 1, tzinfo=UTC))
    (answered,) = invisible("zero-width-character", "[a](https://e.org/a\u200bb)", "text/markdown", answer)
    assert [escaped.level, answered.level] == [Level.NOTE, Level.NOTE]


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://e.org/a)",
        "[نیم‌فاصله](https://fa.wikipedia.org/wiki/نیم‌فاصله)",
        "[a](https://fa.wikipedia.org/wiki/%D9%86%DB%8C%D9%85%E2%80%8C%D9%81%D8%A7)",
        "[a](https://می‌خواهم.ir/)",
        "[a](https://e.org/%E0%A4%95%E0%A5%8D%E2%80%8D%E0%A4%B7)",
        "[a](https://e.org/#👩‍💻)",
        "[a](https://e.org/#%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB)",
        "[co\u00adop and zero\u200bwidth](https://e.org/)",
        "Text with a\u200bzero width space https://e.org/ and more",
        "[a](https://e.org/caf%C3%A9%E2%80%93bar)",
        "[a](https://e.org/привет) [b](https://e.org/你好) [c](https://e.org/שלום) [d](https://e.org/niño)",
    ],
)
def test_joiners_that_words_need_are_left_alone(text: str) -> None:
    assert invisible("zero-width-character", text) == []
    assert invisible("bidi-control", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://e.org/\u200bを参照",
        "(https://e.org/\u200b)",
        "https://e.org/\u200b، ثم",
        "https://e.org/\u200b",
    ],
)
def test_what_follows_a_bare_url_is_no_part_of_it(text: str) -> None:
    assert invisible("zero-width-character", text, "text/plain") == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://e.org/\u200fpath)",
        "[a](https://e.org/path\u200e)",
        "[a](https://e.org/\u202efdp.exe)",
        "[a](https://e.org/%E2%80%AEfdp.exe)",
        "[a](https://e.org/\u2066x\u2069)",
        "[\u202emoc.lapyap\u202c](https://evil.example)",
        "[report \u202egnp.exe](https://evil.example)",
        "[שלום \u202d123](https://evil.example)",
    ],
)
def test_what_turns_writing_around_is_found(text: str) -> None:
    (found,) = invisible("bidi-control", text)
    assert found.level is Level.WARNING


@pytest.mark.parametrize(
    "text", ["[\u202bنص](https://e.org/)", "[a\u2069](https://e.org/)", "[a](https://e.org/%E2%80%8Fx)"]
)
def test_what_may_be_meant_so_or_reaches_too_far_is_a_note(text: str) -> None:
    (found,) = invisible("bidi-control", text)
    assert found.level is Level.NOTE


@pytest.mark.parametrize(
    "anchor",
    [
        "التقرير\u200f",
        "\u200fהדוח (C++)\u200e",
        "\u2067النص\u2069",
        "\u202bالنص\u202c",
        "\u2068a\u2069 b \u2066c\u2069",
        "\u202aexample\u202c",
        "a\u061cb",
        "the report",
        "报告",
        "отчёт",
        "el informe",
    ],
)
def test_marks_and_closed_isolates_in_anchors_are_left_alone(anchor: str) -> None:
    assert invisible("bidi-control", f"[{anchor}](https://e.org/)") == []


def test_a_host_that_cannot_be_is_reported_once() -> None:
    post = "[a](https://\u202epaypal.com/) [b](https://pay\u200dpal.com/)"
    assert len(invisible("malformed-url", post)) == 2
    for rule in ("bidi-control", "zero-width-character", "homograph-host"):
        assert invisible(rule, post) == []


@given(st.text(alphabet="aаоеcр例ノ-.ɡαא0\u200b", min_size=1, max_size=12))
def test_no_host_is_too_odd(name: str) -> None:
    try:
        host = host_key(resolve(f"https://{name}.com/").url).rpartition(":")[0]
    except (UrlError, ValueError):
        return
    found = lookalike(host)
    assert found is None or (found.reason and found.looks_like)


@given(st.text(alphabet="ab\u200b\u200c\u200d\u2066\u2069\u202a\u202c👩م"))
def test_invisible_characters_never_raise(text: str) -> None:
    assert set(zero_width(text)) <= set(text)
    assert is_balanced(f"\u2067{text}\u2069") or not is_balanced(text)
