"""How much an anchor has in common with the page it leads to: shared words, stems and parts of words.

A comparison needs letters of one script on both sides. Where there are none, as between an Arabic anchor and
an English title, nothing is known, which is another thing than nothing in common.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from linkcheck.model import Document, Kind, Link, Resource
from linkcheck.text.languages import is_foreign, language_of
from linkcheck.text.words import PROCLITICS, normalize

# Words count as one from so many letters in common at the start: `inquiry`, `inquiries`; `мост`, `моста`.
_STEM, _STEM_SHARE = 4, 0.6
_SHORT_STEM = 3
_BIGRAM_SCRIPTS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI"})
_LATIN = "LATIN"
_LONGEST = 4000


def page_words(resource: Resource) -> str:
    """Return what a page says it is about, in its normal form: titles, description, headings, address."""
    return _page_words(_own_words(resource), resource.final_url or resource.url)


@lru_cache(maxsize=2048)
def _page_words(own_words: str, url: str) -> str:
    authority, _, path = url.partition("://")[2].partition("#")[0].partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].rpartition(".")[0]
    slug = unquote(path, errors="ignore") if "%" in path else path
    return normalize(f"{own_words} {slug} {host}"[:_LONGEST])


def _own_words(resource: Resource) -> str:
    return " ".join(filter(None, (resource.title, resource.description, *resource.headings)))


def overlap(text: str, resource: Resource) -> float | None:
    """Return the part of a text's words that the page shares, in any form of theirs (0 to 1).

    None where the two have no script in common, or the text no word: then nothing can be said.
    """
    return _overlap(text, _own_words(resource), resource.final_url or resource.url)


# Both the rule and the report ask for each anchor and its page.
@lru_cache(maxsize=16_384)
def _overlap(text: str, own_words: str, url: str) -> float | None:
    form = _normalized(text)
    script = _script(form)
    if not script or script not in _scripts(own_words):
        return None
    words = form.split()
    page = _page_words(own_words, url)
    if script in _BIGRAM_SCRIPTS:
        mine = bigrams(words)
        return len(mine & bigrams(page.split())) / len(mine) if mine else None
    return sum([_has_kin(word, page) for word in words]) / len(words)


_normalized = lru_cache(maxsize=16_384)(normalize)


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


# A sentence is asked about for each of its anchors, and holds their words.
@lru_cache(maxsize=32_768)
def _has_kin(word: str, page: str) -> bool:
    """Say whether a word, or one of its stem or with it as a part, is among a page's."""
    theirs = _forms(page)
    for form in _forms_of(word):
        stem = form[: _stem_length(form)]
        if f" {stem}" in theirs.joined if len(stem) >= _least(form) else f" {form} " in theirs.joined:
            return True
        if len(form) > _STEM and (form in theirs.joined or any(other in form for other in theirs.long)):
            return True
    return False


def _stem_length(word: str) -> int:
    return max(_least(word), round(_STEM_SHARE * len(word)))


def _least(word: str) -> int:
    return _STEM if word.isascii() else _SHORT_STEM


@dataclass(frozen=True, slots=True)
class _Forms:
    """A page's words as others are looked for among them: all between blanks, and the long ones."""

    joined: str
    long: tuple[str, ...]


@lru_cache(maxsize=1024)
def _forms(page: str) -> _Forms:
    words = dict.fromkeys(page.split())
    forms = words if page.isascii() else [form for word in words for form in _forms_of(word)]
    return _Forms(f" {' '.join(forms)} ", tuple(word for word in words if len(word) > _STEM))


def _forms_of(word: str) -> tuple[str, ...]:
    return (word,) if word.isascii() else (word, PROCLITICS.sub("", word))


def bigrams(words: Iterable[str]) -> set[str]:
    """Return every two characters in a row of words; of a word of one, that one."""
    return {word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))}


def _script(text: str) -> str:
    """Return the script that most letters of a text are of."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else ""
    counts = Counter(filter(None, map(_script_of, text)))
    return counts.most_common(1)[0][0] if counts else ""


@lru_cache(maxsize=1024)
def _scripts(text: str) -> frozenset[str]:
    if text.isascii():
        return frozenset({_LATIN}) if any(map(str.isalpha, text)) else frozenset()
    return frozenset(filter(None, map(_script_of, text)))


@lru_cache(maxsize=8192)
def _script_of(character: str) -> str:
    """Return a letter's script as its Unicode name begins; nothing for what is no letter."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA") else name
