"""The tags of BBCode, in the spellings of vBulletin, phpBB and XenForo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

VERBATIM = frozenset({"code", "icode", "noparse", "plain", "pre", "php", "html", "highlight", "nfo"})
MEDIA = frozenset({"video", "media", "audio", "youtube", "vimeo", "mp3", "mp4"})
_FORMAT = frozenset(
    "b i u s strike del ins sub sup mark color colour bgcolor background size font center left right justify "
    "align indent quote spoiler ispoiler hide list ulist olist li table thead tbody tr td th h h1 h2 h3 h4 "
    "h5 h6 heading hr br p div span anchor tab user mention attach attachment float small big".split()
)
_KNOWN = VERBATIM | MEDIA | _FORMAT | {"url", "img", "email", "*"}

# An unquoted value may hold pairs of brackets, as in `?ids[]=1`; any other `[` starts anew. With that and
# possessive repeats, a row of unclosed tags is read once.
_TAG = re.compile(
    r"""\[(?P<slash>/?)(?P<name>[a-z][a-z0-9]*+|\*)
        (?:=[ ]*+(?:
            "(?P<double>[^"\n]*+)"|'(?P<single>[^'\n]*+)'|(?P<bare>(?!["'])(?:[^\[\]\s]|\[[^\[\]\n]*+\])*+)
        ))?
        (?P<attributes>(?:[^\S\n](?:[^\[\]\n"']|"[^"\n]*+"|'[^'\n]*+')*+)?+)
    \]""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'])([a-z-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)


class Value(NamedTuple):
    """A piece of text with its place."""

    text: str
    start: int
    end: int


class Tag(NamedTuple):
    """One tag: its name in lower case, its place, the value after `=`, and its attributes."""

    name: str
    is_closing: bool
    start: int
    end: int
    option: Value | None
    attributes: dict[str, Value]


def find_tags(text: str) -> Iterator[Tag]:
    """Yield the tags that are known, in order, without those in verbatim text; the rest are mere words.

    A verbatim tag that is never closed is text.
    """
    tags = [_tag(match) for match in _TAG.finditer(text) if match["name"].lower() in _KNOWN]
    last_closing = {tag.name: tag.start for tag in tags if tag.is_closing}
    verbatim = ""
    for tag in tags:
        if verbatim:
            if not tag.is_closing or tag.name != verbatim:
                continue
            verbatim = ""
        elif tag.name in VERBATIM:
            if tag.is_closing or last_closing.get(tag.name, 0) < tag.start:
                continue
            verbatim = tag.name
        yield tag


def _tag(match: re.Match[str]) -> Tag:
    group = next((name for name in ("double", "single", "bare") if match[name] is not None), None)
    option = Value(match[group], *match.span(group)) if group else None
    attributes = {}
    start = match.start("attributes")
    for attribute in _ATTRIBUTE.finditer(match["attributes"]):
        number = next(number for number in (2, 3, 4) if attribute[number] is not None)
        first, last = attribute.span(number)
        attributes[attribute[1].lower()] = Value(attribute[number], start + first, start + last)
    return Tag(match["name"].lower(), bool(match["slash"]), match.start(), match.end(), option, attributes)
