"""Make text from posts and servers safe to print: no terminal escapes, no control or bidi characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.urls.redaction import redact

# C0 and C1 controls, bidirectional controls, zero-width and other invisible format characters, line and
# paragraph separators, surrogates. U+200C and U+200D stay: Persian and Indic words need them.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

# What build servers obey in a log: `::error::` at the start of a line (GitHub), and anywhere in it `##[…]`,
# `##vso[…]` (Azure) and `##teamcity[…]`.
_COMMAND = re.compile(r"^(?P<space>\s*):(?=:)|##(?=[a-z]*\[)")


def printable(text: str) -> str:
    r"""Return the text on one line, each control or invisible format character as a visible escape.

    Secrets in its URLs are masked, and commands to build servers are broken.

    >>> printable("a\x1b[2Jb\n\u202e!")
    'a\\x1b[2Jb \\u202e!'
    >>> printable("::error::x"), printable("a ##[add-mask]b")
    ('\\x3a:error::x', 'a #\\x23[add-mask]b')
    """
    text = _harmless(text)
    return text if text.isprintable() else _UNPRINTABLE.sub(_escape, text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    r"""Yield what `printable` returns in pieces, each with whether it stands for a character nobody sees.

    >>> list(pieces("a\u202eb"))
    [('a', False), ('\\u202e', True), ('b', False)]
    """
    text = _harmless(text)
    end = 0
    if not text.isprintable():
        for match in _UNPRINTABLE.finditer(text):
            yield text[end : match.start()], False
            shown = _escape(match)
            yield shown, shown != " "
            end = match.end()
    yield text[end:], False


def _harmless(text: str) -> str:
    text = redact(text)
    return _COMMAND.sub(_break, text) if "##" in text or "::" in text else text


def _break(match: re.Match[str]) -> str:
    space = match["space"]
    return "#\\x23" if space is None else f"{space}\\x3a"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\n\t\r":
        return " "
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
