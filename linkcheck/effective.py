"""What a run is told, value by value, and where each value comes from; secrets are never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from linkcheck.config import Config, Effective, Origin, OriginKind
from linkcheck.redaction import redact
from linkcheck.rules import rules
from linkcheck.settings import options_of

_DEFAULT = Origin(OriginKind.DEFAULT, "")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# TOML 1.0, basic strings: what JSON lets stand and TOML does not.
_UNESCAPED = re.compile("[\x7f\ud800-\udfff]")
_VARIABLE = re.compile(r"(\$\{[^}]*\})")
_SCHEME = re.compile(r"(?:bearer|basic|token|digest)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """One setting as it holds: its key as in a settings file, its plain value, and where that comes from.

    `value` is None for a setting that nobody made and that has no default.
    """

    key: str
    value: object
    origin: Origin


def values(effective: Effective) -> Iterator[Value]:
    """Yield every setting in the order of `Config`, then every rule's."""
    for option in options_of(Config):
        origin = effective.origins.get(option.name, _DEFAULT)
        value = getattr(effective.config, option.name)
        if option.name == "rules":
            yield from _rule_values(value, origin)
        else:
            yield Value(option.name, _plain(option.name, value), origin)


def _rule_values(chosen: Mapping[str, Mapping[str, object]], origin: Origin) -> Iterator[Value]:
    for name, rule in rules.items():
        own = {key.replace("-", "_"): value for key, value in chosen.get(name, {}).items()}
        for key, default in (("level", rule.level), *((each.name, each.default) for each in rule.options)):
            where = origin if key in own else _DEFAULT
            yield Value(f"rules.{name}.{key}", _plain(key, own.get(key, default)), where)


def _plain(name: str, value: object) -> object:
    """Return a value as plain JSON and TOML know it, without what nobody else may see."""
    if name == "headers" and isinstance(value, tuple):
        return [masked(header) for header in value]
    plain = value if isinstance(value, date) else msgspec.to_builtins(value)
    if isinstance(plain, Mapping):
        return {key: _plain(key, each) for key, each in value.items()}  # type: ignore[attr-defined]
    if isinstance(plain, list | tuple):
        return [redact(each) if isinstance(each, str) else each for each in plain]
    return redact(plain) if isinstance(plain, str) else plain


def masked(header: str) -> str:
    """Return a header with its value masked, but for the variables that it is made of.

    >>> masked("Authorization: Bearer ${GITHUB_TOKEN}"), masked("Cookie: id=s3cret")
    ('Authorization: Bearer ${GITHUB_TOKEN}', 'Cookie: ***')
    """
    name, _, value = header.partition(":")
    scheme = _SCHEME.match(value.strip()) if "${" in value else None
    rest = value.strip()[scheme.end() :] if scheme else value.strip()
    shown = "".join(part if part.startswith("${") or not part else "***" for part in _VARIABLE.split(rest))
    return f"{name}: {scheme[0] if scheme else ''}{shown}"


def toml(effective: Effective) -> str:
    """Write the settings as a settings file, with where each comes from behind it."""
    lines = [(_assignment(value), _place(value.origin)) for value in values(effective)]
    width = min(max((len(text) for text, _ in lines), default=0), 60)
    return "".join(f"{text:<{width}}  # {place}\n" for text, place in lines)


def _assignment(value: Value) -> str:
    if value.value is None:
        return f"# {value.key} ="
    return f"{value.key} = {toml_value(value.value)}"


def _place(origin: Origin) -> str:
    return f"{origin.kind}: {origin.where}" if origin.where and origin.where != origin.kind else origin.kind


def toml_value(value: object) -> str:
    """Write a plain value as TOML 1.0 does.

    >>> toml_value({"a b": [1, "x"], "c": True})
    '{"a b" = [1, "x"], c = true}'
    """
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Mapping():
            pairs = (
                f"{toml_key(key)} = {toml_value(each)}" for key, each in value.items() if each is not None
            )
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        case str():
            return _UNESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))
        case _:
            return repr(value)


def toml_key(key: str) -> str:
    """Write a key, quoted only where it has to be."""
    return key if _BARE_KEY.fullmatch(key) else toml_value(key)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\ufffd" if code > 0x7F else f"\\u{code:04x}"


def as_json(effective: Effective) -> str:
    """Write the settings as a JSON list in their order."""
    rows = [
        {"key": each.key, "value": each.value, "origin": each.origin.kind, "where": each.origin.where}
        for each in values(effective)
    ]
    return json.dumps({"settings": rows}, indent=1, ensure_ascii=False, default=str) + "\n"
