"""Where a target stands decides how it is written; all else in the text stays as it is."""

from __future__ import annotations

import pytest

from linkcheck.fixes.facts import Facts
from linkcheck.fixes.places import could_mean
from tests.fixes.moves import NEW, OLD, fixed, moved, page, web

MARKDOWN, HTML, BBCODE, TEXT = "text/markdown", "text/html", "text/x-bbcode", "text/plain"
PAREN, PIPE, QUERY, AMBIGUOUS = (
    "https://new.example/x_(y",
    "https://new.example/a|b",
    "https://new.example/?a=1&b=2",
    "https://new.example/?a=1&copy;=2",
)
QUOTES, STARS, STOP = "https://new.example/it's", "https://new.example/*a*_b_", "https://new.example/end."
WEB = web(
    moved(),
    moved(f"{OLD}a", "https://new.example/longer"),
    moved("http://old.example/paren", PAREN),
    moved("http://old.example/pipe", PIPE),
    moved("http://old.example/query", QUERY),
    moved("http://old.example/ambiguous", AMBIGUOUS),
    moved("http://old.example/quotes", QUOTES),
    moved("http://old.example/stars", STARS),
    moved("http://old.example/stop", STOP),
    page("https://stays.example/"),
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # one target many times in one line, in every form
        (
            f"[a]({OLD}) [b](<{OLD}>) <{OLD}> {OLD}, ({OLD})",
            f"[a]({NEW}) [b](<{NEW}>) <{NEW}> {NEW}, ({NEW})",
        ),
        # a target that begins another
        (f"{OLD} {OLD}a {OLD}", f"{NEW} https://new.example/longer {NEW}"),
        # the words of a link are the author's
        (f"[{OLD}]({OLD} '{OLD}')", f"[{OLD}]({NEW} '{OLD}')"),
        (f"[![{OLD}]({OLD})]({OLD}a)", f"[![{OLD}]({NEW})](https://new.example/longer)"),
        # definitions, used twice or spread over lines
        (f"[x] [X][] [y][x]\n\n[x]: {OLD} 'x'", f"[x] [X][] [y][x]\n\n[x]: {NEW} 'x'"),
        (f"[{OLD}][x] [y][x]\n\n[x]:\n  <{OLD}>", f"[{OLD}][x] [y][x]\n\n[x]:\n  <{NEW}>"),
        (f"> [a](\n> {OLD}\n> )", f"> [a](\n> {NEW}\n> )"),
        # the fragment is the author's
        (f"[a]({OLD}#part) {OLD}#و", f"[a]({NEW}#part) {NEW}#و"),
        # escapes
        ("[a](http://old.example/paren)", r"[a](https://new.example/x_\(y)"),
        ("[a](<http://old.example/paren>)", "[a](<https://new.example/x_(y>)"),
        ("[a](http://old.example/query)", "[a](https://new.example/?a=1&b=2)"),
        ("[a](http://old.example/ambiguous)", "[a](https://new.example/?a=1&amp;copy;=2)"),
        (
            "| a |\n|---|\n| [x](http://old.example/pipe) |",
            "| a |\n|---|\n| [x](https://new.example/a\\|b) |",
        ),
        ("[a](http://old.example/stars)", "[a](https://new.example/*a*_b_)"),
        # footnotes, lists, quotes, headings, right-to-left
        (f"x[^1]\n\n[^1]: {OLD}", f"x[^1]\n\n[^1]: {NEW}"),
        (f"- [ ] {OLD}\n> # [قلق]({OLD})", f"- [ ] {NEW}\n> # [قلق]({NEW})"),
        # HTML within
        (f'<a href="{OLD}">{OLD}</a>', f'<a href="{NEW}">{OLD}</a>'),
        ("<a href=http://old.example/quotes>x</a>", "<a href=https://new.example/it&#39;s>x</a>"),
        (f"text <img src='{OLD}' alt=x> {OLD}", f"text <img src='{NEW}' alt=x> {NEW}"),
    ],
)
def test_markdown(before: str, after: str) -> None:
    assert fixed(before, MARKDOWN, WEB)[0] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<a href="{OLD}">{OLD}</a>', f'<a href="{NEW}">{OLD}</a>'),
        (f"<A HREF = {OLD}#x >x</A>", f"<A HREF = {NEW}#x >x</A>"),
        (f"<a href='\n {OLD} '>x</a>", f"<a href='\n {NEW} '>x</a>"),
        ('<a href="http://old.example/query">', '<a href="https://new.example/?a=1&amp;b=2">'),
        ("<a href='http://old.example/quotes'>", "<a href='https://new.example/it&#39;s'>"),
        (
            f'<img srcset="{OLD} 1x, http://old.example/query 2x,{OLD}a 3x">',
            f'<img srcset="{NEW} 1x, https://new.example/?a=1&amp;b=2 2x,https://new.example/longer 3x">',
        ),
        (f'<base href="{OLD}"><a href="{OLD}">', f'<base href="{OLD}"><a href="{NEW}">'),
        (f'<video poster="{OLD}" src="{OLD}"></video>', f'<video poster="{NEW}" src="{NEW}"></video>'),
    ],
)
def test_html(before: str, after: str) -> None:
    assert fixed(before, HTML, WEB)[0] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[url={OLD}]{OLD}[/url]", f"[url={NEW}]{OLD}[/url]"),
        (f'[url="{OLD}"]x[/url] [url]{OLD}[/url]', f'[url="{NEW}"]x[/url] [url]{NEW}[/url]'),
        (f"[img alt='x']{OLD}[/img] {OLD}, [b]{OLD}[/b]", f"[img alt='x']{NEW}[/img] {NEW}, [b]{NEW}[/b]"),
        (f"[url={OLD}][img]{OLD}a[/img][/url]", f"[url={NEW}][img]https://new.example/longer[/img][/url]"),
        (f"[code]{OLD}[/code] {OLD}", f"[code]{OLD}[/code] {NEW}"),
    ],
)
def test_bbcode(before: str, after: str) -> None:
    assert fixed(before, BBCODE, WEB)[0] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"قلقًا متزايدًا ({OLD})، «{OLD}».", f"قلقًا متزايدًا ({NEW})، «{NEW}»."),
        (f"see <{OLD}> or {OLD}a: {OLD}!", f"see <{NEW}> or https://new.example/longer: {NEW}!"),
        (f"\u202b{OLD}\u202c\t{OLD}", f"\u202b{NEW}\u202c\t{NEW}"),
    ],
)
def test_text(before: str, after: str) -> None:
    assert fixed(before, TEXT, WEB)[0] == after


@pytest.mark.parametrize("media_type", [MARKDOWN, HTML, BBCODE, TEXT])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "no link at all",
        "[a](b.md) <a href='/c'>d</a> [url=e.php]f[/url]",
        "https://stays.example/ [a](https://unknown.example/)",
        "me@old.example mailto:me@old.example",
    ],
)
def test_what_is_not_to_be_changed_stays(media_type: str, text: str) -> None:
    assert fixed(text, media_type, WEB) == (text, (), ())


@pytest.mark.parametrize(
    "text",
    [
        f"---\nsource: {OLD}\n---\nx",
        f"`{OLD}` and ``[a]({OLD})``",
        f"```\n{OLD}\n```\n\n    {OLD}\n",
        f"<!-- {OLD} --> <code>{OLD}</code> <pre><a href='{OLD}'>x</a></pre>",
        f"[x]: {OLD} 'never used'",
        f"\\[a\\]\\({OLD.replace(':', chr(92) + ':')}\\)",
    ],
)
def test_code_comments_and_front_matter_are_no_links(text: str) -> None:
    assert fixed(text, MARKDOWN, WEB)[0] == text


@pytest.mark.parametrize(
    ("media_type", "text", "target"),
    [
        (MARKDOWN, "http://old.example/stars", STARS),
        (MARKDOWN, "http://old.example/stop", STOP),
        (MARKDOWN, "(http://old.example/paren)", PAREN),
        (MARKDOWN, "| a |\n|---|\n| http://old.example/pipe |", PIPE),
        (TEXT, "(http://old.example/paren)", PAREN),
        (TEXT, "http://old.example/stop", STOP),
        (TEXT, "http://old.example/stars http://old.example/quotes http://old.example/pipe", PIPE),
        (BBCODE, "http://old.example/stop", STOP),
    ],
)
def test_what_a_place_cannot_hold_is_left_alone_and_said(media_type: str, text: str, target: str) -> None:
    _, _, left = fixed(text, media_type, WEB)
    assert target in {each.reason.split()[0] for each in left}


def test_one_unsafe_edit_does_not_stop_the_others() -> None:
    text = f"{OLD} http://old.example/stop {OLD}a http://old.example/pipe {OLD}"
    after, edits, left = fixed(text, TEXT, WEB)
    assert after == text.replace(f"{OLD} ", f"{NEW} ").replace(
        f"{OLD}a", "https://new.example/longer"
    ).replace(f" {OLD}", f" {NEW}")
    assert (len(edits), len(left)) == (3, 2)


def test_a_definition_is_changed_only_if_every_use_of_it_can_be() -> None:
    facts = Facts({OLD: moved()}, ignored=frozenset({("post", 3, 6)}))
    text = f"[x] [y][x]\n\n[x]: {OLD}"
    after, edits, left = fixed(text, MARKDOWN, facts)
    assert (after, edits, left[0].reason) == (text, (), "what was found there is ignored")


def test_an_address_without_a_scheme_is_not_given_one_for_https_alone() -> None:
    facts = web(
        moved("http://www.old.example/", "https://www.old.example/"), moved("http://www.old.example/a", NEW)
    )
    after, _, left = fixed("www.old.example and www.old.example/a", MARKDOWN, facts)
    assert (after, left) == (f"www.old.example and {NEW}", ())


def test_a_definition_of_a_lost_picture_keeps_its_target_for_links_too() -> None:
    facts = web(page(OLD, (301, NEW), picture_problem="it is no picture"))
    text = f"![x][r] [y][r]\n\n[r]: {OLD}"
    after, edits, left = fixed(text, MARKDOWN, facts)
    assert (after, edits) == (text, ())
    assert [each.reason for each in left] == ["what it leads to is no picture"]


def test_a_target_with_blanks_is_written_where_there_is_room_for_it() -> None:
    facts = web(page("http://old.example/a%20b?utm_source=x"))
    assert (
        fixed("[a](<http://old.example/a b?utm_source=x>)", MARKDOWN, facts)[0]
        == "[a](<http://old.example/a b>)"
    )
    assert (
        fixed("<a href='http://old.example/a b?utm_source=x'>", HTML, facts)[0]
        == "<a href='http://old.example/a b'>"
    )


@pytest.mark.parametrize(
    ("written", "target", "is_possible"),
    [
        ("https://e.org/?a&amp;b", "https://e.org/?a&b", True),
        (r"https://e.org/\_\(", "https://e.org/_(", True),
        ("www.e.org", "http://www.e.org", True),
        ("[x]", "https://e.org/", False),
    ],
)
def test_what_could_mean_a_target(written: str, target: str, is_possible: bool) -> None:
    assert could_mean(written, target) is is_possible
