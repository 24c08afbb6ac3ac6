"""The README says what the code says: its reference is generated, and kept current."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linkcheck.cli.exits import MEANINGS
from linkcheck.config import Config
from linkcheck.model import Verdict
from linkcheck.rules import rules
from linkcheck.settings.values import options_of
from samples import readme

TEXT = readme.README.read_text("utf-8")


def test_the_readme_is_current() -> None:
    assert readme.generated(TEXT) == TEXT


@pytest.mark.parametrize("name", ["rules", "verdicts"])
def test_a_region_that_is_gone_or_misspelt_is_missed(name: str) -> None:
    with pytest.raises(ValueError, match="missing or unknown"):
        readme.generated(TEXT.replace(f"<!-- generated: {name} -->", f"<!-- generated: {name}s -->"))


def test_prose_outside_the_regions_is_left_alone() -> None:
    written = readme.generated(TEXT.replace("MIT licence.", "| not | generated |"))
    assert written.endswith("| not | generated |\n")


def test_a_readme_that_is_not_current_fails_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "README.md"
    stale.write_text(TEXT.replace("| `broken-link` | error |", "| `broken-link` | note |"), "utf-8")
    monkeypatch.setattr(readme, "README", stale)
    monkeypatch.setattr(sys, "argv", ["readme", "--check"])
    assert readme.main() == 1
    assert "make readme" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["readme"])
    assert readme.main() == 0
    assert stale.read_text("utf-8") == TEXT
    monkeypatch.setattr(sys, "argv", ["readme", "--check"])
    assert readme.main() == 0


@pytest.mark.parametrize(
    "name",
    [
        *(each.name for each in options_of(Config)),
        *(option.name for each in rules.values() for option in each.options),
        *map(str, MEANINGS),
        *Verdict,
    ],
)
def test_every_fact_has_a_row(name: str) -> None:
    assert f"| `{name}` |" in TEXT


def test_every_setting_says_what_it_means() -> None:
    rows = re.findall(r"^\| `\w+` \|(?:[^|]*\|){3} (.*)\|$", TEXT, re.MULTILINE)
    assert len(rows) >= len(options_of(Config))
    assert all(rows)


def test_the_example_of_a_rule_test_runs() -> None:
    (example,) = (
        each for each in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if "tests.canned" in each
    )
    names: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), names)
    tests = [value for name, value in names.items() if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        test()


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_every_check_of_make_lint_runs_whatever_the_first_one_says(tmp_path: Path) -> None:
    for name in ("lint-imports", "ruff", "mypy", "python"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho ran {name} $1; test {name} != ruff\n")
        (tmp_path / name).chmod(0o755)
    words = ["make", "-C", str(readme.README.parent), "lint", f"BIN={tmp_path}", "--assume-old=.venv/.dev"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    ran = re.findall(r"^ran (.+)$", done.stdout, re.MULTILINE)
    assert ran == ["lint-imports --no-cache", "ruff check", "ruff format", "mypy", "python -m"]
