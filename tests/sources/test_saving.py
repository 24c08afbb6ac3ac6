"""A file is replaced whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from linkcheck.sources.saving import save


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(b"old\r\n")
    return path


def test_the_content_is_replaced_and_nothing_is_left_beside_it(post: Path) -> None:
    assert save(str(post), before=b"old\r\n", after=b"new\r\n") is None
    assert post.read_bytes() == b"new\r\n"
    assert os.listdir(post.parent) == ["post.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_permissions_are_kept(post: Path) -> None:
    post.chmod(0o640)
    assert save(str(post), before=b"old\r\n", after=b"new") is None
    assert stat.S_IMODE(post.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_symbolic_link_stays_one(post: Path) -> None:
    link = post.parent / "link.md"
    link.symlink_to("post.md")
    assert save(str(link), before=b"old\r\n", after=b"new") is None
    assert link.is_symlink()
    assert post.read_bytes() == b"new"


def test_a_read_only_file_is_refused(post: Path) -> None:
    post.chmod(0o444)
    assert save(str(post), before=b"old\r\n", after=b"new") == "it is read-only"
    assert (post.read_bytes(), os.listdir(post.parent)) == (b"old\r\n", ["post.md"])


def test_a_file_that_was_changed_meanwhile_is_refused(post: Path) -> None:
    assert "changed" in str(save(str(post), before=b"older", after=b"new"))
    assert (post.read_bytes(), os.listdir(post.parent)) == (b"old\r\n", ["post.md"])


def test_a_file_that_is_gone_is_said(post: Path) -> None:
    post.unlink()
    assert "cannot be written: No such file" in str(save(str(post), before=b"old\r\n", after=b"new"))


def test_a_failure_half_way_leaves_everything_as_it_was(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("linkcheck.sources.saving.os.replace", fail)
    assert save(str(post), before=b"old\r\n", after=b"new") == (
        "it cannot be written: No space left on device"
    )
    monkeypatch.undo()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("linkcheck.sources.saving.os.fsync", full)
    assert "No space left" in str(save(str(post), before=b"old\r\n", after=b"new"))
    assert (post.read_bytes(), os.listdir(post.parent)) == (b"old\r\n", ["post.md"])
