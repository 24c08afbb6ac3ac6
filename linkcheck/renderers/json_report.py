"""The `json` format: the whole report for programs, and the links alone for `linkcheck extract`."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from linkcheck.model import Document, Link, Report
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.shaping import shape_extraction, shape_report

# Fields keep their order; what has none of its own, a set or a mapping in a rule's evidence, is sorted.
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(shape.Report)

# JSON lets these stand in a string as they are (RFC 8259 §7), but a terminal obeys the C1 controls, and bidi
# controls make a line read as what it is not. Outside strings they cannot occur, so replacing them is safe.
_DECEPTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@renderer("json", media_type="application/json")
def render(report: Report) -> str:
    """Write everything the run knows, for programs; `linkcheck schema` describes it."""
    return encode(shape_report(report))


def links_json(documents: Iterable[Document], links: Iterable[Link]) -> str:
    """Write documents and their links in the report's item shapes."""
    return encode(shape_extraction(documents, links))


def encode(value: msgspec.Struct) -> str:
    r"""Write a shape as indented JSON that ends in a newline and is safe to print.

    Lone surrogates become U+FFFD, since JSON between programs cannot carry them (RFC 7493 §2.1).
    """
    try:
        encoded = _ENCODER.encode(value)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value, order="deterministic")
        encoded = msgspec.json.encode(_without_surrogates(plain))
    return _DECEPTIVE.sub(_escape, msgspec.json.format(encoded, indent=2).decode()) + "\n"


def decode(text: str | bytes) -> shape.Report:
    """Read a report that `encode` wrote, or one with fields that a later version added.

    Raises:
        msgspec.ValidationError: the text is JSON but no report of this schema version.
        msgspec.DecodeError: the text is not JSON.
    """
    return _DECODER.decode(text)


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


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
