"""UTF-8 that was read as a single-byte set: `cafÃ©`, `РџСЂРёРІРµС‚`, `غŒ`.

A guess is worth nothing here: honest words in every script must pass. So a word counts only if it holds what
no writing does (two scripts or a symbol inside a word, a capital after a small letter), if its bytes are
valid UTF-8, and if the repaired word holds nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from linkcheck.text.mojibake.charsets import MISREAD_AS, Charset, charset, suspicion

# A word for this purpose: what stands between spaces and ASCII punctuation; a no-break space may be a byte.
_WORD = re.compile(r"[^\t-\r !-&(-,./:-@\[-^`{-~\u2000-\u200a\u2028\u2029\u3000-\u3002\uff0c]+")
_LONGEST_WORD = 400
# What misreading puts between letters and writing does not; superscripts are left out (Å², α³).
_ODD = frozenset("ƒ†‡ˆ‰˜¢£¤¥¦§¨©¬®¯°±´¶¸¼½¾¿¡€™‹›⌐ªº×÷") | frozenset(map(chr, range(0x2500, 0x25A0)))
_QUOTES = frozenset("“”„«»‘’‚")
_NEEDED = 2
# The first letters of `é` and its like, and of `’` and its like, as the Latin sets show them.
_ACCENTED, _PUNCTUATED = frozenset("ÃĂ"), ("â€", "‚Ä", "вЂ", "â\x80", "гЂ")
_SIGNED = re.compile(
    "(?<![A-ZÀ-Þ“«‘„])Â[©®°±²³£¥§¿¡·¼½¾µ¶¹ªº¢¦¬]|[a-z]{2}√[^\x00-\x7f][a-z]|[A-Za-z]√[©®±≥ºß¥¢†°§•¶™´¨ª]|[a-z]├[^\u2500-\u257f]|(?:[–—◊][^\x00-\x7f\\s]){3}"
)
_SCRIPTS = (
    ("Latin", "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Cyrillic", "\u0400-\u04ff"),
    ("Hebrew", "\u05d0-\u05ea"),
    ("Arabic", "\u0620-\u065f\u066e-\u06d3"),
    ("Indic", "\u0900-\u0d7f"),
    ("Thai", "\u0e01-\u0e5b"),
    ("Han", "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3005\uac00-\ud7a3"),
)
_LETTERS = tuple((script, re.compile(f"[{members}]")) for script, members in _SCRIPTS)
# What misread texts say: letters in use today, and signs that people type.
_SAID = re.compile(
    "[\u00a0-\u0107\u010a-\u011b\u011e-\u0123\u0128-\u0131\u0136\u0137\u0139-\u013e\u0141-\u0148\u0150-\u0165"
    "\u0168-\u016b\u016e-\u0173\u0178-\u017e\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0259\u1ea0-\u1ef9"
    "\u0386-\u03ce\u0401-\u045f\u0490-\u0493\u049a\u049b\u04a2\u04a3\u04ae\u04af\u04b0\u04b1\u04ba\u04bb\u04d8\u04d9\u04e8\u04e9"
    "\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f\u0621-\u0652\u0660-\u066c\u0670-\u06d3\u06f0-\u06f9\u0900-\u0d7f\u0e01-\u0e5b"
    "\u200b-\u200f\u2010-\u203a\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\u2460-\u27bf"
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufe0f\ufeff\uff01-\uff5e\ufffd\U0001f000-\U0001faff]+"
)


def suspects(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words that could be UTF-8 read as a single-byte set, each with its offset; in linear time."""
    reached = 0
    for hit in suspicion().finditer(text):
        if hit.start() < reached:
            continue
        start = max(reached, hit.start() - _LONGEST_WORD)
        word = next((each for each in _WORD.finditer(text, start) if each.end() > hit.start()), None)
        if word is not None:
            reached = word.end()
            yield word.start(), word[0][:_LONGEST_WORD]


@lru_cache(maxsize=8192)
def repairs(word: str) -> dict[str, str]:
    """Return what a word may have said by the name of the set it was read as; empty for a word that is well.

    Only the readings that explain most of what is odd are kept, the likeliest first.
    """
    strange = _oddity(word) + 2 * len(_SIGNED.findall(word)) + 2 * sum(map(word.count, _PUNCTUATED))
    found: dict[str, tuple[int, str]] = {}
    for name in MISREAD_AS:
        repaired, signs = _read_again(word, charset(name))
        if repaired == word or strange + signs < _NEEDED or _oddity(repaired) or _has_odd_case(repaired):
            continue
        found[name] = (len(repaired), repaired)
    shortest = min((length for length, _ in found.values()), default=0)
    return {name: repaired for name, (length, repaired) in found.items() if length == shortest}


def _read_again(word: str, read: Charset) -> tuple[str, int]:
    """Return a word with its sequences read as UTF-8, and how much speaks for that beyond its oddity."""
    pieces, position, signs = [], 0, 0
    for match in read.sequence.finditer(word):
        said = _decoded(match[0], read)
        if said is None:
            continue
        signs += _signs(match, said)
        pieces += [word[position : match.start()], said]
        position = match.end()
    return "".join((*pieces, word[position:])), signs


def _decoded(sequence: str, read: Charset) -> str | None:
    try:
        said = read.encode(sequence).decode()
    except UnicodeDecodeError:
        return None
    return said if _SAID.fullmatch(said) else None


def _signs(match: re.Match[str], said: str) -> int:
    """Weigh one sequence: a sign of three bytes, and an accented letter before a small one."""
    sequence = match[0]
    if len(sequence) > 2 and not said.isalpha() and not _ODD.isdisjoint(sequence):
        return 2
    if _is_after_latin(match) and said.isalpha() and said.islower() and sequence[1] in _ODD:
        return 2
    following = match.string[match.end() : match.end() + 1]
    return int(sequence[0] in _ACCENTED and following.islower() and sequence[1] not in "ºª")


def _is_after_latin(match: re.Match[str]) -> bool:
    """Say whether a sequence starts with a letter of another script right after plain Latin ones."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return (
        len(before) == 2
        and before.isascii()
        and before.isalpha()
        and _script(match[0][0]) not in ("Latin", "")
    )


def _oddity(text: str) -> int:
    """Count what no writing does, between neighbours that are not both ASCII."""
    odd = 0
    if _ODD.issuperset(text):
        return odd  # a drawing
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character < "\x80" and before < "\x80":
            continue
        if "\x80" <= character <= "\x9f":
            odd += 3
        elif before.isalpha() and character.isalpha():
            odd += 2 * (before.islower() and character.isupper() and character > "\x7f")
            odd += 2 * _are_mixed(before, character)
        elif character in _ODD and before != "\xa0" and _is_letterlike(before) and _is_letterlike(after):
            odd += 2
        elif character in _QUOTES and before.isupper() and before > "\x7f" and after.islower():
            odd += 1
    return odd


def _is_letterlike(character: str) -> bool:
    return character.isalpha() or character in _ODD or character in _QUOTES or character == "\xa0"


def _are_mixed(one: str, other: str) -> bool:
    """Say whether two neighbours are letters of different scripts; plain Latin stands beside all others."""
    if one < "\x80" or other < "\x80":
        return False
    scripts = {_script(one), _script(other)}
    return len(scripts) == 2 and "" not in scripts


def _has_odd_case(text: str) -> bool:
    """Say whether a small letter that is not ASCII stands after two capitals (`NESCAFÉ™` is no `NESCAFə`)."""
    return any(
        one.isupper() and two.isupper() and three.islower() and three > "\x7f"
        for one, two, three in zip(text, text[1:], text[2:], strict=False)
    )


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return next((script for script, letters in _LETTERS if letters.match(character)), "")
