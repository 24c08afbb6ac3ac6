"""Words that name a place inside a source (a page, a section, an article of a law), by language: data.

A note that says where in its source a claim is found is the careful citation of a book or a statute.
"""

from __future__ import annotations

import re

_BEFORE_NUMBER = {
    "ar": "ص صص صفحة الصفحة المادة مادة الفقرة فقرة الفصل فصل البند بند الآية الباب الجزء",
    "de": "s seite seiten abs absatz art artikel rn kap kapitel ziff",
    "en": "p pp pg page pages para paras paragraph paragraphs s ss sec sect section sections subsection art"
    " arts article articles ch chap chapter chapters cl clause reg regulation r rule recital line lines fol"
    " verse loc appendix annex schedule fig figure table part",
    "es": "p pp pág págs página páginas art arts artículo artículos cap capítulo apartado párr párrafo",
    "fr": "p pp page pages art article articles chap chapitre al alinéa",
    "he": "עמ עמוד עמודים סעיף סעיפים פרק תקנה פסקה",
    "it": "p pp pag pagina art articolo articoli cap capitolo comma",
    "pt": "p pp pág página art artigo artigos cap capítulo",
    "ru": "с стр страница ст статья статьи статье статьёй гл глава главе п пп пункт пункта пункте ч часть"
    " части абз раздел",
    "uk": "с стор ст стаття статті гл глава п пункт розділ",
}
# A letter alone needs its full stop ("с. 12"), or it may be a word ("с 12 мая"); these need none.
_WITHOUT_STOP = frozenset({"p", "s", "ص"})
_WORDS = sorted(
    word if len(word) > 1 or word in _WITHOUT_STOP else rf"{word}(?=\.)"
    for words in _BEFORE_NUMBER.values()
    for word in words.split()
)
_NUMBER = r"(?:\d{1,5}|[IVXLC]{1,6}\b|[٠-٩۰-۹]{1,5})"
_PLACE = re.compile(
    rf"(?<![\w'’])(?:(?i:{'|'.join(_WORDS)}))(?:[.'׳״’№]\s?|\s){{1,3}}{_NUMBER}|[§¶]+\s*\d|ص[\d]"
    r"|第\s*[\d一二三四五六七八九十百零〇]{1,6}\s*(?:页|頁|ページ|条|條|款|章|节|節|编|編|段)"
)
_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://\S+", re.IGNORECASE)


def names_a_place(text: str) -> bool:
    """Say whether a text names a place inside a source; what stands in an address does not count.

    >>> names_a_place("Smith 1998, pp. 12-14"), names_a_place("Reuters, 12 May 2020, https://e.org/p/12")
    (True, False)
    """
    return _PLACE.search(_URL.sub(" ", text)) is not None
