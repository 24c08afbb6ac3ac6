"""Whatever a post looks like: only the targets that are to change do, and a second time nothing does."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkcheck.engine import extract
from linkcheck.fixes.edits import Edit
from linkcheck.model import Document, Reference, Span
from linkcheck.sources.decoding import Decoded, decode
from linkcheck.sources.rewriting import Original, Replacement, applied, in_bytes
from tests.fixes.moves import fixed, moved, page, web

# Where the old addresses lead: some of these cannot be written at some places.
_MOVES = {
    "http://old.example/a": "https://new.example/b",
    "http://old.example/aa": "https://new.example/longer/than/before",
    "http://old.example/a?b=1&c=2": "https://new.example/?x=1&y=2",
    "http://old.example/p": "https://new.example/x_(y",
    "http://old.example/q": "https://new.example/?a=1&copy;=2&lt",
    "http://old.example/r": "https://new.example/a|b'c*d*_e_~f~",
    "http://old.example/s": "https://new.example/end.,)",
    "http://old.example/t": "https://new.example/[b]=1]",
    "http://xn--mgbh0fb.example/%C3%A9": "https://xn--mgbh0fb.example/%C3%A9",
}
_WEB = web(
    *(moved(old, new) for old, new in _MOVES.items()),
    page("https://stays.example/"),
    page("https://stays.example/?utm_source=x&y=2"),
)
_ADDRESSES = st.sampled_from(
    [
        *_MOVES,
        "http://مثال.example/é",
        "http://old.example/a#part",
        "http://old.example/a?b=1&amp;c=2",
        "https://stays.example/",
        "https://stays.example/?utm_source=x&y=2",
        "relative.md",
        "www.old.example/a",
    ]
)
_CONTEXTS = {
    "text/markdown": (
        "[a]({})", "[a](<{}>)", "<{}>", "{}", "({})", "[{}]({} 't')", "[![x]({})]({})", "[x]\n\n[x]: {}\n\n",
        "[x][]\n\n[x]: <{}> 't'\n\n", "`{}`", "```\n{}\n```\n", "| a |\n|---|\n| [b]({}) {} |\n\n",
        "> - {}\n\n", "<a href=\"{}\">*x*</a>", "<img src='{}' srcset='{} 2x'>", "**{}**", "<p>{}</p>",
        "x[^1]\n\n[^1]: {}\n\n",
        "\n# {}\n", "<!-- {} -->", "~~{}~~", "\\[{}\\]",
    ),
    "text/html": (
        '<a href="{}">{}</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", '<img srcset="{} 1x, {} 2x" alt=x>',
        "<img src={} alt='>'>", "<code><a href={}>x</a></code>", "<!-- <a href={}> -->",
        "<p>{}", "<nav><a href=\"{}\">",
        '<base href="{}">', "<link rel=canonical href={}>", "</a>", "<video src='{}' poster=\"{}\"></video>",
    ),
    "text/x-bbcode": (
        "[url={}]{}[/url]", "[url]{}[/url]", '[url="{}"]x[/url]', "[img]{}[/img]", "[img alt=x]{}[/img]",
        "{}", "({})", "[url={}][img]{}[/img][/url]", "[code]{}[/code]", "[quote]{}[/quote]", "[b]{}[/b]",
        "[video]{}[/video]", "[url={}]",
    ),
    "text/plain": (
        "{}", "anchor ({})", "«{}»", "<{}>", "[a]({})", "{}،", "{}.", "\u202b{}\u202c", '"{}"', "[{}]",
        "{}/more", "x{}", "{}{}",
    ),
}  # fmt: skip
_WORDS = st.sampled_from(
    ["word", " ", "  \n", "\n\n", "قلق", "😀", ", ", "*", "_", "`", "[", "](", "<b>", "&amp;", "\t"]
)


@st.composite
def _posts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a media type and a post in it: links in every context among words of every script."""
    media_type = draw(st.sampled_from(sorted(_CONTEXTS)))
    parts: list[str] = []
    for context in draw(st.lists(st.sampled_from(_CONTEXTS[media_type]), max_size=8)):
        addresses = [draw(_ADDRESSES) for _ in range(context.count("{}"))]
        parts += (context.format(*addresses), draw(_WORDS), draw(_WORDS))
    return media_type, "".join(parts)


def _offsets(text: str, span: Span) -> tuple[int, int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    assert span.column is not None
    assert span.end_line is not None
    assert span.end_column is not None
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def _references(media_type: str, text: str) -> list[Reference]:
    """Return the references of a post, without the marks of footnotes: those stand in the text around."""
    found = (each.reference for each in extract(Document("post", media_type, text)))
    return [replace(each, marks=()) for each in found]


def _expected(text: str, edits: tuple[Edit, ...], reference: Reference) -> Reference:
    """Return the reference as it should be found again, without its place; a bare anchor is its target."""
    start, _ = _offsets(text, reference.span)
    edit = next((each for each in edits if each.start == start), None)
    if edit is None:
        return replace(reference, span=Span(1))
    is_bare = reference.anchor in {edit.old, html.unescape(edit.old), reference.target}
    return replace(reference, span=Span(1), target=edit.target, anchor="" if is_bare else reference.anchor)


def _assert_only_targets_change(media_type: str, text: str) -> tuple[Edit, ...]:
    after, edits, _ = fixed(text, media_type, _WEB)
    before, found = _references(media_type, text), _references(media_type, after)
    assert len(found) == len(before)
    for old, new in zip(before, found, strict=True):
        expected = _expected(text, edits, old)
        bare = replace(new, span=Span(1), anchor="" if not expected.anchor else new.anchor)
        assert bare == expected
    position = 0
    kept: list[str] = []
    for edit in edits:
        kept += (text[position : edit.start], edit.new)
        position = edit.end
    assert after == "".join(kept) + text[position:]
    assert fixed(after, media_type, _WEB)[:2] == (after, ())
    return edits


@given(post=_posts())
@settings(max_examples=600)
def test_only_targets_change_and_only_once(post: tuple[str, str]) -> None:
    _assert_only_targets_change(*post)


@pytest.mark.parametrize("media_type", sorted(_CONTEXTS))
def test_in_most_places_an_ordinary_target_is_fixed(media_type: str) -> None:
    """Else the property above would hold of a program that changes nothing."""
    contexts = [each for each in _CONTEXTS[media_type] if "{}" in each]
    changed = [
        context
        for context in contexts
        if _assert_only_targets_change(media_type, context.replace("{}", "http://old.example/a"))
    ]
    assert len(changed) >= len(contexts) - 6


_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1256", "cp1252", "utf-32")
_MARKS = {
    "utf-8-sig": b"\xef\xbb\xbf",
    "utf-16": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32": b"\xff\xfe\0\0",
}


@given(post=_posts(), encoding=st.sampled_from(_ENCODINGS), data=st.data())
@settings(max_examples=300)
def test_bytes_outside_the_targets_stay(post: tuple[str, str], encoding: str, data: st.DataObject) -> None:
    media_type, text = post
    text = text.encode(encoding, "ignore").decode(encoding)
    ends = data.draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=text.count("\n"), max_size=text.count("\n"))
    )
    lines = text.split("\n")
    written = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    mark = _MARKS.get(encoding, b"")
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    original = Original("post", mark + written.encode(codec), Decoded(written, codec, mark))
    _, edits, _ = fixed(original.text, media_type, _WEB)
    changes = in_bytes(original, [Replacement(each.start, each.end, each.new) for each in edits])
    assert not isinstance(changes, str)
    body = applied(original.body, changes)
    position = shift = 0
    for change, edit in zip(changes, edits, strict=True):
        assert body[position + shift : change.start + shift] == original.body[position : change.start]
        assert (
            original.body[change.start : change.end].decode(codec).replace("\r\n", "\n").replace("\r", "\n")
            == edit.old
        )
        assert (
            body[change.start + shift : change.start + shift + len(change.content)].decode(codec) == edit.new
        )
        shift += len(change.content) - (change.end - change.start)
        position = change.end
    assert body[position + shift :] == original.body[position:]
    if mark:
        assert decode(body)[0] == fixed(original.text, media_type, _WEB)[0]
