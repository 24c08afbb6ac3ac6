"""Which addresses are of the posts' own site, and which file each stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

import linkcheck
from linkcheck.errors import UsageError
from linkcheck.urls.local import OutsideRootError, path_of
from linkcheck.urls.own_site import own_site


def located(url: str, site_url: str = "https://example.org") -> str | None:
    site = own_site(site_url, "public")
    assert site is not None
    found = site.locate(url)
    return (
        None if found is None else path_of(found.fetch_url) + (f"#{found.fragment}" if found.fragment else "")
    )


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/", ""), ("https://example.org/about", "about"), ("https://example.org/about/", "about"),
        ("http://example.org/a/b.html?x=1#part", "a/b.html#part"), ("https://www.example.org/a", "a"),
        ("https://example.org/a%20b/%D8%A7", "a b/ا"), ("https://example.org/a//b/./c", "a/b/c"),
    ],
)  # fmt: skip
def test_an_address_of_the_site_is_a_file(url: str, path: str) -> None:
    assert located(url) == path


@pytest.mark.parametrize(
    "url",
    ["https://blog.example.org/", "https://example.com/", "https://example.org:8443/", "https://notexample.org/",
     "mailto:a@example.org", "ftp://example.org/a", "https://example.org.evil.net/", "https://www.blog.example.org/"],
)  # fmt: skip
def test_other_addresses_are_not_of_the_site(url: str) -> None:
    assert located(url) is None


@pytest.mark.parametrize(
    ("site_url", "url", "path"),
    [
        ("https://user.github.io/project/", "https://user.github.io/project/a", "a"),
        ("https://user.github.io/project", "https://user.github.io/project", ""),
        ("https://user.github.io/project", "http://user.github.io/project/#x", "#x"),
        ("https://user.github.io/project/", "https://user.github.io/project-2/", None),
        ("https://user.github.io/project/", "https://user.github.io/", None),
        ("https://user.github.io/project/", "https://www.user.github.io/project/", None),
        ("https://www.example.org/", "https://example.org/a", "a"),
        ("https://blog.example.org", "https://www.blog.example.org/a", None),
        ("http://localhost:1313/", "https://localhost:1313/a", "a"),
        ("http://localhost:1313/", "http://localhost/a", None),
        ("https://example.org:443", "http://example.org:80/a".replace(":80", ""), "a"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/a", "a"),
        ("https://example.org/?x#y", "https://example.org/a", "a"),
        ("https://example.org/%7Eme/", "https://example.org/~me/a", "a"),
    ],
)  # fmt: skip
def test_hosts_ports_and_paths_are_the_sites_own(site_url: str, url: str, path: str | None) -> None:
    assert located(url, site_url) == path


def test_an_escaped_path_leads_out_of_no_root() -> None:
    with pytest.raises(OutsideRootError):
        located("https://example.org/..%2f..%2fetc/passwd")


def test_both_settings_are_needed() -> None:
    assert own_site("https://example.org", None) is None
    assert own_site(None, "public") is None
    with pytest.raises(UsageError, match=r"--site-url: https://\[x: "):
        own_site("https://[x", "public")


FILES = {
    "about.html": "<h1 id=us>",
    "blog/index.html": "<link rel=canonical href='https://example.org/blog/'>",
    "blog/first/index.html": "<p id=part>",
    "assets/x.css": "",
    "photo.txt": "",
}


async def report(
    root: Path, text: str, *, more: dict[str, str] | None = None, **settings: object
) -> linkcheck.Report:
    for name, content in (FILES | {"post.md": text} | (more or {})).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    chosen: dict[str, object] = {
        "site_url": "https://example.org",
        "root_dir": str(root),
        "exclude": ("^http",),
    }
    rules = {"ambiguous-anchor": {"level": "off"}}
    config = linkcheck.Config(rules=rules, **(chosen | settings))  # type: ignore[arg-type]
    return await linkcheck.check([str(root / "post.md")], config)


@pytest.mark.parametrize(
    "target",
    ["https://example.org/about", "http://www.example.org/about/?utm_source=x#us", "https://example.org/blog/first#part",
     "//example.org/blog", "/about", "https://example.org/assets/x.css"],
)  # fmt: skip
async def test_pages_not_yet_published_are_looked_up_on_disk(tmp_path: Path, target: str) -> None:
    made = await report(tmp_path, f"[x]({target})")
    assert made.findings == ()
    assert [(url[:8], each.is_found) for url, each in made.crawl.resources.items()] == [("file:///", True)]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("https://example.org/gone",
         "this link leads to no file: there is no gone.html or gone/index.html or gone.md"),
        ("https://example.org/gone.html", "this link leads to no file: there is no gone.html"),
        ("https://example.org/About", "this link leads to no file: About: the file's name has other letters: it is about.html"),
        ("https://example.org/about#gone", "about has no part named #gone"),
        ("https://example.org/assets/", "this link leads to a folder without an index: there is no assets/index.html"),
        ("https://example.org/", "this link leads to a folder without an index: there is no index.html"),
    ],
)  # fmt: skip
async def test_a_page_that_nobody_made_is_broken_and_named(tmp_path: Path, target: str, message: str) -> None:
    (found,) = (await report(tmp_path, f"[x]({target})")).findings
    assert (found.rule, found.message) == ("broken-internal-link", message)


async def test_a_picture_of_the_site_is_missed_by_its_file(tmp_path: Path) -> None:
    (found,) = (await report(tmp_path, "![x](https://example.org/img/a.png)")).findings
    assert (found.rule, found.message) == ("broken-image", "this picture is broken: no such file: img/a.png")


async def test_a_root_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--root-dir: .*nowhere: no such folder"):
        await report(tmp_path, "x", root_dir=str(tmp_path / "nowhere"))


async def test_without_a_root_the_site_is_asked_as_any_other(tmp_path: Path) -> None:
    made = await report(tmp_path, "[x](https://example.org/gone)", root_dir=None)
    assert list(made.crawl.resources) == ["https://example.org/gone"]


async def test_on_a_site_below_a_path_a_slash_means_the_host(tmp_path: Path) -> None:
    text = "[a](/project/about) [b](/project/gone.html) [c](/other) [d](about.html)"
    made = await report(tmp_path, text, site_url="https://user.github.io/project/")
    assert [each.link.reference.target for each in made.findings if each.link] == ["/project/gone.html"]
    assert set(made.crawl.resources) == {
        "file:///about", "file:///gone.html", "file:///about.html", "https://user.github.io/other",
    }  # fmt: skip


PUBLISHED = {
    "_redirects": "# comment\n/old /about 301\n/blog/:year/:name /blog/:name\n/away https://elsewhere.example/x 302\n"
    "/docs/* /blog/:splat 200\n/loop /loop2\n/loop2 /loop\n/bad /nowhere\n/query id=:id /about\n/* /404.html 404\nhttps://x/ /y\n",
    "posts/hugo.md": "---\naliases: [/former/, near]\n---\n# H\n",
    "posts/jekyll.md": "---\nredirect_from:\n  - /once/upon.html\npermalink: /time/\n---\n# J\n",
    "_posts/2024-01-02-a-title.md": "# T\n",
    "posts/toml.md": "+++\nurl = '/by-toml'\n+++\n",
}


@pytest.mark.parametrize(
    "path",
    ["old", "old/", "blog/2024/first", "blog/2024/first#part", "away", "docs/first", "docs", "query", "former", "former/",
     "posts/near", "once/upon", "once/upon.html", "time", "2024/01/02/a-title", "2024/01/02/a-title.html#t", "by-toml/", "former#h"],
)  # fmt: skip
async def test_other_addresses_of_a_page_are_known(tmp_path: Path, path: str) -> None:
    made = await report(tmp_path, f"[x](https://example.org/{path})", more=PUBLISHED)
    assert made.findings == ()


@pytest.mark.parametrize(
    "path", ["loop", "bad", "nowhere", "blog/2024/gone", "near", "2024/01/02", "docs/gone", "y", "former#no"]
)
async def test_what_leads_nowhere_all_the_same_is_broken(tmp_path: Path, path: str) -> None:
    made = await report(tmp_path, f"[x](https://example.org/{path})", more=PUBLISHED)
    assert [each.rule for each in made.findings] == ["broken-internal-link"]


async def test_without_a_site_a_file_is_what_it_is_called(tmp_path: Path) -> None:
    made = await report(tmp_path, "[x](/old)", more=PUBLISHED, site_url=None)
    assert [each.rule for each in made.findings] == ["broken-internal-link"]


async def test_hostile_rules_are_read_to_their_end(tmp_path: Path) -> None:
    rules = (
        "/"
        + ":a" * 500
        + " /x\n"
        + "/:a/:a/:splat/* /y\n"
        + "/(((* /z\n"
        + "/x " * 100_000
        + "\n"
        + "\0\xff\n"
    )
    made = await report(tmp_path, f"[x](https://example.org/{'a' * 2000}/b)", more={"_redirects": rules})
    assert [each.rule for each in made.findings] == ["broken-internal-link"]
