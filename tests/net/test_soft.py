"""Pages that load and are not what was asked for, over a real socket."""

from __future__ import annotations

import pytest

from linkcheck.model import FailureKind, MissingSign, Redirect, Resource, Verdict
from linkcheck.net.parking import find_parking
from linkcheck.net.refresh import find_refresh
from linkcheck.net.wording import has_text, read_wording, text_directives
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site

ABOUT = "<title>HTTP 404</title><h1>HTTP 404</h1>" + "<p>An error that servers send.</p>" * 200


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Page not found", "Page not found"),
        ("الصفحة غير موجودة", "404"),
        ("页面不存在", "抱歉,您访问的页面不存在"),
        ("Страница не найдена", "404"),
        ("Página no encontrada", "Error 404"),
        ("הדף לא נמצא", "404"),
    ],
)
async def test_a_short_page_that_says_twice_that_it_is_missing_is_taken_at_its_word(
    site: Site, fetch: Fetch, title: str, heading: str
) -> None:
    body = f"<head><meta charset=utf-8><title>{title} | A site</title></head><h1>{heading}</h1><p>Sorry."
    resource = await fetch(site.page("/news/2024/a", body))
    assert resource.missing_signs == {MissingSign.TITLE, MissingSign.HEADING}
    assert judge(resource).verdict is Verdict.OK
    assert len(site.visits) == 1


async def test_a_site_that_answers_everything_alike_gives_itself_away(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/soft/anything/deep"))
    assert resource.missing_signs == {MissingSign.TITLE, MissingSign.SIBLING}
    assert len(site.visits) == 2


async def test_a_deep_link_sent_to_the_first_page_like_any_other_is_told(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.url("/soft-root/2024/an-article"))
    assert resource.missing_signs == {MissingSign.ROOT, MissingSign.SIBLING}


async def test_an_error_page_by_its_address_is_told(site: Site, fetch: Fetch) -> None:
    site.page("/404", "<title>A site</title>")
    site.redirects["/news/old"] = "/404"
    assert (await fetch(site.url("/news/old"))).missing_signs == {MissingSign.ERROR_PATH}


async def test_a_site_that_knows_what_is_missing_is_believed(site: Site, fetch: Fetch) -> None:
    site.page("/wiki/404", "<title>404 Not Found</title><h1>404 Not Found</h1>" + "<p>A long text.</p>" * 900)
    assert (await fetch(site.url("/wiki/404"))).missing_signs == frozenset()
    site.redirects["/old/way"] = "/"
    assert (await fetch(site.url("/old/way"))).missing_signs == frozenset()


async def test_an_ordinary_page_costs_no_further_request(site: Site, fetch: Fetch) -> None:
    for body in (ABOUT, "<title>A page</title><h1>News</h1>"):
        assert (await fetch(site.page("/a/b", body))).missing_signs == frozenset()
    assert len(site.visits) == 2


# pages that send readers on


async def test_a_page_that_sends_readers_on_is_a_redirect(site: Site, fetch: Fetch) -> None:
    target = site.page("/new", "<title>new</title>")
    url = site.page("/old", '<head><meta http-equiv="Refresh" content="0; URL=\'/new\'"></head>')
    resource = await fetch(url)
    assert (resource.final_url, resource.title) == (target, "new")
    assert resource.redirects == (Redirect(200, target),)
    assert resource.canonical_url is None


async def test_a_refresh_header_is_followed_as_in_a_browser(site: Site, fetch: Fetch) -> None:
    resource = await fetch(site.page("/a", "<p>moved", ("Refresh", "0; url=/ok")))
    assert (resource.status, resource.final_url) == (200, site.url("/ok"))
    resource = await fetch(site.page("/b", "<p>news, read anew every five minutes", ("Refresh", "300")))
    assert resource.final_url == site.url("/b")


async def test_a_page_that_sends_readers_in_circles_is_still_a_page(site: Site, fetch: Fetch) -> None:
    site.page("/b", '<meta http-equiv=refresh content="0;url=/a">')
    resource = await fetch(site.page("/a", '<meta http-equiv=refresh content="0;url=/b">'))
    assert judge(resource).verdict is Verdict.OK


async def test_a_page_that_sends_readers_to_a_private_address_is_not_followed(
    site: Site, fetch: Fetch
) -> None:
    url = site.page("/a", '<meta http-equiv=refresh content="0;url=http://169.254.169.254/">')
    named = url.replace("127.0.0.1", "a.example")
    resource = await fetch(
        named, allow_private=False, connect_to=(f"a.example:{site.port}:127.0.0.1:{site.port}",)
    )
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.REDIRECT_PRIVATE


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0;url=/b", "https://e.org/b"),
        ("0; URL = 'https://f.org/'", "https://f.org/"),
        ('5, url="/b" x', "https://e.org/b"),
        ("0 /b", "https://e.org/b"),
        ("0.5;/b", "https://e.org/b"),
        (";url=/b", "https://e.org/b"),
        ("30;url=/b", None),
        ("0", None),
        ("", None),
        ("0;url=", None),
        ("0;url=/a#part", None),
        ("0;url=javascript:alert(1)", None),
        ("0;url=http://[", None),
        ("soon;url=/b", None),
    ],
)
def test_refreshes_are_read_as_browsers_do(content: str, target: str | None) -> None:
    quoted = content.replace('"', "&quot;")
    assert find_refresh(f'<meta http-equiv=refresh content="{quoted}">'.encode(), "https://e.org/a") == target


@pytest.mark.parametrize(
    "html",
    [
        '<noscript><meta http-equiv=refresh content="0;url=/b"></noscript>',
        '<meta name=refresh content="0;url=/b">',
        '</head><body>http-equiv=refresh <meta http-equiv=refresh content="0;url=/b">',
        "<p>http-equiv=refresh",
    ],
)
def test_what_only_looks_like_a_refresh_is_left_alone(html: str) -> None:
    assert find_refresh(html.encode(), "https://e.org/a") is None


# parked domains


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ('<script src="//img1.wsimg.com/parking-lander/static/js/main.js"></script>', None),
        ('<script src="https://d38psrni17bvxu.cloudfront.net/themes/a.js">', None),
        ("<iframe src='http://www.sedoparking.com/frame'>", None),
        ("", "e.org is for sale | HugeDomains"),
        ("", "E.org - domain steht zum Verkauf"),
    ],
)
def test_parked_domains_are_told(html: str, title: str | None) -> None:
    assert find_parking(html.encode(), url="https://www.e.org/", title=title)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (
            "<p>Sedo runs sedoparking.com and bodis.com, where domains park.</p>",
            "How domain parking works",
        ),
        ('<a href="https://www.sedoparking.com/">Sedo</a>', "Domains for sale"),
        ("<script src=https://cdn.example/a.js>", "House for sale in Berlin"),
        ("", "Welcome to e.org"),
        ("", None),
    ],
)
def test_sites_about_domains_are_left_alone(html: str, title: str | None) -> None:
    assert find_parking(html.encode(), url="https://www.e.org/", title=title) is None


def test_a_parking_service_is_not_parked_itself() -> None:
    html = b'<script src="https://www.bodis.com/js/app.js"></script>'
    assert find_parking(html, url="https://www.bodis.com/", title="Bodis") is None


# words of a page


@pytest.mark.parametrize(
    ("directive", "is_there"),
    [
        ("brown%20fox", True),
        ("Brown%20FOX", True),
        ("quick,lazy%20dog", True),
        ("quick-,brown%20fox", True),
        ("brown%20fox,-jumps", True),
        ("quick-,brown,over,-the", True),
        ("red%20fox", False),
        ("lazy,quick", False),
        ("slow-,brown%20fox", False),
        ("brown%20fox,-sleeps", False),
        ("أهلا%20وسهلا", True),
        ("a,b,c,d", True),
    ],
)
def test_a_text_directive_is_found_or_not(directive: str, is_there: bool) -> None:
    text = "The quick brown fox jumps over the lazy dog. أهلا وسهلا"
    assert has_text(text, directive) is is_there


@pytest.mark.parametrize("directive", ["a,zz", "a,-zz", "zz-,a", "a a a,zz,-a", "a,a,-zz"])
def test_a_hostile_page_is_searched_once_not_from_each_word(directive: str) -> None:
    assert not has_text("a " * 1_000_000, directive)


def test_a_hostile_page_of_what_is_unseen_is_read_as_quickly_as_any_other() -> None:
    assert read_wording("<template>" * 200_000 + "</svg>" * 200_000).text == ""


def test_the_text_is_what_readers_see() -> None:
    html = "<title>no</title><style>no</style><h1>A <b>hea</b>d</h1><p>one<p>two<script>no</script>&amp; 3"
    wording = read_wording(html)
    assert (wording.text, wording.headings) == ("A head one two & 3", ("A head",))


def test_directives_are_told_from_the_fragment() -> None:
    assert text_directives("part:~:text=a,b&text=-c") == ("a,b", "-c")
    assert text_directives("part") == text_directives("text=a") == ()


async def test_missing_words_are_noted(site: Site, fetch: Fetch) -> None:
    url = site.page("/a", "<p>The quick brown fox</p>" * 3)
    there, gone = ":~:text=brown%20fox", ":~:text=red%20fox"
    assert (await fetch(url, fragments=(there, gone, "part"))).missing_texts == {gone}


@pytest.mark.parametrize(
    "html",
    [
        "<div id=root></div><script src=/app.js></script>",
        '<script type="application/json" data-target="react-app.embeddedData">{}</script>' + "<p>a</p>" * 200,
        '<script id="__NEXT_DATA__" type="application/json">{}</script><p>Loading</p>',
    ],
)
async def test_a_page_that_scripts_build_is_known(site: Site, fetch: Fetch, html: str) -> None:
    assert (await fetch(site.page("/a", html), fragments=("x",))).is_script_built


@pytest.mark.parametrize("html", ["<p>Short.</p>", "<p>A text of a length.</p>" * 40 + "<script>1</script>"])
async def test_a_page_that_comes_with_its_text_is_not(site: Site, fetch: Fetch, html: str) -> None:
    assert not (await fetch(site.page("/a", html), fragments=("x",))).is_script_built


def test_a_resource_knows_of_no_signs_by_itself() -> None:
    assert Resource("https://e.org/").missing_signs == frozenset()
