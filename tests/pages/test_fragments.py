"""What a link into a file can point at: ids of headings as GitHub makes them, and ids in HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.pages.fragments import file_fragments, html_fragments, markdown_fragments, slug_of


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("# Hello, World!", "hello-world"), ("# A  b", "a--b"), ("# a_b-c", "a_b-c"), ("# 1. First", "1-first"),
        ("# `code` and *more*", "code-and-more"), ("# __init__.py", "initpy"), ("# \\# sharp", "-sharp"),
        ("# [link](x.md) here", "link-here"), ("# Tom &amp; Ann", "tom--ann"), ("# C++ & C#", "c--c"),
        ("# :rocket: Start", "rocket-start"), ("# 🚀 Start", "-start"), ("# Start 🎉", "start-"),
        ("# ⚙️ Settings", "\ufe0f-settings"), ("# 🅰️ Letter", "🅰\ufe0f-letter"), ("# x²", "x"),
        ("# العنوان الأول", "العنوان-الأول"), ("# مَرحبًا، أهلًا", "مَرحبًا-أهلًا"), ("# 安装 说明（旧）", "安装-说明旧"),
        ("# हिन्दी में", "हिन्दी-में"), ("# ภาษาไทย ที่นี่", "ภาษาไทย-ที่นี่"), ("# Установка", "установка"),
        ("# Ünïcode ÀÉ", "ünïcode-àé"), ("# שָׁלוֹם", "שָׁלוֹם"),
        ("Title\n=====", "title"), ("Two\n---", "two"), ("Two\nlines\n===", "twolines"),
        ("> ## Quoted", "quoted"), ("- # Listed", "listed"), ("# ![alt](a.png) Logo", "-logo"), ("# ![alt](a.png) Logo", "logo"),
        ("## Closed ##", "closed"), ("#\tTab", "tab"),
        ("# Foo {#bar}", "bar"), ("# Foo {#bar}", "foo"), ("# Foo {#bar}", "foo-bar"), ("# Foo {#b .c k=v}", "b"),
        ("## Foo\n{: #kram .x}", "kram"),
        ("<h2 align=center>Raw <b>one</b></h2>", "raw-one"), ("<h2>\n\n*Mixed*\n\n</h2>", "mixed"),
        ("<a name='old'></a>", "old"), ("text <a id=in>x</a>", "in"), ("<div\n  id=\"two-lines\">", "two-lines"),
        ("---\ntitle: x\n---\n# After", "after"), ("# x\n\n# x\n\n# x", "x-2"), ("# x\n\n# x-1\n\n# x", "x-2"),
        ("\ufeff# Marked", "marked"),
    ],
)  # fmt: skip
def test_it_is_there(text: str, fragment: str) -> None:
    found = file_fragments("a.MD", text.encode())
    assert found is not None
    assert fragment in found


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no\n```", "~~~md\n# no\n<a id=no>\n~~~", "    # no", "\\# no", "#no", "####### no", "<!-- <a id=no> -->",
        "`<a id=no>`", "---\ntitle: no\n---\n", "+++\ntitle = 'no'\n+++\n", "<!--\n# no\n-->", "no\n\n---", "`{#no}`",
        "```\n{#no}\n```", "<pre>\n# no\n</pre>", "no",
    ],
)  # fmt: skip
def test_it_is_no_heading_and_no_id(text: str) -> None:
    assert markdown_fragments(text) == frozenset()


def test_the_text_of_a_picture_is_none_of_the_heading() -> None:
    assert "alt-logo" not in markdown_fragments("# ![alt](a.png) Logo")


def test_repeats_are_numbered_in_order_over_all_levels() -> None:
    assert markdown_fragments("# a\n## A\n### a!\n") == {"a", "a-1", "a-2"}


def test_ids_in_pages() -> None:
    page = "<meta charset=windows-1251><a name=x></a><p id='y z'><input name=no><!-- <p id=no> --><p id=Ж>"
    assert set(html_fragments(page)) == {"x", "y z", "Ж"}
    assert file_fragments("a.html", page.encode("cp1251")) == frozenset({"x", "y z", "Ж"})
    assert file_fragments("a.htm", b"\xef\xbb\xbf<p id=x>") == frozenset({"x"})


@pytest.mark.parametrize("name", ["a.txt", "a.rst", "a", "a.png", "md"])
def test_other_files_are_not_searched(name: str) -> None:
    assert file_fragments(name, b"# x") is None


@given(st.text(alphabet=st.sampled_from("# \n`~-=<>a1{}:!&;[]()h2id\ud800é"), max_size=200))
def test_nothing_makes_it_fail(text: str) -> None:
    assert all(isinstance(each, str) for each in markdown_fragments(text))


@given(st.text(max_size=60))
def test_a_slug_holds_no_space_and_is_its_own(heading: str) -> None:
    slug = slug_of(heading)
    assert " " not in slug
    assert slug_of(slug) == slug or slug.lower() != slug  # `İ` has no lower-case letter of its own


@pytest.mark.parametrize(
    "text",
    [
        "# a" + " " * 500_000 + "b",
        "{" * 500_000,
        "{#" + "b" * 500_000,
        "<h1>" * 50_000,
        "# a\n" * 50_000,
        "{ #a" * 100_000,
    ],
)
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    assert len(markdown_fragments(text)) <= 150_001  # a quadratic reader needs hours to get here
