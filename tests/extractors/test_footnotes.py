"""Which marks call on which references, in every format, and the claims that they close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.extractors import extractors
from linkcheck.extractors._claims import MARK, claim_before
from linkcheck.model import Reference
from linkcheck.text.locators import names_a_place

URL = "https://e.org/a"


def marked(text: str, form: str = "markdown") -> list[list[str]]:
    """Return the claims of each reference."""
    return [[mark.claim for mark in each.marks] for each in extractors[form].extract(text)]


def spanned(text: str, form: str = "markdown") -> list[str]:
    """Return what stands at each mark."""
    lines = text.split("\n")
    return [
        lines[mark.span.line - 1][(mark.span.column or 1) - 1 : (mark.span.end_column or 1) - 1]
        for each in extractors[form].extract(text)
        for mark in each.marks
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It rained. The bridge fell", "The bridge fell"),
        ("It rained. The bridge fell.", "The bridge fell"),
        ("The bridge fell.”", "The bridge fell"),
        (f"Rome{MARK} and Oslo signed{MARK}", "and Oslo signed"),
        (f"Rome signed{MARK}{MARK}, {MARK}", "Rome signed"),
        ("- first\n- Oslo rose", "Oslo rose"),
        ("| Oslo | it rose ", ""),
        ("# News\n\nOslo rose", "Oslo rose"),
        ("Oslo\nrose", "Oslo rose"),
        ("سقط الجسر. نفت طهران، أمس، كل شيء؟ أعلنت موسكو الهدنة؛", "أعلنت موسكو الهدنة"),
        ("大桥倒塌。莫斯科宣布停火。", "莫斯科宣布停火"),
        ("see https://e.org/x. Oslo rose (https://e.org)", "Oslo rose"),
        ("", ""),
        ("1", ""),
        ("...", ""),
        ("Under section 12(3) the minister decides", ""),
        ("По ст. 15 суд решает", ""),
        ("根据第三条，部长决定", ""),
        ("С 12 мая запрет отменён", "С 12 мая запрет отменён"),
    ],
)
def test_a_claim_is_the_sentence_before_the_mark_or_what_follows_the_mark_before(
    text: str, claims: str
) -> None:
    assert claim_before(text) == claims


@pytest.mark.parametrize(
    "note",
    [
        "Smith 1998, p. 12", "Smith, pp 12–14", "§ 5 BGB", "Art. 6 DSGVO", "Equality Act 2010, s 13(1)",
        "ibid., ch. IV",
        "صحيفة، ص ١٢", "المادة 7", "с. 45", "с.45", "p.12", "ст. 158 УК", "стр. 3",
        "pág. 4", "artículo 14", "עמ' 12", "סעיף 7", "第12页", "第三条",
    ],
)  # fmt: skip
def test_places_in_a_source_are_named_in_many_languages(note: str) -> None:
    assert names_a_place(note)


@pytest.mark.parametrize(
    "note",
    [
        "Reuters, 12 May 2020", "https://e.org/p/12", "Reuters, https://e.org/section-3",
        "روسيا اليوم، 12 أيار",
        "с 20 человек",
        "新华社，2020年5月12日", "ynet, 12 במאי 2020", "El País, 12 de mayo de 2020", "in 12 days", "",
    ],
)  # fmt: skip
def test_dates_and_addresses_name_no_place(note: str) -> None:
    assert not names_a_place(note)


@pytest.mark.parametrize(
    "text",
    [
        f"It *rained*. The [bridge](x) fell.[^1]\n\n[^1]: {URL}",
        f"The bridge fell[^1].\n\n[^1]: Reuters, {URL}",
        f"The bridge fell[^Ab].\n\n[^ab]: <{URL}>",
        f"---\ntitle: x\n---\n😀 قال. The **bridge** fell.[^1]\n\n[^1]: [Reuters]({URL})",
        f"The bridge fell [1].\n\n[1]: {URL}",
        f"The bridge fell [[1]]({URL}).",
        f"The bridge fell [1]({URL}).",
        f"> The bridge fell.[^1]\n\n[^1]:\n    {URL}",
    ],
)
def test_markdown_marks_close_the_sentence_before_them(text: str) -> None:
    assert marked(text)[-1] == ["The bridge fell"]


def test_every_mark_of_a_note_is_one_and_stands_where_it_is_written() -> None:
    text = f"😀! Oslo rose.[^x]\n\nRome fell.[^x] Bonn slept.[^y]\n\n[^x]: {URL}\n[^y]: {URL}\n"
    assert marked(text) == [["Oslo rose", "Rome fell"], ["Bonn slept"]]
    assert spanned(text) == ["[^x]", "[^x]", "[^y]"]


@pytest.mark.parametrize(
    "text",
    [
        f"[The bridge]({URL}) fell.",
        f"The bridge fell, {URL}",
        f"[^1]: {URL}",
        f"The bridge fell. `[^1]`\n\n[^1]: {URL}",
        f"The bridge fell.[^2]\n\n[^1]: {URL}",
        f"The bridge fell.[^1]\n\n[^1]: Smith, p. 12, {URL}",
        f"[1]({URL}) [2]({URL})",
        f"- [1]({URL})",
        f"| 2019 | [1]({URL}) |\n",
        f"| a | b |\n|---|---|\n| Oslo | rose[^1] |\n\n[^1]: {URL}\n",
        f"It speaks.[^1]\n\n[^1]: {URL}, at 12:45\n",
        f"In [2019]({URL}) it fell.",
        f"The bridge fell ![1]({URL}).",
        f"The bridge fell.[^1]\n\nSee {URL}\n\n[^1]: none",
    ],
)
def test_other_references_have_no_marks(text: str) -> None:
    assert not any(marked(text))


def test_a_note_that_lists_many_references_marks_the_first_eight() -> None:
    text = "Oslo rose.[^1]\n\n[^1]: " + " ".join(f"{URL}{number}" for number in range(20))
    assert [bool(claims) for claims in marked(text)] == [True] * 8 + [False] * 12


_PIECES = st.lists(
    st.sampled_from(
        ["[^1]", "[^1]: ", "\n", "\n\n", "word. ", URL, "[1]", "[1]: ", " ", "😀", "`", "<b>", "|", "第"]
    ),
    max_size=40,
).map("".join)


@given(_PIECES)
def test_marks_stand_in_the_text_and_claims_are_made_of_it(text: str) -> None:
    lines = text.split("\n")
    for name in extractors:
        for each in extractors[name].extract(text):
            for mark in each.marks:
                assert 1 <= mark.span.line <= len(lines)
                assert mark.claim
                assert mark.claim.split()[-1] in text


@pytest.mark.parametrize(
    ("form", "mark", "notes"),
    [
        ("markdown", "Oslo rose in the night.[^1] ", f"\n\n[^1]: {URL} {URL}\n"),
        (
            "html",
            "<p>Oslo rose.<sup><a href=#n>1</a></sup>",
            f"<p id=n><a href={URL}>a</a> <a href={URL}>b</a>",
        ),
    ],
)
def test_ten_thousand_marks_of_one_note_are_all_found(form: str, mark: str, notes: str) -> None:
    found: list[Reference] = list(extractors[form].extract(mark * 10_000 + notes))
    assert sum(len(each.marks) for each in found) == 20_000


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("text", f"It rained. The bridge fell [1]_.\n\n.. [1] {URL}\n"),
        ("text", f"It rained. The bridge fell [#]_.\n\n.. [#] {URL}\n"),
        ("text", f"It rained. The bridge fell [#x]_.\n\n.. [#x] Reuters,\n   {URL}\n"),
        ("text", f"It rained. The bridge fell [R2020]_.\n\n.. [R2020] Reuters, {URL}\n"),
        ("text", f"It rained. The *bridge* fell.footnote:[{URL}]\n"),
        ("text", f"It rained. The bridge fell.footnoteref:[x,Reuters, {URL}[story]]\n"),
        ("text", f"It rained. The bridge fell.[fn:: see [[{URL}][Reuters]]]\n"),
        ("text", f"It rained. The bridge fell[fn:a].\n\n[fn:a] Reuters,\n{URL}\n"),
        ("text", f"It rained. The bridge fell[1].\n\nfn1. {URL}\n"),
        ("text", f"It rained. The '''[[bridge (road)|bridge]]''' fell.<ref>[{URL} Reuters]</ref>\n"),
        ("text", f"It rained. The bridge fell.<ref name=a>{{{{cite|url={URL} }}}}<br/> Reuters</ref>\n"),
        ("text", f"It <ref>rained. The bridge fell.<REF>{URL}</REF>\n"),
        ("text", f"It rained. The bridge fell.(({URL}))\n"),
        ("text", f"It rained. The bridge fell.\\footnote{{Reuters, \\url{{{URL}}}.}}\n"),
        ("markdown", f"It rained. The *bridge* fell.^[Reuters, {URL}]\n"),
        ("markdown", f"It rained. The *bridge* fell^[[Reuters]({URL})].\n"),
        ("text", f"It rained. The bridge fell.[^n]\n\n[^n]: {URL}\n"),
        ("text", f"It rained. The bridge fell [1].\n\n[1] {URL}\n"),
        ("text", f"It rained. The bridge fell [1].\n\n[1]: {URL}\n"),
        ("text", f"It rained. The bridge\nfell [1].\n\n> 1) Reuters:\n> {URL}\n"),
        ("text", f"It rained. The bridge fell¹.\n\n¹ {URL}\n"),
        ("text", f"It rained. The bridge fell [1]({URL}).\n"),
        ("bbcode", f"It rained. [b]The[/b] bridge fell[sup]1[/sup].\n\n[1] [url]{URL}[/url]\n"),
        ("bbcode", f"It rained. The bridge fell [url={URL}][1][/url].\n"),
        ("markdown", f"It rained. The bridge fell \\[1\\].\n\n1. <{URL}>\n"),
    ],
)
def test_marks_of_text_close_the_sentence_before_them(form: str, text: str) -> None:
    assert marked(text, form) == [["The bridge fell"]]


def test_several_numbers_in_one_mark_call_on_several_sources() -> None:
    text = f"Oslo rose [1, 3]. Rome fell [1-3].\n\n1. {URL}\n2. {URL}\n3. {URL}\n"
    both = ["Oslo rose", "Rome fell"]
    assert marked(text, "text") == [both, ["Rome fell"], both]


@pytest.mark.parametrize(
    "text",
    [
        f"Oslo rose [1].\n\nSee {URL}\n",
        f"Oslo rose [2].\n\n[1] {URL}\n",
        f"Oslo rose [1] and [4].\n\n[1] {URL}\n[2] {URL}\n",
        f"Oslo rose [1].\n\n[1] {URL}\n\nRome fell [1].\n\n[1] {URL}\n",
        f"Oslo rose [1].\n\n[1] {URL}\n\nRome fell [1].\n\n1. {URL}\n",
        f"Oslo rose [1].\n\n1. {URL}\n3. {URL}\n",
        f"Oslo rose [1].\n\n2. {URL}\n3. {URL}\n",
        f"Oslo rose [1].\n\n1. no\n2. no\n3. {URL}\n",
        f"    x = a[0] + a[1]\n\n1. {URL}\n",
        f"[1]Home [2]Oslo\n\nReferences\n\n   1. {URL}\n   2. {URL}\n",
        f"[1] {URL}\n[2] {URL}\n",
        f"1. {URL}\n2. {URL}\n\nOslo rose [1].\n",
        f"It is 5 km² wide.\n\n1. {URL}\n2. {URL}\n",
        f"Fixed [1](#1).\n\n{URL}\n",
        f"Oslo rose [1]_.\n\n.. [2] {URL}\n",
        f"Oslo rose [1]_.\n\n.. [1] Smith, p. 12, {URL}\n",
        f"`a ((b)) {URL}`",
        f"(({URL}))",
        f"<ref>{URL}</ref>",
        f"In 1990 ({URL}) it fell.\n",
        f"Step 1: see {URL}\n",
    ],
)
def test_doubtful_numbers_and_notes_of_text_are_left_alone(text: str) -> None:
    assert not any(marked(text, "text"))


NOTE = f'<ol><li id="n1"><a href="{URL}">x</a></li></ol>'


@pytest.mark.parametrize(
    "text",
    [
        f'<p>It rained. The <b>bridge</b> fell.<sup><a href="#n1">1</a></sup></p>{NOTE}',
        f'<p>The bridge fell [<a href="#n1">1</a>].</p>{NOTE}',
        f'<p>It rained. The <b>bridge</b> fell.<sup>1</sup></p><ol><li><a href="{URL}">x</a></li></ol>',
        f'<p>The bridge fell <sup class="m">[1]</sup>.</p><h2>N</h2><p><b>[1]</b> <a href="{URL}">x</a></p>',
        f'<p>The bridge fell [1].</p><p>[1] Reuters,<br>\n<a href="{URL}">x</a><br></p><h2>More</h2>',
        f'<p>The bridge fell [1].</p><ol>\n<li>\n<p>Reuters, <a href="{URL}">x</a></p>\n</li>\n</ol>',
        f'<p>The bridge fell<a href="#n1">*</a>.</p>{NOTE}',
        f'<p>The bridge fell<a href="#n1" role="doc-noteref">see</a>.</p>{NOTE}',
        f'<p>Rain.</p>The bridge fell<a href="#n1">1</a>.{NOTE}',
        f'<p>The bridge fell<a href="#n1">1</a>.</p><p id=n1>1. {URL}, <a href="{URL}">x</a>',
        f'<p>The bridge fell<a href="#n1">1</a>.</p><p><a name=n1>1</a> <a href="{URL}">x</a> Text',
        f'<p>The bridge fell<a href="#n1">1</a>.</p><footer><p id=n1><a href="{URL}">x</a></p></footer>',
        f'<p>The bridge fell<a href="#n1">1</a>.</p><dl><dt id=n1>1<dd><a href="{URL}">x</a></dl>',
        f'<p>The bridge fell<a href="#n1">1</a>.</p><table><tr><td id=n1>1<td><a href="{URL}">x</a></table>',
        f'<p>The bridge fell<a href="#n%311">1</a>.</p><p id="n11"><a href="{URL}">x</a>',
        f'<p>The bridge &#102;ell.<sup><a href="{URL}">1</a></sup>',
        f'<p>The bridge fell.<!-- no. --><script>"a. b"</script> [<a href="{URL}">1</a>]',
    ],
)
def test_html_marks_close_the_sentence_before_them(text: str) -> None:
    assert [claims for claims in marked(text, "html") if claims] == [["The bridge fell"]]


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        f'<table><tr><td>Oslo<sup><a href="#n1">1</a></sup></table>{NOTE}',
        f'<table><tr><td>Oslo<sup><a href="{URL}">1</a></sup></table>',
        "<p>Tea" + '<sup><a href="#n1">*</a></sup>, milk' * 4 + f"</p>{NOTE}",
        f'<p>Oslo rose<sup><a href="#n1">1</a></sup></p><p id=n1>Gen 3:16, <a href="{URL}">x</a>',
        f'<p>Oslo rose<sup>2</sup></p><ol><li><a href="{URL}">x</a></li></ol>',
        f'<p>Oslo rose<sup>1</sup></p><ul><li><a href="{URL}">x</a></li></ul>',
        f'<p>Five m<sup>2</sup></p><ol><li>Buy</li><li>Cut</li><li><a href="{URL}">x</a></li></ol>',
        f'<ol><li><a href="{URL}">x</a></li></ol><p>Oslo rose<sup>1</sup></p>',
        f'<p>Oslo rose<sup>th</sup> [1]</p><p>See <a href="{URL}">x</a></p>',
        f'<p>Oslo rose [1]</p><p>1. Reuters</p><h2>More</h2><p><a href="{URL}">x</a></p>',
        f'<p>Contents <a href="#s1">1</a></p><h2 id="s1">One</h2><p><a href="{URL}">x</a>',
        f'<p>Contents <a href="#s1">1</a></p><h2><a name="s1">One</a></h2><p><a href="{URL}">x</a>',
        f'<p>Contents <a href="#s1">1</a></p><div id="s1"><h2>One</h2><p><a href="{URL}">x</a></div>',
        f'<p>See <a href="#n1">the first chapter</a></p>{NOTE}',
        f'<nav>See <a href="#n1">1</a></nav>{NOTE}',
        f'<pre>See <a href="#n1">1</a></pre>{NOTE}',
        f'{NOTE}<p>Oslo rose<a href="#n1">1</a>',
        f'<p>Oslo rose<a href="#n2">1</a></p>{NOTE}',
        f'<p>Oslo rose<a href="#n1">1</a></p><p id=n1>Note</p><p><a href="{URL}">x</a></p>',
        f'<p>See <a class="reference internal" href="#n1">resolve_xref</a></p>{NOTE}',
        f'<p>Pages <a href="#p2">2</a></p><main id="p2"><a href="{URL}">x</a></main>',
        f'<p>Oslo rose<a href="{URL}#n1">1st</a></p>{NOTE}',
        f'<p>Oslo rose in <a href="{URL}">2019</a></p>',
        f'<p><a href="{URL}">1</a> <a href="{URL}">2</a></p>',
        f'<p>Oslo rose<sup><a href="#n1">1</a></sup></p><p id=n1>Smith, p. 4, <a href="{URL}">x</a>',
        f'<p>Section 3 says so<sup><a href="#n1">1</a></sup></p>{NOTE}',
        f'<p>Oslo rose<sup><a href="#n1">1</a></sup><p id=n1>{"word " * 2000}<a href="{URL}">x</a>',
    ],
)
def test_other_links_of_html_have_no_marks(text: str) -> None:
    assert not any(marked(text, "html"))


def test_ways_between_marks_and_notes_are_navigation_and_notes_are_none() -> None:
    text = (
        '<p>Oslo rose<sup id="m1"><a href="#n1">1</a></sup></p>'
        f'<aside><p id="n1"><a href="#m1">^</a> <a href="{URL}">x</a></p></aside>'
    )
    found = [(each.target, each.is_navigation) for each in extractors["html"].extract(text)]
    assert found == [("#n1", True), ("#m1", True), (URL, False)]


def test_marks_of_html_span_their_links() -> None:
    text = f'<p>Oslo\nrose.<sup><a href="#n1">1</a></sup></p>\n{NOTE}'
    assert spanned(text, "html") == ['<a href="#n1">1</a>']
