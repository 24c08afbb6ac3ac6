"""The `terminal` format."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkcheck.model import (
    Crawl,
    Document,
    Finding,
    ImageGroup,
    Kind,
    Level,
    Link,
    Reference,
    Relation,
    Report,
    Resource,
    RuleDescriptor,
    Since,
    Source,
    Span,
)
from linkcheck.renderers.lines import shortened
from tests.canned import rendered

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
PAGE = (
    "https://arabic.euronews.com/2024/09/08/"
    "washington-accuses-iran-of-transferring-ballistic-missiles-to-russiaand-tehran-denies"
)
NOTES = "posts/ملاحظات.md"


def at(link: Link, line: int, anchor: str) -> Link:
    """Return the same link on another line and under other words."""
    span = replace(link.reference.span, line=line)
    return replace(link, reference=replace(link.reference, span=span, anchor=anchor))


def plain(report: Report, width: int = 80, *, verbose: bool = False) -> str:
    """Return what a pipe gets."""
    return rendered("terminal", report, width=width, verbose=verbose)


def colored(report: Report, width: int = 80) -> str:
    """Return what a terminal gets, without its colours."""
    return _STYLE.sub("", rendered("terminal", report, width=width, color=True))


def with_findings(report: Report, *findings: Finding) -> Report:
    """Return the report with other findings."""
    return replace(report, findings=findings)


def test_in_a_pipe_each_finding_starts_with_its_place(report: Report) -> None:
    """Editors and grep find `document:line:column: level: message [rule]` on one line, however long."""
    lines = plain(report, width=40).splitlines()
    assert lines[0] == (
        "posts/forum-post.txt:6:98: warning: 3 of 6 links (50 %) lead to one page under 3 unrelated anchors, "
        "such as “روسيا” [link-overuse]"
    )
    assert lines[1:3] == [
        f"  {PAGE}",
        "  at 6:98 “حيث تثير الروابط العسكرية”, 11:73 “قلقًا متزايدًا”, 12:89 “روسيا”",
    ]
    assert "posts/ملاحظات.md:5: note: moved to https://example.org/new [moved-link]" in lines
    assert "note: nothing to say [odd-run]" in lines
    assert "\x1b" not in "".join(lines)


def test_on_a_terminal_findings_stand_under_their_document(report: Report) -> None:
    """Each document is named once, in the order read; findings of no document come last."""
    lines = colored(report, width=200).splitlines()
    headings = [
        line for line in lines if line in {"posts/forum-post.txt", "posts/ملاحظات.md", "All documents"}
    ]
    assert headings == ["posts/forum-post.txt", "posts/ملاحظات.md", "All documents"]
    start = lines.index("posts/ملاحظات.md")
    assert lines[start + 3] == "  7:4 error: the host does not exist [broken-link]"
    assert lines[start + 4] == "    https://example.org/gone?page=2#part"
    assert lines[start + 5] == "    at 7:4 “第二頁”, 11:2 “again”"


def test_levels_are_told_apart_by_word_and_colour(report: Report) -> None:
    """Colour is an addition: the same words stand in the plain form."""
    text = rendered("terminal", report, color=True)
    assert "\x1b[1;31merror\x1b[0m" in text
    assert "\x1b[1;33mwarning\x1b[0m" in text
    assert "\x1b[36mnote\x1b[0m" in text


@pytest.mark.parametrize("width", [1, 32, 40, 80, 120])
def test_lines_fit_the_terminal_but_for_those_with_a_url(report: Report, width: int) -> None:
    """Words wrap at the edge, counted in cells; a URL is never broken, so that it can be copied."""
    text = colored(report, width)
    too_wide = [line for line in text.splitlines() if cell_len(line) > max(width, 32)]
    assert all("://" in line for line in too_wide)
    assert PAGE in text


def test_a_very_long_url_loses_its_middle(report: Report) -> None:
    """On the terminal only: other formats are for programs."""
    link = report.findings[0].link
    assert link is not None
    address = f"https://example.org/{'a' * 100_000}/end"
    finding = replace(report.findings[0], link=replace(link, url=address), message=f"“{address}” is odd")
    shown = with_findings(report, finding)
    lines = plain(shown).splitlines()
    assert lines[1].startswith("  https://example.org/aaa")
    assert lines[1].endswith("aaa/end")
    assert max(map(len, lines)) < 1_200
    assert address in rendered("json", shown)
    assert address in rendered("csv", shown)
    assert address in rendered("sarif", shown)


def test_long_words_without_a_url_are_cut_at_the_edge(report: Report) -> None:
    """A line of Chinese has no spaces to break at."""
    text = colored(with_findings(report, replace(report.findings[0], message="蘇" * 100)), width=40)
    assert text.count("蘇") == 100
    assert all(cell_len(line) <= 40 for line in text.splitlines() if "蘇" in line)


def test_notes_are_compact_unless_verbose(report: Report) -> None:
    """A note names three other places and counts the rest; asked for more, it lists them."""
    note = replace(report.findings[0], level=Level.NOTE, related=report.crawl.links)
    text = plain(with_findings(report, note))
    assert "  also at 11:73, 12:89, 18:1\n  and at 5 more places\n" in text
    assert f", {NOTES}:9:2, {NOTES}:11:2\n" in plain(with_findings(report, note), verbose=True)


def test_places_in_other_documents_are_named(report: Report) -> None:
    """Each is `document:line:column`, where editors jump to; the finding's own place is not repeated."""
    finding = replace(report.findings[0], related=report.crawl.links)
    lines = plain(with_findings(report, finding)).splitlines()
    elsewhere = ", ".join(f"{NOTES}:{position}" for position in ("3:1", "5", "7:4", "9:2", "11:2"))
    assert lines[2] == f"  also at 11:73, 12:89, 18:1, {elsewhere}"


def test_links_judged_together_are_told_by_their_anchors(report: Report) -> None:
    """Ten of them, the finding's own first, and the rest counted; verbose lists them all."""
    first = report.findings[0].link
    assert first is not None
    links = tuple(at(first, line, f"claim {line}") for line in range(21, 40))
    finding = replace(report.findings[0], related=links)
    text = plain(with_findings(report, finding))
    assert "\n  at 6:98 “حيث تثير الروابط العسكرية”, 21:98 “claim 21”, 22:98 “claim 22”, " in text
    assert "29:98 “claim 29”\n  and at 10 more places\n" in text
    assert "39:98 “claim 39”\n" in plain(with_findings(report, finding), verbose=True)


def test_anchors_are_left_out_where_they_tell_nothing(report: Report) -> None:
    """Links that each have the fault, links under the same words, and links of several documents."""
    first, other = report.findings[0].link, report.crawl.links[-1]
    assert first is not None
    moved, same = at(first, 20, "Tehran"), at(first, 20, first.reference.anchor)
    for related, is_per_link in (((moved,), True), ((same,), False), ((moved, other), False)):
        finding = replace(report.findings[0], related=related, is_per_link=is_per_link)
        assert "\n  also at 20:98" in plain(with_findings(report, finding))


def test_a_long_anchor_loses_its_middle(report: Report) -> None:
    first = report.findings[0].link
    assert first is not None
    finding = replace(report.findings[0], related=(at(first, 20, f"Once{' upon' * 50} a time"),))
    assert "20:98 “Once upon upon upon upon…n upon upon upon a time”\n" in plain(
        with_findings(report, finding)
    )


def test_very_many_places_are_counted(report: Report) -> None:
    """Fifty places are listed and the rest counted; verbose lists them all."""
    links = tuple(
        Link("posts/forum-post.txt", Reference("x", Kind.HYPERLINK, Span(line, 1)), PAGE, PAGE)
        for line in range(100, 160)
    )
    crowded = with_findings(report, replace(report.findings[0], related=links))
    assert "149:1\n  and at 10 more places\n" in plain(crowded)
    assert "150:1, 151:1" in plain(crowded, verbose=True)
    assert "more place" not in plain(crowded, verbose=True)


def test_sources_show_site_page_figures_and_bar(report: Report) -> None:
    """Only URLs with two links or more; the site is the registrable domain, the page is cut in the middle."""
    lines = plain(report).splitlines()
    start = lines.index("Sources with two links or more")
    assert lines[start + 1].split() == ["links", "anchors", "share", "site", "page"]
    assert lines[start + 2].split() == [
        *("3", "3", "50%", "#####.....", "euronews.com", "(arabic)", "/2024/…-tehran-denies"),
    ]
    assert lines[start + 3].split() == ["2", "2", "33%", "###.......", "example.org", "/gone?page=2"]
    assert lines[start + 4] == ""
    assert all(len(line) <= 80 for line in lines[start : start + 4])


def test_narrow_sources_keep_figures_and_page(report: Report) -> None:
    """At 40 columns there is no room for bar and site."""
    lines = plain(report, width=40).splitlines()
    start = lines.index("Sources with two links or more")
    assert lines[start + 2].split() == ["3", "3", "50%", "arabic.e…-denies"]


def test_pages_with_a_small_part_of_all_links_are_no_sources_to_speak_of(report: Report) -> None:
    sources = (Source("https://e.org/", 300, 9, 0.05, 0.9), Source("https://f.org/", 60, 9, 0.01, 0.9))
    shown = plain(replace(report, sources=sources))
    assert "Sources with two links or more, and 2% of all links\n" in shown
    assert "and 1 more, which `linkcheck sources` lists" in shown
    assert "Sources" not in plain(replace(report, sources=sources[1:]))


def test_sources_without_a_registrable_domain_show_their_host(report: Report) -> None:
    """An address belongs to no domain; only the ten most used are listed."""
    sources = tuple(Source(f"http://127.0.0.1:80{n}/", n, 1, n / 100, 0.0) for n in range(2, 14))
    lines = plain(replace(report, sources=sources)).splitlines()
    start = lines.index("Sources with two links or more")
    assert lines[start + 2].split() == ["13", "1", "13%", "#.........", "127.0.0.1:8013", "/"]
    assert lines[start + 12] == "  and 2 more, which `linkcheck sources` lists"


def test_pictures_show_tie_size_distance_and_places(report: Report) -> None:
    """Every file of a group, with its size where it is known, and every place."""
    lines = plain(report).splitlines()
    start = lines.index("Pictures used more than once")
    assert lines[start + 1 : start + 5] == [
        "  same picture, 2 places, at most 6 of 64 bits apart by phash",
        "    https://cdn.example.net/copied.webp",
        "    808x508 jpeg  https://static.euronews.com/art…/76/808x508_cmsv2_d45e1566.jpg",
        "    at posts/forum-post.txt:18:1, posts/ملاحظات.md:3:1",
    ]


def test_very_many_groups_are_counted(report: Report) -> None:
    """Ten groups are shown; the distance is left out where the URL is the same."""
    group = ImageGroup(Relation.SAME_URL, ("https://e.org/unfetched.png",), report.crawl.links[3:5], 0)
    crowded = replace(report, image_groups=(group,) * 12)
    text = plain(crowded)
    assert text.count("  same url, 2 places\n    https://e.org/unfetched.png\n") == 10
    assert "\n  and 2 more\n" in text
    assert plain(crowded, verbose=True).count("same url") == 12


def test_verbose_lists_every_url_with_its_redirects(report: Report) -> None:
    """Verdict, status, URL, hops, and what there is to remark."""
    text = plain(report, verbose=True)
    assert (
        "  ok          200 http://example.org/old\n"
        "              301 -> https://example.org/old\n"
        "              302 -> https://example.org/new\n"
    ) in text
    assert (
        "  broken      --- https://example.org/gone?page=2\n              the host does not exist\n" in text
    )
    assert "copied.webp\n              it is cut short\n" in text
    assert "302" not in plain(report)


def test_many_findings_are_counted_by_rule_at_the_end(report: Report) -> None:
    """Where the first are out of sight, the gravest are told again; where all are in sight, they are not."""
    many = with_findings(report, *report.findings[3:4] * 15, *report.findings[0:1] * 7)
    described = replace(
        many, rules=(RuleDescriptor("broken-link", Level.ERROR, "A link leads to nothing.", ""),)
    )
    lines = plain(described, width=120).splitlines()
    start = lines.index("Findings by rule")
    assert lines[start + 1 : start + 4] == [
        "       15 error    broken-link   A link leads to nothing.",
        "        7 warning  link-overuse",
        "",
    ]
    assert "A link" not in "".join(plain(described, width=40).splitlines()[-5:])
    assert "Findings by rule" not in plain(report)


def test_the_same_picture_without_a_distance_says_none(report: Report) -> None:
    group = replace(report.image_groups[0], max_distance_bits=0)
    assert "  same picture, 2 places\n" in plain(replace(report, image_groups=(group,)))


def test_the_summary_is_the_last_line(report: Report) -> None:
    """Documents, links, URLs, verdicts, findings by level, suppressed ones, and time, in one line."""
    assert plain(report, width=40).splitlines()[-1] == (
        "2 documents, 9 links, 5 URLs: 4 ok, 1 broken; 2 errors, 2 warnings, 2 notes, 1 suppressed; 1.2 s"
    )


def test_a_clean_run_says_so(report: Report) -> None:
    """No findings is a result, not silence."""
    crawl = Crawl((Document("a.md", "text/markdown", ""),), report.crawl.links[:1], {})
    clean = Report(report.run, crawl)
    assert plain(clean) == "1 document, 1 link, 0 URLs; no findings; 1.2 s\n"


def test_an_empty_run_is_no_clean_run(empty_report: Report) -> None:
    """Nothing read and nothing found are said aloud."""
    assert plain(empty_report).startswith("No documents were read: nothing was checked.\n")
    crawl = Crawl((Document("a.md", "text/markdown", ""),), (), {})
    since = Since("main", "0" * 40, changed=0, rechecked=0, unchanged=2)
    same = replace(empty_report, run=replace(empty_report.run, since=since))
    assert plain(same).startswith("No document changed since main: nothing had to be checked.\n")
    no_links = replace(empty_report, crawl=crawl)
    assert plain(no_links).startswith("No links were found in 1 document: nothing was checked.\n")


def test_a_run_that_lost_its_network_is_loud(report: Report) -> None:
    lost = replace(report, run=replace(report.run, problem="this machine lost its network"))
    assert plain(lost).startswith("NOT RELIABLE: this machine lost its network")


def test_an_incomplete_run_is_loud(report: Report) -> None:
    """It is the first thing said, and stands beside the summary too."""
    stopped = replace(report, run=replace(report.run, is_complete=False))
    text = plain(stopped)
    assert text.startswith("INCOMPLETE: the run was stopped")
    assert text.splitlines()[-3].startswith("INCOMPLETE: ")
    assert "INCOMPLETE" not in plain(report)


def test_hostile_text_stays_text(report: Report) -> None:
    """Markup, escapes and bidi controls from a post or a server are shown, not obeyed."""
    hostile = "[/b] [red]x[/red] :smile: \x1b[2J \x1b]0;t\x07 \x9b31m \u202e end"
    finding = replace(report.findings[0], message=hostile, document="evil\x1b[2J.md")
    resource = Resource("https://e.org/\x1b[31m", status=200, picture_problem=hostile)
    crawl = replace(report.crawl, resources={resource.url: resource})
    evil = replace(with_findings(report, finding), crawl=crawl)
    shown = r"[/b] [red]x[/red] :smile: \x1b[2J \x1b]0;t\x07 \x9b31m \u202e end"
    assert shown in plain(evil)
    assert shown in plain(evil, verbose=True)
    assert "\x1b" not in colored(evil, width=200)
    assert shown in colored(evil, width=200)


@given(st.text(max_size=40), st.integers(0, 30))
def test_shortened_text_fits(text: str, cells: int) -> None:
    """Whatever the script, the result is no wider than asked, and only cut where needed."""
    short = shortened(text, cells)
    assert cell_len(short) <= max(cells, 1)
    assert "…" in short or cell_len(short) <= cells
