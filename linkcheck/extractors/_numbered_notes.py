"""Numbers in brackets that call on a numbered list of sources behind a text: `rose [1]` … `1. https://…`.

Brackets mean many things, so only what can mean nothing else counts: one list at the end, numbered without a
gap from one, most of whose items hold an address, and no number in the text that the list lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linkcheck.extractors._footnotes import Note
from linkcheck.extractors._text_notes import Place, joined

# In a page that is laid out as text: what stands for markup, and for the tag of a link (noncharacters).
HIDDEN, LINKED = "\ufdd0", "\ufdd4"
_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_ITEM = re.compile(
    rf"^(?:[ \t>]{{0,8}}|[ \t{HIDDEN}{LINKED}]{{0,500}})(?:[-*•][ \t]+)?"
    rf"(?:\[(?P<square>\d{{1,3}})\][.:]?|(?P<plain>\d{{1,3}})[.):]"
    rf"|(?P<raised>[{_SUPERSCRIPTS}]{{1,3}})[.):]?)(?:[ \t{HIDDEN}{LINKED}]+(?=\S)|(?=https?://))",
    re.MULTILINE,
)
_MARK = re.compile(
    r"(?<=\S)[ \t\xa0]?(?:\\?\[(?P<square>\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3}){0,9})\\?\](?![\w(:_])"
    r"|\[sup\]\[?(?P<sup>\d{1,3}(?:,[ ]?\d{1,3}){0,9})\]?\[/sup\])"
)
_RAISED = re.compile(rf"(?<=[^\s\d])(?<![ckm]m)(?P<raised>[{_SUPERSCRIPTS}]{{1,3}})")
# Most texts have no mark, which these find out soonest: every list begins with one.
_SIGN, _OTHER_SIGNS = re.compile(r"\[\d{1,3}[\],;\\ –-]"), ("¹", "[sup]")
_DIGITS = str.maketrans(_SUPERSCRIPTS, "1230456789")
_BETWEEN = re.compile(r"[ ]?[,;][ ]?")
_ADDRESS = re.compile(rf"https?://|www\.|{LINKED}")
_BLANK = re.compile(r"\n[ \t]*\n")
_LONGEST_ITEM, _LONGEST_RANGE = 2000, 10
_NAME = "number"


def numbered_notes(text: str, plain: Callable[[str], str]) -> tuple[Note, ...]:
    """Return the items of the list of sources, with the marks in the text before it; none if in doubt."""
    is_likely = any(sign in text for sign in _OTHER_SIGNS) or _SIGN.search(text) is not None
    items = _last_list(text) if is_likely else []
    if not items:
        return ()
    notes = [*_notes(text, items)]
    if 2 * len(notes) < len(items):
        return ()
    marks = [*_marks(text, items[0])]
    if any(int(number) not in range(1, len(items) + 1) for _, _, (_, number) in marks):
        return ()
    return tuple(joined(text, marks, notes, plain)) if marks else ()


def _last_list(text: str) -> list[re.Match[str]]:
    """Return the items of the last list that counts from one without a gap, all numbered in one way.

    Two lists in brackets, such as one behind each letter of a digest, leave in doubt which a mark means.
    """
    items: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        number = _number(match)
        if number == 1:
            if items and items[0].lastgroup != "plain":
                return []
            items = [match]
        elif items and match.lastgroup == items[0].lastgroup:
            if number != len(items) + 1:
                items = []
            else:
                items.append(match)
    return items


def _number(item: re.Match[str]) -> int:
    return int((item["square"] or item["plain"] or item["raised"]).translate(_DIGITS))


def _notes(text: str, items: list[re.Match[str]]) -> Iterator[Place]:
    ends = [*(item.start() for item in items[1:]), len(text)]
    for number, (item, following) in enumerate(zip(items, ends, strict=True), 1):
        start = item.end(item.lastgroup or 0)
        limit = min(following, start + _LONGEST_ITEM)
        blank = _BLANK.search(text, start, limit)
        end = blank.start() if blank else limit
        if _ADDRESS.search(text, start, end):
            yield start, end, (_NAME, str(number))


def _marks(text: str, first: re.Match[str]) -> Iterator[Place]:
    pattern = _RAISED if first["raised"] else _MARK
    for match in pattern.finditer(text, 0, first.start()):
        written = next(filter(None, match.groups()))
        for number in _numbers(written.translate(_DIGITS)):
            yield (*match.span(), (_NAME, str(number)))


def _numbers(written: str) -> Iterator[int]:
    for part in _BETWEEN.split(written):
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        yield from range(numbers[0], min(numbers[-1], numbers[0] + _LONGEST_RANGE) + 1)
