"""How a target is written where it stands: the escapes of HTML, Markdown, BBCode and plain text."""

from __future__ import annotations

import html
import re

_HTML, _MARKDOWN = "text/html", "text/markdown"
# What stands before a Markdown destination (CommonMark §6.3, §4.7), with the markers of block quotes.
_DESTINATION = re.compile(r"\](?:\(|:)[ \t\n>]*\Z")
_ATTRIBUTE = re.compile(r"=[ \t\n\f\r]*(?:[\"'][^\"'<>]*)?\Z")
_BEFORE = 400
_QUOTES = {'"': "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "`": "&#96;"}
_BLANKS = {" ": "&#32;", "\t": "&#9;", "\n": "&#10;", "\f": "&#12;"}
_SCHEME = "http://"


def write_target(media_type: str, text: str, start: int, end: int, target: str) -> str | None:
    """Return how `target` is written in place of `text[start:end]`; None where that place cannot hold it.

    Plain text and BBCode have no escapes; whether they read it as meant shows when it is extracted again.
    """
    written = text[start:end]
    before = text[max(0, start - _BEFORE) : start]
    if media_type == _HTML:
        return _attribute(target, written, before)
    if media_type != _MARKDOWN:
        return _without_break(target)
    is_angled = before.endswith("<") and text[end : end + 1] == ">"
    if _DESTINATION.search(before.removesuffix("<") if is_angled else before):
        return _angled(target, written) if is_angled else _bare(target, written)
    if is_angled:  # an autolink knows no escapes (CommonMark §6.5)
        return _without_break(target)
    if _ATTRIBUTE.search(before):
        return _attribute(target, written, before)
    return _without_break(_with_ampersands(target, written))


def could_mean(written: str, target: str) -> bool:
    """Say whether what stands at a place can be read as the target at all.

    >>> could_mean("https://e.org/?a&amp;b", "https://e.org/?a&b"), could_mean("www.e.org", "http://www.e.org")
    (True, True)
    """
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written)
    readings = {written, html.unescape(written), html.unescape(unescaped)}
    return any(target in {reading, reading.strip(), _SCHEME + reading} for reading in readings)


def _without_break(target: str) -> str | None:
    return None if any(map(str.isspace, target)) else target


def _attribute(target: str, written: str, before: str) -> str:
    """Write a target into an HTML attribute, quoted or not (HTML §13.1.2.3)."""
    text = _with_ampersands(target, written, is_html=True)
    quote = max(before.rfind('"'), before.rfind("'"))
    is_quoted = quote >= 0 and before[:quote].rstrip().endswith("=")
    escapes = _QUOTES if is_quoted else _QUOTES | _BLANKS
    return "".join(escapes.get(character, character) for character in text)


def _angled(target: str, written: str) -> str | None:
    """Write a Markdown destination that stands in angle brackets."""
    if "\n" in target:
        return None
    text = _with_ampersands(_backslashes_doubled(target), written)
    return re.sub(r"[<>|]", r"\\\g<0>", text)


def _bare(target: str, written: str) -> str | None:
    """Write a Markdown destination that ends at white space or a closing bracket."""
    if re.search(r"[\x00-\x20\x7f]", target) or target.startswith("<"):
        return None
    text = _with_ampersands(_backslashes_doubled(target), written)
    brackets = "" if _is_balanced(target) else "()"
    return re.sub(rf"[|{brackets}]", r"\\\g<0>", text)


def _backslashes_doubled(target: str) -> str:
    r"""Return the target with those backslashes doubled that would be read as escapes."""
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", r"\\\\", target)


def _with_ampersands(target: str, written: str, *, is_html: bool = False) -> str:
    """Write ampersands as the author did; as references where they would be read as the start of one."""
    is_plain = "&amp;" not in written and ("&" in written or not is_html)
    return target if is_plain and html.unescape(target) == target else target.replace("&", "&amp;")


def _is_balanced(text: str) -> bool:
    """Say whether parentheses nest, as deep as parsers go (CommonMark asks for 32 levels at least)."""
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth <= 30:
            return False
    return depth == 0
