"""Whom captions credit, in many languages, and which credits contradict each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.text.captions import contradict, credits_in, names_of


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Photo: Jane Doe", "Jane Doe"),
        ("The bridge. Photo: Jane Doe/Reuters. It was rebuilt.", "Jane Doe/Reuters"),
        ("Photo by Jane Doe on Unsplash", "Jane Doe on Unsplash"),
        ("(Photo: AP/John Smith)", "AP/John Smith"),
        ("A man walks past. © 2024 Reuters", "2024 Reuters"),
        ("Photograph: David Levene/The Guardian", "David Levene/The Guardian"),
        ("Image credit: NASA", "NASA"),
        ("Credit: Getty Images", "Getty Images"),
        ("Copyright AP Photo", "AP Photo"),
        ("Foto: dpa", "dpa"),
        ("El puente, foto de Ana Ruiz", "Ana Ruiz"),
        ("Bild: Max Mustermann / picture alliance", "Max Mustermann / picture alliance"),
        ("Foto von Erika Muster", "Erika Muster"),
        ("Crédit photo : Agence France-Presse", "Agence France-Presse"),
        ("Photo © Jean Dupont", "Jean Dupont"),
        ("Fotografía: EFE", "EFE"),
        ("Crédito: Agência Brasil", "Agência Brasil"),
        ("fot. Jan Kowalski", None),
        ("Fot.: Jan Kowalski / PAP", "Jan Kowalski / PAP"),
        ("Фото: РИА Новости", "РИА Новости"),
        ("تصوير: رويترز", "رويترز"),
        ("مصدر الصورة: فرانس برس", "فرانس برس"),
        ("צילום: רויטרס", "רויטרס"),
        ("图片来源：新华社", "新华社"),
        ("写真：共同通信", "共同通信"),
        ("사진: 연합뉴스", "연합뉴스"),
        ("Fotoğraf: AA", "AA"),
        ("Ảnh: Nguyễn Văn A", "Nguyễn Văn A"),
        ("*Photo: Jane Doe*", "Jane Doe"),
        ("A man walks past a bridge. REUTERS/Jane Doe", "REUTERS/Jane Doe"),
        ("A bridge, Monday. (AP Photo/John Smith)", "AP Photo/John Smith"),
        ("Un puente. EFE/Juan Pérez.", "EFE/Juan Pérez"),
        ("جسر فوق النهر (رويترز)", "رويترز"),
        ("大桥（新华社）", None),
        ("桥 (新华社)", "新华社"),
        ("Мост (РИА Новости/Иван Петров)", "РИА Новости/Иван Петров"),
    ],
)
def test_a_credit_is_read(caption: str, credit: str | None) -> None:
    assert credits_in(caption) == ((credit,) if credit else ())


@pytest.mark.parametrize(
    "caption",
    [
        "the copyright and license information", "debian/copyright sollte", "файл copyright должен быть",
        "copyright 文件，以及 -c", "Image: Window → Layers", "copyright holders agree",
        "", "A bridge over the river", "The photo shows a bridge", "Photos",
        "See the picture: it is large and shows that every one of the many people that came was happy",
        "Credit cards are accepted", "Un programa de imágenes de GNU", "Obtener imágenes de GIMP",
        "She took a photo of him", "https://e.org/photo:1", "Image: 3", "photo: ---", "imagine: a world",
        "Der Fotograf war da", "the AP class", "AP/IB courses are not (APs)",
        "Reuters reports", "图书馆的照片很多", "Photo:", "©", "(c)", "(a) and (b) and", "telephoto: lens",
    ],
)  # fmt: skip
def test_other_words_are_no_credit(caption: str) -> None:
    assert credits_in(caption) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reuters", "AFP"),
        ("Jane Doe", "John Smith"),
        ("Jane Doe / Reuters", "John Smith / AFP"),
        ("新华社", "共同通信"),
        ("© 2024 dpa", "(c) 2023 EPA"),
        ("Фото: ТАСС", "РИА Новости агентство news"),
        ("Getty Images", "Alamy"),
        ("J. Doe", "J. Smith"),
        ("Jane Doe", "K. Doe"),
        ("Jane M. Doe", "Jane K. Doe"),
        ("Doe, Jane", "Smith, Jane"),
        ("Doe, Jane", "John Doe"),
        ("Doe, Jane", "Doe, John"),
        ("Jane Doe", "J. D."),
        ("سعاد حسني", "فاتن حمامة"),
    ],
)
def test_credits_contradict(one: str, other: str) -> None:
    assert contradict(names_of(one), names_of(other))
    assert contradict(names_of(other), names_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reuters", "REUTERS"),
        ("Reuters", "Thomson Reuters"),
        ("Jane Doe", "Jane Doe / Reuters"),
        ("Jane Doe", "Photo by Jane Doe"),
        ("J. Doe", "Jane Doe"),
        ("J. Doe", "Jane M. Doe"),
        ("Jane M. Doe", "Jane Doe"),
        ("Jane M. Doe", "Jane Mary Doe"),
        ("J.-P. Sartre", "Jean-Paul Sartre"),
        ("Doe, Jane", "Jane Doe"),
        ("Doe, Jane M.", "J. Doe"),
        ("Doe, J./Reuters", "Jane Doe"),
        ("Reuters, Jane Doe", "Reuters"),
        ("Jane Doe/Reuters", "Reuters"),
        ("José García", "Jose Garcia"),
        ("Merkel, Scholz", "Scholz"),
        ("Doe", "Jane Doe"),
        ("AFP", "Agence France-Presse"),
        ("AP", "The Associated Press"),
        ("AP Photo/John Smith", "AP"),
        ("Jane Doe/AFP via Getty Images", "Getty"),
        ("© 2024 Jane Doe", "Copyright Jane Doe, all rights reserved"),
        ("Jane Doe", "Reuters"),
        ("Jane Doe", "New York Times"),
        ("Xinhua", "新华社"),
        ("TASS", "ТАСС"),
        ("Ｊａｎｅ Doe", "Jane Doe"),
        ("", "Reuters"),
        ("2024", "Reuters"),
        ("Jane Doe and John Smith", "John Smith"),
        ("Jane Doe für dpa", "dpa / Jane Doe"),
    ],
)  # fmt: skip
def test_credits_agree(one: str, other: str) -> None:
    assert not contradict(names_of(one), names_of(other))
    assert not contradict(names_of(other), names_of(one))


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_raises(caption: str, credit: str) -> None:
    for found in credits_in(caption):
        assert names_of(found)
    assert not contradict(names_of(credit), names_of(credit))


@pytest.mark.parametrize("caption", ["images/toolbar_part.png", "Photo: DSC_0012.JPG", "image: a/b.webp"])
def test_the_name_of_a_file_is_no_credit(caption: str) -> None:
    assert credits_in(caption) == ()
