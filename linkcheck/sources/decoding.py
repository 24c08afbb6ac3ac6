"""Bytes → text: byte-order mark, UTF-8, the declared encoding, and only then a guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# HTML's <meta charset>, XML's declaration; both stand at the start (WHATWG HTML §13.2.3.2 reads 1024 bytes).
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 1024
_BINARY_WITHIN = 8192
# Guessing needs no more than this to be as sure as it gets.
_GUESSED_WITHIN = 64 * 1024
# No text has these; DOS ends some with ^Z, and ISO 2022 changes its alphabet with escapes.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
# Names that mean their superset on the web (WHATWG Encoding §4.2), or that Python has under another name.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}


class Decoded(NamedTuple):
    """A text with its own line ends, the encoding it is in, and the byte-order mark before it."""

    text: str
    encoding: str
    mark: bytes = b""


def decode(body: bytes, charset: str | None = None) -> tuple[str, str | None]:
    """Return the text with LF line ends, and the problem that prevents one, if any.

    `charset` is what the transport declared. A UTF-8 text is UTF-8 whatever is declared: a wrong
    declaration is common, a text in another encoding that happens to be valid UTF-8 is not.
    """
    found = decoded(body, charset)
    return ("", found) if isinstance(found, str) else (with_line_feeds(found.text), None)


def decoded(body: bytes, charset: str | None = None) -> Decoded | str:
    """Return the text as it is written and how it was read, or the problem that prevents both."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            try:
                return Decoded(body[len(mark) :].decode(encoding), encoding, mark)
            except UnicodeDecodeError as error:
                return f"it starts as {encoding.upper()}, but byte {error.start + len(mark):,} is not valid"
    if b"\0" in body[:_BINARY_WITHIN]:
        return "it is a binary file"
    found = _try(body, "utf-8") or _try(body, charset) or _try(body, _declared(body))
    return found or _try(body, _guess(body)) or "its character encoding could not be told; save it as UTF-8"


def with_line_feeds(text: str) -> str:
    """Return a text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _declared(body: bytes) -> str | None:
    match = _DECLARED.search(body, 0, _DECLARED_WITHIN)
    return match[1].decode("ascii") if match else None


def _guess(body: bytes) -> str | None:
    from turbohtml.detect import detect

    start = body[:_GUESSED_WITHIN]
    return None if _CONTROLS.search(start) else detect(start).encoding


def _try(body: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    name = _SUPERSETS.get(encoding.lower(), encoding)
    try:
        return Decoded(body.decode(name), name)
    except (LookupError, UnicodeDecodeError):
        return None
