"""The pre-commit hooks, run by pre-commit itself in a sample repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.site import Site, site_in_thread

ROOT = Path(__file__).parents[2]
HOOKS = {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
PACKAGED = ("linkcheck", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A web on this machine."""
    with site_in_thread() as running:
        yield running


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of what this checkout would publish."""
    folder = tmp_path_factory.mktemp("published")
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    _commit(folder)
    return folder


@pytest.fixture
def workspace(tmp_path: Path, site: Site) -> Path:
    """A repository with a link to a file that is not there, and a dead link to the web."""
    (tmp_path / "posts").mkdir()
    text = f"[there](other.md) [gone](gone.md)\n[dead]({site.url('/status/404')})\n"
    (tmp_path / "posts" / "a post.md").write_text(text)
    (tmp_path / "posts" / "other.md").write_text("no links\n")
    (tmp_path / "code.py").write_text("# http://127.0.0.1:1/not/a/post\n")
    (tmp_path / "linkcheck.toml").write_text("allow_private = true\n")
    _commit(tmp_path)
    return tmp_path


def test_the_hooks_find_what_they_should_where_pre_commit_installs_them(
    published: Path, workspace: Path, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    code, log = _tried(published, workspace, tmp_path_factory.mktemp("home"))
    full, internal = re.split(r"hook id: linkcheck-internal", log)
    assert code == 1, log
    for found in (full, internal):
        assert "posts/a post.md:1:" in found
        assert "gone.md" in found
        assert "code.py" not in found
    assert "posts/a post.md:2:" in full
    assert "404 not found" in full
    assert "404" not in internal


def test_the_internal_hook_asks_no_web_and_passes_what_is_whole(workspace: Path, site: Site) -> None:
    asked = len(site.visits)
    (workspace / "posts" / "gone.md").write_text("here it is\n")
    words = [*shlex.split(HOOKS["linkcheck-internal"]["entry"]), "posts/a post.md", "posts/other.md"]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=workspace, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    assert len(site.visits) == asked


@pytest.mark.parametrize("name", HOOKS)
def test_hooks_say_what_they_are_and_take_posts_in_one_process(name: str) -> None:
    hook = HOOKS[name]
    assert hook["entry"].startswith("linkcheck check ")
    assert hook["description"].endswith(".")
    assert hook["require_serial"] is True
    assert hook["types_or"] == ["markdown", "html", "plain-text"]


def test_pre_commit_finds_no_fault_with_the_hooks() -> None:
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    subprocess.run(words, cwd=ROOT, check=True, timeout=60)


def _tried(published: Path, workspace: Path, home: Path) -> tuple[int, str]:
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(published), "--all-files", "--verbose"]
    done = subprocess.run(
        words,
        cwd=workspace,
        env=_environment(PRE_COMMIT_HOME=str(home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    log = done.stdout.decode("utf-8")
    if re.search("No matching distribution|Failed to establish|Temporary failure", log):
        pytest.skip("packages cannot be installed here: no package index")
    return done.returncode, log


def _commit(folder: Path) -> None:
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *words], cwd=folder, env=_environment(), check=True, timeout=60)


def _environment(**more: str) -> dict[str, str]:
    """Return the environment without what a git hook that runs the tests would set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    who = {"NAME": "A", "EMAIL": "a@example.org"}
    git = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in who.items()}
    return {**kept, **git, "GIT_CONFIG_GLOBAL": os.devnull, **more}
