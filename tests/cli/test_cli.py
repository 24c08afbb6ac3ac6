"""The command line as people use it: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from linkcheck.renderers.shape import report_schema
from samples.site import Site
from tests.cli.conftest import ROOT, Run

SEED = "samples/posts/forum-post.txt"


def test_the_sample_posts_say_what_is_expected(run: Run, site: Site, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = run("check", "samples/posts", "--retries", "0", "--format", f"json={report}", *site.options)
    assert (done.code, done.out) == (1, "")
    values = json.loads(report.read_text("utf-8"))
    Draft202012Validator(report_schema()).validate(values)
    for name in ("run", "tool"):
        del values[name]
    for resource in values["resources"]:
        for name in ("checked_at", "elapsed_seconds", "cached", "certificate_expires_at"):
            del resource[name]
    assert values == json.loads((ROOT / "samples/expected/report.json").read_text("utf-8"))


def test_the_seed_alone_is_clean_of_errors_but_not_of_warnings(run: Run, site: Site) -> None:
    done = run("check", SEED, *site.options)
    assert done.code == 0
    assert f"{SEED}:6:98: warning: " in done.out
    assert "\x1b" not in done.out
    assert run("check", SEED, "--fail-on", "warning", *site.options).code == 1


def test_several_formats_in_one_run(run: Run, site: Site, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    done = run("check", SEED, "--format", "json", "--format", f"terminal={out}", *site.options)
    assert json.loads(done.out)["summary"]["links"] == 35
    assert "link-overuse" in out.read_text("utf-8")
    assert run("check", SEED, "--output", str(out), "--format", "json", *site.options).out == ""
    assert json.loads(out.read_text("utf-8"))["schema_version"] == 1


def test_extract_lists_links_and_fetches_nothing(run: Run) -> None:
    done = run("extract", SEED)
    assert len(done.out.splitlines()) == 35
    assert done.out.startswith(f"{SEED}:3:1: image https://static.euronews.com/")
    listed = json.loads(run("extract", SEED, "--format", "json").out)
    assert listed["summary"] == {"documents": 1, "links": 35}
    assert listed["links"][1]["anchor_inferred"] is True


def test_extract_says_what_it_could_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\0")
    (tmp_path / "b.md").write_text("[x](y) [z](https://[)")
    done = run("extract", str(tmp_path))
    assert (done.code, "a.md: it is a binary file" in done.err) == (1, True)
    assert "IPv6" in done.out


def test_rules_explain_themselves(run: Run) -> None:
    assert "link-overuse" in run("explain").out
    manual = run("explain", "link-overuse").out
    assert "min_share = 0.3" in manual
    wrong = run("explain", "link-overus")
    assert (wrong.code, "did you mean link-overuse?" in wrong.err) == (2, True)


def test_the_schema_is_printed(run: Run) -> None:
    Draft202012Validator.check_schema(json.loads(run("schema").out))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check"], "name at least one"),
        (["check", "no/such.md"], "no/such.md: no such file or folder"),
        (["check", SEED, "--format", "jsn"], "did you mean json?"),
        (["check", SEED, "--format", "json="], "names no file"),
        (["check", SEED, "--format", "json", "--format", "terminal"], "only one format"),
        (["check", SEED, "--format", "json=/no/such/folder/x"], "does not exist"),
        (["check", SEED, "--format", "json=x", "--output", "y"], "file of its own"),
        (["check", SEED, "--timeout", "0"], "timeout_seconds: expected more than 0"),
        (["check", SEED, "--exclude", "("], "no regular expression"),
        (["check", SEED, "--connect-to", "nonsense"], "nonsense"),
        (["check", SEED, "--ca-file", "no-such.pem"], "no-such.pem"),
        (["check", SEED, "--config", "no-such.toml"], "no-such.toml"),
        (["check", "-", "--stdin-format", "markdwn"], "did you mean markdown?"),
        (["check", SEED, "--nonsense"], "No such option"),
        (["extract", "https://e.org/"], "nothing is fetched here"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_use_is_answered_with_what_to_do_and_exit_2(run: Run, words: list[str], message: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_settings_come_from_a_file_the_environment_and_flags(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text('exclude = ["."]\n[rules.link-overuse]\nlevel = "error"\n')
    assert run("check", SEED, "--config", str(file)).code == 1
    file.write_text('exclud = ["."]\nretries = "x"\n')
    done = run("check", SEED, "--config", str(file))
    assert done.code == 2
    assert len(done.err.splitlines()) == 2
    monkeypatch.setenv("LINKCHECK_EXCLUDE", "euronews\nexample")
    monkeypatch.setenv("LINKCHECK_FAIL_ON", "note")
    assert run("check", SEED).code == 1
    assert run("check", SEED, "--fail-on", "never").code == 0


def test_a_settings_file_is_found_from_the_folder_one_stands_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("<https://e.org/>")
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n")
    Path("linkcheck.toml").write_text("not toml")
    assert "not valid TOML" in run("check", "a.md").err
    Path("linkcheck.toml").unlink()
    Path("pyproject.toml").write_text("[tool.linkcheck]\nexclude = ['.']\n")
    assert run("check", "a.md", "--quiet").code == 0


def test_nothing_to_check_is_said_aloud(run: Run, tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert (done.code, "no document was found" in done.err) == (0, True)
    assert run("check", str(tmp_path), "--fail-if-empty").code == 2
    (tmp_path / "a.md").write_text("no links")
    assert "no link was found" in run("extract", str(tmp_path)).err


def test_relative_links_that_were_not_checked_are_counted() -> None:
    words = [sys.executable, "-m", "linkcheck", "check", "-", "--stdin-format", "markdown"]

    def errors(*more: str) -> bytes:
        text = b"[x](y) [z](#part)"
        return subprocess.run(
            [*words, *more], input=text, capture_output=True, timeout=60, check=False
        ).stderr

    assert b"2 relative links were not checked" in errors()
    assert errors("--quiet") == b""
    assert b"relative" not in errors("--base-url", "https://e.org/", "--exclude", ".")


def test_relative_links_of_files_are_checked_on_disk(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Part\n")
    text = "[x](b.md#part) [no part](b.md#gone) [gone](c.md) [p](tel:x)\n"
    (tmp_path / "a.md").write_text(text + "[out](../../x) [mine](file:///etc/passwd)\n")
    done = run("check", str(tmp_path), "--format", "json")
    report = json.loads(done.out)
    found = [(each["rule"], each["target"]) for each in report["findings"]]
    assert sorted(found) == [
        ("broken-internal-link", "b.md#gone"),
        ("broken-internal-link", "c.md"),
        ("broken-link", "tel:x"),
    ]
    problems = {each["target"]: each["problem_kind"] for each in report["links"] if each["problem_kind"]}
    assert problems == {"../../x": "outside-root", "file:///etc/passwd": "outside-root"}
    why = "they lead out of the root folder (--root-dir)"
    assert f"2 links were not checked: {why}: " in done.err
    assert done.err.endswith("a.md:2 (file:///etc/passwd)\n")
    urls = [each["url"] for each in report["resources"] if each["url"].startswith("file:")]
    assert urls == ["file:///b.md", "file:///c.md"]


def test_standard_input_and_no_images(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "linkcheck", "check", "-", "--stdin-format", "markdown", "--no-images"]
    done = subprocess.run(
        [*words, "--format", "json"],
        input=b"![a](https://e.org/a.png)",
        capture_output=True,
        timeout=60,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["resources"][0]["verdict"]) == (0, "skipped")


def test_a_reader_that_goes_away_is_no_error() -> None:
    words = f"{sys.executable} -m linkcheck extract {SEED} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", words], capture_output=True, timeout=60, cwd=ROOT, check=False
    )
    assert done.stderr == b""


def test_a_bug_is_reported_as_one_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkcheck import runtime

    def broken(main: object) -> None:
        main.close()  # type: ignore[attr-defined]
        raise RuntimeError("a \x1b[31mbug")

    monkeypatch.setattr(runtime, "run", broken)
    done = run("extract", SEED)
    assert (done.code, "internal error (RuntimeError: a \\x1b[31mbug)" in done.err) == (3, True)
    assert "Traceback" not in done.err
    monkeypatch.setenv("LINKCHECK_TRACEBACK", "1")
    assert "Traceback" in run("extract", SEED).err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_leaves_a_valid_report_that_says_it_is_not_complete(tmp_path: Path) -> None:
    """One URL never answers: a listening socket that accepts nothing."""
    import socket

    with socket.create_server(("127.0.0.1", 0), backlog=8) as silent:
        port = silent.getsockname()[1]
        post, report = tmp_path / "a.md", tmp_path / "report.json"
        post.write_text(f"<http://127.0.0.1:{port}/never>")
        words = [sys.executable, "-m", "linkcheck", "check", str(post), "--allow-private", "--timeout", "60"]
        process = subprocess.Popen([*words, "--format", f"json={report}"], stderr=subprocess.PIPE)
        silent.settimeout(30)
        connection, _ = silent.accept()  # the request is under way
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=30)[1]
        connection.close()
    assert process.returncode == 130, error
    assert b"Traceback" not in error
    values = json.loads(report.read_text("utf-8"))
    assert values["run"]["complete"] is False
    assert values["resources"][0]["verdict"] == "skipped"


def test_start_up_imports_nothing_heavy() -> None:
    code = (
        "import sys, linkcheck.cli; "
        "print([name for name in ('aiohttp', 'rich', 'PIL', 'numpy', 'tldextract') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"


def test_only_the_first_links_out_of_the_root_folder_are_named(run: Run, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text("[a](../a)\n\n[b](../b?token=s3cret)\n\n[c](../c)\n\n[d](../d)\n\n[e](in.md)\n")
    (tmp_path / "in.md").write_text("[f](../f)\n")

    def remark(*words: str) -> str:
        return run("check", *words, "--root-dir", str(tmp_path)).err.replace(f"{tmp_path}/", "")

    assert remark(str(post)) == (
        "linkcheck: 4 links were not checked: they lead out of the root folder (--root-dir): "
        "post.md:1 (../a), post.md:3 (../b?token=***), post.md:5 (../c) and 1 more\n"
    )
    assert remark(str(tmp_path / "in.md")) == (
        "linkcheck: 1 link was not checked: it leads out of the root folder (--root-dir): in.md:1 (../f)\n"
    )
    assert remark(str(post), "--quiet") == ""


def test_text_documents_in_folders_that_are_not_read_are_counted(run: Run, tmp_path: Path) -> None:
    others = "p.png c.py s.css d.json e.csv f.pdf LICENSE"
    for name in ("a.rst", "sub/B.RST", "n.ipynb", *others.split()):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "post.md").write_text("[e](in.md)\n")
    (tmp_path / "in.md").write_text("")
    (tmp_path / ".gitignore").write_text("old.rst\n")
    (tmp_path / "old.rst").write_text("")
    said = "linkcheck: 3 text documents were not read (2 .rst, 1 .ipynb): "
    for command in ("check", "extract"):
        assert said in run(command, str(tmp_path)).err
    assert "1 .ipynb" in run("check", f"{tmp_path}/**").err
    assert "(1 .rst)" in run("check", str(tmp_path / "a.rst"), str(tmp_path / "sub")).err
    assert run("check", str(tmp_path), "--quiet").err == ""
    for words in (["post.md"], ["a.rst"], ["*.rst"], ["*.md"], ["post.md", "p.png"]):
        assert "not read" not in run("check", *(f"{tmp_path}/{word}" for word in words)).err
    for name in ("a.rst", "sub/B.RST", "n.ipynb"):
        (tmp_path / name).unlink()
    assert "not read" not in run("check", str(tmp_path)).err
