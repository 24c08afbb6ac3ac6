"""The ignores that authors write into posts: comments that begin with `linkcheck-ignore`.

`linkcheck-ignore RULE, RULE: reason` is about its own line, or alone on a line about the next one that is not
blank. `linkcheck-ignore-start …` and `linkcheck-ignore-end` enclose a block, `linkcheck-ignore-file …` is
about the whole post. Without a rule, or with `all`, every rule is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import accumulate

from linkcheck.model import Comment, Document, Span
from linkcheck.settings.values import nearest

MARK = "linkcheck-ignore"
_DIRECTIVE = re.compile(
    rf"\s*{MARK}(?P<scope>-[a-z-]+)?(?![\w-])(?P<rules>[^:]*)(?::(?P<reason>.*))?", re.DOTALL
)
_SCOPES = ("", "-start", "-end", "-file")
_ALL = frozenset({"all", "*"})
# A line that a tag or the text of a link begun on it goes on from; the target stands further down.
_OPEN = re.compile(r"<[A-Za-z][^<>]*\Z|\[[^\]]*\Z|\]\([^)]*\Z")
_LONGEST_OPEN_LINES = 20
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Directive:
    """One ignore in a post: the rules it is about (None for all), the lines, and the reason given.

    `first` and `last` are lines, counted from 1; a `last` of None is the end of the post.
    """

    document: str
    span: Span
    rules: frozenset[str] | None
    reason: str
    first: int
    last: int | None
    words: str

    def covers(self, rule: str, line: int | None) -> bool:
        """Say whether a rule's finding on a line is meant; what has no line only if the whole post is."""
        if self.rules is not None and rule not in self.rules:
            return False
        if line is None:
            return self.first == 1 and self.last is None
        return self.first <= line and (self.last is None or line <= self.last)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A comment that is meant as an ignore and is none, and why."""

    document: str
    span: Span
    problem: str
    words: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What one comment says, with its place and whether nothing else stands on its lines."""

    scope: str
    rules: frozenset[str] | None
    reason: str
    words: str
    span: Span
    is_alone: bool


def read_directives(
    document: Document, comments: Iterable[Comment], known_rules: Collection[str], *, is_strict: bool
) -> tuple[tuple[Directive, ...], tuple[Mistake, ...]]:
    """Return the ignores of a post, and what is wrong with those that cannot be followed.

    With `is_strict` a reason is required.
    """
    reader = _Reader(document, comments, known_rules, is_strict=is_strict)
    return tuple(reader.directives), tuple(reader.mistakes)


class _Reader:
    """One pass over the comments of a post."""

    def __init__(
        self,
        document: Document,
        comments: Iterable[Comment],
        known_rules: Collection[str],
        *,
        is_strict: bool,
    ) -> None:
        self.directives: list[Directive] = []
        self.mistakes: list[Mistake] = []
        self._document = document
        self._known = known_rules
        self._is_strict = is_strict
        self._lines = document.text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        meant = [(each, match) for each in comments if (match := _DIRECTIVE.match(each.text))]
        self._covered = _joined_by_line(self._span(comment) for comment, _ in meant)
        opened: list[_Words] = []
        for number, (comment, match) in enumerate(meant):
            words = self._read(comment, match)
            if number >= _MOST:
                self._refuse(words, f"a post can hold {_MOST} ignores; this one is not read")
                break
            if problem := self._problem(words):
                self._refuse(words, problem)
            elif words.scope == "-start":
                opened.append(words)
            elif words.scope == "-end":
                self._close(words, opened)
            else:
                self._add(words)
        for words in opened:
            self._refuse(words, f"this block is never closed: write {MARK}-end behind it")

    def _read(self, comment: Comment, match: re.Match[str]) -> _Words:
        names = re.split(r"[\s,]+", match["rules"].strip(" \t\n,"))
        rules = None if names == [""] or _ALL & set(names) else frozenset(names)
        words = " ".join(comment.text.split())
        span = self._span(comment)
        return _Words(
            match["scope"] or "",
            rules,
            " ".join((match["reason"] or "").split()),
            words,
            span,
            self._is_alone(span),
        )

    def _span(self, comment: Comment) -> Span:
        line = bisect_right(self._starts, comment.start)
        last = bisect_right(self._starts, max(comment.start, comment.end - 1))
        end = comment.end - self._starts[last - 1] + 1
        return Span(line, comment.start - self._starts[line - 1] + 1, last, end)

    def _is_alone(self, span: Span) -> bool:
        """Say whether nothing but ignores stands on the lines of one; marks of quotations are nothing."""
        first, last = span.line, span.end_line or span.line
        return all(
            not _rest(self._lines[line - 1], self._covered[line]).strip(" \t>") for line in {first, last}
        )

    def _problem(self, words: _Words) -> str | None:
        if words.scope not in _SCOPES:
            names = [f"{MARK}{scope}" for scope in _SCOPES]
            return f"there is no {MARK}{words.scope}{nearest(MARK + words.scope, names)}"
        unknown = sorted((words.rules or frozenset()) - set(self._known))
        if unknown:
            hint = nearest(unknown[0], self._known)
            return f"there is no rule {unknown[0]!r}{hint}; write {MARK} RULE: reason"
        if self._is_strict and not words.reason and words.scope != "-end":
            return f"it gives no reason (--strict-ignores): write {MARK} RULE: reason"
        return None

    def _refuse(self, words: _Words, problem: str) -> None:
        self.mistakes.append(Mistake(self._document.name, words.span, problem, words.words))

    def _close(self, words: _Words, opened: list[_Words]) -> None:
        """End the block that was opened last, or the last with the rules that are named."""
        for index in range(len(opened) - 1, -1, -1):
            if words.rules in (None, opened[index].rules):
                start = opened.pop(index)
                self._cover(start, start.span.line, words.span.end_line or words.span.line)
                return
        self._refuse(words, f"no block is open here: write {MARK}-start before it")

    def _add(self, words: _Words) -> None:
        line, last = words.span.line, words.span.end_line or words.span.line
        if words.scope == "-file":
            self._cover(words, 1, None)
        elif words.is_alone:
            self._cover(words, line, self._end_of(self._next(last)))
        else:
            self._cover(words, line, self._end_of(last))

    def _cover(self, words: _Words, first: int, last: int | None) -> None:
        self.directives.append(
            Directive(self._document.name, words.span, words.rules, words.reason, first, last, words.words)
        )

    def _next(self, line: int) -> int:
        """Return the next line that holds more than ignores and blanks; the last one if there is none."""
        for number in range(line + 1, len(self._lines) + 1):
            if _rest(self._lines[number - 1], self._covered.get(number, ())).strip(" \t>"):
                return number
        return len(self._lines)

    def _end_of(self, line: int) -> int:
        """Return the line on which a tag or a link that a line leaves open ends."""
        match = _OPEN.search(self._lines[line - 1])
        if match is None:
            return line
        closing = ">" if match[0].startswith("<") else ")"
        for number in range(line + 1, min(line + _LONGEST_OPEN_LINES, len(self._lines)) + 1):
            text = self._lines[number - 1]
            if not text.strip():
                return line
            if closing in text:
                return number
        return line


def _joined_by_line(spans: Iterable[Span]) -> dict[int, list[tuple[int, int | None]]]:
    """Return the columns that ignores take up, by line; an end of None is the end of the line."""
    covered: dict[int, list[tuple[int, int | None]]] = {}
    for span in spans:
        last = span.end_line or span.line
        for line in range(span.line, last + 1):
            start = (span.column or 1) if line == span.line else 1
            covered.setdefault(line, []).append((start, span.end_column if line == last else None))
    return covered


def _rest(line: str, covered: Iterable[tuple[int, int | None]]) -> str:
    """Return what of a line is no ignore."""
    kept: list[str] = []
    position = 0
    for start, end in covered:
        kept.append(line[position : start - 1])
        position = len(line) if end is None else max(position, end - 1)
    return "".join([*kept, line[position:]])


def place_of(directive: Directive | Mistake) -> str:
    """Return where an ignore stands, as editors and people write it."""
    return f"{directive.document}:{directive.span.line}"
