"""Overuse, single and few sources: what must be found, in six languages, and what must be left alone."""

from __future__ import annotations

import pytest

from linkcheck.model import CanonicalSource, Finding, Level, Redirect, Resource
from tests.canned import document, findings

U = "https://news.example.org/2024/the-article"
ANCHORS = {
    "en": ["Moscow", "Tehran", "the missiles", "United States", "sanctions", "a treaty"],
    "ar": ["موسكو", "طهران", "الصواريخ", "الولايات المتحدة", "العقوبات", "المعاهدة"],
    "zh": ["明代", "税关", "铁路", "水灾", "战争期间", "民工"],
    "ru": ["Москва", "Тегеран", "ракеты", "Соединённые Штаты", "санкции", "договор"],
    "es": ["Moscú", "Teherán", "los misiles", "Estados Unidos", "las sanciones", "un tratado"],
    "he": ["מוסקבה", "טהרן", "הטילים", "ארצות הברית", "סנקציות", "אמנה"],
}
OTHERS = "\n- [x](https://f.org/1)\n- [y](https://f.org/2)\n- [z](https://g.org/)"


def many(*pairs: tuple[str, str]) -> str:
    return "\n".join(f"- [{anchor}]({url})" for anchor, url in pairs)


def moved(url: str, to: str = U, status: int = 301) -> Resource:
    return Resource(url, status=200, redirects=(Redirect(status, to),), final_url=to)


def variant(url: str) -> Resource:
    return Resource(
        url, status=200, final_url=url, canonical_url=U, canonical_source=CanonicalSource.LINK_ELEMENT
    )


ROUTES = [
    (["https://sho.rt/a", "https://t.ly/b"],
     [moved("https://sho.rt/a"), moved("https://t.ly/b", status=302)]),
    ([U, U + "?utm_source=feed&utm_medium=rss", U + "?fbclid=1"], []),
    ([U, U.replace("https", "http")], [moved(U.replace("https", "http"))]),
    ([U, U + "/amp", U.replace("news.", "m.")], [variant(U + "/amp"), variant(U.replace("news.", "m."))]),
    (["https://www.google.com/url?q=" + U, "https://l.facebook.com/l.php?u=" + U], []),
    (["https://sho.rt/a", U + "/amp"], [moved("https://sho.rt/a", U + "/amp"), variant(U + "/amp")]),
]  # fmt: skip


@pytest.mark.parametrize("anchors", ANCHORS.values(), ids=ANCHORS)
@pytest.mark.parametrize("route", range(len(ROUTES)))
def test_a_page_reached_in_several_ways_is_one_page(anchors: list[str], route: int) -> None:
    urls, resources = ROUTES[route]
    text = many(*((anchor, urls[number % len(urls)]) for number, anchor in enumerate(anchors))) + OTHERS
    (found,) = findings("link-overuse", document(text), resources=resources)
    assert (found.evidence["n"], found.evidence["N"], found.evidence["U"]) == (6, 9, 4)
    assert found.level is Level.WARNING
    assert found.evidence["url"] in {U, urls[0]}
    assert f"(through {len(urls)} addresses)" in found.message


def test_before_the_crawl_has_shown_it_they_are_several() -> None:
    urls = ["https://sho.rt/a", "https://sho.rt/b", "https://sho.rt/c"]
    text = many(*((anchor, urls[number % 3]) for number, anchor in enumerate(ANCHORS["en"]))) + OTHERS
    assert findings("link-overuse", document(text)) == []
    assert len(findings("link-overuse", document(text), resources=map(moved, urls))) == 1


@pytest.mark.parametrize(
    ("media_type", "line"),
    [
        ("text/markdown", "- [{}]({})\n"),
        ("text/html", '<p><a href="{1}">{0}</a></p>\n'),
        ("text/x-bbcode", "[url={1}]{0}[/url]\n"),
        ("text/plain", "{} ({})\n"),
    ],
)
@pytest.mark.parametrize("anchors", ANCHORS.values(), ids=ANCHORS)
def test_overuse_is_found_in_every_format(anchors: list[str], media_type: str, line: str) -> None:
    pairs = [*((anchor, U) for anchor in anchors), ("x", "https://f.org/1"), ("y", "https://g.org/2")]
    pairs.append(("z", "https://h.org/3"))
    text = "".join(line.format(*pair) for pair in pairs)
    (found,) = findings("link-overuse", document(text, media_type=media_type))
    assert (found.evidence["n"], found.evidence["G"]) == (6, 6)


SIGN_IN = "https://news.example.org/login"


@pytest.mark.parametrize(
    ("text", "resources"),
    [
        # different pages that all ask for a login are no single source
        (many(*((a, f"https://news.example.org/{n}") for n, a in enumerate(ANCHORS["en"]))) + OTHERS,
         [moved(f"https://news.example.org/{n}", SIGN_IN, 302) for n in range(6)]),
        # nor those of a site that sends old addresses to its front page
        (many(*((a, f"https://news.example.org/{n}") for n, a in enumerate(ANCHORS["ru"]))) + OTHERS,
         [moved(f"https://news.example.org/{n}", "https://news.example.org/") for n in range(6)]),
        # parts of one reference page
        (many(*((a, f"{U}#{n}") for n, a in enumerate(ANCHORS["zh"]))) + OTHERS, []),
        # one host, many pages
        (many(*((a, f"https://api.example.org/{n}") for n, a in enumerate(ANCHORS["es"]))) + OTHERS, []),
        # the same words again and again
        (many(*(("the report", U) for _ in range(9))) + OTHERS, []),
        # code
        ("```\n" + many(*((a, U) for a in ANCHORS["en"])) + "\n```" + OTHERS, []),
        # a bare URL claims nothing, so it is no group of its own
        (many(*([("example.org", U)] * 8 + [("https://news.example.org", U), ("the shop", U)])) + OTHERS, []),
        # half of a few links, under as many anchors
        (many(*((a, U) for a in ANCHORS["en"][:4])) + OTHERS + "\n[v](https://h.org/)", []),
        # too few links to tell
        (many(*((a, U) for a in ANCHORS["he"][:4])), []),
    ],
)  # fmt: skip
def test_overuse_is_not_seen_where_there_is_none(text: str, resources: list[Resource]) -> None:
    assert findings("link-overuse", document(text), resources=resources) == []


@pytest.mark.parametrize(
    "wrapper", ["<nav>{}</nav>", "<footer>{}</footer>", "<aside>{}</aside>", "<pre><code>{}</code></pre>"]
)
def test_navigation_footer_and_code_are_not_counted(wrapper: str) -> None:
    repeated = "".join(f"<a href='{U}'>{anchor}</a>" for anchor in ANCHORS["en"])
    text = wrapper.format(repeated) + "".join(f"<p><a href='https://f.org/{n}'>{n}</a></p>" for n in range(5))
    assert findings("link-overuse", document(text, media_type="text/html")) == []


@pytest.mark.parametrize("anchors", ANCHORS.values(), ids=ANCHORS)
def test_a_post_on_one_leg_is_noted(anchors: list[str]) -> None:
    (found,) = findings("single-source", document(many(*((anchor, U) for anchor in anchors))))
    assert (found.level, found.evidence["n"], found.evidence["G"]) == (Level.NOTE, 6, 6)
    assert found.message.startswith("all 6 links lead to one page, under 6 unrelated anchors:")


@pytest.mark.parametrize(
    "text",
    [
        many(*((anchor, U) for anchor in ANCHORS["en"][:3])),
        many(*(("the report", U) for _ in range(6))),
        many(*((anchor, U) for anchor in ANCHORS["en"])) + "\n[other](https://f.org/)",
        "",
        many(*((anchor, f"mailto:{n}@e.org") for n, anchor in enumerate(ANCHORS["en"]))),
    ],
)
def test_more_than_one_source_or_too_few_links_are_left_alone(text: str) -> None:
    assert findings("single-source", document(text)) == []


def few(*urls: str) -> list[Finding]:
    return findings("few-sources", document(many(*((f"a{n}", url) for n, url in enumerate(urls)))))


def test_few_effective_pages_or_sites_are_noted_with_figures() -> None:
    (found,) = few(*[U] * 11, *["https://f.org/1"] * 3, "https://g.org/", "https://h.org/")
    assert found.level is Level.NOTE
    assert found.evidence == {
        "N": 16, "U": 4, "effective_pages": 1.94, "sites": 4, "effective_sites": 1.94
    }  # fmt: skip
    (found,) = few(*(f"https://{host}.example.org/{n}" for host in "ab" for n in range(6)))
    assert found.message == "all 12 links lead to one site, example.org: nobody else is heard"


def test_few_sources_says_how_many_links_lead_where() -> None:
    """The effective number is explained by the page or site that makes it small."""
    (found,) = few(*[U] * 11, *["https://f.org/1"] * 3, "https://g.org/", "https://h.org/")
    assert found.message == "11 of 16 links lead to one page; it is as if the post had 1.9 sources"
    (found,) = few(*["https://a.org/1"] * 5, "https://a.org/2")
    assert found.message == (
        "5 of 6 links lead to one page, and all to one site, a.org; it is as if the post had 1.4 sources"
    )
    (found,) = few(*(f"https://a.org/{n}" for n in range(24)), "https://b.org/")
    assert found.message == (
        "24 of 25 links lead to one site, a.org; it is as if the post had 1.1 publishers"
    )


@pytest.mark.parametrize(
    "urls",
    [
        (U,) * 12,
        (U, U, "https://f.org/"),
        tuple(f"https://e{n}.org/" for n in range(12)),
        tuple(f"https://api.example.org/{n}" for n in range(8)),
        (U, U, "https://f.org/", "https://f.org/", "https://g.org/"),
        (*(f"https://a.example.org/{n}" for n in range(12)), "https://b.org/", "https://c.org/"),
    ],
)
def test_enough_sources_are_left_alone(urls: tuple[str, ...]) -> None:
    assert few(*urls) == []


@pytest.mark.parametrize("home", ["", "index.html", "manual/index.html"])
def test_the_front_page_of_the_post_s_own_site_is_no_source(home: str) -> None:
    """So in a generated manual: its name, "home", "up" and "previous" lead there, 6 of 15 links."""
    anchors = ["The manual", "home", "Previous", "up", "Deployment", "contents"]
    links = "".join(f"<p><a href='/{home}'>{anchor}</a></p>" for anchor in anchors)
    links += "".join(f"<p><a href='https://f.org/{n}'>{n}</a></p>" for n in range(2))
    own = document(links, media_type="text/html", base_url="https://www.manual.example/how/to.html")
    assert findings("link-overuse", own) == []
    other = document(links.replace("href='/", "href='https://e.org/"), media_type="text/html")
    article = document(
        own.text.replace(f"/{home}'", "/2024/story/'"), media_type="text/html", base_url=own.base_url
    )
    assert [len(findings("link-overuse", each)) for each in (other, article)] == [1, 1]
