"""The footnotes of markup that is read as plain text, known by marks that only they write.

These are reStructuredText, AsciiDoc, Org, Textile, MediaWiki, DokuWiki, LaTeX, and Markdown in a text file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linkcheck.extractors._claims import claims_before
from linkcheck.extractors._footnotes import Call, Note

Label = tuple[str, str]
# Where a mark stands, or a note; the name of the syntax and the note's label tell which belong together.
Place = tuple[int, int, Label]

# MediaWiki: `<ref name="x">…</ref>`, `<ref name=x />`. A body ends before the next mark, so that many marks
# without an end are read once.
_REF = re.compile(
    r"<ref\b([^<>]{0,200}?)(?:/>|>(?P<body>[^<]*+(?:<(?!/?ref\b)[^<]*+)*+)</ref\s*>)", re.IGNORECASE
)
_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
# AsciiDoc: `footnote:[…]`, `footnote:x[…]`, `footnote:x[]`, `footnoteref:[x,…]`.
_ASCIIDOC = re.compile(
    r"footnote(?:ref:\[(?P<old>[\w.-]{1,80})(?:\]|,(?P<said>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\])"
    r"|:(?P<new>[\w.-]{0,80})\[(?P<body>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\])"
)
# Org: `[fn:x]`, `[fn:x: …]`, `[fn:: …]`, and lines that begin with `[fn:x]`.
_ORG = re.compile(
    r"(?P<line>^)?\[fn:(?P<label>[\w-]{0,80})(?::(?P<body>(?:[^\[\]]|\[\[[^\[\]]*\](?:\[[^\[\]]*\])?\]){0,2000}))?\]",
    re.MULTILINE,
)
# LaTeX: `\\footnote{\\url{…}}`. Pandoc: `^[…]`.
_LATEX = re.compile(r"\\footnote(?:\[\d*\])?\{(?P<body>(?:[^{}]|\{[^{}]{0,500}\}){0,2000})\}")
_PANDOC = re.compile(r"(?<=\S)\^\[(?P<body>(?:[^\[\]]|\[[^\[\]]{0,500}\](?:\([^()\s]*\))?){1,2000})\]")
# DokuWiki: `((…))`, which other languages write for other things, so only around an address.
_DOKUWIKI = re.compile(r"(?<=\S)\s?\(\((?P<body>(?=[^()\n]*https?://)(?:[^()]|\([^()]*\)){1,2000}?)\)\)")
# By name: a sign of notes, what begins the line of one, and its mark. reStructuredText, Textile, Markdown.
_BY_LINES = {
    "rest": (
        ".. [",
        re.compile(r"^\.\. \[(\d{1,4}|#[\w.-]{0,80}|\*|[^\W\d][\w.-]{0,80})\](?=[ \t\n])", re.MULTILINE),
        re.compile(r"\[(\d{1,4}|#[\w.-]{0,80}|\*|[^\W\d][\w.-]{0,80})\]_(?![\w_])"),
    ),
    "textile": (
        "fn",
        re.compile(r"^fn(\d{1,3})(?:\([^()\n]*\))?\.[ \t]", re.MULTILINE),
        re.compile(r"(?<=\S)\[(\d{1,3})\](?![\w(:_\[])"),
    ),
    "caret": (
        "[^",
        re.compile(r"^[ \t]{0,3}\[\^([^\]\s]{1,80})\]:?(?=[ \t\n])", re.MULTILINE),
        re.compile(r"(?<=\S)[ \t]?\[\^([^\]\s]{1,80})\]"),
    ),
}
_NUMBERED_IN_TURN = frozenset({"#", "*"})
_END = re.compile(r"\n[ \t]*\n|\n(?=\.\. |\[fn:|\*+ |fn\d+[.(]|[ \t]{0,3}\[\^)")
_LONGEST_NOTE = 2000


def text_notes(text: str, plain: Callable[[str], str]) -> tuple[Note, ...]:
    """Return the notes of a text in any of the syntaxes; `plain` takes the markup off a part of it."""
    marks: list[Place] = []
    notes: list[Place] = []
    for find in (_of_lines, _of_wiki, _of_asciidoc, _of_org, _of_unnamed):
        for found, is_note in find(text):
            (notes if is_note else marks).append(found)
    return tuple(joined(text, marks, notes, plain)) if marks and notes else ()


def joined(text: str, marks: list[Place], notes: list[Place], plain: Callable[[str], str]) -> Iterator[Note]:
    """Yield the notes with the marks that call on them, by their labels; the first note of a label counts."""
    marks = sorted(marks)
    claims = claims_before(text, (mark[:2] for mark in marks), plain)
    calls: dict[Label, list[Call]] = {}
    for (start, end, label), claim in zip(marks, claims, strict=True):
        calls.setdefault(label, []).append(Call(start, end, claim))
    for start, end, label in sorted(notes):
        if called := calls.pop(label, None):
            yield Note(start, end, text[start:end], tuple(called))


def end_of_note(text: str, start: int) -> int:
    """Return where the note ends that begins at `start`: at a blank line, or where another begins."""
    end = _END.search(text, start, start + _LONGEST_NOTE)
    return end.start() if end else min(len(text), start + _LONGEST_NOTE)


def _of_lines(text: str) -> Iterator[tuple[Place, bool]]:
    for name, (sign, note, mark) in _BY_LINES.items():
        found = [*note.finditer(text)] if sign in text else []
        yield from _labelled(text, name, found, is_note=True)
        if found:
            labels = {match.start(1) for match in found}
            marks = [match for match in mark.finditer(text) if match.start(1) not in labels]
            yield from _labelled(text, name, marks, is_note=False)


def _labelled(
    text: str, name: str, matches: list[re.Match[str]], *, is_note: bool
) -> Iterator[tuple[Place, bool]]:
    in_turn = 0
    for match in matches:
        label = match[1].casefold()
        if label in _NUMBERED_IN_TURN:
            in_turn += 1
            label = f"{label} {in_turn}"
        start = match.end() if is_note else match.start()
        yield (start, end_of_note(text, start) if is_note else match.end(), (name, label)), is_note


def _of_wiki(text: str) -> Iterator[tuple[Place, bool]]:
    if "<ref" not in text and "<REF" not in text:
        return
    for match in _REF.finditer(text):
        name = _NAME.search(match[1])
        label = next(filter(None, name.groups()), "") if name else f"\n{match.start()}"
        yield from _inline(match, "wiki", label)


def _of_asciidoc(text: str) -> Iterator[tuple[Place, bool]]:
    for match in _ASCIIDOC.finditer(text) if "footnote" in text else ():
        label = match["old"] or match["new"] or f"\n{match.start()}"
        yield from _inline(match, "asciidoc", label, body="said" if match["said"] else "body")


def _of_org(text: str) -> Iterator[tuple[Place, bool]]:
    for match in _ORG.finditer(text) if "[fn:" in text else ():
        label = match["label"] or f"\n{match.start()}"
        if match["line"] is not None and match["body"] is None:
            yield (match.end(), end_of_note(text, match.end()), ("org", label)), True
        else:
            yield from _inline(match, "org", label)


def _of_unnamed(text: str) -> Iterator[tuple[Place, bool]]:
    for sign, pattern in (("((", _DOKUWIKI), ("\\footnote", _LATEX), ("^[", _PANDOC)):
        for match in pattern.finditer(text) if sign in text else ():
            yield from _inline(match, "unnamed", f"\n{match.start()}")


def pandoc_notes(text: str, plain: Callable[[str], str]) -> Iterator[Note]:
    """Yield the notes that Pandoc's Markdown writes into the text, `^[…]`."""
    if "^[" in text:
        places = [(match.span(), match.span("body")) for match in _PANDOC.finditer(text)]
        claims = claims_before(text, (mark for mark, _ in places), plain)
        for (mark, (start, end)), claim in zip(places, claims, strict=True):
            yield Note(start, end, text[start:end], (Call(*mark, claim),))


def _inline(match: re.Match[str], name: str, label: str, body: str = "body") -> Iterator[tuple[Place, bool]]:
    """Yield a mark that may hold its note."""
    yield (*match.span(), (name, label)), False
    if match[body]:
        yield (*match.span(body), (name, label)), True
