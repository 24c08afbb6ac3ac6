"""Run this repository's action as GitHub's runner would: its scripts by bash, other actions not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_COMPARISON = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")
# https://github.com/actions/runner: a command stands at the start of a line, in its old form anywhere in it.
_COMMAND = re.compile(r"^\s*::([^:\s]+)[^:]*::|##\[([^\]\s]+)[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Job:
    """What a job left: its exit code, log, outputs and summary, and what other actions were asked for."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str
    asked: tuple[tuple[str, Mapping[str, str]], ...]

    @property
    def commands(self) -> tuple[str, ...]:
        """The lines of the log that the runner obeys."""
        return tuple(_obeyed(self.log))


@dataclass(slots=True)
class _Steps:
    values: dict[str, str]
    log: list[str] = field(default_factory=list)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def filled(self, text: str) -> str:
        """Put values where expressions are; one that is not known is an empty text, as on GitHub."""
        return _EXPRESSION.sub(lambda match: self.values.get(match[1], ""), text)

    def holds(self, condition: str) -> bool:
        """Say whether a condition made of comparisons holds."""
        found = [_COMPARISON.fullmatch(part) for part in condition.split(" && ")]
        return all(
            match is not None and (self.values.get(match[1], "") == match[3]) is (match[2] == "==")
            for match in found
        )


def run(workspace: Path, temporary: Path, *, skip: Collection[str] = (), **inputs: str) -> Job:
    """Run the action's steps in a workspace; `_` in the names of inputs stands for `-`."""
    given = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() == ACTION["inputs"].keys()
    steps = _Steps({f"inputs.{name}": value for name, value in given.items()})
    steps.values["steps.python.outputs.python-path"] = sys.executable
    summary = temporary / "summary"
    summary.write_text("")
    code = 0
    for step in ACTION["runs"]["steps"]:
        if code == 0 and step["name"] not in skip and ("if" not in step or steps.holds(step["if"])):
            code = _step(step, steps, workspace, temporary)
    outputs = {name: steps.filled(each["value"]) for name, each in ACTION["outputs"].items()}
    return Job(code, "".join(steps.log), outputs, summary.read_text("utf-8"), tuple(steps.asked))


def _step(step: Mapping[str, Any], steps: _Steps, workspace: Path, temporary: Path) -> int:
    if "uses" in step:
        given = {name: steps.filled(str(value)) for name, value in step["with"].items()}
        steps.asked.append((step["uses"], given))
        return 0
    output = temporary / "output"
    output.write_text("")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", str(temporary)),
        "LANG": "C.UTF-8",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_RUN_ID": "4711",
        "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_OS": "Linux",
        "RUNNER_TEMP": str(temporary),
        **{name: steps.filled(value) for name, value in step.get("env", {}).items()},
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=workspace,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    steps.log.append(done.stdout.decode("utf-8"))
    for line in output.read_text("utf-8").splitlines():
        name, equals, value = line.partition("=")
        assert equals, line
        steps.values[f"steps.{step['id']}.outputs.{name}"] = value
    return done.returncode


def _obeyed(log: str) -> Iterator[str]:
    """Yield the commands in a log that are not between `::stop-commands::TOKEN` and `::TOKEN::`."""
    token = None
    for line in log.splitlines():
        if token is not None:
            token = None if line.strip() == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        elif _COMMAND.search(line):
            yield line
