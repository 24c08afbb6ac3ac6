"""Bytes become text by mark, by UTF-8, by declaration, by guess; or the reader is told why not."""

from __future__ import annotations

import codecs

import pytest

from linkcheck.sources.decoding import decode

ARABIC = "أعلن وزير الخارجية الروسي أن المعاهدة ستتضمن تعزيز التعاون الدفاعي بين البلدين. " * 5
RUSSIAN = "Министр сообщил, что договор будет подписан в ближайшее время. " * 5


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("é".encode(), "é"),
        (codecs.BOM_UTF8 + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "é"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "é"),
        (codecs.BOM_UTF32_LE + "é".encode("utf-32-le"), "é"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
        (
            b'<meta charset="windows-1256">' + ARABIC.encode("cp1256"),
            f'<meta charset="windows-1256">{ARABIC}',
        ),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (b'<meta charset="iso-8859-1">\x93caf\xe9\x94', '<meta charset="iso-8859-1">“café”'),
        (b'<meta charset="no-such-thing">caf\xe9 au lait, encore', None),
    ],
)
def test_text_is_read_in_the_encoding_it_has(body: bytes, text: str | None) -> None:
    read, problem = decode(body)
    assert problem is None
    assert read == text or (text is None and read)


SENTENCES = {
    "O ministro não respondeu às questões sobre a educação e a situação da população.": "cp1252 latin-1",
    "Regeringen föreslår åtgärder för att hjälpa äldre på landsbygden i går.": "cp1252 latin-1",
    "El ministro dijo que la nación no aceptará más engaños. ¿Quién pagó la campaña?": "cp1252 latin-1",
    "Le ministre a déclaré que l'été dernier, à Orléans, un élève a été blessé.": "cp1252 latin-1",
    "Der Präsident erklärte, die Maßnahmen für München müssten geprüft werden.": "cp1252 latin-1",
    "Premier powiedział, że środki na budowę dróg i mostów zostały już wydane.": "cp1250 iso8859-2",
    "Předseda vlády řekl, že příští týden přijede ministr životního prostředí.": "cp1250 iso8859-2",
    "Başbakan dün yaptığı açıklamada, çalışmaların süreceğini söyledi.": "cp1254 iso8859-9",
    "Министр заявил, что мост будет построен; отчёт называет три компании.": "cp1251 koi8-r cp866",
    "Міністр заявив, що міст буде збудовано, її звіт називає три компанії.": "cp1251 koi8-u",
    "أعلن وزير الخارجية أن المعاهدة ستوقع قريبا، والتقرير يذكر ثلاث شركات.": "cp1256 iso8859-6",
    "השר אמר כי הגשר ייבנה, והדוח מזכיר שלוש חברות.": "cp1255 iso8859-8",
    "Ο υπουργός δήλωσε ότι η γέφυρα θα κατασκευαστεί.": "cp1253 iso8859-7",
    "部长表示大桥将会建成，报告提到三家公司。": "gb18030",
    "部長表示大橋將會建成，報告提到三家公司。": "big5",
    "大臣は橋が建設されると述べた。報告書は三つの会社に言及している。": "shift_jis euc_jp",
    "장관은 다리가 건설될 것이라고 말했다. 보고서는 세 회사를 언급한다.": "euc_kr",
}


@pytest.mark.parametrize("times", [1, 6])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, encoding) for text, encodings in SENTENCES.items() for encoding in encodings.split()],
)
def test_one_sentence_tells_its_encoding(text: str, encoding: str, times: int) -> None:
    post = f"{text} (https://e.org/a)\n\n" * times
    assert decode(post.encode(encoding)) == (post, None)


def test_what_the_transport_declares_comes_before_what_the_page_declares() -> None:
    assert decode(b'<meta charset="utf-8">\xe9', "iso-8859-2")[0].endswith("é")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (codecs.BOM_UTF8 + b"abc\xff", "byte 6"),
        (b"\x01\xff\xfe\x02" * 20, "save it as UTF-8"),
    ],
)
def test_what_is_no_text_says_so(body: bytes, reason: str) -> None:
    text, problem = decode(body)
    assert (text, reason in (problem or "")) == ("", True)
