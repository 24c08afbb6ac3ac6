"""Characters that nobody sees, where they change what a URL leads to or what an anchor seems to say.

Persian and Indic words need joiners, some emoji are held together by them, and Arabic and Hebrew writers
use direction marks: those are told apart here. Whether a finding is grave is for the rules to say.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

ZERO_WIDTH = "\u200b\u200c\u200d\u2060-\u2064\ufeff\u00ad\u180e"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
_BIDI = re.compile(f"[{BIDI}]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_ANY = re.compile(f"[{ZERO_WIDTH}{BIDI}]")
# Encoded, they start with these bytes: C2 AD, D8 9C, E1 A0 8E, E2 80 8x/Ax, E2 81 Ax, EF BB BF.
_ENCODED = re.compile(r"%(?:C2%AD|D8%9C|E1%A0%8E|E2%8[01]%[8A]|EF%BB%BF)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"
# Scripts whose words are spelt with joiners: Arabic, Syriac, Indic, Sinhala, Tibetan, Khmer, Mongolian.
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1780-\u17ff\u1800-\u18af\ufb50-\ufefc]")
_PICTOGRAPH = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_OPENING, _CLOSING = (
    {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"},
    "\u202c\u2069",
)
_ISOLATES = dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def has_invisible(text: str) -> bool:
    """Say quickly whether a closer look is worth it."""
    return not text.isascii() and _ANY.search(text) is not None


def is_encoded(url: str) -> bool:
    """Say quickly whether a URL holds such a character in its escapes."""
    return "%" in url and _ENCODED.search(url) is not None


def decoded(url: str) -> str:
    """Return a URL with its escapes read as UTF-8, where they are any."""
    return unquote(url, errors="replace")


def zero_width(text: str) -> list[str]:
    """Return the zero-width characters of a text that no word and no emoji needs, in order.

    >>> zero_width("a\u200bb"), zero_width("می\u200cخواهم"), zero_width("👩\u200d💻")
    (['\\u200b'], [], [])
    """
    return [match[0] for match in _ZERO_WIDTH.finditer(text) if not _is_needed(text, match.start())]


def _is_needed(text: str, offset: int) -> bool:
    if text[offset] not in _JOINERS:
        return False
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if _JOINING.match(before) and (_JOINING.match(after) or not after.isalnum()):
        return True
    return bool(_PICTOGRAPH.match(before) and _PICTOGRAPH.match(after))


def direction_controls(text: str) -> list[str]:
    """Return the characters of a text that control its direction, in order."""
    return _BIDI.findall(text)


def overrides(text: str) -> list[str]:
    """Return the characters that turn the order of letters around, in order (UAX #9 §2.2)."""
    return _OVERRIDE.findall(text)


def is_balanced(text: str) -> bool:
    """Say whether each embedding and isolate is closed, so that none reaches beyond the text (UAX #9 §2).

    >>> is_balanced("\u2067نص\u2069"), is_balanced("\u202bنص")
    (True, False)
    """
    opened: list[str] = []
    for character in text:
        if closing := _OPENING.get(character) or _ISOLATES.get(character):
            opened.append(closing)
        elif character in _CLOSING and (not opened or opened.pop() != character):
            return False
    return not opened


def names(characters: list[str]) -> list[str]:
    """Return each distinct character's code point and name, in order of appearance."""
    return [f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip() for each in dict.fromkeys(characters)]
