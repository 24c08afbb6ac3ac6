"""The `json` format: the whole report for programs, and the links alone for `linkcheck extract`."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from linkcheck.model import Document, Link
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.saved import storable
from linkcheck.renderers.shaping import shape_extraction

# Fields keep their order; what has none of its own, a set or a mapping in a rule's evidence, is sorted.
_ENCODER = msgspec.json.Encoder(order="deterministic")

# JSON lets these stand in a string as they are (RFC 8259 §7), but a terminal obeys the C1 controls, and bidi
# controls make a line read as what it is not. Outside strings they cannot occur, so replacing them is safe.
_DECEPTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@renderer("json", media_type="application/json")
def render(report: shape.Report) -> str:
    """Write everything the run knows, for programs; `linkcheck schema` describes it."""
    return encode(report)


def links_json(documents: Iterable[Document], links: Iterable[Link]) -> str:
    """Write documents and their links in the report's item shapes."""
    return encode(shape_extraction(documents, links))


def encode(value: msgspec.Struct) -> str:
    r"""Write a shape as indented JSON that ends in a newline and is safe to print.

    Lone surrogates become U+FFFD, since JSON between programs cannot carry them (RFC 7493 §2.1).
    """
    encoded = msgspec.json.format(_ENCODER.encode(storable(value)), indent=2)
    text = encoded.decode()
    is_safe = encoded.isascii() and b"\x7f" not in encoded
    return f"{text}\n" if is_safe else f"{_DECEPTIVE.sub(_escape, text)}\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
