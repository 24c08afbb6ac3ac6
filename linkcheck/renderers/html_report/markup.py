"""Markup by construction: every text that is not `Markup` already is escaped and made printable here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from linkcheck.text.printable import pieces, printable

_VOID = frozenset({"input", "link", "meta"})
# ASCII without blanks, quotes and angle brackets: what the WHATWG URL standard writes.
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]-~]+")
_HOST = re.compile(r"(https?://)([^/?#]+)")
_LONGEST_ADDRESS = 2_000  # servers and browsers refuse longer ones, and a page of them grows without end
_MASKED = "***"
_JOINERS = re.compile("[\u200c\u200d]")
# What messages say of posts and pages stands in these quotation marks.
_QUOTED_OR_URL = re.compile(r"“([^“”]*)”|(https?://[^\s“”]*[^\s“”.,:;)])")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


NOTHING = Markup()


def element(tag: str, *children: str, **attributes: str | int | bool | None) -> Markup:
    """Write an element; an attribute is left out where it is None or False, and bare where it is True.

    Underscores in the names of attributes stand for hyphens, one at the end for nothing.

    >>> element("p", "a<b ", element("i", "\u202e"), class_="x", data_level='"', hidden=True, title=None)
    '<p class="x" data-level="&quot;" hidden>a&lt;b <i><span class="unseen">\\\\u202e</span></i></p>'
    """
    start = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{start}>")
    return Markup(f"<{tag}{start}>{''.join(map(text, children))}</{tag}>")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(printable(str(value)))}"'


def text(content: str) -> Markup:
    """Escape a text; characters that would be obeyed and not seen are shown and marked."""
    if isinstance(content, Markup):
        return content
    if content.isprintable():
        return Markup(escape(printable(content)))
    return Markup(
        "".join(
            f'<span class="unseen">{escape(piece)}</span>' if is_unseen else escape(piece)
            for piece, is_unseen in pieces(content)
        )
    )


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """Write parts one after the other, with a text between them."""
    return Markup(text(between).join(parts))


def cut(content: str, limit: int) -> str:
    """Take the middle out of a long text, and say how long it was.

    >>> cut("abcdefgh" * 9, 8)
    'abcdef…gh (72 characters)'
    """
    if len(content) <= limit:
        return content
    tail = limit // 3
    return f"{content[: limit - tail]}…{content[-tail:]} ({len(content):,} characters)"


def foreign(content: str, limit: int = 300) -> Markup:
    """Write a text from outside so that its direction of writing ends with it."""
    return element("bdi", cut(content, limit))


def link(url: str, limit: int = 200, *, is_plain: bool = False) -> Markup:
    """Write an address: as a link if it is one of the web, else, or with a part masked, as text.

    Its host is emphasised unless `is_plain`, which a list of thousands is.
    """
    shown = _shown(cut(url, limit), is_plain=is_plain)
    if len(url) > _LONGEST_ADDRESS or _MASKED in url or not _ADDRESS.fullmatch(url):
        return element("span", shown, class_="url", dir="ltr")
    return element("a", shown, class_="url", dir="ltr", href=url, rel="noopener noreferrer nofollow")


def _shown(url: str, *, is_plain: bool) -> Markup:
    """Show an address so that no character of it stays unseen, joiners neither."""
    visible = _JOINERS.sub(lambda match: f"\\u{ord(match[0]):04x}", url)
    start = None if is_plain else _HOST.match(visible)
    if start is None:
        return text(visible)
    return join((text(start[1]), element("b", start[2]), text(visible[start.end() :])))


def said(message: str, limit: int = 1_000) -> Markup:
    """Write a finding's message: what it quotes is set apart, and addresses are links."""
    parts, end = [], 0
    message = cut(message, limit)
    for match in _QUOTED_OR_URL.finditer(message):
        parts.append(text(message[end : match.start()]))
        parts.append(link(match[2]) if match[2] else join((text("“"), foreign(match[1]), text("”"))))
        end = match.end()
    return element("span", *parts, message[end:], dir="ltr", class_="message")


def percent(part: float) -> str:
    """Return a share for people; the space in it never breaks.

    >>> percent(0.6875), percent(0.001)
    ('69\\xa0%', '0.1\\xa0%')
    """
    shown = f"{part:.0%}" if part >= 0.01 or not part else f"{part:.1%}"
    return shown.replace("%", "\xa0%")
