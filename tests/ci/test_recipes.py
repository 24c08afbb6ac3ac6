"""The recipes in the README: what they name exists, and what they run runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.ci.actions import ACTION, ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS: list[Any] = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)]
WORKFLOW = next(block for block in BLOCKS if "jobs" in block)
GITLAB = next(block["links"] for block in BLOCKS if "links" in block)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def _uses(name: str) -> list[dict[str, Any]]:
    """Return the steps of all workflows that use an action."""
    steps = [
        *WORKFLOW["jobs"]["links"]["steps"],
        *(step for each in BLOCKS if isinstance(each, list) for step in each),
    ]
    return [step for step in steps if step["uses"].startswith(name)]


def test_workflows_give_the_action_what_it_takes() -> None:
    steps = _uses("OWNER/linkcheck@")
    assert len(steps) >= 2
    for step in steps:
        assert step["with"].keys() <= ACTION["inputs"].keys()


def test_what_needs_the_history_fetches_it() -> None:
    assert "since" in _uses("OWNER/linkcheck@")[0]["with"]
    assert _uses("actions/checkout@")[0]["with"] == {"fetch-depth": 0}


def test_outputs_that_a_workflow_reads_exist() -> None:
    read = re.findall(r"steps\.links\.outputs\.([a-z-]+)", README)
    assert read
    assert set(read) <= ACTION["outputs"].keys()


def test_the_hooks_that_are_named_exist() -> None:
    (repository,) = next(block["repos"] for block in BLOCKS if "repos" in block)
    assert {each["id"] for each in repository["hooks"]} <= {each["id"] for each in HOOKS}


@pytest.mark.parametrize("text", re.findall(r"```toml\n(.*?)```", README, re.DOTALL))
def test_settings_are_understood(tmp_path: Path, text: str) -> None:
    (tmp_path / "linkcheck.toml").write_text(text, "utf-8")
    (tmp_path / "public").mkdir()
    (tmp_path / "a.md").write_text("no links\n")
    words = [sys.executable, "-m", "linkcheck", "check", "a.md", "--fail-on", "note"]
    environment = {**os.environ, "GITHUB_TOKEN": "x"}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the template is for a Linux image")
def test_the_gitlab_job_leaves_the_artifacts_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("[gone](b.md)\n")
    folder = Path(sys.executable).parent
    (script,) = GITLAB["script"]
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert b"posts/a.md:1:8: error:" in done.stdout
    reports = GITLAB["artifacts"]["reports"]
    (finding,) = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert finding["location"]["path"] == "posts/a.md"
    assert ET.parse(tmp_path / reports["junit"]).getroot().get("failures") == "1"
    assert GITLAB["artifacts"]["when"] == "always"
