"""How much an anchor has in common with the page it leads to: shared words, stems and parts of words.

A comparison needs letters of one script on both sides. Where there are none, as between an Arabic anchor and
an English title, nothing is known, which is another thing than nothing in common.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from linkcheck.languages import is_foreign, language_of
from linkcheck.model import Document, Kind, Link, Resource
from linkcheck.words import normalize

# Words count as one from so many letters in common at the start: `inquiry`, `inquiries`; `мост`, `моста`.
_STEM, _STEM_SHARE = 4, 0.6
_SHORT_STEM = 3
# Articles, prepositions and conjunctions that Arabic and Hebrew write in one with the word after them.
_PROCLITICS = re.compile(
    "^(?:[\u0648\u0641]?(?:\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644|\u0627\u0644)|[\u0648\u0641\u0628\u0644\u0643]"
    "|[\u05d5\u05e9]?[\u05d4\u05d1\u05dc\u05de\u05db\u05e9\u05d5])(?=..)"
)
_BIGRAM_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI"})
_LONGEST = 4000


def page_words(resource: Resource) -> str:
    """Return what a page says it is about, in its normal form: titles, description, headings, address."""
    path = urlsplit(resource.final_url or resource.url)
    slug = unquote(f"{path.path} {path.query} {(path.hostname or '').rpartition('.')[0]}", errors="ignore")
    return normalize(f"{_own_words(resource)} {slug}"[:_LONGEST])


def _own_words(resource: Resource) -> str:
    return " ".join(filter(None, (resource.title, resource.description, *resource.headings)))


def overlap(text: str, resource: Resource) -> float | None:
    """Return the part of a text's words that the page shares, in any form of theirs (0 to 1).

    None where the two have no script in common, or the text no word: then nothing can be said.
    """
    words = normalize(text).split()
    script = _script(" ".join(words))
    if not words or not script or script not in _scripts(_own_words(resource)):
        return None
    page = page_words(resource)
    if script in _BIGRAM_SCRIPTS:
        mine = _bigrams(words)
        return len(mine & _bigrams(page.split())) / len(mine) if mine else None
    stems, theirs = _page_stems(page), page.split()
    return sum(_has_kin(word, theirs, stems) for word in words) / len(words)


def target_overlap(link: Link, resource: Resource | None, document: Document | None = None) -> float | None:
    """Return how much an anchor shares with the page that it leads to (0 to 1).

    None where that cannot be told: no page with a title was read, the anchor has no words, or the two have
    no script in common, or nothing at all and the document is evidently in another language than the page.
    """
    reference = link.reference
    if resource is None or not resource.title or reference.kind is not Kind.HYPERLINK:
        return None
    shared = overlap(reference.anchor, resource) if reference.anchor != reference.target else None
    is_abroad = shared == 0 and document is not None and is_foreign(resource, language_of(document))
    return None if is_abroad else shared


def _has_kin(word: str, others: Iterable[str], stems: frozenset[str]) -> bool:
    """Say whether a word, or one of its stem, is among others; `stems` are the beginnings of those."""
    for form in {word, _PROCLITICS.sub("", word)}:
        if form in stems:
            return True
        length = _stem_length(form)
        if length < len(form) and form[:length] in stems:
            return True
        if len(form) > _STEM and any(
            form in other or (len(other) > _STEM and other in form) for other in others
        ):
            return True
    return False


def _stem_length(word: str) -> int:
    return max(_least(word), round(_STEM_SHARE * len(word)))


def _least(word: str) -> int:
    return _STEM if word.isascii() else _SHORT_STEM


@lru_cache(maxsize=1024)
def _page_stems(page: str) -> frozenset[str]:
    return _stems(page.split())


def _stems(words: Iterable[str]) -> frozenset[str]:
    """Return every beginning of each word that is long enough to stand for it, and the word."""
    stems: set[str] = set()
    for word in words:
        for form in {word, _PROCLITICS.sub("", word)}:
            stems.add(form)
            stems.update(form[:end] for end in range(_least(form), len(form)))
    return frozenset(stems)


def _bigrams(words: Iterable[str]) -> set[str]:
    return {word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))}


def _script(text: str) -> str:
    """Return the script that most letters of a text are of."""
    counts = Counter(filter(None, map(_script_of, text)))
    return counts.most_common(1)[0][0] if counts else ""


@lru_cache(maxsize=1024)
def _scripts(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(_script_of, text)))


@lru_cache(maxsize=8192)
def _script_of(character: str) -> str:
    """Return a letter's script as its Unicode name begins; nothing for what is no letter."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name
