"""`linkcheck fix`: what it lists, shows and writes, from a run and from a saved report."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from samples.site import Site
from tests.cli.conftest import Outcome, Run, served
from tests.cli.moved import COPY, DEAD, NEW, OLD, WEB

POST = f"""---
source: {OLD}
---
# [{OLD}]({OLD}#part)  \r
<{OLD}> {OLD}, `{OLD}`
[same](http://same.example/x) [other](http://other.example/x) [t](https://t.co/x) [rel](b.md)
[e](https://e.example/a?utm_source=x&b=1) [ar](http://مثال.example/é#و)
[g](https://www.google.com/url?q=https%3A%2F%2Fe.example%2Fwrapped) [dead]({DEAD}#x)
[p](http://old.example/private) [n](http://old.example/for-now)
"""
FIXED = f"""---
source: {OLD}
---
# [{OLD}]({NEW}#part)  \r
<{NEW}> {NEW}, `{OLD}`
[same](https://same.example/x) [other](http://other.example/x) [t](https://e.example/short) [rel](b.md)
[e](https://e.example/a?b=1) [ar](https://مثال.example/é#و)
[g](https://e.example/wrapped) [dead]({DEAD}#x)
[p](http://old.example/private) [n](http://old.example/for-now)
"""
Fix = Callable[..., Outcome]


@pytest.fixture(scope="module")
def moved() -> Iterator[Site]:
    """Serve a web in which pages have moved."""
    with served(WEB) as site:
        yield site


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(POST.encode())
    return path


@pytest.fixture
def fix(run: Run, moved: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fix:
    """Run `linkcheck fix` in the folder of the post, over the web in which pages have moved."""

    def command(*words: str) -> Outcome:
        monkeypatch.chdir(tmp_path)
        return run("fix", *words, *moved.options)

    return command


@pytest.fixture
def report(run: Run, moved: Site, post: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Check the post and save the report."""
    monkeypatch.chdir(post.parent)
    saved = post.parent / "report.json"
    archive = ("--suggest-archive", "--archive-url", "http://archive.example")
    run("check", "post.md", "--format", f"json={saved}", "-q", *archive, *moved.options)
    return saved


def test_without_write_the_edits_are_listed_and_nothing_is_changed(fix: Fix, post: Path) -> None:
    found = fix("post.md")
    lines = found.out.splitlines()
    assert found.code == 1
    assert post.read_bytes() == POST.encode()
    assert lines[0] == f"post.md:4:{POST.splitlines()[3].index('(') + 2}: {OLD}#part → {NEW}#part (redirects)"
    assert "post.md:6:8: http://same.example/x → https://same.example/x (https)" in lines
    assert any("https://t.co/x → https://e.example/short (wrappers, tracking)" in line for line in lines)
    assert len(lines) == 8 + 1
    assert "http://old.example/private is left alone: the redirect leads to a login" in lines[-1]
    assert found.err.endswith(
        "linkcheck: 8 targets in 1 file to fix, 1 left alone; nothing is written yet: "
        "--diff shows it, --write writes it\n"
    )


def test_with_write_only_the_targets_change_and_a_second_time_nothing_does(fix: Fix, post: Path) -> None:
    found = fix("post.md", "--write")
    assert (found.code, post.read_bytes()) == (0, FIXED.encode())
    assert found.err.endswith("linkcheck: 8 targets in 1 file fixed, 1 left alone\n")
    again = fix("post.md", "--write")
    assert (again.code, post.read_bytes()) == (0, FIXED.encode())
    assert again.err.endswith("linkcheck: nothing to fix, 1 left alone\n")


def test_the_archive_is_for_those_who_ask(fix: Fix, post: Path) -> None:
    found = fix("post.md", "--only", "archive", "--archive-url", "http://archive.example", "--write", "-q")
    assert (found.code, found.err) == (0, "")
    assert post.read_bytes().decode() == POST.replace(f"{DEAD}#x", f"{COPY}#x")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_applies_the_diff(fix: Fix, post: Path) -> None:
    made = fix("post.md", "--diff", "-q")
    assert (made.code, made.err) == (1, "")
    assert made.out.startswith("--- a/post.md\n+++ b/post.md\n@@ -1,")
    command = ["git", "apply", "--whitespace=nowarn"]
    subprocess.run(command, cwd=post.parent, input=made.out.encode(), check=True)
    assert post.read_bytes() == FIXED.encode()


def test_a_saved_report_is_used_without_a_network(run: Run, report: Path, post: Path) -> None:
    found = run("fix", str(post), "--from", str(report), "--write", "--archive", "-q")
    # Nobody asked for the https variant.
    expected = FIXED.replace("https://same", "http://same").replace(f"{DEAD}#x", f"{COPY}#x")
    assert (found.code, found.err) == (0, "")
    assert post.read_bytes().decode() == expected


def test_what_has_changed_since_the_report_is_skipped_and_said(run: Run, report: Path, post: Path) -> None:
    post.write_bytes(POST.replace(f"<{OLD}>", "<http://old.example/z>").encode())
    found = run("fix", str(post), "--from", str(report))
    assert f"{OLD} is left alone: it is not there any more" in found.out
    assert found.code == 1
    moved_down = b"a new line\n\n" + POST.encode()
    post.write_bytes(moved_down)
    found = run("fix", str(post), "--from", str(report), "--write")
    assert (found.code, post.read_bytes()) == (0, moved_down)
    assert found.out.count("left alone") >= 7


def test_a_report_of_other_posts_says_so(run: Run, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(OLD, "utf-8")
    found = run("fix", str(other), "--from", str(report))
    assert (found.code, found.out) == (2, "")
    assert "other.md: the report says nothing of it" in found.err


def test_secrets_that_a_report_masks_are_never_written(run: Run, report: Path, post: Path) -> None:
    saved = json.loads(report.read_bytes())
    for resource in saved["resources"]:
        if resource["url"] == OLD:
            resource["final_url"] = resource["redirects"][0]["url"] = f"{NEW}?access_token=***"
    report.write_text(json.dumps(saved), "utf-8")
    found = run("fix", str(post), "--from", str(report), "--only", "redirects", "--write")
    assert found.code == 0
    assert post.read_bytes() == POST.replace("http://مثال", "https://مثال").encode()
    assert "which the report masks" in found.out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_the_encoding_stays(run: Run, report: Path, post: Path, encoding: str) -> None:
    text = POST.replace("مثال.example/é", "example/") + "قلق متزايد لدى الدول الغربية والعالم\n" * 3
    post.write_bytes(text.encode(encoding))
    assert run("fix", str(post), "--from", str(report), "--only", "redirects", "--write").code == 0
    after = post.read_bytes()
    expected = text.replace(f"({OLD}#part)", f"({NEW}#part)").replace(f"<{OLD}> {OLD},", f"<{NEW}> {NEW},")
    assert after == expected.encode(encoding)


def test_a_file_that_cannot_be_written_is_said_and_the_others_are_written(
    run: Run, report: Path, post: Path
) -> None:
    post.chmod(0o444)
    found = run("fix", str(post), "--from", str(report), "--write")
    assert (found.code, post.read_bytes()) == (2, POST.encode())
    assert "post.md: it is read-only" in found.err


def test_a_file_named_twice_is_fixed_once(run: Run, report: Path, post: Path) -> None:
    found = run("fix", str(post), f"{post.parent}/./post.md", "--from", str(report), "--write")
    assert found.code == 0
    assert "in 1 file fixed" in found.err


def test_what_its_author_ignores_stays(fix: Fix, run: Run, moved: Site, post: Path) -> None:
    text = f"[a]({OLD}) <!-- linkcheck-ignore moved-link: the old name is meant -->\n\n[b]({OLD})\n"
    expected = text.replace(f"[b]({OLD})", f"[b]({NEW})")
    post.write_text(text, "utf-8")
    fix("post.md")
    run("check", "post.md", "--format", "json=report.json", "-q", *moved.options)
    found = fix("post.md", "--write")
    assert post.read_text("utf-8") == expected
    assert f"post.md:1:5: {OLD} is left alone: what was found there is ignored" in found.out
    post.write_text(text, "utf-8")
    assert fix("post.md", "--write", "--from", "report.json").code == 0
    assert post.read_text("utf-8") == expected


def test_a_terminal_gets_colours_and_no_escape_of_the_posts_own(
    run: Run, report: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = POST.replace("[rel](b.md)", "\x1b[2J\u202e").encode("utf-16")
    post.write_bytes(text)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    found = run("fix", str(post), "--from", str(report), "--diff", "-q")
    assert "\x1b[31m-<http://old.example/a>" in found.out
    assert "\x1b[32m+<https://new.example/b>" in found.out
    assert "\x1b[36m@@ -" in found.out
    assert "\\x1b[2J\\u202e" in found.out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b" not in run("fix", str(post), "--from", str(report), "--diff", "-q").out


def test_remarks_do_not_stand_in_a_diff(run: Run, report: Path, post: Path) -> None:
    found = run("fix", str(post), "--from", str(report), "--diff")
    assert "left alone" not in found.out
    assert "http://old.example/private is left alone" in found.err


def test_a_folder_with_nothing_to_fix_is_clean(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("no link", "utf-8")
    found = run("fix", str(tmp_path))
    assert (found.code, found.out) == (0, "")
    assert found.err == "linkcheck: nothing to fix\n"
    assert run("fix", str(tmp_path), "--fail-if-empty", "-q").code == 2


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_fixed(
    run: Run, report: Path, post: Path
) -> None:
    (post.parent / "binary.md").write_bytes(b"\0\1")
    found = run("fix", str(post.parent), "--from", str(report), "--write", "-q")
    assert (found.code, b"https://new.example/b" in post.read_bytes()) == (2, True)
    assert "binary.md: it is a binary file" in found.err


def test_a_post_that_changes_while_it_is_checked_is_not_touched(
    fix: Fix, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linkcheck.cli import session

    checked = session.checked

    def slow(*words: Any, **settings: Any) -> Any:
        found = checked(*words, **settings)
        post.write_bytes(b"a new line\n" + POST.encode())
        return found

    monkeypatch.setattr(session, "checked", slow)
    found = fix("post.md", "--write", "-q")
    assert (found.code, post.read_bytes()) == (2, b"a new line\n" + POST.encode())
    assert "it was changed while its links were checked" in found.err


@pytest.mark.parametrize(
    ("end", "code", "message"),
    [
        ({"is_complete": False}, 130, "interrupted; nothing was fixed"),
        ({"is_complete": False, "problem": "there is no network"}, 2, "there is no network"),
    ],
)
def test_a_run_that_did_not_end_fixes_nothing(
    fix: Fix, post: Path, monkeypatch: pytest.MonkeyPatch, end: dict[str, Any], code: int, message: str
) -> None:
    from linkcheck.cli import session

    checked = session.checked

    def cut_off(*words: Any, **settings: Any) -> Any:
        found = checked(*words, **settings)
        return replace(found, run=replace(found.run, **end))

    monkeypatch.setattr(session, "checked", cut_off)
    found = fix("post.md", "--write", "-q")
    assert (found.code, found.out, post.read_bytes()) == (code, "", POST.encode())
    assert message in found.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Missing argument"),
        (("-",), "only a file can be fixed"),
        (("https://e.example/",), "only a file can be fixed"),
        (("missing.md",), "no such file or folder"),
        (("README.md", "--only", "redirect"), "did you mean redirects?"),
        (("README.md", "--only", ","), "at least one"),
        (("README.md", "--from", "missing.json"), "the report cannot be read"),
        (("README.md", "--from", "README.md"), "this is not JSON"),
    ],
)
def test_wrong_usage_is_said(run: Run, words: tuple[str, ...], message: str) -> None:
    found = run("fix", *words)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
