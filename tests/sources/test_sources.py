"""Inputs become documents: folders as git sees them, globs, standard input, pages; nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.model import Document, Download
from linkcheck.sources import STDIN_NAME, documents, formats_of

FORMATS = formats_of(
    [
        ("markdown", "text/markdown", (".md",)),
        ("html", "text/html", (".html",)),
        ("text", "text/plain", (".txt",)),
    ]
)
PAGES = {
    "https://e.org/a": Download("https://e.org/final", b"<p>caf\xe9", "text/html", "iso-8859-1"),
    "https://e.org/x": Download("https://e.org/x", b"<p>x", "application/xhtml+xml"),
    "https://e.org/pdf": Download("https://e.org/pdf", b"%PDF", "application/pdf"),
    "https://e.org/gone": Download("https://e.org/gone", problem="404 not found"),
}


async def read(*inputs: str, stdin: bytes = b"", **settings: object) -> list[Document]:
    async def download(url: str) -> Download:
        return PAGES[url]

    config = Config(**settings)  # type: ignore[arg-type]
    found = documents(
        inputs, config, formats=FORMATS, download=download, read_stdin=lambda limit: stdin[:limit]
    )
    return [document async for document in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "posts/b.md": "b",
        "posts/a.md": "a",
        "posts/sub/c.html": "<p>c",
        "posts/picture.png": "\0",
        "posts/.hidden/d.md": "d",
        "posts/build/e.md": "e",
        "posts/sub/draft-f.md": "f",
        "posts/sub/draft-kept.md": "kept",
        "posts/.gitignore": "build/\n",
        "posts/sub/.gitignore": "draft-*\n!draft-kept.md\n",
        "README": "see https://e.org/",
        "page": "  <!DOCTYPE html><p>x",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


async def test_a_folder_is_read_as_git_sees_it_in_order_of_path(folder: Path) -> None:
    names = [document.name for document in await read("posts")]
    assert names == ["posts/a.md", "posts/b.md", "posts/sub/c.html", "posts/sub/draft-kept.md"]


async def test_ignores_above_the_folder_count_inside_a_repository(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("/posts/sub/c.html\n*.tmp\n")
    assert "posts/sub/c.html" not in [document.name for document in await read("./posts/")]
    (folder / ".git").rmdir()
    assert "posts/sub/c.html" in [document.name for document in await read("posts")]


async def test_a_glob_leaves_out_what_git_ignores_unless_that_is_all_it_finds(folder: Path) -> None:
    assert len(await read("posts/**/*.md")) == 5  # in no repository nothing is ignored
    (folder / ".git").mkdir()
    names = [document.name for document in await read("posts/**/*.md")]
    assert names == ["posts/a.md", "posts/b.md", "posts/sub/draft-kept.md"]
    assert [document.name for document in await read("posts/b*/**/*.md")] == ["posts/build/e.md"]
    assert [document.name for document in await read("posts/sub/draft-f*")] == ["posts/sub/draft-f.md"]


async def test_an_ignored_folder_that_is_named_is_read(folder: Path) -> None:
    """`public/` and `_site/`, where sites are built, are ignored, and are what one wants to check."""
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("build/\n")
    (folder / "posts/build/in").mkdir()
    (folder / "posts/build/in/f.md").write_text("f")
    (folder / "posts/build/.gitignore").write_text("e.md\n")
    assert [document.name for document in await read("posts/build")] == ["posts/build/in/f.md"]
    assert [document.name for document in await read("posts/build/in")] == ["posts/build/in/f.md"]


async def test_files_are_called_as_in_their_repository_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [document.repository_path for document in await read("posts/a.md")] == [None]
    (folder / ".git").mkdir()
    named = await read("posts/a.md", str(folder / "posts/b.md"), "README")
    assert [document.repository_path for document in named] == [None, "posts/b.md", None]
    monkeypatch.chdir(folder / "posts")
    named = await read("sub", "../README")
    assert [document.repository_path for document in named] == [
        "posts/sub/c.html",
        "posts/sub/draft-kept.md",
        "README",
    ]


async def test_a_named_file_is_read_whatever_it_is_called_and_even_if_ignored(folder: Path) -> None:
    named = await read("posts/build/e.md", "README", "page")
    assert [(document.name, document.media_type) for document in named] == [
        ("posts/build/e.md", "text/markdown"),
        ("README", "text/plain"),
        ("page", "text/html"),
    ]


async def test_an_input_named_twice_is_read_once(folder: Path) -> None:
    assert len(await read("posts", "posts/a.md", str(folder / "posts/b.md"), "posts/*.md")) == 4


async def test_globs_are_expanded(folder: Path) -> None:
    assert [document.name for document in await read("posts/*.md")] == ["posts/a.md", "posts/b.md"]
    assert {document.name for document in await read("posts/**/*.html")} == {"posts/sub/c.html"}
    assert [document.name for document in await read("posts/**")][:2] == ["posts/a.md", "posts/b.md"]
    assert await read("posts/*.png") != []
    assert await read("posts/*.p*") == []  # there is a file, but no post


@pytest.mark.parametrize(
    "pattern", ["nothing/*.md", "nope*.md", "**/nope.md", "nothing/**", "posts/*.mdd", "a[1].md", "?.md"]
)
async def test_a_glob_that_matches_nothing_is_named_like_a_file_that_is_missing(
    folder: Path, pattern: str
) -> None:
    with pytest.raises(UsageError) as refused:
        await read("posts/*.md", pattern, "x.md", "posts")
    assert str(refused.value) == f"{pattern}: no file or folder matches\nx.md: no such file or folder"


@pytest.mark.parametrize("pattern", ["posts/**", "**", "po*", "*/a.md", "**/*.html", "*/", "posts/[ab].md"])
async def test_a_glob_that_matches_is_no_fault(folder: Path, pattern: str) -> None:
    assert await read(pattern)


async def test_brackets_may_stand_for_themselves(folder: Path) -> None:
    (folder / "b[1]").mkdir()
    (folder / "b[1]" / "a[2].md").write_text("a")
    (folder / "b1").mkdir()
    for named in ("b[1]/a[2].md", "b[1]/*.md", "b[1]"):
        assert [document.name for document in await read(named)] == ["b[1]/a[2].md"]
    (folder / "b1" / "c.md").write_text("c")
    assert [document.name for document in await read("b[1]/*.md")] == ["b1/c.md"]


PACKAGES = [
    "node_modules/x/a.md",
    "posts/node_modules/a.md",
    "bower_components/a.md",
    "vendor/bundle/a.md",
    "lib/site-packages/a.md",
    "surroundings/lib/a.md",
]


@pytest.fixture
def packages(folder: Path) -> Path:
    (folder / "surroundings").mkdir()
    (folder / "surroundings" / "pyvenv.cfg").write_text("home = /usr/bin")
    for name in (*PACKAGES, "vendor/own.md", "bundle/b.md", "modules/c.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("a")
    return folder


@pytest.mark.parametrize("name", [".", "**", "**/*.md", "*"])
async def test_folders_of_packages_are_not_entered(packages: Path, name: str) -> None:
    names = {document.name for document in await read(name)}
    assert not names.intersection(PACKAGES)
    assert {"posts/a.md", "vendor/own.md", "bundle/b.md", "modules/c.md"} <= names


@pytest.mark.parametrize("path", PACKAGES)
async def test_a_folder_of_packages_that_is_named_is_read(packages: Path, path: str) -> None:
    folder = path.rpartition("/")[0]
    for name in (folder, f"{folder}/*.md", f"{folder}/**/*.md", path, str(packages / folder)):
        assert len(await read(name)) == 1


async def test_a_glob_names_a_folder_of_packages_also_behind_a_wildcard(packages: Path) -> None:
    assert [document.name for document in await read("*/node_modules/*.md")] == ["posts/node_modules/a.md"]
    with pytest.raises(UsageError, match="no file or folder matches"):
        await read("*/x/*.md")


async def test_what_is_walked_below_a_folder_of_packages_is_one_s_own(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(packages / "node_modules")
    for name in (".", "x", "**/*.md"):
        assert [document.name for document in await read(name)] == ["x/a.md"]


async def test_every_input_that_does_not_exist_is_named(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"x\.md: no such file or folder\ny/: no such"):
        await read("x.md", "posts", "y/")


async def test_standard_input_is_read_in_the_format_that_is_named(folder: Path) -> None:
    (document,) = await read("-", stdin=b"<p>x", stdin_format="html", base_url="https://e.org/")
    assert document == Document(STDIN_NAME, "text/html", "<p>x", "https://e.org/")


async def test_pages_bring_their_own_address_and_encoding(folder: Path) -> None:
    page, xhtml, pdf, gone = await read(*PAGES)
    assert page == Document("https://e.org/final", "text/html", "<p>café", "https://e.org/final")
    assert xhtml.media_type == "text/html"
    assert pdf.problem == "application/pdf is not a format linkcheck reads"
    assert gone.problem == "404 not found"


async def test_what_cannot_be_read_is_kept_with_the_reason_and_the_run_goes_on(folder: Path) -> None:
    (folder / "posts/large.md").write_bytes(b"x" * 2000)
    (folder / "posts/binary.md").write_bytes(b"\0\1\2")
    (folder / "posts/loop.md").symlink_to("loop.md")
    (folder / "posts/nowhere.md").symlink_to("gone.md")
    (folder / "posts/out.md").symlink_to("/etc/passwd")
    (folder / "posts/same.md").symlink_to("a.md")
    (folder / "posts/cycle").symlink_to("../posts")
    os.mkfifo(folder / "posts/pipe.md")
    held = {document.name: document.problem for document in await read("posts", max_document_bytes=1000)}
    assert "larger than 1,000 bytes" in (held["posts/large.md"] or "")
    assert "binary" in (held["posts/binary.md"] or "")
    assert "leads nowhere" in (held["posts/loop.md"] or "")
    assert "leads nowhere" in (held["posts/nowhere.md"] or "")
    assert "out of the folder" in (held["posts/out.md"] or "")
    assert "regular file" in (held["posts/pipe.md"] or "")
    assert held["posts/same.md"] is None
    assert held["posts/a.md"] is None
    assert not any(name.startswith("posts/cycle") for name in held)


async def test_a_named_link_to_nothing_and_too_much_standard_input_are_problems(folder: Path) -> None:
    (folder / "dangling.md").symlink_to("gone.md")
    (dangling,) = await read("dangling.md")
    assert "cannot be read: No such file" in (dangling.problem or "")
    (stdin,) = await read("-", stdin=b"x" * 11, max_document_bytes=10)
    assert "larger than 10 bytes" in (stdin.problem or "")


async def test_a_folder_that_cannot_be_opened_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        (folder / "posts/a.md").unlink()  # root opens everything: a folder that vanishes stands in
        real = os.scandir

        def vanish(path: str) -> object:
            if path.endswith("sub"):
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(os, "scandir", vanish)
    else:
        (folder / "posts/sub").chmod(0)
    problems = [document.problem for document in await read("posts") if document.problem]
    assert problems == ["the folder cannot be opened: Permission denied"]


async def test_the_base_url_stands_for_the_root_folder(folder: Path) -> None:
    read_all = await read("posts/sub/c.html", "README", base_url="https://e.org/blog/", root_dir="posts")
    bases = [document.base_url for document in read_all]
    assert bases == ["https://e.org/blog/sub/c.html", "https://e.org/blog/"]
