"""What is masked, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.urls.redaction import has_secret, redact, redact_fragment, redact_values

SECRET = "hunter2"


@pytest.mark.parametrize(
    "text",
    [
        f"https://me:{SECRET}@e.org/a",
        f"https://{SECRET}@github.com/a",
        f"//me:{SECRET}@e.org/",
        f"http:\\\\me:{SECRET}@e.org",
        f"ftp://me:a@{SECRET}@e.org/",
        f"https://e.org/?token={SECRET}",
        f"https://e.org/?a=1&access_token={SECRET}&b=2",
        f"https://e.org/?a=1&amp;api_key={SECRET}",
        f"https://e.org/?X-Amz-Signature={SECRET}",
        f"https://e.org/?x-goog-credential={SECRET}",
        f"https://e.org/?sig={SECRET}",
        f"https://e.org/?PASSWORD={SECRET}",
        f"https://e.org/?client_secret={SECRET}",
        f"https://e.org/?t%6Fken={SECRET}",
        f"https://e.org/a;jsessionid={SECRET}?b=1",
        f"https://e.org/#access_token={SECRET}&state=1",
        f"https://e.org/cb?code={SECRET}",
        f"use https://e.org/?key={SECRET} instead, or https://a:{SECRET}@b.org/.",
        f"?session={SECRET}",
    ],
)
def test_secrets_are_masked_wherever_the_url_stands(text: str) -> None:
    assert SECRET not in redact(text)
    assert "***" in redact(text)
    assert has_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://e.org/a?page=2&lang=ar#top",
        "https://e.org/?q=token",
        "https://e.org/token=abc",
        "https://medium.com/@someone/a-post",
        "https://e.org/a//@b",
        "mailto:me@e.org?subject=a",
        "me@e.org",
        "https://e.org/?keyword=links&keywords=a",
        "https://e.org/?author=me&encoder=b&design=c",
        "https://e.org/?zipcode=10115&countrycode=de",
        "a = b; code = c",
        "https://e.org/?q=a@b.org",
        "https://e.org/#:~:text=the%20key",
        "https://e.org/?token=",
        "قال (https://e.org/?ص=1)",
    ],
)
def test_the_rest_is_shown_as_it_is(text: str) -> None:
    assert redact(text) == text
    assert not has_secret(text)


def test_a_fragment_is_masked_without_its_sign() -> None:
    assert redact_fragment(f"access_token={SECRET}") == "access_token=***"
    assert redact_fragment("part") == "part"


def test_values_are_masked_at_any_depth() -> None:
    value = {
        "urls": [f"https://a:{SECRET}@e.org/", 1, None],
        "nested": {"url": f"https://e.org/?sig={SECRET}"},
    }
    assert SECRET not in repr(redact_values(value))
    assert redact_values((1.5, True)) == [1.5, True]


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert redact(redact(text)) == redact(text)
