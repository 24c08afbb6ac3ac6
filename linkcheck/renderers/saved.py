"""Saved reports: read one, and give a new one the values that it would have after being saved."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from linkcheck.renderers.shape import SCHEMA_VERSION, Report

Shape = TypeVar("Shape", bound=msgspec.Struct)
_ENCODER = msgspec.json.Encoder(order="deterministic")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Version(msgspec.Struct):
    schema_version: int


def read_report(content: bytes) -> Report:
    """Read a report that the json format wrote; fields that a later version added are passed over.

    Raises:
        ValueError: this is no report of linkcheck, or one of another schema version; the message says which.
    """
    try:
        version = msgspec.json.decode(content, type=_Version).schema_version
        if version != SCHEMA_VERSION:
            raise ValueError(
                f"this report has schema version {version}; this linkcheck reads version {SCHEMA_VERSION}"
            )
        return msgspec.json.decode(content, type=Report)
    except msgspec.ValidationError as error:
        raise ValueError(f"this is no JSON report of linkcheck: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"this is not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("this is no JSON report of linkcheck: it is nested too deeply") from error


def storable(value: Shape) -> Shape:
    """Return a shape that JSON can carry between programs: lone surrogates become U+FFFD (RFC 7493 §2.1).

    File names that are not UTF-8 hold such. Formats then write a report and its saved copy alike.
    """
    try:
        _ENCODER.encode(value)
    except UnicodeEncodeError:
        plain = _without_surrogates(msgspec.to_builtins(value, order="deterministic"))
        return msgspec.convert(plain, type(value))
    return value


def _without_surrogates(value: object) -> object:
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case dict():
            return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        case list() | tuple():
            return [_without_surrogates(item) for item in value]
        case _:
            return value
