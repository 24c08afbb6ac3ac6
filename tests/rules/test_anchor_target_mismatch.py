"""Anchors beside what their pages say: what is found, and the longer list of what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.analysis.topics import overlap, target_overlap
from linkcheck.model import Finding, Kind, Level, Link, MissingSign, Redirect, Reference, Resource, Span
from tests.canned import document, findings

URL = "https://e.org/story/12"


def page(title: str | None, **fields: object) -> Resource:
    held = {"url": URL, "status": 200, "final_url": URL, "media_type": "text/html", "title": title, **fields}
    return Resource(**held)  # type: ignore[arg-type]


def found_in(text: str, resource: Resource, media_type: str = "text/markdown") -> list[Finding]:
    return findings("anchor-target-mismatch", document(text, "post", media_type), resources=[resource])


STRANGE = [
    ("The ministry signed [the missile treaty]({}) on Monday.", "Ten recipes for sourdough bread"),
    ("وقعت الوزارة [معاهدة الصواريخ]({}) يوم الاثنين.", "عشر وصفات لخبز العجين المخمر"),
    ("外交部签署了[导弹条约]({})。", "十种酸面包食谱"),
    ("Министерство подписало [ракетный договор]({}).", "Десять рецептов хлеба на закваске"),
    ("El ministerio firmó [el tratado de misiles]({}).", "Diez recetas de pan casero"),
    ("המשרד חתם על [אמנת הטילים]({}).", "עשרה מתכונים ללחם מחמצת"),
]


@pytest.mark.parametrize(("text", "title"), STRANGE, ids=["en", "ar", "zh", "ru", "es", "he"])
def test_a_page_about_something_else_is_found(text: str, title: str) -> None:
    (found,) = found_in(text.format(URL), page(title))
    assert found.level is Level.NOTE
    assert title in found.message
    assert found.evidence["target_overlap"] == 0.0


def test_forum_text_is_compared_with_its_clause() -> None:
    strange = f"They signed the missile treaty ({URL}) on Monday."
    assert found_in(strange, page("Ten recipes for sourdough bread"), "text/plain")
    assert not found_in(strange, page("What was signed"), "text/plain")


def test_one_anchor_to_one_page_is_one_finding() -> None:
    (found,) = found_in(f"[the treaty]({URL})\n\n[The treaty]({URL})", page("Ten recipes for bread"))
    assert len(found.related) == 1


@pytest.mark.parametrize(
    ("text", "resource"),
    [
        ("[the missile treaty]({})", page("Treaty on missiles signed")),
        ("[the inquiry]({})", page("Results of three inquiries")),
        ("[the treaty]({})", page("News of the day", description="A treaty was signed")),
        ("[the treaty]({})", page("News of the day", headings=("The treaty",))),
        ("After the storm, [the bridge]({}) fell.", page("Storm damage in the valley")),
        ("وقعوا [المعاهدة]({})", page("تفاصيل معاهدة الصواريخ")),
        ("انتقدت [وطهران]({})", page("طهران تنفي")),
        ("签署[条约]({})", page("导弹条约的内容")),
        ("подписан [договором]({})", page("Текст договора")),
        ("firmaron [los tratados]({})", page("El tratado de misiles")),
        ("חתמו על [האמנה]({})", page("אמנה חדשה")),
        ("Sie lasen den [Untersuchungsbericht]({})", page("Bericht der Kommission")),
        ("وقعت [معاهدة الصواريخ]({})", page("Missile treaty signed")),
        ("签署[导弹条约]({})", page("Missile treaty signed")),
        ("подписан [договор]({})", page("Missile treaty signed")),
        ("[the missile treaty]({})", page("معاهدة الصواريخ")),
        ("[the missile treaty]({})", page(None)),
        (
            "[here]({}), [هنا]({}), [aquí]({}), [здесь]({}), [这里]({}), [כאן]({})",
            page("Ten recipes for bread"),
        ),
        ("<{}> and [e.org/treaty]({}) and [www.e.org]({})", page("Ten recipes for bread")),
        ("[12]({}), [2020]({}), [→]({}), [x]({})", page("Ten recipes for bread")),
        ("[the treaty]({}#part)", page("Ten recipes for bread")),
        ("[the treaty]({})", page("Page not found", missing_signs=frozenset({MissingSign.TITLE}))),
        ("[the treaty]({})", page("Domain for sale", parked_by="Sedo")),
        ("[the treaty]({})", page("Just a moment", challenge="cloudflare")),
        ("[the treaty]({})", page("Forbidden", status=403)),
        ("[the treaty]({})", page("Application", is_script_built=True)),
        ("[the treaty]({})", page("Ten recipes", media_type="application/pdf")),
        (
            "[the treaty]({})",
            page("Welcome", redirects=(Redirect(302, "https://e.org/"),), final_url="https://e.org/"),
        ),
        ("![the treaty]({})", page("Ten recipes for bread")),
    ],
)
def test_what_fits_or_cannot_be_known_is_left_alone(text: str, resource: Resource) -> None:
    assert found_in(text.replace("{}", URL), resource) == []


def test_the_address_speaks_for_a_page_too() -> None:
    url = "https://e.org/2024/missile-treaty"
    resource = page("Breaking news", url=url, final_url=url)
    assert found_in(f"[the treaty]({url})", resource) == []


def test_navigation_is_left_alone() -> None:
    html = f'<nav><a href="{URL}">Contact the editors</a></nav>'
    assert found_in(html, page("Ten recipes for bread"), "text/html") == []


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("the missile treaty", "A treaty", 0.5),
        ("معاهدة", "A treaty", None),
        ("treaty", "معاهدة", None),
        ("条约", "条约文本", 1.0),
        ("!!", "A treaty", None),
        ("договор", "Новости", 0.0),
    ],
)
def test_the_overlap_is_a_part_or_unknown(text: str, title: str, expected: float | None) -> None:
    assert overlap(text, page(title)) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_overlap_is_between_0_and_1_and_a_text_with_itself_has_all(one: str, other: str) -> None:
    value = overlap(one, page(other))
    assert value is None or 0 <= value <= 1
    assert overlap(f"{one} zebra", page(f"{one} zebra")) in {None, 1.0}


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("three bridge inquiries", 0.6667),
        ("weather", 0.0),
        ("мост", None),
        ("https://e.org/a", None),
        ("", None),
    ],
)
def test_the_report_gives_the_overlap_and_null_across_scripts(anchor: str, expected: float | None) -> None:
    about = Resource("https://e.org/a", status=200, media_type="text/html", title="Inquiry into a bridge")
    reference = Reference("https://e.org/a", Kind.HYPERLINK, Span(1, 1), anchor)
    shared = target_overlap(Link("post.md", reference, about.url, about.url), about)
    assert (None if shared is None else round(shared, 4)) == expected


PAGES_ABROAD = {
    "en": ("The ministry signed [the missile treaty]({}) on Monday.",
           "Diez recetas para hacer pan en casa con los niños", "es"),
    "es": ("El ministerio firmó [el tratado de misiles]({}) el lunes.",
           "Ten recipes for the bread of your children", "en"),
    "ru": ("В понедельник министерство не подписало [ракетный договор]({}), что и как.",
           "Десять рецептів хліба, що є вдома, та це не все", "uk"),
    "ar": ("وقعت الوزارة [معاهدة الصواريخ]({}) في يوم الاثنين على أن هذا.",
           "ده دستور پخت نان که در خانه است", "fa"),
    "he": ("המשרד חתם על [אמנת הטילים]({}) ביום שני, אבל לא על כל.",
           "צען רעצעפטן פון ברויט און דאס איז נישט אלץ", "yi"),
    "zh": ("外交部周一签署了[导弹条约]({})。", "パンのレシピを十個ご紹介します", "ja"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "title", "language"), PAGES_ABROAD.values(), ids=PAGES_ABROAD)
def test_a_page_in_another_language_of_the_script_is_left_alone(text: str, title: str, language: str) -> None:
    text = text.format(URL)
    assert found_in(text, page(title)) == []
    assert found_in(text, page(title[:5], language=language)) == []


@pytest.mark.parametrize("own", PAGES_ABROAD)
def test_but_one_that_only_states_the_posts_language_is_still_found(own: str) -> None:
    strange = dict(zip(["en", "ar", "zh", "ru", "es", "he"], STRANGE, strict=True))[own]
    assert found_in(strange[0].format(URL), page(strange[1], language=own))


def test_across_languages_the_report_says_that_nothing_is_known() -> None:
    post = document(f"The ministry signed [the treaty]({URL}) on Monday.")
    link = Link(post.name, Reference(URL, Kind.HYPERLINK, Span(1, 1), "the treaty"), URL, URL)
    assert target_overlap(link, page("Diez recetas"), post) == 0.0
    assert target_overlap(link, page("Diez recetas", language="es"), post) is None
    assert target_overlap(link, page("Diez recetas", language="es")) == 0.0
    assert target_overlap(link, page("Treaty: el texto", language="es"), post) == 1.0


def test_the_anchors_of_one_page_are_one_finding() -> None:
    text = f"[the treaty]({URL}) ended; [missiles]({URL}) and [the treaty]({URL}) stay; [tanks]({URL})"
    (found,) = found_in(text, page("Ten recipes for bread"))
    assert found.message == (
        "“the treaty” and 2 other anchors have nothing in common with title, headings and address of the page"
        " “Ten recipes for bread”"
    )
    assert found.evidence["anchors"] == ["the treaty", "missiles", "tanks"]
    assert len(found.related) == 3
