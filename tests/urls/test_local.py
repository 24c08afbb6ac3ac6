"""Where relative references of files lead."""

from __future__ import annotations

import pytest

from linkcheck.errors import UrlError
from linkcheck.model import Document
from linkcheck.urls.local import OutsideRootError, is_file, locate, path_of


def _document(path: str | None = "posts/2024/a.md") -> Document:
    return Document("a.md", "text/markdown", "", path=path, root="/home/me/site")


@pytest.mark.parametrize(
    ("target", "path", "fragment"),
    [
        ("b.md", "posts/2024/b.md", ""),
        ("./b.md#part", "posts/2024/b.md", "part"),
        ("../images/a%20b.png", "posts/images/a b.png", ""),
        ("../../README.md", "README.md", ""),
        ("/docs/x.md", "docs/x.md", ""),
        ("#here", "posts/2024/a.md", "here"),
        ("", "posts/2024/a.md", ""),
        ("b.md?raw=1#x", "posts/2024/b.md", "x"),
        (" b.md\n", "posts/2024/b.md", ""),
        ("صورة.png", "posts/2024/صورة.png", ""),
        ("a/%2e%2e/b.md", "posts/2024/b.md", ""),
        ("..%2f..%2fx", "x", ""),
        ("%252e%252e/x", "posts/2024/%2e%2e/x", ""),
        ("file:///home/me/site/docs/x.md", "docs/x.md", ""),
        ("file://localhost/home/me/site/a%20b", "a b", ""),
        ("folder/", "posts/2024/folder", ""),
        ("../..", "", ""),
    ],
)
def test_it_leads_to_a_file_below_the_root(target: str, path: str, fragment: str) -> None:
    located = locate(target, _document())
    assert located is not None
    assert (path_of(located.fetch_url), located.fragment) == (path, fragment)
    assert is_file(located.fetch_url)


@pytest.mark.parametrize(
    "target",
    [
        "../../../secret", "../../../../etc/passwd", "a/%2e%2e/%2e%2e/%2e%2e/%2e%2e/x", "/../x",
        "..%2f..%2f..%2fx",
        "file:///etc/passwd", "file://host/share/x", "file:///home/me/site-2/x", "FILE:///C:/x",
    ],
)  # fmt: skip
def test_it_leaves_the_root(target: str) -> None:
    with pytest.raises(OutsideRootError):
        locate(target, _document())


def test_no_file_has_that_name() -> None:
    with pytest.raises(UrlError, match="NUL"):
        locate("a%00.png", _document())


@pytest.mark.parametrize("target", ["//host/x", "\\\\host\\share"])
def test_another_host_is_no_file(target: str) -> None:
    assert locate(target, _document()) is None


def test_what_is_no_file_itself_leads_to_none() -> None:
    assert locate("b.md", _document(None)) is None
