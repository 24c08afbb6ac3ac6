"""Marks, joiners and hosts that writing in fourteen scripts needs: no rule of text health says a word."""

from __future__ import annotations

import pytest

from tests.canned import document, findings

RULES = ("bidi-control", "zero-width-character", "homograph-host", "mojibake")
ZWNJ, ZWJ, ZWSP, SOFT = "\u200c", "\u200d", "\u200b", "\u00ad"
LRM, RLM, LRI, RLI, PDI = "\u200e", "\u200f", "\u2066", "\u2067", "\u2069"
HONEST = {
    "Persian": f"می{ZWNJ}خواهم [نمی{ZWNJ}دانم](https://fa.example.org/نمی{ZWNJ}دانم) و [ویکی](https://e.example.ir/خانه{ZWNJ}ها)",
    "Hebrew": f"{RLM}שלום{RLM}, [האתר](https://www.אתר.example/) של (2024){LRM} [גרסה 2.0{LRM}](https://e.example.org/)",
    "Arabic": f"{RLM}قال [الوزير{RLM}](https://e.example.org/a) إن {LRI}iPhone 15{PDI} [نص {RLI}عربي{PDI}](https://مثال.example/)",
    "Hindi": f"क्{ZWJ}या [क्{ZWJ}यों](https://hi.example.org/क्{ZWJ}या) [उदाहरण](https://उदाहरण.example/)",
    "Russian": f"[Сайт](https://президент.example/) [пример](https://пример.example/путь) объ{SOFT}явление",
    "Chinese": "[中文网](https://中文网.example/路径) 正文\u3000缩进",
    "Japanese": "[日本](https://にほん語.example/) [カタカナ](https://カタカナ語.example/) [例](https://例え.example/)",
    "German": f"[Müller](https://müller.example/) [Straße](https://straße.example/) Zucker{SOFT}bäcker",
    "Spanish": f"[Año](https://año.example/) [niños](https://niños.example.es/) pa{SOFT}labra",
    "Emoji": f"👨{ZWJ}👩{ZWJ}👧 [семья 👩{ZWJ}💻](https://e.example.org/1) [🏳️{ZWJ}🌈 flag](https://e.example.org/2)",
    "Korean": "[한국](https://한국어.example/) 안녕",
    "Thai": f"[ไทย](https://ไทย.example/) ภาษา{ZWSP}ไทย [ข้อ{ZWSP}ความ](https://e.example.org/)",
    "Greek": "[ελλάδα](https://ελλάδα.example/) κείμενο",
    "Khmer": f"[ភាសា{ZWSP}ខ្មែរ](https://e.example.org/km) ភាសា{ZWSP}ខ្មែរ",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["", "byte order mark"])
def test_what_writing_needs_is_left_alone(rule: str, text: str, before: str) -> None:
    assert findings(rule, document(before + text)) == []
    plain = text.replace("[", "").replace("](", " (")
    assert findings(rule, document(before + plain, media_type="text/plain")) == []
