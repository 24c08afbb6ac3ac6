"""Where output goes, and what is left of it when readers go, disks are full and runs are ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Run

SEED = "samples/posts/forum-post.txt"
CHECK = ["check", SEED, "--exclude", ".", "--quiet"]
LINKCHECK = [sys.executable, "-m", "linkcheck"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of this")


def started(words: list[str], **settings: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*LINKCHECK, *words], cwd=ROOT, stderr=subprocess.PIPE, **settings)


@posix
@pytest.mark.parametrize(
    "words",
    [
        *([*CHECK, "--format", name] for name in ("terminal", "json", "html", "github")),
        ["extract", SEED],
        ["extract", SEED, "--format", "json"],
        ["sources", SEED, "--offline", "--quiet"],
        ["explain"],
        ["schema"],
        ["config"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_reader_that_has_gone_is_no_error(words: list[str]) -> None:
    """Whenever it went: here before the first byte, so that the interpreter's own flush fails as well."""
    reading, writing = os.pipe()
    process = started(words, stdout=writing)
    os.close(writing)
    os.close(reading)
    error = process.communicate(timeout=60)[1]
    assert (process.returncode, error) == (0, b"")


@posix
def test_files_are_written_before_a_reader_can_go(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    file = tmp_path / "report.json"
    process = started([*CHECK, "--format", "terminal", "--format", f"json={file}"], stdout=writing)
    os.close(writing)
    os.close(reading)
    process.communicate(timeout=60)
    assert json.loads(file.read_bytes())["schema_version"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "words", [CHECK, [*CHECK, "--format", "json"], ["extract", SEED], ["schema"]], ids=str
)
def test_a_full_disk_is_said_and_no_bug(words: list[str], tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        process = started(words, stdout=full)
        error = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert b"No space left on device" in error
    assert b"internal error" not in error
    assert b"Traceback" not in error


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_can_be_written_is_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = run(*CHECK, "--format", "csv=/dev/full", "--format", f"json={file}", "--format", "badge")
    assert (done.code, "/dev/full: the report cannot be written: No space" in done.err) == (2, True)
    assert json.loads(file.read_bytes())
    assert json.loads(done.out)["schemaVersion"] == 1


@posix
def test_a_closed_standard_output_is_no_bug() -> None:
    words = " ".join([*LINKCHECK, *CHECK])
    done = subprocess.run(
        ["bash", "-c", f"{words} >&-"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["/dev/stdout", "-"])
def test_standard_output_has_names(run: Run, name: str) -> None:
    if name.startswith("/") and not Path(name).exists():
        pytest.skip("this system has no /dev/stdout")
    assert json.loads(run(*CHECK, "--format", f"json={name}").out)["schema_version"] == 1
    assert json.loads(run(*CHECK, "--format", "json", "--output", name).out)["schema_version"] == 1
    twice = run(*CHECK, "--format", f"json={name}", "--format", "csv")
    assert (twice.code, "only one format can go to standard output" in twice.err) == (2, True)


def test_one_format_can_go_to_two_files(run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    run(*CHECK, "--format", f"csv={one}", "--format", f"csv={two}")
    assert one.read_bytes() == two.read_bytes() != b""


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("same.json", "two formats are to be written"),
        ("./folder/../same.json", "two formats are to be written"),
        ("post.md", "one of the inputs"),
        ("folder", "this is a folder"),
        ("none/x.csv", "does not exist"),
    ],
)
def test_files_that_cannot_be_meant_are_refused_before_the_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, message: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "post.md").write_text("<https://e.org/>")
    monkeypatch.chdir(tmp_path)
    done = run("check", "post.md", "--format", "json=same.json", "--format", f"csv={second}")
    assert (done.code, message in done.err) == (2, True)
    assert (tmp_path / "post.md").read_text() == "<https://e.org/>"
    assert not (tmp_path / "same.json").exists()


def test_a_device_can_be_written_to_twice(run: Run) -> None:
    assert run(*CHECK, "--format", f"json={os.devnull}", "--format", f"csv={os.devnull}").code == 0


@posix
def test_a_file_is_replaced_at_once_and_keeps_what_it_was(run: Run, tmp_path: Path) -> None:
    """A reader that has the old file open sees all of the old one; links and permissions stay."""
    file, link = tmp_path / "report.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    with file.open() as before:
        run(*CHECK, "--format", f"csv={link}")
        assert before.read() == "old"
    assert link.is_symlink()
    assert file.read_bytes().startswith(b"level,rule,")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] != []
    assert {path.name for path in tmp_path.iterdir()} == {"report.csv", "link.csv"}
    new, umask = tmp_path / "new.csv", os.umask(0o027)
    try:
        run(*CHECK, "--format", f"csv={new}")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


@posix
def test_a_named_pipe_is_written_to(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    run(*CHECK, "--format", f"badge={pipe}")
    reader.join(30)
    assert json.loads(found[0])["schemaVersion"] == 1


class Silent:
    """A server that takes connections and never answers, and the post that links to it."""

    def __init__(self, folder: Path) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=8)
        self.socket.settimeout(30)
        self.post = folder / "a.md"
        self.post.write_text(
            f"<http://127.0.0.1:{self.socket.getsockname()[1]}/never> <https://e.org:99999/>"
        )
        self.words = ["check", str(self.post), "--allow-private", "--timeout", "60", "--format", "json"]
        self._connections: list[socket.socket] = []

    def asked(self) -> None:
        """Wait until the request is under way."""
        self._connections.append(self.socket.accept()[0])

    def close(self) -> None:
        for each in (*self._connections, self.socket):
            each.close()


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[Silent]:
    server = Silent(tmp_path)
    yield server
    server.close()


@posix
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_a_signal_leaves_a_valid_report_of_what_is_known(silent: Silent, number: int, code: int) -> None:
    process = started(silent.words, stdout=subprocess.PIPE)
    silent.asked()
    process.send_signal(number)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, b"stopping" in error, b"Traceback" in error) == (code, True, False)
    report = json.loads(out)
    assert report["run"]["complete"] is False
    assert [finding["rule"] for finding in report["findings"]] == ["malformed-url"]


@posix
@pytest.mark.parametrize("numbers", [(2, 2), (2, 15), (15, 15), (2, 2, 2)], ids=str)
def test_more_signals_leave_a_valid_report_too(silent: Silent, numbers: tuple[int, ...]) -> None:
    """If there was no time for what is known, one that says that the run was stopped."""
    process = started(silent.words, stdout=subprocess.PIPE)
    silent.asked()
    for number in numbers[:2]:
        process.send_signal(number)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 128 + numbers[0]
    assert b"Traceback" not in error
    assert json.loads(out)["run"]["complete"] is False


@posix
def test_a_signal_while_a_report_is_written_lets_it_be_finished(tmp_path: Path) -> None:
    """The reader of a pipe is slow, so that the signal comes in the middle of it."""
    post = tmp_path / "many.md"
    post.write_text("\n\n".join(f"<https://e.org/{number}>" for number in range(2000)))
    reading, writing = os.pipe()
    process = started(["check", str(post), "--exclude", ".", "--format", "json"], stdout=writing)
    os.close(writing)
    with open(reading, "rb") as pipe:
        first = pipe.read(1000)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        rest = pipe.read()
    process.communicate(timeout=60)
    assert json.loads(first + rest)["summary"]["links"] == 2000
    assert process.returncode == 0
