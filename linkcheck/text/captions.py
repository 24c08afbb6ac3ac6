"""Read who is credited for a picture in the words beside it: "Photo: Jane Doe", "© AFP", "写真：共同通信"."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# What picture credits begin with, in the languages of the world's news agencies.
_LABELS = (
    # English, French, German, Dutch, Nordic
    "photos? credits?", "photo(?:graph(?:er|s|y)?|s)?", "pictures?", "credits?",
    "images?(?: (?:credits?|source|courtesy))?", "courtesy",
    "crédits?(?: photos?| images?)?", "photographies?", "fotos?", "fotograf(?:in|ie)?",
    "bild(?:er|quelle|nachweis|rechte)?", "aufnahmen?", "beeld", "bilde", "billede",
    # Spanish, Portuguese, Italian, Polish, Turkish, Vietnamese
    "fotografías?", "créditos?(?: (?:da|de la) \\w+)?", "imágen(?:es)?", "imagen", "cortesía", "imagem",
    "fotografia", "immagini?", "crediti", "fot\\.?", "zdjęcie", "fotoğraf", "görsel", "ảnh",
    # Russian, Ukrainian, Greek, Hebrew, Arabic, Persian, Hindi, Thai
    "фото(?:графия)?", "снимок", "изображение", "світлина", "φωτο(?:γραφία)?", "צילום", "תמונה", "تصوير",
    "(?:مصدر )?ال?صورة", "عکس", "फ़?ोटो", "फोटो", "तस्वीर", "ภาพ(?:ถ่าย)?",
    # Chinese, Japanese, Korean
    "图(?:片|源)?(?:来源)?", "圖(?:片|源)?(?:來源)?", "照片", "摄影", "攝影",
    "写真(?:提供)?", "撮影", "画像", "사진",
)  # fmt: skip
_BY = "by|von|par|de|di|door|av|af|przez|autor"
_CREDIT = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(_LABELS)})\s*(?:[:：/]|©|\b(?:{_BY})\b\s*:?)|copyright\b|©|\(c\))"
    r"[\s:：©]*([^\n|)\]}（）【】*<>]{2,100})",
    re.IGNORECASE,
)
# "de" and "di" are "by" and "of": within a sentence, "un programa de imágenes de GNU" credits nobody.
_OF = re.compile(r"\b(?:de|di)\s*:?\s*\Z", re.IGNORECASE)
_WITHIN = re.compile(r"\w[ \t]+\Z")
# How agencies sign without a label: "REUTERS/Jane Doe", "(AP Photo/John Smith)", "(AFP)".
_WIRES = (
    r"(?:AP(?: Photo)?|AFP|REUTERS|Reuters|EPA(?:-EFE)?|EFE|dpa|DPA|ANSA|PAP|PTI|TASS|ТАСС|РИА Новости|Xinhua"
    r"|新华社|Getty Images|Imago|IMAGO|Alamy|Shutterstock|رويترز|أ ف ب)"
)
_WORD = r"[^\Wa-z\d_][\w.'’-]*"
_WIRE_ALONE = re.compile(rf"\(({_WIRES}(?:\s*/[^()\n]{{2,60}})?)\)")
_WIRE_OPEN = re.compile(rf"(?<![\w/])({_WIRES}\s*/\s*(?:{_WORD} ){{1,3}}{_WORD})")
_SENTENCE_END = re.compile(r"(?<=\w\w\w)\.(?:\s|\Z)|[。!?]|\s[-–—]\s(?=\w+ \w+ \w+ \w+)")
_LONGEST_WORDS = 9
_PARTS = re.compile(
    r"\s*(?:[/,;|•·、／，]|\bvia\b|\bthrough\b|\bfor\b|\band\b|\bund\b|\bet\b|\by\b|&|\s[-–—]\s)\s*",
    re.IGNORECASE,
)
# Surname first, as picture archives and metadata have it.
_INVERTED = re.compile(
    r"(?:(?<=\A)|(?<=[/;|]))\s*([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]*\.?(?: [^\W\d_]\.)*)\s*(?=[/;|]|\Z)"
)
# An alternative text is often the path of a picture: `images/part.png` credits nobody.
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)\Z", re.IGNORECASE)
_MENU = frozenset("→⇒▸▶")  # "Image: Window → Layers" is where a program has a command
_ACCENT = re.compile(r"[\u0300-\u036f]")
_NOISE = re.compile(
    r"https?://\S+|\bwww\.\S+|©|\(c\)|\bcopyright\b|\ball rights reserved\b|\b(?:19|20)\d\d\b|^\W+|\W+$"
    r"|^(?:by|photo|foto|image|picture|credit)\b",
    re.IGNORECASE,
)
_ALIASES = {
    "associated press": "ap", "the associated press": "ap", "ap photo": "ap", "ap images": "ap",
    "agence france presse": "afp", "agence france-presse": "afp", "afp photo": "afp",
    "deutsche presse-agentur": "dpa", "picture alliance": "dpa", "getty images": "getty",
    "thomson reuters": "reuters", "european pressphoto agency": "epa", "tass": "тасс", "xinhua": "新华社",
    "kyodo news": "共同通信", "kyodo": "共同通信",
    "رويترز": "reuters", "רויטרס": "reuters", "рейтер": "reuters", "рейтерс": "reuters", "路透社": "reuters",
    "ロイター": "reuters", "로이터": "reuters", "فرانس برس": "afp", "أ ف ب": "afp", "法新社": "afp",
    "美联社": "ap", "yonhap": "연합뉴스", "press association": "pa", "pa media": "pa",
}  # fmt: skip
_AGENCIES = frozenset(
    "aap afp agencies alamy ana anadolu ansa ap apa belga bloomberg cna dpa efe epa getty imago ians isna "
    "itar kyodo magnum mti ntb pa pap pti reuters rex ria shutterstock sipa sputnik spa stringer tass "
    "ukrinform unian wafa wikimedia xinhua yonhap zuma тасс риа 新华社 共同通信 時事 연합뉴스 뉴시스".split()
)
_COMPANY = re.compile(
    r"(?i:\b(?:images?|press|news|agenc\w+|agentur|media|photos?|pictures|pool|tv|archives?|gmbh|ltd|inc|studios?|"
    r"ministry|government|office|council|police|nasa|nato|museum|university|times|post|handout|commons)\b)|通信|新聞|社\Z"
)


class Name(NamedTuple):
    """One name of a credit as it is compared, and whether it is an agency's or firm's, not a person's."""

    key: str
    is_agency: bool


def credits_in(caption: str) -> tuple[str, ...]:
    """Return the credits that a caption states, as written.

    >>> credits_in("The bridge on Monday. Photo: Jane Doe/Reuters. It was rebuilt.")
    ('Jane Doe/Reuters',)
    """
    found: dict[str, None] = {}
    for pattern in (_WIRE_ALONE, _CREDIT, _WIRE_OPEN):
        for match in pattern.finditer(caption):
            words = _SENTENCE_END.split(match[1], 1)[0].strip(" .,;:-–—_'\"“”")
            label = match[0][: match.start(1) - match.start()]
            is_phrase = _OF.search(label) and _WITHIN.search(caption, 0, match.start())
            if words and not is_phrase and _is_name(words, label) and names_of(words):
                found.setdefault(words)
        caption = pattern.sub(" ", caption)  # what one of them read, the next must not
    return tuple(found)


def _is_name(words: str, label: str) -> bool:
    """Say whether what stands after a label may name somebody; "copyright and licence" is about a file."""
    is_mentioned = label.strip().casefold() == "copyright" and not words[0].isupper()
    is_path = _FILE.search(words) or not _MENU.isdisjoint(words)
    return len(words.split()) <= _LONGEST_WORDS and not is_mentioned and not is_path


def names_of(credit: str) -> frozenset[Name]:
    """Return the names in a credit, as they are compared.

    >>> sorted(name.key for name in names_of("© 2024 Jane Doe / AFP via Getty Images"))
    ['afp', 'getty', 'jane doe']
    """
    names = set()
    for part in _PARTS.split(_INVERTED.sub(_upright, unicodedata.normalize("NFKC", credit))):
        words = part
        for _ in range(3):
            words = _NOISE.sub(" ", words).strip()
        words = " ".join(words.split())
        key = words.casefold()
        key = _ALIASES.get(key, key)
        if any(character.isalpha() for character in key):
            names.add(Name(key, _is_agency(words, key)))
    return frozenset(names)


def _upright(inverted: re.Match[str]) -> str:
    """Write "Doe, Jane M." as "Jane M. Doe"; "Reuters, Jane" is two names."""
    surname, given = inverted.groups()
    is_person = not any(_is_agency(word, word.casefold()) for word in (surname, given))
    return f"{given} {surname}" if is_person else inverted[0]


def _is_agency(words: str, key: str) -> bool:
    is_acronym = words.isupper() and " " not in words and words.isascii() and len(words) <= 5
    return is_acronym or not _AGENCIES.isdisjoint(key.split()) or _COMPANY.search(words) is not None


def contradict(one: frozenset[Name], other: frozenset[Name]) -> bool:
    """Say whether two credits cannot both be right: no name in common, and two persons or two agencies.

    A person in one and an agency in the other is no contradiction: photographers work for agencies.
    """
    if any(_is_same(first, second) for first in one for second in other):
        return False
    kinds = {name.is_agency for name in one} & {name.is_agency for name in other}
    return bool(kinds)


def _is_same(one: Name, other: Name) -> bool:
    """Say whether one name is the other, or a part of it as "Reuters" of "Thomson Reuters" and "J. Doe"."""
    if one.key == other.key:
        return True
    shorter, longer = sorted((_words(one.key), _words(other.key)), key=len)
    return any(len(word) > 1 and word in longer for word in shorter) and all(
        any(_is_one_word(word, each) for each in longer) for word in shorter
    )


def _words(key: str) -> list[str]:
    """Return the words of a name without the accents that one writer leaves out and another does not."""
    parted = unicodedata.normalize("NFKD", key)
    return re.findall(r"\w+", unicodedata.normalize("NFC", _ACCENT.sub("", parted)))


def _is_one_word(one: str, other: str) -> bool:
    """Say whether two are one word, or one is the other's initial."""
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])
