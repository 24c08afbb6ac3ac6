"""Mail addresses and telephone numbers."""

from __future__ import annotations

import pytest

from linkcheck.urls.addresses import mail_problem, phone_problem


@pytest.mark.parametrize(
    "url",
    [
        "mailto:me@example.org", "mailto:me@example.org?subject=Hello%20you", "mailto:a@e.org,b@e.org",
        "mailto:?to=a@example.org", "mailto:first.last+tag@sub.example.org", "MAILTO:me@example.org",
        "mailto:me@пример.рф", "mailto:?subject=Share&body=this",
        "mailto:welch at acm.org", "mailto:ida%20at%20example%20dot%20org", "mailto:ida[at]example.org",
        "mailto:o'neil@example.org", "mailto:root@localhost", "mailto:me@intranet", "mailto:a@b.test",
    ],
)  # fmt: skip
def test_a_mail_address_is_well_formed(url: str) -> None:
    assert mail_problem(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "mailto:", "mailto:me", "mailto:me@", "mailto:@example.org", "mailto:a b@e.org", "mailto:a@b@e.org",
        "mailto:me@example..org", "mailto:good@example.org,bad", "mailto:me.example.org", "mailto:?to=",
        "mailto:<me@example.org>", "mailto:look at", "mailto:at example.org",
    ],
)  # fmt: skip
def test_a_mail_address_is_malformed(url: str) -> None:
    assert mail_problem(url)


@pytest.mark.parametrize(
    "url",
    [
        "tel:+1-201-555-0123", "tel:+4930123456", "tel:112", "tel:7042;phone-context=example.com",
        "tel:+44%2020%207946%200000", "tel:+358-555-1234567;ext=22", "tel:(030)123", "tel:*100#",
    ],
)  # fmt: skip
def test_a_number_is_well_formed(url: str) -> None:
    assert phone_problem(url) is None


@pytest.mark.parametrize(
    "url", ["tel:", "tel:call-me", "tel:+", "tel:+1234567890123456789", "tel:+49/30", "tel:112;=x"]
)
def test_a_number_is_malformed(url: str) -> None:
    assert phone_problem(url)
