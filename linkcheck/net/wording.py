"""The words that readers see on a page: its headings, the text that a text fragment points at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

import turbohtml
from turbohtml import Token, TokenType

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "title", "head"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span strong "
    "sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset({"h1", "h2"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DIRECTIVE = re.compile(r"(?:^|&)text=([^&]*)")
# Fewer characters than this beside a script are the shell of an application.
_SHELL_CHARACTERS = 400
_DEEPEST = 100  # no page nests what is unseen so deeply, and each tag that ends is looked for in all of it
_DATA_SCRIPTS = ("react-app.embeddedData", "__NEXT_DATA__", "__NUXT__", "__remixContext", "data-reactroot")


@dataclass(frozen=True, slots=True)
class Wording:
    """A page's visible text with single spaces, its first headings, and whether scripts draw it."""

    text: str
    headings: tuple[str, ...]
    is_script_built: bool


def read_wording(html: str) -> Wording:
    """Read the words of a page."""
    reader = _Reader()
    for token in turbohtml.tokenize(html):
        reader.take(token)
    text = " ".join("".join(reader.pieces).split())
    is_shell = reader.has_script and len(text) < _SHELL_CHARACTERS
    return Wording(text, tuple(reader.headings[:4]), is_shell or reader.has_data_script)


class _Reader:
    """Collects what readers see, tag by tag."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.headings: list[str] = []
        self.has_script = self.has_data_script = False
        self._unseen: list[str] = []
        self._heading: list[str] | None = None

    def take(self, token: Token) -> None:
        """Take one tag or text."""
        tag = token.tag or ""
        if token.type is TokenType.TEXT:
            if not self._unseen:
                self.pieces.append(token.data or "")
                if self._heading is not None:
                    self._heading.append(token.data or "")
            return
        if token.type is TokenType.START_TAG:
            self._open(tag, token)
        elif token.type is TokenType.END_TAG:
            self._close(tag)
        if tag not in _INLINE:
            self.pieces.append(" ")

    def _open(self, tag: str, token: Token) -> None:
        if tag == "script":
            self.has_script = True
            self.has_data_script |= any(mark in str(token.attrs) for mark in _DATA_SCRIPTS)
        if tag in _UNSEEN:
            if len(self._unseen) < _DEEPEST:
                self._unseen.append(tag)
        elif tag in _HEADINGS:
            self._heading = []

    def _close(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _HEADINGS and self._heading is not None:
            self.headings.append(" ".join("".join(self._heading).split()))
            self._heading = None


def text_directives(fragment: str) -> tuple[str, ...]:
    """Return the text directives of a fragment, as written (WICG Scroll to Text Fragment §3.1)."""
    _, mark, directive = fragment.partition(":~:")
    return tuple(_DIRECTIVE.findall(directive)) if mark else ()


def has_text(text: str, directive: str) -> bool:
    """Say whether a text holds what a text directive (`[prefix-,]start[,end][,-suffix]`) points at.

    Case and white space do not matter; word borders are not asked for, as many scripts have none.
    """
    parts = directive.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2:
        return True  # malformed: browsers ignore it
    first, last = parts[0], parts[-1] if len(parts) == 2 else None
    text = _folded(text)
    start = _pattern(prefix, first, "" if last is not None else suffix).search(text)
    if start is None or last is None:
        return start is not None
    # what does not follow the first place where it may begin follows no later one
    return _pattern(last, suffix).search(text, start.end()) is not None


def _pattern(*terms: str) -> re.Pattern[str]:
    """Return a pattern of terms, each right behind the other but for white space."""
    return re.compile(r"\s*".join(re.escape(_folded(unquote(term))) for term in terms if term))


def _folded(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).casefold().split())
