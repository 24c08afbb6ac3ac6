"""What a judgement rests on, for people: plain names, lists as lists, and nothing that is said already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from linkcheck.renderers.html_report.frame import folded
from linkcheck.renderers.html_report.markup import NOTHING, Markup, cut, element, foreign, join, link, percent
from linkcheck.renderers.places import others_of
from linkcheck.renderers.shape import Finding

_LONGEST, _LONGEST_ITEM = 400, 120
_ITEMS, _INNER_ITEMS = 50, 10
# Rules write their figures as their manuals do, in one letter; what a letter stands for is said here.
_NAMES = {
    "n": "links to this page",
    "N": "links in the post",
    "s": "share of the links",
    "U": "pages linked",
    "G": "groups of unlike anchors",
    "O": "overuse (share × (1 − 1 / groups))",
    "p": "probability by chance",
}
_ORDER = {name: number for number, name in enumerate(_NAMES)}
_SHARES = frozenset({"s"})


def evidence(finding: Finding) -> Markup:
    """Write the evidence of a finding, folded; nothing if all of it stands in the finding already."""
    rows = [fact(_name(name), _value(name, value)) for name, value in _told(finding)]
    if not rows:
        return NOTHING
    return folded("Evidence", element("dl", *rows, class_="facts"), kind="evidence")


def fact(name: str, value: Markup) -> Markup:
    """Write a name with what it stands for, as part of a list of facts."""
    return element("div", element("dt", cut(name, 80)), element("dd", value))


def _told(finding: Finding) -> Iterator[tuple[str, object]]:
    """Yield what is known and does not repeat the finding's link, its anchors, or what came before."""
    given: dict[str, object] = msgspec.to_builtins(finding.evidence, order="deterministic", str_keys=True)
    anchors = {finding.anchor, *(place.anchor for place in others_of(finding))}
    seen: list[object] = [finding.url, [finding.url], finding.anchor]
    for name, value in sorted(given.items(), key=_rank):
        is_repeated = _has_words(value) and (value in seen or [value] in seen)
        if value is None or value in ("", [], {}) or is_repeated or _are_among(value, anchors):
            continue
        if name == "anchor_groups" and _are_single(value):
            continue
        if _has_words(value):
            seen += [value, [value]]
        yield name, value


def _rank(item: tuple[str, object]) -> int:
    """Order the figures of one letter as they are named here, before all else."""
    return _ORDER.get(item[0], len(_ORDER))


def _has_words(value: object) -> bool:
    return isinstance(value, str | list | dict)


def _are_among(value: object, anchors: set[str | None]) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each in anchors for each in value)


def _are_single(value: object) -> bool:
    """Say whether groups hold one member each, so that they say no more than their number."""
    return isinstance(value, list) and all(isinstance(each, list) and len(each) == 1 for each in value)


def _name(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))


def _value(name: str, value: object) -> Markup:
    if name in _SHARES and isinstance(value, float):
        return Markup(percent(value))
    return _written(value, _ITEMS)


def _written(value: object, limit: int) -> Markup:
    """Write any JSON value; lists and objects in lists and objects are shorter, and JSON below that."""
    match value:
        case bool():
            return Markup("yes" if value else "no")
        case int() | float():
            return element("span", f"{value:,}" if isinstance(value, int) else f"{value:g}", dir="ltr")
        case str() if value.startswith(("https://", "http://")):
            return link(value)
        case str():
            return foreign(value, _LONGEST if limit == _ITEMS else _LONGEST_ITEM)
        case Mapping() if limit == _ITEMS:
            return _listed([_pair(name, each) for name, each in list(value.items())[:limit]], len(value))
        case Sequence() if limit == _ITEMS:
            return _listed([_written(each, _INNER_ITEMS) for each in value[:limit]], len(value))
        case Mapping() if len(value) <= limit and all(map(_is_scalar, value.values())):
            return join((_pair(name, each) for name, each in value.items()), " · ")
        case Sequence() if all(isinstance(each, str) for each in value):
            more = [Markup(f"and {len(value) - limit:,} more")] if len(value) > limit else []
            return join([*(foreign(str(each), _LONGEST_ITEM) for each in value[:limit]), *more], " · ")
        case _:
            return element("code", cut(msgspec.json.encode(value).decode(), _LONGEST), dir="ltr")


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float)


def _pair(name: object, value: object) -> Markup:
    return join((foreign(_name(str(name)), 80), Markup(": "), _written(value, _INNER_ITEMS)))


def _listed(items: Sequence[Markup], count: int) -> Markup:
    more = [element("li", f"and {count - len(items):,} more")] if count > len(items) else []
    return element("ul", *(element("li", item) for item in items), *more)
