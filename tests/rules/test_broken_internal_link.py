"""Links between files: what leads nowhere, and what is there under any name a site or forge gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

import linkcheck
from linkcheck.model import Finding, Level

FILES = {
    "README.md": "# Read me\n",
    "posts/b.md": "# What's *new* in 2.0?\n\n## Installation\n\n<a id='Own'></a>\n\n## 中文 标题\n\n# Foo {#custom}\n",
    "posts/Photo.PNG": "not really",
    "posts/data.csv": "a,b\n",
    "posts/sub dir/c.md": "# C\n",
    "about.md": "# About\n",
    "team.html": "<h1 id=top-team>",
    "team/photo.txt": "",
    "docs/index.html": "<p id=there>",
    "docs/guide/readme.md": "# Guide\n",
    "empty/.keep": "",
}


async def _findings(root: Path, text: str, **settings: object) -> list[Finding]:
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    (root / "posts/a.md").write_text(text)
    config = linkcheck.Config(root_dir=str(root), exclude=("^http",), **settings)  # type: ignore[arg-type]
    report = await linkcheck.check([str(root / "posts/a.md")], config)
    assert {each.rule for each in report.findings} <= {"broken-internal-link", "ambiguous-anchor"}
    return [each for each in report.findings if each.rule == "broken-internal-link"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("gone.md", "this link leads to no file: there is no posts/gone.md"),
        ("/posts/gone.md", "this link leads to no file: there is no posts/gone.md"),
        ("sub%20dir/d.md", "this link leads to no file: there is no posts/sub dir/d.md"),
        ("B.md", "this link leads to no file: posts/B.md: the file's name has other letters: it is b.md"),
        ("../Docs/", "this link leads to no file: Docs: the file's name has other letters: it is docs"),
        ("../About", "this link leads to no file: About: the file's name has other letters: it is about.md"),
        ("../about/me", "this link leads to no file: there is no about/me"),
        ("b.md/x", "this link leads to no file: there is no posts/b.md/x"),
        ("b.md#gone", "posts/b.md has no part named #gone"),
        ("b.md#Installation", "posts/b.md has no part named #Installation; it has #installation"),
        ("b.md#own", "posts/b.md has no part named #own; it has #Own"),
        ("b.md#What's new in 2.0?".replace(" ", "%20"),
         "posts/b.md has no part named #What's new in 2.0?; it has #whats-new-in-20"),
        ("#nowhere", "posts/a.md has no part named #nowhere"),
        ("../docs#gone", "docs has no part named #gone"),
        ("../team#gone", "team has no part named #gone"),
        ("b.md#L10", "posts/b.md has no part named #L10"),
    ],
)  # fmt: skip
async def test_what_leads_nowhere_is_an_error_that_names_the_file(
    tmp_path: Path, target: str, message: str
) -> None:
    (found,) = await _findings(tmp_path, f"# Here\n\nsee [the other post](<{target}>)\n")
    assert (found.message, found.level) == (message, Level.ERROR)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (3, 23)


@pytest.mark.parametrize(
    ("target", "is_host"),
    [
        *[
            (each, True)
            for each in ("www.harbour.example/x", "WWW.e.org", "bbc.com/news", "bbc.co.uk", "e.org?x=1")
        ],
        *[(each, True) for each in ("onet.pl/x", "character.ai/chat", "arabic.euronews.com/2024/a.html#b")],
        *[
            (each, False)
            for each in ("gone.md", "gone.md/x", "setup.sh", "main.rs", "x.py", "a.pl", "logo.zip")
        ],
        *[
            (each, False)
            for each in ("v1.0/x", "node.js/x", "gone", "gone/x", "./bbc.com/news", "/bbc.com/news")
        ],
        *[
            (each, False)
            for each in ("com/x", "co.uk/x", "img/bbc.com", "a.txt", "a.b/c", "index.html", "wwwx/a")
        ],
    ],
)
async def test_a_path_that_begins_like_an_address_lacks_its_scheme(
    tmp_path: Path, target: str, is_host: bool
) -> None:
    (found,) = await _findings(tmp_path, f"see [the other post]({target})\n")
    assert found.message.endswith("; did you forget https://?") is is_host


@pytest.mark.parametrize(
    "target",
    [
        "b.md", "./b.md", "/posts/b.md", "../README.md", "..", "/", "b", "sub%20dir/c.md", "<sub dir/c.md>",
        "b.md?x=1#installation", "b.md#whats-new-in-20", "b.md#Own", "b.md#%E4%B8%AD%E6%96%87-%E6%A0%87%E9%A2%98",
        "b.md#中文-标题", "b.md#custom", "b.md#user-content-installation", "b.md#top", "b.md#", "#here", "#top",
        "data.csv#anything", "Photo.PNG#xywh=1,2,3,4", "../about", "../about#about", "../team", "../team#top-team",
        "../docs", "../docs/", "../docs/#there", "../docs/guide#guide", "../empty", "b.md?plain=1#L3-L5",
        "b.md#:~:text=new", "{{site.baseurl}}/gone", "https://e.org/gone", "mailto:a@example.org",
    ],
)  # fmt: skip
async def test_what_is_there_is_left_alone(tmp_path: Path, target: str) -> None:
    assert await _findings(tmp_path, f"# Here\n\nsee [the other post]({target})\n") == []


async def test_one_file_in_one_document_is_one_finding_with_every_place(tmp_path: Path) -> None:
    text = "[one](gone.md) [two](./gone.md#part)\n\n[three](/posts/gone.md) [four](b.md#x) [five](b.md#x)\n"
    missing, part = await _findings(tmp_path, text)
    assert [link.reference.target for link in missing.related] == ["./gone.md#part", "/posts/gone.md"]
    assert len(part.related) == 1
    assert missing.evidence == {"path": "posts/gone.md", "reason": "no such file"}
    assert part.evidence == {"path": "posts/b.md", "fragment": "x", "nearest_fragment": None}


async def test_a_missing_picture_is_left_to_its_own_rule(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("![x](gone.png)")
    report = await linkcheck.check([str(tmp_path)], linkcheck.Config(root_dir=str(tmp_path)))
    assert [each.rule for each in report.findings] == ["broken-image"]


async def test_its_level_is_set_apart(tmp_path: Path) -> None:
    rules = {"broken-internal-link": {"level": "note"}}
    (found,) = await _findings(tmp_path, "[the other post](gone.md)", rules=rules)
    assert found.level is Level.NOTE
    assert await _findings(tmp_path, "[x](gone.md)", rules={"broken-internal-link": {"level": "off"}}) == []


async def test_what_is_counted_from_a_root_that_nobody_stated_is_never_called_broken(tmp_path: Path) -> None:
    """`/about` may be made from any folder of a repository; where the work tree has the file, it is checked."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "guide.md").write_text("# Part\n")
    post = tmp_path / "post.md"
    post.write_text("[a](/about) [b](/guide.md#part) [c](/guide.md#gone) ![d](/d.png) [e](/both) [f](both)\n")
    report = await linkcheck.check([str(post)])
    found = {
        each.link.reference.target for each in report.findings if each.link and each.rule.startswith("broken")
    }
    assert found == {"/guide.md#gone", "/both"}
    stated = await linkcheck.check([str(post)], linkcheck.Config(root_dir=str(tmp_path)))
    found = {
        each.link.reference.target for each in stated.findings if each.link and each.rule.startswith("broken")
    }
    assert found == {"/about", "/guide.md#gone", "/d.png", "/both"}
