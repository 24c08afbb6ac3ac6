"""Tell a robot wall's reply from the site's own, by the headers that walls put in for this."""

from __future__ import annotations

from collections.abc import Mapping

# Header, the values that mean a challenge, and who asks. From the vendors' documentation.
_MARKS: tuple[tuple[str, frozenset[str], str], ...] = (
    ("cf-mitigated", frozenset({"challenge"}), "Cloudflare"),
    ("x-amzn-waf-action", frozenset({"challenge", "captcha"}), "AWS WAF"),
    ("x-vercel-mitigated", frozenset({"challenge", "deny"}), "Vercel"),
    ("sg-captcha", frozenset({"challenge"}), "SiteGround"),
)


def read_challenge(headers: Mapping[str, str]) -> str | None:
    """Return who keeps robots out with this reply, None if nobody says so."""
    for name, values, vendor in _MARKS:
        if headers.get(name, "").strip().lower() in values:
            return vendor
    return None
