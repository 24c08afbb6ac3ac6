"""What each rule on sources and text health must find, and what it must leave alone, in six languages.

A case is the documents of one run and the resources they meet; `FOUND` and `LEFT_ALONE` hold, by rule, what
makes one of a language. `tests/contracts/test_languages.py` runs them all and names what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from linkcheck.model import CanonicalSource, Document, Resource
from tests.canned import document
from tests.rules.citing import CONTACT, EMPTY, REPORT
from tests.rules.paragraphs import PARAGRAPHS
from tests.rules.sentences import STORY

PAGE = "https://www.daily.example/2024/10/the-article"
_ISOLATE, _OVERRIDE, _ZERO_WIDTH, _MARK = "\u2067", "\u202e", "\u200b", "\u200f"
# A host of one script, as the language writes it, and one that mixes in a letter of another.
_HOSTS = {
    "en": ("naïve.example", "pаypal.example"),
    "ar": ("موقع.example", "موقעע.example"),
    "zh": ("例子.example", "例子а.example"),
    "ru": ("пример.example", "примep.example"),
    "es": ("añosluz.example", "аñosluz.example"),
    "he": ("דוגמה.example", "דוגמהه.example"),
}
# What each alphabet writes between letters or beside them, and means.
_JOINED = {
    "en": "a soft\u00adware release",
    "ar": "خانه\u200cها \u200fنص\u200f",
    "zh": "正文\u3000下一段",
    "ru": "объ\u00adявление",
    "es": "paí\u00adses",
    "he": "\u200fשלום\u200f (2024)",
}
_MISREAD = {"en": "cp1252", "ar": "cp1256", "zh": "gbk", "ru": "cp1251", "es": "cp1252", "he": "cp1255"}


@dataclass(frozen=True)
class Case:
    """Documents of one run, and what their links meet."""

    documents: tuple[Document, ...]
    resources: tuple[Resource, ...] = field(default=())


Make = Callable[[str], Case]


def _anchors(language: str) -> list[str]:
    return re.findall(r"\{(.+?)\}", STORY[language])


def _plain(language: str) -> str:
    return STORY[language].replace("{", "").replace("}", "")


def _other(number: int) -> str:
    return f"https://site{number}.example/{number}/story"


def _post(pairs: Iterable[tuple[str, str]], name: str = "post.md", **fields: str) -> Document:
    return document("\n".join(f"- [{anchor}]({url})" for anchor, url in pairs), name, **fields)


def _case(*pairs: tuple[str, str], resources: tuple[Resource, ...] = ()) -> Case:
    return Case((_post(pairs),), resources)


def _text(text: str) -> Case:
    return Case((document(text),))


def _overused(language: str, uses: int, others: int) -> Case:
    anchors = _anchors(language)
    to_page = [(anchor, PAGE) for anchor in anchors[:uses]]
    return _case(*to_page, *((anchors[11 - n], _other(n)) for n in range(others)))


def _posts_on(language: str, url: Callable[[int], str]) -> Case:
    anchors = _anchors(language)
    posts = [_post([(anchors[n], url(n)), (anchors[n + 6], _other(n))], f"{n}.md") for n in range(6)]
    return Case(tuple(posts))


def _titled(title: str, **facts: object) -> Resource:
    return Resource(
        PAGE, status=200, final_url=PAGE, title=title, media_type="text/html", **facts  # type: ignore[arg-type]
    )  # fmt: skip


def _about(language: str, title: str) -> Case:
    anchor = _anchors(language)[9]
    return _case((anchor, PAGE), resources=(_titled(title),))


def _dated(language: str, **facts: object) -> Case:
    text = f"---\ndate: 2024-11-02\n---\n\n[{_anchors(language)[0]}]({PAGE})"
    return Case((document(text),), (_titled("x", **facts),))


def _canonical(language: str, url: str, canonical: str) -> Case:
    facts = Resource(
        url, status=200, final_url=url, canonical_url=canonical, canonical_source=CanonicalSource.LINK_ELEMENT
    )
    return _case((_anchors(language)[0], url), resources=(facts,))


def _garbled(language: str) -> str:
    """Return UTF-8 read as a set of the language's; bytes that a set leaves open are shown as C1 controls."""
    codec = _MISREAD[language]
    if codec == "gbk":
        return _plain(language).encode().decode(codec, "replace")
    words = PARAGRAPHS[language][0] if language != "en" else "He said “never”, didn’t he, at the café — naïve"
    return "".join(bytes([each]).decode(codec, "ignore") or chr(each) for each in words.encode())


def _day(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


FOUND: dict[str, Make] = {
    "link-overuse": lambda name: _overused(name, 6, 2),
    "single-source": lambda name: _overused(name, 6, 0),
    "few-sources": lambda name: _overused(name, 6, 2),
    "source-concentration": lambda name: _posts_on(name, lambda n: PAGE),
    "anchor-target-mismatch": lambda name: _about(name, _anchors(name)[8]),
    "misleading-anchor": lambda name: _case((f"www.bank-{_number(name)}.com", PAGE)),
    "ambiguous-anchor": lambda name: _case((EMPTY[name][0], PAGE)),
    "duplicate-passage": lambda name: _text("\n\n".join([*PARAGRAPHS[name], *PARAGRAPHS[name]])),
    "mojibake": lambda name: _text(_garbled(name)),
    "bidi-control": lambda name: _case((f"{_anchors(name)[0]}{_OVERRIDE}gpj.exe", PAGE)),
    "homograph-host": lambda name: _case((_anchors(name)[0], f"https://{_HOSTS[name][1]}/x")),
    "zero-width-character": lambda name: _case((_anchors(name)[0], f"{PAGE}{_ZERO_WIDTH}x")),
    "source-newer-than-post": lambda name: _dated(name, published_at=_day("2024-12-01")),
    "source-changed-after-post": lambda name: _dated(name, modified_at=_day("2024-12-01")),
    "non-canonical-link": lambda name: _canonical(name, f"{PAGE}/amp", PAGE),
}


def _number(language: str) -> int:
    """Return a number of the language's own."""
    return list(STORY).index(language)


LEFT_ALONE: dict[str, tuple[Make, ...]] = {
    "link-overuse": (
        lambda name: _overused(name, 3, 3),
        lambda name: _case(*((each, PAGE) for each in REPORT[name]), ("x", _other(1)), ("y", _other(2))),
        lambda name: _case(
            *((each, PAGE) for each in CONTACT[name]), *((f"w{n}", _other(n)) for n in range(6))
        ),
    ),
    "single-source": (
        lambda name: _overused(name, 6, 1),
        lambda name: _case(*((each, PAGE) for each in REPORT[name])),
    ),
    "few-sources": (
        lambda name: _overused(name, 3, 6),
        lambda name: _case(*((each, _other(n)) for n, each in enumerate(_anchors(name)))),
    ),
    "source-concentration": (
        lambda name: _posts_on(name, lambda n: f"https://paper{n}.example/"),
        lambda name: _posts_on(name, lambda n: PAGE if n < 2 else f"https://paper{n}.example/"),
    ),
    "anchor-target-mismatch": (
        lambda name: _about(name, f"{_anchors(name)[9]} 2024"),
        lambda name: _about(name, "Москва и Тегеран" if name in ("en", "es") else "Ferry timetable"),
        lambda name: _case((EMPTY[name][0], PAGE), resources=(_titled(_anchors(name)[3]),)),
    ),
    "misleading-anchor": (
        lambda name: _case(*((each, PAGE) for each in _anchors(name))),
        lambda name: _case(("www.daily.example", PAGE), (PAGE, PAGE)),
    ),
    "ambiguous-anchor": (
        lambda name: _case(*((each, _other(n)) for n, each in enumerate(_anchors(name)))),
        lambda name: _case(*((REPORT[name][0], PAGE) for _ in range(3))),
    ),
    "duplicate-passage": (
        lambda name: _text("\n\n".join(PARAGRAPHS[name])),
        lambda name: Case(tuple(document(each, f"{n}.md") for n, each in enumerate(PARAGRAPHS[name]))),
    ),
    "mojibake": (
        lambda name: _text(_plain(name)),
        lambda name: _text("\n\n".join(PARAGRAPHS[name])),
    ),
    "bidi-control": (
        lambda name: _case(*((each, PAGE) for each in _anchors(name))),
        lambda name: _text(f"{_MARK}{_plain(name)}{_MARK}\n\n[{_anchors(name)[0]}]({PAGE})"),
    ),
    "homograph-host": (
        lambda name: _case((_anchors(name)[0], f"https://{_HOSTS[name][0]}/x")),
        lambda name: _case((_anchors(name)[0], f"https://www.{_HOSTS[name][0]}/{_anchors(name)[0]}/")),
    ),
    "zero-width-character": (
        lambda name: _text(f"{_JOINED[name]}\n\n[{_anchors(name)[0]}]({PAGE})"),
        lambda name: _case(*((each, PAGE) for each in _anchors(name))),
    ),
    "source-newer-than-post": (
        lambda name: _dated(name, published_at=_day("2024-11-01")),
        _dated,
    ),
    "source-changed-after-post": (
        lambda name: _dated(name, modified_at=_day("2024-11-01")),
        lambda name: _dated(name, published_at=_day("2024-12-01"), modified_at=_day("2024-12-02")),
    ),
    "non-canonical-link": (
        lambda name: _canonical(name, PAGE, PAGE),
        lambda name: _case((_anchors(name)[0], PAGE)),
    ),
}
