"""`linkcheck report`: a saved report in every format."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from linkcheck.renderers import renderers
from tests.cli.conftest import ROOT, Run

POSTS = ("samples/posts", "--exclude", ".", "--quiet")


@pytest.fixture
def saved(run: Run, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a saved report, and what the run itself wrote in every format."""
    words = [word for name in renderers for word in ("--format", f"{name}={tmp_path / name}")]
    assert run("check", *POSTS, *words).code == 1
    return tmp_path / "json", {name: (tmp_path / name).read_bytes() for name in renderers}


def test_every_format_is_written_byte_for_byte_as_by_the_run(
    run: Run, saved: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    file, direct = saved
    again = tmp_path / "again"
    again.mkdir()
    words = [word for name in renderers for word in ("--format", f"{name}={again / name}")]
    done = run("report", str(file), *words)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert {name: (again / name).read_bytes() for name in renderers} == direct


def test_a_report_comes_from_standard_input(saved: tuple[Path, dict[str, bytes]]) -> None:
    file, direct = saved
    words = [sys.executable, "-m", "linkcheck", "report", "-", "--format", "sarif"]
    done = subprocess.run(
        words, input=file.read_bytes(), capture_output=True, timeout=60, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, direct["sarif"], b"")


def test_the_exit_code_is_that_of_the_run_if_asked_for(
    run: Run, saved: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    file, _ = saved
    assert run("report", str(file)).code == 0
    assert run("report", str(file), "--fail-on", "error").code == 1
    values = json.loads(file.read_bytes())
    values["findings"] = [each for each in values["findings"] if each["level"] != "error"]
    file.write_text(json.dumps(values))
    assert run("report", str(file), "--fail-on", "error").code == 0
    assert run("report", str(file), "--fail-on", "warning").code == 1
    values["run"]["complete"] = False
    file.write_text(json.dumps(values))
    assert run("report", str(file), "--fail-on", "error").code == 130
    values["run"]["problem"] = "no network"
    file.write_text(json.dumps(values))
    assert run("report", str(file), "--fail-on", "error").code == 2
    assert run("report", str(file)).code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is not JSON"),
        (b"[]", "this is no JSON report of linkcheck"),
        (b'{"schema_version": 99}', "this report has schema version 99"),
        (b'{"schema_version": 1}', "this is no JSON report of linkcheck"),
        (b"\xff\xfe", "this is not JSON"),
        (
            b'{"schema_version": 1, "links": ' + b"[" * 100_000,
            "this is no JSON report of linkcheck: it is nested",
        ),
    ],
)
def test_what_is_no_report_is_answered_so(run: Run, tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    done = run("report", str(file))
    assert (done.code, done.out) == (2, "")
    assert f"{file}: {message}" in done.err


def test_a_report_is_not_written_over_itself(run: Run, saved: tuple[Path, dict[str, bytes]]) -> None:
    file, direct = saved
    done = run("report", str(file), "--format", f"csv={file}")
    assert (done.code, "one of the inputs" in done.err) == (2, True)
    assert file.read_bytes() == direct["json"]
    assert "no such file" in run("report", "none.json").err.lower()
