"""Tell a robot wall's reply from the site's own, by what walls put into headers and pages for this.

A page that only writes about walls has none of it: words and links are not looked at, only what a browser
would run, load or send.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkcheck.net.replies import Reply

# Header, the values that mean a challenge, and who asks. From the vendors' documentation.
_HEADERS: tuple[tuple[str, frozenset[str], str], ...] = (
    ("cf-mitigated", frozenset({"challenge"}), "Cloudflare"),
    ("x-amzn-waf-action", frozenset({"challenge", "captcha"}), "AWS WAF"),
    ("x-vercel-mitigated", frozenset({"challenge", "deny"}), "Vercel"),
    ("sg-captcha", frozenset({"challenge"}), "SiteGround"),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a wall's page has in a script, or in a tag that loads or sends something; lower-case.

    A page that shows more than `most_text` bytes of text is the site's own all the same.
    """

    mark: bytes
    vendor: str
    most_text: int = 5000


# Bare names of the vendors' scripts are no marks: many of them are put into every page of a protected site
# (`/cdn-cgi/challenge-platform/scripts/jsd`, `js.datadome.co`, `client.perimeterx.net`, `/akam/`,
# `_Incapsula_Resource?SWJIYLWA`, `window["bobcmn"]`). Those that are, count on a page without text only.
_MARKS: tuple[_Mark, ...] = (
    _Mark(b"_cf_chl_opt", "Cloudflare"),
    _Mark(b"/orchestrate/chl_", "Cloudflare"),
    _Mark(b'id="anubis_version"', "Anubis"),
    _Mark(b'id="anubis_challenge"', "Anubis"),
    _Mark(b"/.within.website/x/cmd/anubis/static/", "Anubis"),
    _Mark(b"captcha-delivery.com/c.js", "DataDome"),
    _Mark(b"captcha-delivery.com/i.js", "DataDome"),
    _Mark(b"captcha-delivery.com/captcha/?", "DataDome"),
    _Mark(b"captcha-delivery.com/interstitial/?", "DataDome"),
    _Mark(b'id="px-captcha"', "HUMAN"),
    _Mark(b"id=px-captcha", "HUMAN"),
    _Mark(b"captcha.px-cdn.net/px", "HUMAN"),
    _Mark(b"captcha.px-cloud.net/px", "HUMAN"),
    _Mark(b'id="sec-if-cpt-container"', "Akamai"),
    _Mark(b'id="sec-cpt-if"', "Akamai"),
    _Mark(b"/_sec/verify?provider=interstitial", "Akamai"),
    _Mark(b"?bm-verify=", "Akamai"),
    _Mark(b"/_incapsula_resource?cwudnsai=", "Imperva"),
    _Mark(b"/_incapsula_resource?swjiylwa=", "Imperva", 0),
    _Mark(b"isimpervaspasupport", "Imperva"),
    _Mark(b"window.gokuprops", "AWS WAF"),
    _Mark(b"sucuri_cloudproxy_js", "Sucuri"),
    _Mark(b"/sucuri-firewall-block.css", "Sucuri"),
    _Mark(b"/.well-known/ddos-guard/js-challenge/", "DDoS-Guard"),
    _Mark(b"/.well-known/ddos-guard/ddg-captcha-page/", "DDoS-Guard"),
    _Mark(b"git.gammaspectra.live/git/go-away/cmd/go-away/", "go-away"),
    _Mark(b"2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js", "Kasada"),
    _Mark(b"/_fs-ch-", "Fastly"),
    _Mark(b"/.bunny-shield/", "Bunny"),
    _Mark(b"/.safeline/", "SafeLine"),
    _Mark(b'window["bobcmn"]', "F5", 300),
    _Mark(b"acw_sc__v2", "Alibaba Cloud", 300),
)
# What an error page is called where the wall's own is all that it can be.
_TITLES = {
    b"just a moment...": "Cloudflare",
    b"attention required! | cloudflare": "Cloudflare",
    b"ddos-guard": "DDoS-Guard",
    b"vercel security checkpoint": "Vercel",
    b"your access to this site has been limited by the site owner": "Wordfence",
}
# Where a page's head gives cause to look further; the marks decide.
_SUSPICIOUS_TITLE = re.compile(
    rb"\s*(?:$|just a moment|one moment|please wait|attention required|access|pardon our|you are being"
    rb"|ddos-guard|client challenge|security|checking|verif|human|.{0,40}\b(?:robot|bot|challenge|denied)\b)",
    re.IGNORECASE,
)
_SEARCHED_BYTES = 32_768
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
# Scripts that hold values (`application/json`, `ld+json`) run nothing, and may quote any page.
_VALUES = rb"<script\b(?=[^>]{0,500}json)(?![^>]{0,500}\bid=\"anubis_)[^>]{0,4000}>.*?(?:</script|\Z)"
_SCRIPT = rb"<script\b[^>]{0,4000}>.*?(?:</script|\Z)"
_PASSED_OVER = re.compile(rb"<!--.*?(?:-->|\Z)|" + _VALUES, re.DOTALL)
_ACTIVE = re.compile(
    _SCRIPT + rb"|<(?:iframe|form|link|img|div|main|meta\s+http-equiv)\b[^>]{0,4000}", re.DOTALL
)
_UNSHOWN = re.compile(rb"<(script|style|title)\b.*?(?:</\1\s*>|\Z)|<[^>]*>|\s+", re.DOTALL)


def read_challenge(reply: Reply) -> str | None:
    """Return who keeps robots out with this reply, None if nobody says so."""
    for name, values, vendor in _HEADERS:
        if reply.head.headers.get(name, "").strip().lower() in values:
            return vendor
    if not reply.body or not (reply.head.media_type or "text/html").endswith("html"):
        return None
    title = find_title(reply.body, _SEARCHED_BYTES)
    if reply.head.status >= 400 and (vendor_by_title := _TITLES.get(title.strip().lower())):
        return vendor_by_title
    return _find_mark(reply.body[:_SEARCHED_BYTES].lower())


def is_suspicious_head(head: bytes | bytearray) -> bool:
    """Say whether the beginning of a page may be a wall's, so that its rest is worth reading."""
    return _SUSPICIOUS_TITLE.match(find_title(head, _SEARCHED_BYTES)) is not None or bool(
        _marks_in(head.lower())
    )


def find_title(page: bytes | bytearray, end: int) -> bytes:
    """Return the title that a page has before `end`, as written; nothing if it has none."""
    match = _TITLE.search(page, 0, end)
    return bytes(match[1]) if match else b""


def _marks_in(page: bytes | bytearray) -> list[_Mark]:
    return [each for each in _MARKS if each.mark in page]


def _find_mark(page: bytes) -> str | None:
    found = _marks_in(page)
    if not found:  # nearly every page there is
        return None
    page = _PASSED_OVER.sub(b"", page)
    active = b"\n".join(match[0] for match in _ACTIVE.finditer(page))
    text = len(_UNSHOWN.sub(b"", page))
    return next((each.vendor for each in found if each.mark in active and text <= each.most_text), None)
