"""The baseline on the command line: written, held against, kept small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BAD = "[one](https://[) [two](https://]x[)\n"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "a.md").write_text(BAD, "utf-8")
    return folder


def test_old_faults_stay_quiet_and_new_ones_fail(run: Run, posts: Path, tmp_path: Path) -> None:
    base = str(tmp_path / "base.txt")
    done = run("baseline", str(posts), "-o", base)
    assert (done.code, done.out, done.err.splitlines()[-1]) == (
        0,
        "",
        f"linkcheck: wrote 2 findings to {base}",
    )
    assert run("check", str(posts)).code == 1
    assert run("check", str(posts), "--baseline", base).code == 0
    (posts / "a.md").write_text("\n" * 10 + BAD, "utf-8")
    assert run("check", str(posts), "--baseline", base, "--fail-on", "new").code == 0
    (posts / "b.md").write_text("[three](https://[x)", "utf-8")
    done = run("check", str(posts), "--baseline", base, "--fail-on", "new", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, report["summary"]["suppressed"]) == (1, 2)
    assert [finding["document"] for finding in report["findings"]] == [str(posts / "b.md")]
    kinds = {finding["suppression"]["kind"] for finding in report["suppressed"]}
    assert kinds == {"baseline"}


def test_a_saved_report_gives_the_same_baseline(run: Run, posts: Path, tmp_path: Path) -> None:
    saved = tmp_path / "report.json"
    run("check", str(posts), "--format", f"json={saved}")
    direct, from_report = run("baseline", str(posts), "-q"), run("baseline", "--from", str(saved))
    assert direct.out == from_report.out
    assert direct.out.count("\n") == 3


def test_what_is_mended_is_told_and_taken_out_when_asked(run: Run, posts: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.txt"
    run("baseline", str(posts), "-o", str(base))
    before = base.read_text("utf-8")
    (posts / "a.md").write_text(BAD.partition(" ")[0], "utf-8")
    done = run("check", str(posts), "--baseline", str(base))
    assert (done.code, base.read_text("utf-8")) == (0, before)
    assert "1 entry mended; --update-baseline prunes the file" in done.err
    assert "[unused-ignore]" in done.out
    done = run("check", str(posts), "--baseline", str(base), "--update-baseline")
    assert (done.code, "1 entry taken out" in done.err) == (0, True)
    assert set(base.read_text("utf-8").splitlines()) < set(before.splitlines())
    assert run("check", str(posts), "--baseline", str(base)).err == ""


def test_the_baseline_of_the_settings_is_used_and_written(run: Run, posts: Path, tmp_path: Path) -> None:
    (tmp_path / "linkcheck.toml").write_text('baseline = "known.txt"\nfail_on = "new"', "utf-8")
    assert "there is no such baseline" in run("check", str(posts)).err
    assert run("baseline", str(posts)).code == 0
    assert (tmp_path / "known.txt").exists()
    assert run("check", str(posts)).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "P", "--fail-on", "new"), "say what is old with --baseline FILE or --since REF"),
        (("check", "P", "--update-baseline"), "name the file with --baseline"),
        (("check", "P", "--baseline", "no/such.txt"), "there is no such baseline"),
        (("baseline",), "one of the two"),
        (("baseline", "P", "--from", "x.json"), "one of the two"),
        (("baseline", "--from", "no-such.json"), "the report cannot be read"),
        (("baseline", "--from", "README.md"), "this is not JSON"),
        (("baseline", "P", "-o", "no/such/folder.txt"), "the folder to write to does not exist"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, posts: Path, words: tuple[str, ...], said: str) -> None:
    done = run(*(str(posts) if word == "P" else word for word in words))
    assert (done.code, said in done.err) == (2, True)


def test_a_broken_baseline_is_named_with_its_lines(run: Run, posts: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.txt"
    base.write_text("<<<<<<< HEAD\nx\n", "utf-8")
    done = run("check", str(posts), "--baseline", str(base))
    assert done.code == 2
    assert [line.split(": ")[1] for line in done.err.splitlines()] == [f"{base}:1", f"{base}:2"]
    base.write_bytes(b"\xff\xfe")
    assert "it is not UTF-8" in run("check", str(posts), "--baseline", str(base)).err


def test_mistakes_in_ignores_are_told_at_once_with_their_place(run: Run, posts: Path, tmp_path: Path) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text(
        """strict_ignores = true
        [[ignores]]
        reason = "no condition"
        [[ignores]]
        rule = "broken-lnk"
        url = "("
        host = "https://x"
        path = "!x"
        until = "soon"
        [hosts."a.example"]
        ignore = ["moved-lnk"]
        [paths."x/"]
        ignore = ["all"]
        accept = ["ok"]
        """,
        "utf-8",
    )
    done = run("check", str(posts))
    assert done.code == 2
    told = [line.removeprefix(f"linkcheck: {file}: ").split(": ")[0] for line in done.err.splitlines()]
    assert sorted(told) == sorted(
        [
            "ignores[1].until",
            'paths."x/".accept[0]',
            "ignores[0]",
            "ignores[1].url",
            "ignores[1].host",
            "ignores[1].path",
            "ignores[1].reason",
            'hosts."a.example".reason',
            'paths."x/".reason',
            "ignores[1].rule",
            'hosts."a.example".ignore[0]',
        ]
    )
    assert "did you mean broken-link?" in done.err
