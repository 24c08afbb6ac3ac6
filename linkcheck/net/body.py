"""How much of a reply's body is worth reading, by what was asked for and what came."""

from __future__ import annotations

from html import unescape

from linkcheck.model import Kind, Request
from linkcheck.net.challenge import find_title, is_suspicious_head
from linkcheck.net.page import HEAD_BYTES, find_head_end
from linkcheck.net.phrases import says_missing
from linkcheck.net.policy import Policy
from linkcheck.net.replies import Head, Wish

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
# What servers declare when they do not know better; the bytes decide.
_VAGUE_TYPES = frozenset({None, "application/octet-stream", "binary/octet-stream", "text/plain", "text/xml"})
# So short a page has mostly come with its head; its headings cost nothing more.
SHORT_BYTES = 16_384
_TEXT_BYTES = 32_768  # enough for what an error page says
# What an error page may say of a robot wall is not worth waiting for; it mostly comes with the head.
_REFUSAL_SECONDS = 2.0
_PLAIN_REFUSALS = frozenset({404, 410})
_LONGEST_MARK = len("</head>")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def choose_wish(request: Request, head: Head, policy: Policy) -> Wish | None:
    """Return what to read: a picture whole, a page's head, a page whole for its fragments, or nothing.

    Of a refusal that may be a robot wall's, the beginning.
    """
    if not 200 <= head.status < 300:
        return choose_refusal_wish(head)
    if is_picture_read(request, head, policy):
        return Wish(policy.image_bytes)
    head_bytes = min(HEAD_BYTES, policy.page_bytes)
    if head.media_type in PAGE_TYPES:
        is_short = head.length is not None and head.length <= SHORT_BYTES
        if request.fragments or is_short:
            return Wish(policy.page_bytes)
        return Wish(head_bytes, _SuspiciousPage())
    if head.media_type is None:
        return Wish(head_bytes, _find_undeclared_head_end)
    return None


def choose_refusal_wish(head: Head) -> Wish | None:
    """Return what to read of an error page, None of what says all by its status."""
    if head.status < 400 or head.status in _PLAIN_REFUSALS or head.media_type not in PAGE_TYPES:
        return None
    return Wish(_TEXT_BYTES, seconds=_REFUSAL_SECONDS)


def is_picture_read(request: Request, head: Head, policy: Policy) -> bool:
    """Say whether a reply is read and decoded as a picture."""
    return policy.check_images and Kind.IMAGE in request.kinds and may_be_picture(head.media_type)


def may_be_picture(media_type: str | None) -> bool:
    """Say whether a declared media type leaves room for a picture."""
    return media_type in _VAGUE_TYPES or (media_type or "").startswith("image/")


class _SuspiciousPage:
    """Reads a page's head, and its first text where nothing may be there, or only a robot wall."""

    def __init__(self) -> None:
        self._until: int | None = None

    def __call__(self, body: bytearray, seen: int) -> int | None:
        """Return where to cut, None to read on."""
        if self._until is None:
            end = _find_head_end(body, seen)
            if end is None:
                return None
            words = unescape(find_title(body, end).decode("utf-8", "replace"))
            is_suspicious = says_missing(words) or is_suspicious_head(body[:end])
            self._until = end + (_TEXT_BYTES if is_suspicious else 0)
        return self._until if len(body) >= self._until else None


def _find_head_end(body: bytearray, seen: int) -> int | None:
    return find_head_end(body, max(0, seen - _LONGEST_MARK))


def _find_undeclared_head_end(body: bytearray, seen: int) -> int | None:
    """Read on only while it may be a page: browsers look at the bytes as well (WHATWG MIME Sniffing §7)."""
    return _find_head_end(body, seen) if is_markup(body) else 0


def is_markup(body: bytes | bytearray) -> bool:
    """Say whether a body starts like a page."""
    return bytes(body[:1024]).lstrip(b" \t\r\n\f").startswith((b"<", *_BYTE_ORDER_MARKS))
