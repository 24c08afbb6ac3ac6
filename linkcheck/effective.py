"""What a run is told, value by value, and where each value comes from; secrets are never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass

from linkcheck.config import Config, Effective, Origin, OriginKind
from linkcheck.rules import rules
from linkcheck.settings.toml_text import toml_key, toml_value
from linkcheck.settings.values import options_of, underscored
from linkcheck.urls.redaction import redact

_DEFAULT = Origin(OriginKind.DEFAULT, "")
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
    """Yield every setting in the order of `Config`, those made in sections one by one, then every rule's."""
    for option in options_of(Config):
        origin = effective.origins.get(option.name, _DEFAULT)
        value = getattr(effective.config, option.name)
        if option.name == "rules":
            continue
        if isinstance(value, Mapping):
            for name, section in value.items():
                for key, each in _made(section).items():
                    yield Value(f"{option.name}.{toml_key(name)}.{key}", each, origin)
        else:
            yield Value(option.name, _plain(option.name, value), origin)
    yield from _rule_values(effective.config.rules, effective.origins.get("rules", _DEFAULT))


def _rule_values(chosen: Mapping[str, Mapping[str, object]], origin: Origin) -> Iterator[Value]:
    for name, rule in rules.items():
        own = underscored(chosen.get(name, {}))
        for key, default in (("level", rule.level), *((each.name, each.default) for each in rule.options)):
            where = origin if key in own else _DEFAULT
            yield Value(f"rules.{name}.{key}", _plain(key, own.get(key, default)), where)


def _made(section: object) -> dict[str, object]:
    """Return the settings of a section that differ from their defaults."""
    given = {
        option.name: (getattr(section, option.name), option.default) for option in options_of(type(section))
    }
    return {
        name: _plain(name, value) for name, (value, default) in given.items() if value not in (default, {})
    }


def _plain(name: str, value: object) -> object:
    """Return a value as plain JSON and TOML know it, without what nobody else may see."""
    match value:
        case tuple() | list():
            return [masked(str(each)) if name == "headers" else _plain(name, each) for each in value]
        case Mapping():
            return {key: _plain(key, each) for key, each in value.items()}
        case str():
            return redact(str(value))
        case _ if is_dataclass(value):
            return _made(value)
        case _:
            return value


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


def as_json(effective: Effective) -> str:
    """Write the settings as a JSON list in their order."""
    rows = [
        {"key": each.key, "value": each.value, "origin": each.origin.kind, "where": each.origin.where}
        for each in values(effective)
    ]
    return json.dumps({"settings": rows}, indent=1, ensure_ascii=False, default=str) + "\n"
