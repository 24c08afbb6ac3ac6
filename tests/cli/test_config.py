"""Where settings are found, what is said of wrong ones, and how a person sees what holds."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, Run


def setting(run: Run, key: str, *words: str) -> tuple[object, str, str]:
    """Return a setting as `linkcheck config` shows it: value, kind of origin, where."""
    done = run("config", "--format", "json", *words)
    assert done.code == 0, done.err
    (row,) = [row for row in json.loads(done.out)["settings"] if row["key"] == key]
    return row["value"], row["origin"], row["where"]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_found_above_the_inputs_not_above_the_current_folder(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "linkcheck.toml", "retries = 7")
    post = write(tmp_path / "posts" / "a" / "post.md", "")
    for words in ([str(post)], [str(post.parent)], [str(tmp_path / "posts" / "**" / "*.md")]):
        assert setting(run, "retries", *words) == (7, "file", str(file)), words
    assert setting(run, "retries")[:2] == (2, "default")
    assert setting(run, "retries", "-", "https://example.org/")[:2] == (2, "default")


def test_of_several_inputs_the_folder_that_holds_all_counts(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "linkcheck.toml", "retries = 3")
    write(tmp_path / "b" / "post.md", "")
    assert setting(run, "retries", str(tmp_path / "a"))[0] == 3
    assert setting(run, "retries", str(tmp_path / "a"), str(tmp_path / "b"))[0] == 2
    write(tmp_path / "pyproject.toml", "[tool.linkcheck]\nretries = 4")
    assert setting(run, "retries", str(tmp_path / "a"), str(tmp_path / "b"))[0] == 4


def test_the_nearest_file_wins_and_a_pyproject_without_our_table_is_passed_over(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path / "linkcheck.toml", "retries = 1")
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nretries = 9")
    assert setting(run, "retries", str(tmp_path / "a"))[0] == 1
    write(tmp_path / "a" / "pyproject.toml", "[tool.linkcheck]\nretries = 5")
    assert setting(run, "retries", str(tmp_path / "a"))[0] == 5
    write(tmp_path / "a" / "linkcheck.toml", "retries = 6")
    assert setting(run, "retries", str(tmp_path / "a"))[0] == 6


def test_nothing_is_looked_for_above_the_work_tree(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "linkcheck.toml", "retries = 7")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert setting(run, "retries", str(tmp_path / "repository"))[1] == "default"


def test_environment_wins_over_the_file_and_flags_over_both(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "linkcheck.toml", "retries = 1\nper-host = 3\ncheck_images = true\n")
    monkeypatch.setenv("LINKCHECK_RETRIES", "4")
    monkeypatch.setenv("LINKCHECK_EXCLUDE", "a\nb")
    where = str(tmp_path)
    assert setting(run, "retries", where) == (4, "environment", "LINKCHECK_RETRIES")
    assert setting(run, "exclude", where)[0] == ["a", "b"]
    assert setting(run, "retries", where, "--retries", "6")[:2] == (6, "command line")
    assert setting(run, "check_images", where, "--no-images")[:2] == (False, "command line")
    assert setting(run, "per_host", where)[:2] == (3, "file")


def test_a_file_can_be_named_by_flag_and_by_variable(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = write(tmp_path / "one.toml", "retries = 1"), write(tmp_path / "two.toml", "retries = 3")
    monkeypatch.setenv("LINKCHECK_CONFIG", str(one))
    assert setting(run, "retries") == (1, "file", str(one))
    assert setting(run, "retries", "--config", str(two)) == (3, "file", str(two))


def test_paths_in_a_file_start_from_its_own_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "linkcheck.toml", 'root_dir = "public"\nimage_store = "~/x.db"\nca-file = "/etc/ca.pem"')
    assert setting(run, "root_dir", str(tmp_path))[0] == str(tmp_path / "public")
    assert setting(run, "image_store", str(tmp_path))[0] == "~/x.db"
    assert setting(run, "ca_file", str(tmp_path))[0] == "/etc/ca.pem"


def wrong(run: Run, tmp_path: Path, text: str, name: str = "linkcheck.toml") -> Outcome:
    write(tmp_path / name, text)
    done = run("check", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    return done


def test_every_mistake_is_told_at_once_with_file_key_and_nearest_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_PER_HOST", "many")
    monkeypatch.setenv("LINKCHECK_RETRY", "1")
    done = wrong(
        run,
        tmp_path,
        """
        retires = 1
        timeout_seconds = 0
        exclude = ["("]
        fail_on = "warn"
        [rules.broken-lnk]
        [rules.link-overuse]
        min_lnks = 2
        leve = "off"
        min_uses = "x"
        level = "of"
        """,
    )
    file = tmp_path / "linkcheck.toml"
    expected = [
        f"{file}: retires: there is no such setting (did you mean retries?)",
        f"{file}: timeout_seconds: expected more than 0, got 0.0",
        f"{file}: exclude: '(' is no regular expression",
        f"{file}: fail_on: expected one of error, warning, note, never, got 'warn' (did you mean warning?)",
        f"{file}: rules.broken-lnk: there is no such rule (did you mean broken-link?)",
        f"{file}: rules.link-overuse.min_lnks: there is no such setting (did you mean min_links?)",
        f"{file}: rules.link-overuse.leve: there is no such setting (did you mean level?)",
        f"{file}: rules.link-overuse.min_uses: expected `int`, got `str`",
        f"{file}: rules.link-overuse.level: expected error, warning, note or off, got 'of'",
        "LINKCHECK_PER_HOST: per_host: expected `int`, got 'many'",
        "LINKCHECK_RETRY: retry: there is no such setting (did you mean retries?)",
    ]
    for line in expected:
        assert f"linkcheck: {line}" in done.err
    assert len(done.err.splitlines()) == len(expected)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("linkcheck.toml", "retries = ", "this is not valid TOML"),
        ("linkcheck.toml", "a = " + "[" * 5000, "this is not valid TOML"),
        ("pyproject.toml", "[tool]\nlinkcheck = 3", "expected a table"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    run: Run, tmp_path: Path, name: str, text: str, said: str
) -> None:
    done = wrong(run, tmp_path, text, name)
    assert f"{name}: " in done.err
    assert said in done.err


def test_the_settings_are_printed_as_a_settings_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "linkcheck.toml", 'headers = ["X-Key: s3cret"]\n[rules.moved-link]\nlevel = "off"')
    done = run("config", str(tmp_path))
    printed = tomllib.loads(done.out)
    assert (printed["headers"], printed["rules"]["moved-link"]["level"]) == (["X-Key: ***"], "off")
    assert "s3cret" not in done.out + done.err
    again = write(tmp_path / "again.toml", done.out)
    assert run("config", "--config", str(again)).code == 0


def test_init_writes_a_file_that_is_valid_and_never_overwrites_one_unasked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "linkcheck.toml"
    assert run("init", "--output", str(file)).code == 0
    first = file.read_text("utf-8")
    assert tomllib.loads(first) == {}
    file.write_text("retries = 1", "utf-8")
    done = run("init", "-o", str(file))
    assert (done.code, "--force" in done.err, file.read_text("utf-8")) == (2, True, "retries = 1")
    assert run("init", "-o", str(file), "--force").code == 0
    assert file.read_text("utf-8") == first
    assert "cannot be written" in run("init", "-o", str(tmp_path / "no" / "folder.toml")).err
