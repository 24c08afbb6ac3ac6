"""Write plain values and shapes as JSON that is the same for the same input, and safe to print."""

from __future__ import annotations

import re

import msgspec

# Fields keep their order; what has none of its own, a set or a mapping in a rule's evidence, is sorted.
_ENCODER = msgspec.json.Encoder(order="deterministic")

# JSON lets these stand in a string as they are (RFC 8259 §7), but a terminal obeys the C1 controls, and bidi
# controls make a line read as what it is not. Outside strings they cannot occur, so replacing them is safe.
_DECEPTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_text(value: object) -> str:
    """Write a value, without lone surrogates in it, as indented JSON that ends in a newline."""
    return _safe(msgspec.json.format(_ENCODER.encode(value), indent=2)) + "\n"


def json_line(value: object) -> str:
    r"""Write a value as JSON on one line that ends in a newline (JSON Lines).

    >>> json_line({"a": ["\u202e\n"]})
    '{"a":["\\u202e\\n"]}\n'
    """
    return _safe(_ENCODER.encode(value)) + "\n"


def _safe(encoded: bytes) -> str:
    text = encoded.decode()
    is_safe = encoded.isascii() and b"\x7f" not in encoded
    return text if is_safe else _DECEPTIVE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
