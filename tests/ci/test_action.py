"""The GitHub action: its own steps, run by bash in a sample repository against a server of this machine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ci.actions import ACTION, ROOT, Job, run
from tests.site import Site, site_in_thread

PREPARED = ("Set up Python", "Restore the cache", "Save the cache", "Install linkcheck")
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "${IFS}$(touch${IFS}pwned)",
    "x\ny=$(touch pwned)\n::set-output name=x::y",
    "${{ steps.prepare.outputs.key }}",
    "-\n--help\n\\\n*",
)
Act = Callable[..., Job]


@pytest.fixture(scope="session")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's temporary folder in which the action has installed linkcheck, from this checkout."""
    folder, workspace = tmp_path_factory.mktemp("runner temp"), tmp_path_factory.mktemp("workspace")
    (workspace / "a.md").write_text("no links\n")
    done = run(workspace, folder)
    if done.code and re.search("No matching distribution|Failed to establish|Temporary failure", done.log):
        pytest.skip("packages cannot be installed here: no package index")
    assert (done.code, done.outputs["exit-code"]) == (0, "0"), done.log
    return folder


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A web on this machine."""
    with site_in_thread() as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, site: Site) -> Path:
    """A repository with one good and one dead link."""
    posts = tmp_path / "workspace" / "my posts"
    posts.mkdir(parents=True)
    (posts / "good.md").write_text(f"[fine]({site.url('/status/200')})\n")
    (posts / "bad.md").write_text(f"# Title\n\n[dead]({site.url('/status/404')})\n")
    return tmp_path / "workspace"


@pytest.fixture
def act(temporary: Path, workspace: Path) -> Act:
    """Run the action in the repository, with linkcheck installed already."""

    def job(**inputs: str) -> Job:
        options = "\n".join(["--allow-private", inputs.pop("options", "")])
        return run(workspace, temporary, skip=PREPARED, options=options, **inputs)

    return job


def test_a_dead_link_turns_the_step_red_with_its_line_annotated(act: Act) -> None:
    job = act()
    assert (job.code, job.outputs["exit-code"]) == (1, "1"), job.log
    (command,) = job.commands
    assert re.match(r"::error file=my posts/bad\.md,line=3,.*::.*404", command), command
    assert "my posts/bad.md" in job.log
    assert "bad.md" in job.summary
    report = json.loads(Path(job.outputs["report"]).read_text("utf-8"))
    assert [each["document"] for each in report["findings"]] == ["my posts/bad.md"]
    sarif = json.loads(Path(job.outputs["sarif"]).read_text("utf-8"))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "broken-link"


def test_the_step_is_green_once_the_link_is_mended(act: Act, workspace: Path) -> None:
    (workspace / "my posts" / "bad.md").write_text("no link any more\n")
    job = act()
    assert (job.code, job.outputs["exit-code"], job.commands) == (0, "0", ()), job.log
    assert job.summary


def test_paths_are_one_a_line_and_may_hold_spaces(act: Act, workspace: Path) -> None:
    job = act(paths="  my posts/good.md\r\n\n\tmy posts/b*.md\n")
    names = [each["name"] for each in json.loads(Path(job.outputs["report"]).read_text("utf-8"))["documents"]]
    assert sorted(names) == ["my posts/bad.md", "my posts/good.md"]
    assert act(paths="my posts/good.md").code == 0


def test_what_fails_the_step_and_what_is_written_can_be_chosen(act: Act, workspace: Path) -> None:
    job = act(fail_on="never", annotations="false", summary="false", formats="json = x.json\njson=mine.json")
    assert (job.code, job.outputs["exit-code"]) == (2, "2")
    job = act(fail_on="never", annotations="false", summary="false", formats="json=my report.json\n")
    assert (job.code, job.commands, job.summary) == (0, (), "")
    assert json.loads((workspace / "my report.json").read_text("utf-8"))["summary"]["links"] == 2


def test_settings_are_found_or_named(act: Act, workspace: Path) -> None:
    (workspace / "linkcheck.toml").write_text('exclude = ["404"]\n')
    assert act().code == 0
    (workspace / "other.toml").write_text('fail_on = "never"\nuser_agent = "x"\n')
    job = act(config="other.toml")
    assert (job.code, len(job.commands)) == (0, 1)


def test_a_run_that_could_not_be_made_is_told_in_the_summary(act: Act) -> None:
    job = act(paths="no/such/folder")
    assert (job.code, job.outputs["exit-code"], job.outputs["report"]) == (2, "2", "")
    assert "no/such/folder: no such file or folder" in job.log
    assert "exit code 2" in job.summary


def test_only_what_changed_can_be_checked(act: Act, workspace: Path) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *words], cwd=workspace, check=True, timeout=60)
    assert act(since="HEAD").code == 0
    with (workspace / "my posts" / "good.md").open("a") as post:
        post.write("\n[new](gone.md)\n")
    job = act(since="HEAD")
    assert (job.code, len(job.commands)) == (1, 1)
    assert "file=my posts/good.md,line=3," in job.commands[0]
    job = act(since="no-such-branch")
    assert (job.code, "no-such-branch" in job.log) == (2, True)


def test_what_is_known_already_fails_nothing(act: Act, workspace: Path, site: Site) -> None:
    words = [sys.executable, "-m", "linkcheck", "baseline", ".", "--allow-private", "-o", "known.txt"]
    subprocess.run(words, cwd=workspace, check=True, timeout=60, capture_output=True)
    job = act(baseline="known.txt")
    assert (job.code, job.commands) == (0, ()), job.log
    (workspace / "my posts" / "new.md").write_text(f"[dead too]({site.url('/status/410')})\n")
    job = act(baseline="known.txt", fail_on="new")
    assert (job.code, len(job.commands)) == (1, 1), job.log


def test_two_uses_in_one_job_do_not_mix(act: Act) -> None:
    first = act()
    second = act(paths="my posts/good.md")
    assert first.outputs["report"] != second.outputs["report"]
    report = json.loads(Path(second.outputs["report"]).read_text("utf-8"))
    assert report["summary"]["documents"] == 1


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "names",
    [
        ("paths",),
        ("config", "since", "baseline", "formats", "options", "annotations", "summary", "remember_images"),
    ],
    ids=["paths", "others"],
)
def test_no_input_is_ever_run(act: Act, workspace: Path, names: tuple[str, ...], text: str) -> None:
    """Whatever an input holds is a word to linkcheck; nothing of it reaches the shell or the outputs."""
    before = sorted(workspace.rglob("*"))
    job = act(**{"fail_on": "never", **dict.fromkeys(names, text)})
    assert job.code in (0, 2), job.log
    assert sorted(workspace.rglob("*")) == before
    assert job.outputs["exit-code"] == str(job.code)


def test_what_posts_say_is_no_workflow_command(act: Act, workspace: Path, site: Site) -> None:
    """Neither in the annotations nor in the report that is printed into the log."""
    attack = "%0A::error::owned ##[add-mask]owned &#10;::warning::owned"
    name = "::error::owned.md"
    text = f"[{attack}]({site.url('/status/404')}) ![::notice::owned]({site.url('/status/410')})\n"
    (workspace / name).write_text(text)
    job = act(paths=".", options="--verbose")
    assert "owned" in job.log
    assert len(job.commands) >= 3
    for command in job.commands:
        assert re.match(r"::error file=[^:,]*,line=", command) or "file=%3A%3Aerror" in command, command
        assert "##[" not in command


def test_pictures_are_remembered_between_runs_if_asked(act: Act, workspace: Path, site: Site) -> None:
    post = workspace / "picture.md"
    post.write_text(f"![a]({site.url('/image/7.png')})\n")
    assert act(paths="picture.md", remember_images="true").code == 0
    post.rename(workspace / "other.md")
    seen = act(paths="other.md", remember_images="true")
    assert "image-seen-before" in seen.log
    assert "image-seen-before" not in act(paths="other.md").log


def test_the_cache_is_named_by_week_and_by_what_is_needed(workspace: Path, tmp_path: Path) -> None:
    skip = ("Install linkcheck", "Check", "Judge")

    def asked(**inputs: str) -> list[tuple[str, dict[str, str]]]:
        done = run(workspace, tmp_path, skip=skip, **inputs)
        return [(uses.partition("@")[0], dict(given)) for uses, given in done.asked if "cache" in uses]

    (restore, given), (save, kept) = asked()
    assert (restore, save) == ("actions/cache/restore", "actions/cache/save")
    assert re.fullmatch(r"linkcheck-Linux-[0-9a-f]{16}-\d{4}-W\d\d", given["key"])
    assert given["key"].startswith(given["restore-keys"])
    assert kept == {"path": given["path"], "key": given["key"]}
    assert asked()[0][1] == given
    assert asked(remember_images="true")[0][1]["key"] == f"{given['key']}-4711-1"
    assert asked(extras="images")[0][1]["key"] != given["key"]
    (workspace / "linkcheck.toml").write_text("retries = 1\n")
    assert asked()[0][1]["key"] != given["key"]
    assert asked(cache="false") == []


def test_inputs_reach_scripts_by_their_environment_only() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40}", step["uses"])


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, each in ACTION["inputs"].items():
        assert f"inputs.{name}" in text
        assert each["description"].endswith(".")
        assert isinstance(each["default"], str)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_scripts_are_valid_bash() -> None:
    for step in ACTION["runs"]["steps"]:
        subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True, timeout=60)
