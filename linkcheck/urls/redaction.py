"""Keep the secrets that URLs carry out of everything that is shown, wherever in a text the URL stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence, Set
from urllib.parse import unquote

_MASK = "***"
_LONGEST_KEY = 300
# A picture written into a URL is shown by its beginning; the digest tells two of them apart.
_DATA, _LONGEST_DATA, _SHOWN_DATA = "data:", 120, 40
# RFC 3986 §3.2.1; the last @ before the path ends it, as for browsers. Without a scheme only at the start.
_USERINFO = re.compile(r"(?:(?<=:)|^)([/\\]{2})[^/?#\s\"'<>\\]+@")
_PARAMETER = re.compile(r"(?<=[?&#;])([A-Za-z0-9_.~%\[\]-]{1,64})=([^&#;\s\"'<>]+)")
# Names of parameters that let their bearer in, in the words of the services that use them.
_NAMES = frozenset(
    "auth code jwt key otp pass pwd session sid sig ticket "
    "apikey authkey phpsessid jsessionid sessionid".split()
)
_ENDINGS = (
    "token", "secret", "password", "passwd", "signature", "credential", "credentials", "authorization",
    "api_key", "api-key", "access_key", "access-key", "accesskey", "private_key", "auth_key", "session_id",
    "_sig", "-sig", "_auth", "_key", "-key", "securityinfo",
)  # fmt: skip
_PREFIXES = ("x-amz-", "x-goog-")


def redact(text: str) -> str:
    """Return a text with `***` for the user and password of every URL in it, and for secret parameters.

    >>> redact("see https://me:pw@e.org/?page=2&access_token=s3cret#a")
    'see https://***@e.org/?page=2&access_token=***#a'
    """
    if text.startswith(_DATA) and len(text) > _LONGEST_DATA:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{text[:_SHOWN_DATA]}… ({len(text):,} characters, {digest})"
    if "@" in text:
        text = _USERINFO.sub(rf"\1{_MASK}@", text)
    return _PARAMETER.sub(_mask, text) if "=" in text else text


def redact_optional(text: str | None) -> str | None:
    """Return a text as `redact` does, and nothing for none."""
    return None if text is None else redact(text)


def redact_key(text: str) -> str:
    """Return what tells a finding from others as people may see it: on one line, and not too long a one."""
    words = " ".join(redact(text).split())
    return words if len(words) <= _LONGEST_KEY else f"{words[: _LONGEST_KEY - 1]}…"


def redact_fragment(fragment: str) -> str:
    """Return a fragment (without its `#`) as `redact` would show it in its URL."""
    return redact(f"#{fragment}")[1:]


def redact_values(value: object) -> object:
    """Return plain JSON values with every text redacted; sets become sorted lists."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: redact_values(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [redact_values(each) for each in value]
    if isinstance(value, Set):
        return [redact_values(each) for each in sorted(value)]
    return value


def has_secret(url: str) -> bool:
    """Say whether a URL carries anything that is not to be shown."""
    return redact(url) != url


def is_masked(url: str) -> bool:
    """Say whether a URL was redacted, so that it leads nowhere any more."""
    return _MASK in url


def _mask(match: re.Match[str]) -> str:
    name = unquote(match[1]).lower()
    is_secret = name in _NAMES or name.endswith(_ENDINGS) or name.startswith(_PREFIXES)
    return f"{match[1]}={_MASK}" if is_secret else match[0]
