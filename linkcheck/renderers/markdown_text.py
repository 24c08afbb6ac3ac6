"""Text from outside in GitHub's Markdown: as prose or as code, with nothing in it that has a meaning."""

from __future__ import annotations

import re

from linkcheck.text.printable import printable

# GitHub makes links of names, issues and addresses after it has read the Markdown, so that a backslash does
# not help: a zero-width space has to part them, written as `&#8203;` so that an editor shows it.
_PART = "&#8203;"
_PROSE = re.compile(
    r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=:)(?=//|[\w+-]+:)|(?i:(?<=\bgh)(?=-\d)|(?<=\bwww)(?=\.))|[\\`*_\[\]<>|~&$]"
)
# Inside of <code>, GitHub looks for none of these, but cmark-gfm for addresses.
_CODE = re.compile(r"(?<=@)(?=\w)|[\\`*_\[\]<>|~&$:]|(?i:(?<=www)\.)")
_NEEDS_TAG = re.compile(r"[`|\\]")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;", "": _PART}


def prose(text: str) -> str:
    r"""Write text so that Markdown shows it as it is, on one line.

    >>> prose("[x](https://e.org) by @me | #12 <b>")
    '\\[x\\](https:&#8203;//e.org) by @&#8203;me \\| #&#8203;12 &lt;b&gt;'
    """
    return _PROSE.sub(lambda match: _NAMED.get(match[0], f"\\{match[0]}"), printable(text).strip())


def code(text: str) -> str:
    """Write text as code on one line, for a table too; GitHub makes no links or names of what is in code.

    >>> code("https://e.org/a_b"), code("a`|<b>")
    ('`https://e.org/a_b`', '<code>a&#96;&#124;&lt;b&gt;</code>')
    """
    text = printable(text).strip()
    if not text or not _NEEDS_TAG.search(text):
        return text and f"`{text}`"
    # A table's cells are parted before code is read, so what parts them is written as a character reference.
    return f"<code>{_CODE.sub(_reference, text)}</code>"


def _reference(match: re.Match[str]) -> str:
    return _NAMED[match[0]] if match[0] in _NAMED else f"&#{ord(match[0])};"
