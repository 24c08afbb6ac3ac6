"""The fragments that links into a file can have: ids in HTML, and those that GitHub makes of headings.

Where builders of sites disagree, both ids are known, since a link that works must never be called broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

import pyromark
import turbohtml
import turbohtml.detect  # registers the codecs of the WHATWG Encoding Standard, `whatwg-…`
from pyromark import Options
from turbohtml import TokenType

from linkcheck.text.frontmatter import without_front_matter

_PARSER = pyromark.Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"})
_DECLARED_WITHIN = 1024  # WHATWG HTML §13.2.3.2
# `{#id}` and `{: #id .class}`, behind a heading or below it (Pandoc, Hugo, kramdown).
_ATTRIBUTES = re.compile(r"\{[^{}\n#]*+#([^\s{}#.]++)[^{}\n]*+\}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Ruby's \p{Word}: alphabetic characters, marks, decimal digits and connector punctuation (UTS #18, annex C).
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Nd", "Mn", "Mc", "Me", "Pc"})
# Symbols that are alphabetic all the same: letters in circles and squares (PropList.txt, Other_Alphabetic).
_ALPHABETIC_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def file_fragments(name: str, body: bytes) -> frozenset[str] | None:
    """Return every fragment that a link into a file can have; None where its format is unknown."""
    suffix = name[name.rfind(".") :].lower()
    if suffix in _MARKDOWN:
        return markdown_fragments(body.decode("utf-8-sig", "replace"))
    return frozenset(html_fragments(_html_text(body))) if suffix in _HTML else None


def has_fragments(name: str) -> bool:
    """Say whether a file is of a format that is searched for fragments."""
    return name[name.rfind(".") :].lower() in _MARKDOWN | _HTML


def _html_text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = turbohtml.parse(body[:_DECLARED_WITHIN], positions=False).encoding
        return body.decode(f"whatwg-{encoding}", "replace")


def markdown_fragments(text: str) -> frozenset[str]:
    """Return every fragment that a link into a Markdown file can have.

    >>> sorted(markdown_fragments("# One\\n\\n## One\\n\\n<p id=two>"))
    ['one', 'one-1', 'two']
    """
    reader = _Reader()
    reader.read(_SURROGATE.sub("\ufffd", without_front_matter(text)))
    return frozenset(reader.ids | set(_numbered(reader.headings)))


def html_fragments(text: str) -> Iterator[str]:
    """Yield what a fragment can point at (WHATWG HTML §7.4.6.3): ids, and the names of anchors."""
    for token in turbohtml.tokenize(text):
        if token.type is TokenType.START_TAG:
            for name, value in token.attrs or ():
                if value and (name == "id" or (name == "name" and token.tag == "a")):
                    yield value


def slug_of(heading: str) -> str:
    """Return a heading's id as GitHub's html-pipeline makes it (toc_filter).

    >>> slug_of("What's new in 2.0?"), slug_of("🚀 Los")
    ('whats-new-in-20', '-los')
    """
    return "".join(map(_slug_character, heading.lower()))


@lru_cache(maxsize=4096)
def _slug_character(character: str) -> str:
    if character == " ":
        return "-"
    is_word = unicodedata.category(character) in _WORD_CATEGORIES or any(
        first <= ord(character) <= last for first, last in _ALPHABETIC_SYMBOLS
    )
    return character if is_word or character == "-" else ""


def _numbered(headings: Iterable[str]) -> Iterator[str]:
    """Yield the ids of headings, those that repeat with a number.

    GitHub counts how often an id came before; others count on until the id is free.
    """
    counts: dict[str, int] = {}
    taken: dict[str, int] = {}
    for heading in headings:
        spellings = (heading, heading.strip(), _without_attributes(heading))
        for slug in dict.fromkeys(map(slug_of, spellings)):
            count = counts[slug] = counts.get(slug, -1) + 1
            yield f"{slug}-{count}" if count else slug
            free = slug
            while free in taken:
                taken[slug] += 1
                free = f"{slug}-{taken[slug]}"
            taken[free] = 0
            yield free


def _without_attributes(heading: str) -> str:
    return heading.rpartition("{")[0].strip() if heading.rstrip().endswith("}") else heading.strip()


class _Reader:
    """One pass over a Markdown document; afterwards `ids` and `headings` hold what was met."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.headings: list[str] = []
        self._words: list[str] | None = None
        self._html: list[str] = []
        self._images = 0
        self._is_code = False

    def read(self, text: str) -> None:
        """Read a document's body."""
        # Events without content are plain strings, which hold none of these names.
        for event in cast("Iterator[dict[str, Any]]", _PARSER.events(text, merge_text=True)):
            if "Html" in event or "InlineHtml" in event:
                self._html.append(event["Html"] if "Html" in event else event["InlineHtml"])
                continue
            if self._html:
                self._read_html()
            if "Text" in event:
                self._see(event["Text"])
            elif "Code" in event:
                self._see(event["Code"], is_code=True)
            elif "Start" in event:
                self._open(event["Start"])
            elif "End" in event:
                self._close(event["End"])
        self._read_html()

    def _see(self, text: str, *, is_code: bool = False) -> None:
        if self._words is not None and not self._images:
            self._words.append(text)
        if "#" in text and not (is_code or self._is_code):
            self.ids.update(_ATTRIBUTES.findall(text))

    def _open(self, tag: Any) -> None:
        if "Heading" in tag:
            self._words = []
        elif "Image" in tag:
            self._images += 1
        elif "CodeBlock" in tag:
            self._is_code = True

    def _close(self, tag: Any) -> None:
        if "Heading" in tag:
            self._end_heading()
        elif "Image" in tag:
            self._images -= 1
        elif "CodeBlock" in tag:
            self._is_code = False

    def _end_heading(self) -> None:
        if self._words is not None:
            self.headings.append("".join(self._words))
        self._words = None

    def _read_html(self) -> None:
        """Read raw HTML that stood together; a heading that begins in it may end in a later piece."""
        html, self._html = "".join(self._html), []
        for token in turbohtml.tokenize(html):
            if token.type is TokenType.START_TAG:
                self.ids.update(
                    value for name, value in token.attrs or () if value and name in ("id", "name")
                )
                if token.tag in _HEADINGS:
                    self._words = []
            elif token.type is TokenType.END_TAG and token.tag in _HEADINGS:
                self._end_heading()
            elif token.type is TokenType.TEXT and self._words is not None:
                self._words.append(token.data or "")
