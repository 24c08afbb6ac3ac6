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
        f"{file}: fail_on: expected one of error, warning, note, new, never, got 'warn'",
        f"{file}: rules.broken-lnk: there is no such rule (did you mean broken-link?)",
        f"{file}: rules.link-overuse.min_lnks: there is no such setting (did you mean min_links?)",
        f"{file}: rules.link-overuse.leve: there is no such setting (did you mean level?)",
        f"{file}: rules.link-overuse.min_uses: expected a whole number, got text",
        f"{file}: rules.link-overuse.level: expected error, warning, note or off, got 'of'",
        "LINKCHECK_PER_HOST: per_host: expected a whole number, got 'many'",
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


def test_mistakes_in_sections_are_told_with_their_place(run: Run, tmp_path: Path) -> None:
    done = wrong(
        run,
        tmp_path,
        """
        accept = [42]
        headers = ["A: ${", "B: ${NOT-A-NAME}"]
        [hosts."https://e.org"]
        headers = ["s3cret"]
        accept = ["ok"]
        per_host = 0
        delay-seconds = -1
        per_hots = 2
        timeout_seconds = "x"
        [hosts]
        flat = 1
        [paths."!a"]
        rules.moved-lnk.level = "off"
        [paths."b/**"]
        ruels = 1
        """,
    )
    file = tmp_path / "linkcheck.toml"
    expected = {
        f"{file}: accept[0]: expected a status such as 403, 5xx or 500-504, got 42",
        f"{file}: headers[0]: expected the name of a variable and }} after ${{",
        f"{file}: headers[1]: expected the name of a variable and }} after ${{",
        f'{file}: hosts."https://e.org": expected a host such as example.org, *.example.org or'
        " localhost:8080, got 'https://e.org'",
        f"{file}: hosts.\"https://e.org\".headers[0]: expected 'Name: value' on one line",
        f"{file}: hosts.\"https://e.org\".accept[0]: expected a status such as 403, 5xx or 500-504, got 'ok'",
        f'{file}: hosts."https://e.org".per_host: expected more than 0, got 0',
        f'{file}: hosts."https://e.org".delay_seconds: expected 0 or more, got -1.0',
        f'{file}: hosts."https://e.org".per_hots: there is no such setting (did you mean per_host?)',
        f'{file}: hosts."https://e.org".timeout_seconds: expected a number, got text',
        f"{file}: hosts.flat: expected a table of settings",
        f"{file}: paths.\"!a\": expected a pattern such as posts/archive/** or *.md, got '!a'",
        f'{file}: paths."!a".rules.moved-lnk: there is no such rule (did you mean moved-link?)',
        f'{file}: paths."b/**".ruels: there is no such setting (did you mean rules?)',
    }
    assert {line.removeprefix("linkcheck: ") for line in done.err.splitlines()} == expected
    assert "s3cret" not in done.err


@pytest.mark.parametrize(("name", "text"), [("hosts", "hosts = 1"), ("paths", "paths = [1]")])
def test_a_section_that_is_no_table_is_told(run: Run, tmp_path: Path, name: str, text: str) -> None:
    assert f"{name}: expected tables, [{name}.NAME]" in wrong(run, tmp_path, text).err


SECRET_FILE = """
[hosts."api.example.org"]
headers = ["Authorization: Bearer ${LC_TEST_TOKEN}"]
"""


def test_a_variable_that_is_not_set_is_named_by_what_asks_the_web_and_by_nothing_else(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.md", "no link")
    done = wrong(run, tmp_path, SECRET_FILE)
    assert done.err == (
        f'linkcheck: {tmp_path / "linkcheck.toml"}: hosts."api.example.org".headers[0]: '
        "the environment variable LC_TEST_TOKEN is not set\n"
    )
    assert run("extract", str(tmp_path)).code == 0
    monkeypatch.setenv("LC_TEST_TOKEN", "s3cret")
    assert run("check", str(tmp_path)).code == 0
    shown = run("config", str(tmp_path))
    assert 'headers = ["Authorization: Bearer ${LC_TEST_TOKEN}"]' in shown.out
    assert "s3cret" not in shown.out + shown.err


def test_sections_are_printed_as_they_hold(run: Run, tmp_path: Path) -> None:
    file = write(
        tmp_path / "linkcheck.toml",
        SECRET_FILE
        + '[paths."old/**"]\nrules.moved-link.level = "off"\n[hosts."b:80"]\naccept = [403, "5xx"]\n',
    )
    printed = tomllib.loads(run("config", str(tmp_path)).out)
    assert printed["hosts"]["b:80"]["accept"] == [403, "5xx"]
    assert printed["paths"]["old/**"]["rules"]["moved-link"]["level"] == "off"
    again = write(tmp_path / "again" / "linkcheck.toml", run("config", str(tmp_path)).out)
    assert tomllib.loads(run("config", "--config", str(again)).out) == printed
    assert setting(run, 'hosts."b:80".accept', str(tmp_path))[1:] == ("file", str(file))


def test_a_section_for_some_posts_is_relative_to_its_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "site" / "linkcheck.toml", '[paths."posts/old/**"]\nrules.malformed-url.level = "off"')
    for name in ("old", "new"):
        write(tmp_path / "site" / "posts" / name / "a.md", "[a](https://[)")
    assert run("check", str(tmp_path / "site" / "posts" / "old")).code == 0
    assert run("check", str(tmp_path / "site" / "posts" / "new")).code == 1
    done = run("check", str(tmp_path / "site"))
    assert (done.code, "new/a.md" in done.out, "old/a.md" in done.out) == (1, True, False)
