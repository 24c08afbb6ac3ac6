"""Plain values and keys as TOML 1.0 writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# Basic strings: what JSON lets stand and TOML does not.
_UNESCAPED = re.compile("[\x7f\ud800-\udfff]")


def toml_value(value: object) -> str:
    """Write a plain value; what is None in a table is left out.

    >>> toml_value({"a b": [1, "x"], "c": True})
    '{"a b" = [1, "x"], c = true}'
    """
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Mapping():
            given = ((key, each) for key, each in value.items() if each is not None)
            return "{" + ", ".join(f"{toml_key(key)} = {toml_value(each)}" for key, each in given) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        case str():
            return _UNESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))
        case _:
            return repr(value)


def toml_key(key: str) -> str:
    """Write a key, quoted only where it has to be.

    >>> toml_key("retries"), toml_key("*.example.org")
    ('retries', '"*.example.org"')
    """
    return key if _BARE_KEY.fullmatch(key) else toml_value(key)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\ufffd" if code > 0x7F else f"\\u{code:04x}"
