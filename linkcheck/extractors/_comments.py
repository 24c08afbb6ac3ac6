"""Comments: what an author writes into a post for programs and other authors; offsets are in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from pyromark.event import Range

from linkcheck.extractors._bbcode_tags import VERBATIM, find_tags
from linkcheck.extractors._commonmark import PARSER
from linkcheck.extractors._positions import Ranges, code_point_offsets
from linkcheck.model import Comment

# HTML §13.2.5: comments, elements whose text is raw, and tags, in whose attributes nothing begins. What is
# never closed reaches to the end, so that each character is read once.
_MARKUP = re.compile(
    r"""<!--(?P<comment>.*?)(?:-->|--!>|\Z)
    |<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)\b|\Z)
    |<[A-Za-z/!?](?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# A link reference definition that nothing can refer to, the oldest comment of Markdown.
_DEFINITION = re.compile(
    r"^[ >]*\[(?://|comment|\#)\]:[ \t]+(?:\#|<\#?>)[ \t]+(?:\((.*)\)|\"(.*)\"|'(.*)')[ \t]*$", re.MULTILINE
)
_MDX = re.compile(r"\{/\*(.*?)(\*/\}|\Z)", re.DOTALL)
_TEXT = re.compile(r"<!--(.*?)(-->|\Z)", re.DOTALL)
_BBCODE = re.compile(r"\[comment\]((?:(?!\[/?comment\]).)*+)\[/comment\]", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*(?:\#|//|;|%)+[ \t]*(.*)$", re.MULTILINE)


def html_comments(text: str) -> Iterator[Comment]:
    """Yield the comments of HTML."""
    for match in _MARKUP.finditer(text):
        if match["comment"] is not None:
            yield Comment(match["comment"], match.start(), match.end())


def text_comments(text: str) -> Iterator[Comment]:
    """Yield what people write as comments: `<!-- … -->`, and lines that begin with `#`, `//`, `;` or `%`."""
    found = [Comment(match[1], *match.span()) for match in _TEXT.finditer(text) if match[2]]
    taken = Ranges((comment.start, comment.end) for comment in found)
    lines = (match for match in _LINE.finditer(text) if match.start(1) not in taken)
    found += [Comment(match[1], *match.span()) for match in lines]
    yield from sorted(found, key=lambda comment: comment.start)


def bbcode_comments(text: str) -> Iterator[Comment]:
    """Yield `[comment]…[/comment]` outside of code."""
    verbatim: list[tuple[int, int]] = []
    opened = 0
    for tag in find_tags(text):
        if tag.name in VERBATIM and tag.is_closing:
            verbatim.append((opened, tag.end))
        elif tag.name in VERBATIM:
            opened = tag.start
    code = Ranges(verbatim)
    for match in _BBCODE.finditer(text):
        if match.start() not in code:
            yield Comment(match[1], match.start(), match.end())


def markdown_comments(text: str, base: int = 0) -> Iterator[Comment]:
    """Yield HTML comments, definitions that are comments, and MDX comments, outside of code.

    What stands before `base` is no Markdown.
    """
    body = re.sub("[\ud800-\udfff]", "\ufffd", text[base:])
    markup, code, shown = _ranges(body)
    source = body.encode()
    at = code_point_offsets(source, [offset for pair in (*markup, *code, *shown) for offset in pair])
    found: list[Comment] = []
    for start, end in markup:
        found += (_moved(each, at[start]) for each in html_comments(body[at[start] : at[end]]))
    hidden = Ranges((at[start], at[end]) for start, end in (*markup, *code))
    for match in _MDX.finditer(body):
        if match[2] and match.start() not in hidden:
            found.append(Comment(match[1], match.start(), match.end()))
    hidden = Ranges((at[start], at[end]) for start, end in (*markup, *code, *shown))
    for match in _DEFINITION.finditer(body):
        if match.end() - 1 not in hidden:
            words = next(group for group in match.groups() if group is not None)
            found.append(Comment(words, match.start(), match.end()))
    for comment in sorted(found, key=lambda comment: comment.start):
        yield _moved(comment, base)


def _moved(comment: Comment, by: int) -> Comment:
    return Comment(comment.text, comment.start + by, comment.end + by)


Pairs = list[tuple[int, int]]


def _ranges(body: str) -> tuple[Pairs, Pairs, Pairs]:
    """Return where HTML stands, code, and what readers see, in bytes of UTF-8."""
    markup: Pairs = []
    code: Pairs = []
    shown: Pairs = []
    events = cast(
        "Iterator[tuple[dict[str, Any] | str, Range]]", PARSER.events_with_range(body, merge_text=True)
    )
    for event, place in events:
        pair = (place["start"], place["end"])
        if not isinstance(event, dict):
            continue
        if "InlineHtml" in event or event.get("Start") == "HtmlBlock":
            markup.append(pair)
        elif "Code" in event or (isinstance(event.get("Start"), dict) and "CodeBlock" in event["Start"]):
            code.append(pair)
        elif event.get("Start") == "Paragraph":
            shown.append(pair)
    return markup, code, shown
