"""Anchors that do not tell where they lead: what is found, and the longer list of what is not."""

from __future__ import annotations

import pytest

from linkcheck.model import Finding, Level, Redirect, Resource
from linkcheck.text.empty_anchors import EMPTY_ANCHORS
from tests.canned import document, findings

ONE, OTHER = "https://e.org/one", "https://e.org/other"


def found_in(text: str, media_type: str = "text/markdown", *resources: Resource) -> list[Finding]:
    return findings("ambiguous-anchor", document(text, "post", media_type), resources=resources)


EMPTY = (
    "here,Click here!,**here**,this,"
    "هنا,اضغط هنا,من هنا,aquí,Haga clic aquí,здесь,Нажмите здесь,这里,点击这里,"
    "點擊這裡,כאן,לחצו כאן,hier,Hier klicken,ici,こちら"
)


@pytest.mark.parametrize("anchor", EMPTY.split(","))
def test_an_anchor_that_says_nothing_is_found(anchor: str) -> None:
    (found,) = found_in(f"The report is [{anchor}]({ONE}).")
    assert (found.level, found.message) == (Level.NOTE, "this anchor does not say where it leads")


def test_every_anchor_of_the_table_is_found() -> None:
    anchors = [anchor for known in EMPTY_ANCHORS.values() for anchor in known]
    found = found_in("\n\n".join(f"[{anchor}]({ONE})" for anchor in anchors))
    assert sum(1 + len(each.related) for each in found) == len(anchors)


@pytest.mark.parametrize(
    "anchor", ["the report", "التقرير", "报告", "отчёт о пожаре", "el informe", "הדוח", "der Bericht"]
)
def test_one_anchor_to_two_pages_is_found(anchor: str) -> None:
    (found,) = found_in(f"[{anchor}]({ONE}) and [{anchor}]({OTHER})")
    assert (found.message, len(found.related)) == ("this anchor leads to 2 different pages", 1)


@pytest.mark.parametrize(
    "text",
    [
        f"[the report]({ONE}) and [the inquiry]({OTHER})",
        f"[the report]({ONE}) and [the report]({ONE})",
        f"[the report]({ONE}) and [the report]({ONE}#part)",
        f"[the report]({ONE}) and [the report]({ONE}?utm_source=x)",
        f"[the report]({ONE}) and [the report](http://www.e.org/one/)",
        f"[the report]({ONE}) and [the report](https://www.google.com/url?q=https%3A%2F%2Fe.org%2Fone)",
        f"[التقرير]({ONE}) و[التحقيق]({OTHER})",
        f"[报告]({ONE})和[调查]({OTHER})",
        f"[отчёт]({ONE}) и [расследование]({OTHER})",
        f"[el informe]({ONE}) y [la investigación]({OTHER})",
        f"[הדוח]({ONE}) ו[החקירה]({OTHER})",
        f"[1]({ONE}) [1]({OTHER}) [2020]({ONE}) [2020]({OTHER}) [1.2.3]({ONE}) [1.2.3]({OTHER})",
        f"[→]({ONE}) [→]({OTHER}) [a]({ONE}) [a]({OTHER})",
        f"[]({ONE}) []({OTHER})",
        f"<{ONE}> <{OTHER}>",
        f"[here is the report of the inquiry]({ONE})",
        f"[Hier und Jetzt]({ONE})",
        f"[aquí está el informe]({ONE})",
        f"[الرابطة الدولية]({ONE})",
        f"[这里的历史]({ONE})",
        f"[Здесь был Вася]({ONE})",
        f"[כאן 11]({ONE})",
        f"[link layer]({ONE}) [Link's Awakening]({ONE})",
        f"![here]({ONE}.png)",
        "[the report](one.md) and [the report](other.md)",
    ],
)
def test_anchors_that_tell_enough_are_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        # rows and items with words of their own
        (f"- Tea: [manual]({ONE})\n- Ice: [manual]({OTHER})", "text/markdown"),
        (f"* Чай — [описание]({ONE})\n* Лёд — [описание]({OTHER})", "text/markdown"),
        (f"1. 茶 [说明]({ONE})\n2. 冰\n   [说明]({OTHER})", "text/markdown"),
        (f"| a | b |\n|---|---|\n| شاي | [الدليل]({ONE}) |\n| ثلج | [الدليل]({OTHER}) |", "text/markdown"),
        (f"<ul><li>Té <a href='{ONE}'>manual</a><li>Hielo <a href='{OTHER}'>manual</a></ul>", "text/html"),
        (
            f"<table><tr><td>תה<td><p><a href='{ONE}'>מדריך</a></tr>"
            f"<tr><td>קרח<td><a href='{OTHER}'>מדריך</a></tr></table>",
            "text/html",
        ),
        (
            f"<dl><dt>Tea</dt><dd>Hot. <a href='{ONE}'>Manual</a></dd>"
            f"<dd>Cold. <a href='{OTHER}'>Manual</a></dd></dl>",
            "text/html",
        ),
        # the addresses name the thing
        ("[tcpdump](https://e.org/sid/tcpdump) [tcpdump](https://f.org/wiki/Tcpdump)", "text/markdown"),
        (
            "[Font Manager](https://e.org/font-manager) [font manager](https://fontmanager.org/)",
            "text/markdown",
        ),
        ("[отчёт](https://e.org/отчёт) [отчёт](https://f.org/отчёт)", "text/markdown"),
        # figures
        (f"[V:0, I:1]({ONE}) [V:0, I:1]({OTHER})", "text/markdown"),
        # parts of one page, as a wiki's writers open them
        (
            "[edit](https://e.org/w/index.php?title=X&action=edit&section=1) "
            "[edit](https://e.org/w/index.php?title=X&action=edit&section=2)",
            "text/markdown",
        ),
    ],
)
def test_what_rows_and_addresses_tell_apart_is_left_alone(text: str, media_type: str) -> None:
    assert found_in(text, media_type) == []


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        (f"- [manual]({ONE})\n- [manual]({OTHER})", "text/markdown"),
        (f"- Tea: [manual]({ONE})\n\nIce: [manual]({OTHER})", "text/markdown"),
        (f"- Tea: [manual]({ONE}) and [manual]({OTHER})", "text/markdown"),
        (f"<ul><li>Tea <a href='{ONE}'>manual</a></ul><p>Ice <a href='{OTHER}'>manual</a>", "text/html"),
        (
            f"<ul><li>Tea</ul><p>Or <a href='{ONE}'>manual</a></p><p>Ice <a href='{OTHER}'>manual</a>",
            "text/html",
        ),
        ("[tcpdump](https://e.org/sid/tcpdump) [tcpdump](https://f.org/other)", "text/markdown"),
        (f"- Tea: [here]({ONE})\n- Ice: [here]({OTHER})", "text/markdown"),
    ],
)
def test_rows_and_addresses_that_do_not_tell_are_found(text: str, media_type: str) -> None:
    assert len(found_in(text, media_type)) == 1


def test_a_long_table_is_read_in_no_long_time() -> None:
    rows = "".join(f"<tr><td>{n}a<td><a href='https://e.org/{n}'>manual</a>" for n in range(3000))
    assert found_in(f"<table>{rows}</table>", "text/html") == []


def test_navigation_is_left_alone() -> None:
    assert found_in(f'<nav><a href="{ONE}">here</a></nav>', "text/html") == []


def test_inferred_anchors_have_no_edge_to_compare() -> None:
    assert found_in(f"the report ({ONE})\nthe report ({OTHER})", "text/plain") == []


def test_pages_that_a_redirect_or_a_canonical_url_makes_one_are_one() -> None:
    text = f"[the report]({ONE}) and [the report]({OTHER})"
    moved = Resource(ONE, status=200, redirects=(Redirect(301, OTHER),), final_url=OTHER)
    assert found_in(text, "text/markdown", moved) == []
    named = Resource(ONE, status=200, final_url=ONE, canonical_url=OTHER)
    assert found_in(text, "text/markdown", named) == []
