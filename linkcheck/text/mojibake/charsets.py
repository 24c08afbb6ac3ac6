"""Single-byte character sets as readers meet them: every byte is some character, as WHATWG decoders have it.

Python refuses the bytes a Windows code page leaves open; browsers and editors show a C1 control for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

UTF_8 = "UTF-8"
# The sets that text in UTF-8 is taken for, the likeliest first, by their name and Python's.
MISREAD_AS = {
    "windows-1252": "cp1252",
    "ISO-8859-1": "latin-1",
    "windows-1256": "cp1256",
    "windows-1251": "cp1251",
    "windows-1255": "cp1255",
    "windows-1250": "cp1250",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1257": "cp1257",
    "ISO-8859-2": "iso8859-2",
    "KOI8-R": "koi8-r",
    "macintosh": "mac-roman",
    "IBM437": "cp437",
    "IBM850": "cp850",
    "IBM866": "cp866",
    "IBM862": "cp862",
    "DOS-720": "cp720",
}
# Here the first bytes of longer sequences are small Cyrillic or Arabic letters, as in any text.
_SHORT_SEQUENCES = frozenset({"IBM866", "DOS-720"})


@dataclass(frozen=True, slots=True)
class Charset:
    """A single-byte set: the byte of each character beyond ASCII, and where those bytes would be UTF-8."""

    name: str
    byte_of: dict[str, int]
    sequence: re.Pattern[str]

    def encode(self, text: str) -> bytes:
        """Return the bytes that were read as this text.

        Raises:
            KeyError: a character is not in the set.
        """
        return bytes(ord(char) if char < "\x80" else self.byte_of[char] for char in text)


@cache
def charset(name: str) -> Charset:
    """Return one of the sets by its name."""
    codec = MISREAD_AS[name]
    shown = {byte: _character(byte, codec) for byte in range(0x80, 0x100)}

    def members(first: int, last: int) -> str:
        return "[" + "".join(re.escape(shown[byte]) for byte in range(first, last + 1)) + "]"

    rest = members(0x80, 0xBF)
    pattern = f"{members(0xC2, 0xDF)}{rest}"
    if name not in _SHORT_SEQUENCES:
        pattern += f"|{members(0xE0, 0xEF)}{rest}{{2}}|{members(0xF0, 0xF4)}{rest}{{3}}"
    return Charset(name, {character: byte for byte, character in shown.items()}, re.compile(pattern))


def _character(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def suspicion() -> re.Pattern[str]:
    """Return what finds the words that could be UTF-8 misread as any of the sets."""
    long = _start({name for name in MISREAD_AS if name not in _SHORT_SEQUENCES}, 0xF4)
    return re.compile(f"{long}|{_start(_SHORT_SEQUENCES, 0xDF)}")


def _start(names: Iterable[str], last_lead: int) -> str:
    """Return what matches the first two characters of a sequence in any of such sets."""
    leads, rest = set(), set()
    for name in names:
        for character, byte in charset(name).byte_of.items():
            if 0x80 <= byte <= 0xBF:
                rest.add(character)
            elif 0xC2 <= byte <= last_lead:
                leads.add(character)
    return f"[{_members(leads)}][{_members(rest)}]"


def _members(characters: set[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))
