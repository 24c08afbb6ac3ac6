"""The language of a text, where that is evident: as stated, or by the commonest short words of languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from linkcheck.model import Document, Resource
from linkcheck.text.frontmatter import front_matter
from linkcheck.text.prose import prose
from linkcheck.text.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_KANA, _HAN = re.compile("[\u3041-\u30ff]"), re.compile("[\u3400-\u9fff]")
_KANA_SHARE = 0.1
# So much of a text tells its language: a word counts for each language as little as others share it, and the
# winner needs a word of its own, and half as much again as the next.
_READ, _LEAST, _MARGIN = 4000, 1.0, 1.5
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_STATED = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?\s*([a-z]{2,3})\b", re.IGNORECASE)
# Names of one language, or of languages that are read as one another's and told apart badly.
_SAME = {"no": "da", "nb": "da", "nn": "da", "iw": "he", "in": "id", "ms": "id", "be": "ru", "mo": "ro"}


def evident_language(text: str) -> str | None:
    """Return the language of a text by its short words, None where that is not evident.

    >>> evident_language("La policía dijo que los hechos son de ayer"), evident_language("Moscow")
    ('es', None)
    """
    if (han := len(_HAN.findall(text))) > 1:
        kana = len(_KANA.findall(text))
        return "ja" if kana > _KANA_SHARE * (han + kana) else "zh"
    scores = dict.fromkeys(STOP_WORDS, 0.0)
    for word in _WORD.findall(text.lower()):
        speakers = _speakers().get(word, ())
        for name in speakers:
            scores[name] += 1 / len(speakers)
    (second, _), (best, name) = sorted((score, name) for name, score in scores.items())[-2:]
    return name if best >= _LEAST and best >= _MARGIN * second else None


@cache
def _speakers() -> dict[str, list[str]]:
    """Return the languages that each of the short words belongs to."""
    speakers: dict[str, list[str]] = {}
    for name, words in STOP_WORDS.items():
        for word in words:
            speakers.setdefault(word, []).append(name)
    return speakers


@lru_cache(maxsize=256)
def language_of(document: Document) -> str | None:
    """Return the language of a post: as its markup or front matter states it, else as its words show it."""
    stated = _STATED.search(document.text[:_READ]) if document.media_type == "text/html" else None
    named = [stated[1]] if stated else front_matter(document, "lang") + front_matter(document, "language")
    shown = evident_language(prose(document.text[:_READ], document.media_type))
    return shown or next(filter(None, map(_primary, named)), None)


def is_foreign(resource: Resource, language: str | None) -> bool:
    """Say whether a page is evidently in another language, by what it states or by its words."""
    if language is None:
        return False
    words = " ".join(filter(None, (resource.title, resource.description, *resource.headings)))
    return not _languages(resource.language or "", words) <= {None, language}


@lru_cache(maxsize=1024)
def _languages(tag: str, words: str) -> frozenset[str | None]:
    """Return the languages that a page states and shows; None among them where either is not known."""
    return frozenset({_primary(tag), evident_language(words)})


def _primary(tag: str) -> str | None:
    """Return the primary subtag of a language tag (RFC 5646), None for what is none.

    >>> _primary("en-GB"), _primary("nb"), _primary("")
    ('en', 'da', None)
    """
    match = _TAG.fullmatch(tag.strip())
    name = match[1].lower() if match else None
    return None if name is None else _SAME.get(name, name)
