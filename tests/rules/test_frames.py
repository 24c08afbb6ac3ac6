"""Plain-text posts whose every clause says "the paper wrote that": the frame is no anchor."""

from __future__ import annotations

import pytest

from linkcheck.analysis.frames import frame_words, without_words
from tests.canned import document, findings

PAGE = "https://news.example/a/1"
POSTS = {
    "The paper wrote on Monday that {} ({}).": (
        "the bridge fell", "the harvest failed", "drones crossed the lake", "her album sold out",
        "bread costs more", "a banker was freed",
    ),
    "Según publicó el diario, {} ({}).": (
        "cayó el puente", "falló la cosecha", "los drones cruzaron el lago", "se agotó su disco",
        "subió el pan", "soltaron al banquero",
    ),
    "Газета сообщила вчера, будто {} ({}).": (
        "мост обрушился", "урожай погиб", "дроны пересекли озеро", "альбом распродан",
        "хлеб подорожал", "банкира отпустили",
    ),
    "ذكرت الصحيفة يوم الاثنين أن {} ({}).": (
        "الجسر انهار", "المحصول تلف", "الطائرات عبرت البحيرة", "ألبومها نفد",
        "الخبز ارتفع سعره", "المصرفي أطلق سراحه",
    ),
    "העיתון כתב ביום שני כי {} ({}).": (
        "הגשר קרס", "היבול נכשל", "רחפנים חצו את האגם", "האלבום נמכר", "הלחם התייקר", "הבנקאי שוחרר",
    ),
    "报纸星期一写道{}（{}）。": (
        "大桥倒塌了", "庄稼歉收", "无人机飞越湖面", "她的专辑售罄", "面包涨价", "银行家获释",
    ),
}  # fmt: skip


def post(template: str, uses: list[tuple[str, str]]) -> str:
    return "\n\n".join(template.format(words, url) for words, url in uses)


def others(count: int) -> list[tuple[str, str]]:
    return [(f"topic {chr(97 + number)}x", f"https://o{number}.example/p") for number in range(count)]


@pytest.mark.parametrize("more", [3, 5, 6])
@pytest.mark.parametrize("template", POSTS)
def test_one_page_under_framed_claims_is_found(template: str, more: int) -> None:
    text = post(template, [(claim, PAGE) for claim in POSTS[template]] + others(more))
    (found,) = findings("link-overuse", document(text, "a.txt", "text/plain"))
    assert found.evidence["G"] == 6


@pytest.mark.parametrize("template", POSTS)
def test_the_same_claim_in_a_frame_is_one_claim(template: str) -> None:
    claim = POSTS[template][0]
    text = post(template, [(claim, PAGE)] * 6 + others(5))
    assert findings("link-overuse", document(text, "a.txt", "text/plain")) == []


@pytest.mark.parametrize("template", POSTS)
def test_each_claim_with_its_own_page_is_left_alone(template: str) -> None:
    text = post(template, [(claim, f"{PAGE}{number}") for number, claim in enumerate(POSTS[template])])
    assert findings("link-overuse", document(text, "a.txt", "text/plain")) == []


@pytest.mark.parametrize(
    "text",
    [
        post("See the release notes of version {} ({}).", [(f"1.{n}", PAGE) for n in range(8)] + others(4)),
        post("The committee's report, {} ({}).", [(f"page {n}", PAGE) for n in range(8)] + others(4)),
        post("Read more here: {} ({}).", [("here", PAGE)] * 8 + others(4)),
    ],
)
def test_one_page_under_its_own_name_is_left_alone(text: str) -> None:
    assert findings("link-overuse", document(text, "a.txt", "text/plain")) == []


def test_words_of_one_page_alone_frame_nothing() -> None:
    assert frame_words((f"committee report {number}x", PAGE) for number in range(9)) == frozenset()
    assert frame_words([]) == frozenset()


def test_a_clause_of_nothing_but_its_frame_stays() -> None:
    assert without_words("paper wrote", frozenset({"paper", "wrote"})) == "paper wrote"
