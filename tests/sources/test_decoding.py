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


def test_what_the_transport_declares_comes_before_what_the_page_declares() -> None:
    assert decode(b'<meta charset="utf-8">\xe9', "iso-8859-2")[0].endswith("é")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (codecs.BOM_UTF8 + b"abc\xff", "byte 6"),
    ],
)
def test_what_is_no_text_says_so(body: bytes, reason: str) -> None:
    text, problem = decode(body)
    assert (text, reason in (problem or "")) == ("", True)
