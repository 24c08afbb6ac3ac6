"""Files below the root folder, and what is never looked at."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from linkcheck.config import Config
from linkcheck.model import FailureKind, Kind, Request, Resource, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.pages.fragments import markdown_fragments
from linkcheck.verdict import judge
from tests.site.pictures import picture


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of posts, with a secret beside it."""
    folder = tmp_path / "site"
    (folder / "posts").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "empty").mkdir()
    (tmp_path / "secret.md").write_text("# Secret")
    text = "# One\n\n## What's *new*?\n\n## One\n\n<a name='old'></a>\n\nTwo {#own}\n---\n"
    (folder / "posts/a.md").write_text(text)
    (folder / "docs/index.html").write_text("<p id=there>")
    (folder / "about.md").write_text("About")
    (folder / "posts/Photo.PNG").write_bytes(picture(1))
    (folder / "posts/broken.png").write_bytes(b"\x89PNG\r\n\x1a\nhalf")
    return folder


async def _read(
    root: Path | None, path: str, *, kinds: tuple[Kind, ...] = (), fragments: tuple[str, ...] = ()
) -> Resource:
    async with LocalFetcher(Config(), root=None if root is None else str(root)) as fetcher:
        request = Request(f"file:///{path}", frozenset(kinds), frozenset(fragments))
        (resource,) = [each async for each in fetcher.fetch([request])]
    return resource


@pytest.mark.parametrize("path", ["posts/a.md", "posts", "docs", "empty", "", "about", "posts/Photo.PNG"])
async def test_what_is_there_is_found(root: Path, path: str) -> None:
    resource = await _read(root, path)
    assert (resource.is_found, judge(resource).verdict, judge(resource).reason) == (True, Verdict.OK, "found")


@pytest.mark.parametrize(
    ("path", "verdict", "reason"),
    [
        ("posts/b.md", Verdict.BROKEN, "no such file"),
        ("posts/a.md/b", Verdict.BROKEN, "no such file"),
        ("nowhere/a.md", Verdict.BROKEN, "no such file"),
        ("posts/photo.png", Verdict.BROKEN, "the file's name has other letters: it is Photo.PNG"),
        ("POSTS/a.md", Verdict.BROKEN, "the file's name has other letters: it is posts"),
        ("posts/%252e%252e/x", Verdict.BROKEN, "no such file"),
        ("../secret.md", Verdict.BROKEN, "no such file"),
    ],
)
async def test_what_is_not_there_is_broken(root: Path, path: str, verdict: Verdict, reason: str) -> None:
    judgement = judge(await _read(root, path))
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
async def test_symbolic_links_are_followed_inside_the_root_only(root: Path) -> None:
    (root / "inside.md").symlink_to(root / "posts/a.md")
    (root / "outside.md").symlink_to(root.parent / "secret.md")
    (root / "etc").symlink_to("/etc")
    (root / "chained.md").symlink_to(root / "outside.md")
    (root / "loop.md").symlink_to(root / "loop.md")
    (root / "gone.md").symlink_to(root / "nowhere")
    assert (await _read(root, "inside.md")).is_found
    for path in ("outside.md", "etc", "etc/passwd", "chained.md"):
        judgement = judge(await _read(root, path, fragments=("x",)))
        assert judgement.verdict is Verdict.SKIPPED
        assert judgement.reason == "outside the root folder: a symbolic link leads out of it"
    for path in ("loop.md", "gone.md"):
        assert judge(await _read(root, path)).verdict is Verdict.BROKEN


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
async def test_a_pipe_is_never_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.md")
    resource = await _read(root, "pipe.md", fragments=("x",))
    assert resource.failure is not None
    assert resource.failure.kind is FailureKind.FILE_UNREADABLE


async def test_parts_of_files_are_known(root: Path) -> None:
    resource = await _read(root, "posts/a.md", fragments=("x",))
    assert resource.fragments == frozenset({"one", "whats-new", "one-1", "old", "own", "two", "two-own"})
    assert (await _read(root, "docs", fragments=("x",))).fragments == frozenset({"there"})
    assert (await _read(root, "docs/index.html", fragments=("x",))).fragments == frozenset({"there"})
    assert (await _read(root, "posts/Photo.PNG", fragments=("x",))).fragments is None


async def test_pictures_are_decoded(root: Path) -> None:
    shown = await _read(root, "posts/Photo.PNG", kinds=(Kind.IMAGE,))
    assert shown.picture is not None
    assert shown.sha256
    assert (await _read(root, "posts/broken.png", kinds=(Kind.IMAGE,))).picture_problem


async def test_without_a_root_no_file_is_looked_at() -> None:
    assert judge(await _read(None, "etc/passwd")).verdict is Verdict.SKIPPED


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("# Hello, World!", "hello-world"), ("# A  b", "a--b"), ("# `code` and *more*", "code-and-more"),
        ("# العنوان الأول", "العنوان-الأول"), ("# 安装 说明", "安装-说明"),
        ("# a_b-c", "a_b-c"), ("# 1. First", "1-first"),
    ],
)  # fmt: skip
def test_headings_have_the_ids_that_github_makes(heading: str, slug: str) -> None:
    assert slug in markdown_fragments(heading)


def test_a_heading_in_code_is_none() -> None:
    assert markdown_fragments("```\n# no\n```\n") == frozenset()


@pytest.mark.parametrize(
    ("url", "is_read"),
    [
        ("data:image/svg+xml,%3Csvg%3E", None),
        ("data:image/png;base64,!!!", False),
        ("data:image/png", False),
        ("data:image/png;base64,iVBORw0KGgo=", None),
    ],
)
async def test_data_that_is_no_picture_is_told(url: str, is_read: bool | None) -> None:
    async with LocalFetcher(Config()) as fetcher:
        (resource,) = [each async for each in fetcher.fetch([Request(url, frozenset({Kind.IMAGE}))])]
    assert resource.picture is None
    assert (resource.failure is not None) is (is_read is False)


async def test_a_picture_in_the_post_itself_is_decoded() -> None:
    import base64

    url = "data:image/png;base64," + base64.b64encode(picture(3)).decode()
    async with LocalFetcher(Config()) as fetcher:
        (resource,) = [each async for each in fetcher.fetch([Request(url, frozenset({Kind.IMAGE}))])]
    assert resource.picture is not None
    assert judge(resource).verdict is Verdict.OK


async def test_pictures_on_disk_are_decoded_side_by_side(root: Path) -> None:
    """However many there are, every worker is busy, and each is answered once."""
    for number in range(20):
        (root / f"{number}.png").write_bytes(picture(number))
    urls = {f"file:///{number}.png" for number in range(20)}
    async with LocalFetcher(Config(), root=str(root)) as fetcher:
        requests = [Request(url, frozenset({Kind.IMAGE})) for url in sorted(urls)]
        found = [each async for each in fetcher.fetch([*requests, Request("tel:112")])]
        assert len(fetcher.workers._workers) == fetcher.workers.at_once // 2
    assert {each.url for each in found if each.picture is not None} == urls
    assert [each.failure.kind for each in found if each.failure] == [FailureKind.UNSUPPORTED_SCHEME]
