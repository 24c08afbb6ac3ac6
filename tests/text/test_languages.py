"""Languages: evident where a text shows or states them, and nothing where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Resource
from linkcheck.text.languages import evident_language, is_foreign, language_of
from tests.canned import document
from tests.rules.sentences import STORY

MORE = {
    "fr": "Le ministère a confirmé que la capitale avait demandé les pourparlers et que rien n’était signé.",
    "de": "Das Ministerium bestätigte, dass die Hauptstadt um die Gespräche gebeten hatte.",
    "it": "Il ministero ha confermato che la capitale aveva chiesto i colloqui e che nulla è firmato.",
    "pt": "O ministério confirmou que a capital tinha pedido as conversações e que nada foi assinado.",
    "nl": "Het ministerie bevestigde dat de hoofdstad om het overleg had gevraagd en niets was getekend.",
    "uk": "Міністерство підтвердило, що про переговори просила столиця, але нічого ще не підписано.",
    "fa": "وزارتخانه تأیید کرد که پایتخت این گفتگوها را خواسته است و چیزی امضا نشده",
    "ja": "外務省は、首都が会談を求めたことを確認した。",
}


@pytest.mark.parametrize(("language", "text"), [*STORY.items(), *MORE.items()], ids=[*STORY, *MORE])
def test_a_text_shows_its_language(language: str, text: str) -> None:
    assert evident_language(text) == language
    assert all(evident_language(line) in {language, None} for line in text.split("\n"))


@pytest.mark.parametrize(
    "text", ["", "Moscow", "Boeing 747", "موسكو", "Москва", "Diez recetas", "GitHub - a/b", "北"]
)
def test_a_few_words_show_none(text: str) -> None:
    assert evident_language(text) is None


@given(st.text())
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert evident_language(text) is None or len(evident_language(text) or "") == 2


@pytest.mark.parametrize(
    ("text", "media_type", "language"),
    [
        ("<html lang='es-MX'><p>Moscú</p>", "text/html", "es"),
        ("<!DOCTYPE html>\n<html dir=ltr lang=nb><p>Moskva</p>", "text/html", "da"),
        (
            "<html lang=en><p>El ministerio confirmó que había pedido las conversaciones</p>",
            "text/html",
            "es",
        ),
        ("---\nlang: ru\n---\nМосква", "text/markdown", "ru"),
        ("---\nlanguage: 'he'\n---\n", "text/markdown", "he"),
        ("```\nthe code of the thing is on\n```\nMoscú", "text/markdown", None),
        ("<p>Moscow</p>", "text/html", None),
        ("<html lang=x-klingon><p>Moscow</p>", "text/html", None),
    ],
)
def test_a_post_is_in_the_language_of_its_words_or_in_the_one_it_states(
    text: str, media_type: str, language: str | None
) -> None:
    assert language_of(document(text, media_type=media_type)) == language


@pytest.mark.parametrize(
    ("page", "language", "is_abroad"),
    [
        (Resource("u", language="es"), "en", True),
        (Resource("u", language="en-GB"), "en", False),
        (
            Resource("u", language="en", title="Diez recetas para hacer el pan en casa con los niños"),
            "en",
            True,
        ),
        (Resource("u", title="El precio del petróleo sube"), "en", True),
        (Resource("u", title="Pan"), "en", False),
        (Resource("u", language="es"), None, False),
        (Resource("u", language="zh-Hant"), "zh", False),
        (Resource("u", language="iw"), "he", False),
        (Resource("u", language=""), "ar", False),
    ],
)
def test_a_page_is_foreign_only_where_that_is_evident(
    page: Resource, language: str | None, is_abroad: bool
) -> None:
    assert is_foreign(page, language) is is_abroad
