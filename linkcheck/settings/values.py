"""Settings by name: their types, and what is wrong with the values people give them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from linkcheck.settings.toml_text import toml_key

# What TOML's types are called by those who write settings; of the values they wrote, and of those expected.
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_GOT = _TYPES | {
    "float": "a decimal number",
    "null": "nothing",
    **dict.fromkeys(("date", "time", "datetime"), "a date or time"),
}

Value = TypeVar("Value")
Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its name, its type and its default."""

    name: str
    type: Any
    default: object


def setting(default: Value, meaning: str) -> Value:
    """Make a setting of a dataclass that has no flag whose help would say what it means."""
    return field(default=default, metadata={"meaning": meaning})


def underscored(values: Mapping[str, Held]) -> dict[str, Held]:
    """Return settings by the names that the program has for them: in those, `-` and `_` are one."""
    return {name.replace("-", "_"): value for name, value in values.items()}


def options_of(settings: type) -> tuple[Option, ...]:
    """Return the settings that a dataclass holds, without those its author keeps to the program."""
    hints = get_type_hints(settings)
    return tuple(
        Option(each.name, hints[each.name], each.default)
        for each in fields(settings)
        if not each.metadata.get("internal")
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ` (did you mean …?)` for a misspelt name, nothing if no known one is near.

    >>> nearest("brokenlink", ["broken-link", "moved-link"])
    ' (did you mean broken-link?)'
    """
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]}?)" if near else ""


def checked(
    values: Mapping[str, object], known: Iterable[Option], *, where: str, is_text: bool = False
) -> tuple[dict[str, object], list[str]]:
    """Return the values converted to their options' types, and one problem for each that cannot be.

    With `is_text`, values are strings that stand for other types, as in environment variables.
    """
    by_name = {option.name: option for option in known}
    accepted: dict[str, object] = {}
    problems: list[str] = []
    for name, value in values.items():
        if (option := by_name.get(name)) is None:
            problems.append(f"{where}{name}: there is no such setting{nearest(name, by_name)}")
            continue
        if section := _section_type(option.type):
            accepted[name], wrong = _read_sections(value, option, section, f"{where}{name}")
            problems += wrong
            continue
        try:
            accepted[name] = msgspec.convert(value, option.type, strict=not is_text)
        except msgspec.ValidationError as error:
            place, complaint = _place(error, option, value), _complaint(error, option, value, is_text=is_text)
            problems.append(f"{where}{name}{place}: {complaint}")
    return accepted, problems


def _section_type(kind: Any) -> type | None:
    """Return the dataclass that sections in a table, or in a list, are made of; None for other types."""
    members = [each for each in get_args(kind) if isinstance(each, type) and is_dataclass(each)]
    return members[0] if members and get_origin(kind) in (Mapping, tuple) else None


def _read_sections(
    value: object, option: Option, section: type, where: str
) -> tuple[Mapping[str, object] | tuple[object, ...], list[str]]:
    """Return sections by name or in order, each of the settings in it that are right, and the problems."""
    problems: list[str] = []
    if get_origin(option.type) is tuple:
        if not isinstance(value, list | tuple):
            return (), [f"{where}: expected a list of tables, [[{option.name}]]"]
        places = [(f"{where}[{number}]", each) for number, each in enumerate(value)]
        return tuple(_read_section(each, section, place, problems) for place, each in places), problems
    if not isinstance(value, Mapping):
        return {}, [f"{where}: expected tables, [{option.name}.NAME]"]
    return {
        name: _read_section(each, section, f"{where}.{toml_key(name)}", problems)
        for name, each in value.items()
    }, problems


def _read_section(value: object, section: type, where: str, problems: list[str]) -> object:
    if not isinstance(value, Mapping):
        problems.append(f"{where}: expected a table of settings")
        return section()
    accepted, wrong = checked(underscored(value), options_of(section), where=f"{where}.")
    problems += wrong
    return section(**accepted)


def _complaint(error: msgspec.ValidationError, option: Option, value: object, *, is_text: bool) -> str:
    """Say what was expected, and what came."""
    if isinstance(option.type, type) and issubclass(option.type, StrEnum):
        names = [member.value for member in option.type]
        return f"expected one of {', '.join(names)}, got {value!r}{nearest(str(value), names)}"
    expected, _, got = str(error).partition(" - at ")[0].partition(", got ")
    if is_text and got == "`str`":
        got = repr(value)
    return _in_words(expected[0].lower() + expected[1:], _TYPES) + (got and f", got {_in_words(got, _GOT)}")


def _in_words(text: str, words: Mapping[str, str]) -> str:
    """Return a message of msgspec's with the names of its types in plain words.

    >>> _in_words("expected `int | str | null`", _TYPES)
    'expected a whole number or text'
    """

    def said(match: re.Match[str]) -> str:
        names = match[1].removesuffix(" | null").split(" | ")
        return " or ".join(words.get(name, name) for name in names)

    return re.sub(r"`([a-z]+(?: \| [a-z]+)*)`", said, text)


def _place(error: msgspec.ValidationError, option: Option, value: object) -> str:
    """Return where in the setting the wrong value is, as a person would name it; "" if it is all of it."""
    place = re.search(r" - at `\$((?:\[\d+\])*)(\[\.\.\.\])?", str(error))
    if place is None:
        return ""
    if not place[2] or place[1] or not isinstance(value, Mapping):
        return place[1]
    return next((f".{toml_key(str(key))}" for key, each in value.items() if not _fits(each, option)), "")


def _fits(value: object, option: Option) -> bool:
    """Say whether a value may stand in a setting that is a table."""
    try:
        msgspec.convert(value, get_args(option.type)[-1])
    except msgspec.ValidationError:
        return False
    return True
